"""The performance year and its periods: their states, and the windows in which appraisers rate.

Source: PermenPANRB 6/2022 Ps 23-25, Lampiran IV.A.8 p90; the length of a periodic window is local policy.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _

from .kinds import PeriodKind

MONTHS_A_YEAR = 12
_MONTHS = {PeriodKind.MONTHLY: 1, PeriodKind.QUARTERLY: 3, PeriodKind.YEARLY: 12}


class CycleState(Labelled):
    """A year is prepared, then lived, then over."""

    PLANNED = "planned", _("Disiapkan")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")


class PeriodState(Labelled):
    """A period is to come, may be documented, or takes nothing more."""

    PLANNED = "planned", _("Disiapkan")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")


YEAR_FLOW: Flow[CycleState] = Flow(
    "cycles",
    {
        "create": (frozenset({None}), CycleState.PLANNED),
        "open": (frozenset({CycleState.PLANNED}), CycleState.OPEN),
        "close": (frozenset({CycleState.OPEN}), CycleState.CLOSED),
        "reopen": (frozenset({CycleState.CLOSED}), CycleState.OPEN),
    },
)
PERIOD_FLOW: Flow[PeriodState] = Flow(
    "periods",
    {
        "open_period": (frozenset({PeriodState.PLANNED}), PeriodState.OPEN),
        "close_period": (frozenset({PeriodState.OPEN}), PeriodState.CLOSED),
        "reopen_period": (frozenset({PeriodState.CLOSED}), PeriodState.OPEN),
    },
)
"""Local policy: the regulation asks for periods and leaves opening and closing to the agency (Ps 16(4), 24(3))."""


class Closing(Labelled):
    """When a periodic window closes, in the month after the period."""

    MONTHLY_CLOSE_DAY = "monthly_close_day", _("Pada tanggal penutupan bulanan")
    MONTH_END = "month_end", _("Pada akhir bulan berikutnya")


@dataclass(frozen=True, slots=True)
class WindowTerms:
    """What the settings say about windows; `yearly_deadline` is month and day in the following year."""

    opens_before: int
    closes: Closing
    close_day: int
    yearly_deadline: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PeriodPlan:
    """A period as it is to be made."""

    kind: PeriodKind
    number: int
    from_date: date
    to_date: date
    window_from: date
    window_to: date


def day_in(year: int, month_and_day: tuple[int, int]) -> date:
    """This month and day in a year; 29 February is the last of February in a year without it."""
    month, day = month_and_day
    return date(year, month, min(day, monthrange(year, month)[1]))


def periods_of(year: int, kind: PeriodKind, terms: WindowTerms) -> list[PeriodPlan]:
    """The periods of a year, and the year itself, each with its window.

    The yearly window is the law's: from the end of December to the deadline, 31 January. A periodic one opens so many
    days before the end of the period and closes in the month that follows. Source: Lampiran IV.A.8 p90; local policy.
    """
    months = _MONTHS[kind]
    short = [
        _period(year, kind, number, months, terms) for number in range(1, MONTHS_A_YEAR // months + 1)
    ]  # fmt: skip
    last = date(year, 12, 31)
    whole = PeriodPlan(
        PeriodKind.YEARLY, 1, date(year, 1, 1), last, last, yearly_end(year, terms)
    )  # fmt: skip
    return [*short, whole]


def yearly_end(year: int, terms: WindowTerms) -> date:
    """The last day of the yearly evaluation, 31 January of the next year: no decision moves it. Source: IV.A.8 p90."""
    return day_in(year + 1, terms.yearly_deadline)


def _period(year: int, kind: PeriodKind, number: int, months: int, terms: WindowTerms) -> PeriodPlan:
    first = date(year, (number - 1) * months + 1, 1)
    last = day_in(year, (number * months, 31))
    opens = max(first, last - timedelta(days=terms.opens_before))
    return PeriodPlan(kind, number, first, last, opens, _closes(last, terms))


def _closes(last: date, terms: WindowTerms) -> date:
    following = last + timedelta(days=1)
    wanted = 31 if terms.closes is Closing.MONTH_END else terms.close_day
    return day_in(following.year, (following.month, wanted))


def takes_entries(state: PeriodState, day: date, from_date: date, window_to: date, *, late: bool) -> bool:
    """Whether work of a period may still be documented on a day.

    It has begun, it is open, and its window is not over; with `late` allowed also when closed or over. A period that is
    still being prepared takes nothing. Source: local policy, setting `late_entry_allowed`.
    """
    if state is PeriodState.PLANNED or from_date > day:
        return False
    return late or (state is PeriodState.OPEN and day <= window_to)
