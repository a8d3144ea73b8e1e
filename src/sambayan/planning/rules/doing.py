"""Documenting the work: how often, and what is still missing.

Source: PermenPANRB 6/2022 Ps 16, Lampiran III.A p67-68.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sambayan.common.words import Labelled, _


class Progress(Labelled):
    """What an entry shows: progress or the end of a result, never mere activity. Source: Lampiran III.A.7 p68."""

    PROGRESS = "progress", _("Kemajuan")
    FINISHED = "finished", _("Selesai")


class LogSource(Labelled):
    """Where a line of the daily log comes from."""

    TYPED = "typed", _("Ditulis di sini")
    IMPORTED = "imported", _("Dari aplikasi nasional")


class Rhythm(Labelled):
    """How often work is documented, as the agency chose. Source: Ps 16(3)-(4)."""

    DAILY = "daily", _("Harian")
    WEEKLY = "weekly", _("Mingguan")
    MONTHLY = "monthly", _("Bulanan")


@dataclass(frozen=True)
class Stretch:
    """The days one documentation is about, both included."""

    first: date
    last: date

    def holds_one_of(self, days: Iterable[date]) -> bool:
        """Whether something was written down in it."""
        return any(self.first <= day <= self.last for day in days)


_DAY = timedelta(days=1)


def stretch_of(rhythm: Rhythm, day: date) -> Stretch:
    """The day, the week from Monday to Sunday, or the month that `day` lies in. Source: Ps 16(3)."""
    match rhythm:
        case Rhythm.DAILY:
            return Stretch(day, day)
        case Rhythm.WEEKLY:
            monday = day - timedelta(days=day.weekday())
            return Stretch(monday, monday + timedelta(days=6))
        case _:
            next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            return Stretch(day.replace(day=1), next_month - _DAY)


def stretch_before(rhythm: Rhythm, stretch: Stretch, works_on: Callable[[date], bool]) -> Stretch:
    """The one before; of days only working days count. Source: Ps 16(3); working days: local policy."""
    day = stretch.first - _DAY
    while rhythm == Rhythm.DAILY and not works_on(day):
        day -= _DAY
    return stretch_of(rhythm, day)


def undocumented(
    rhythm: Rhythm, day: date, written: Iterable[date], *, since: date, works_on: Callable[[date], bool]
) -> Stretch | None:
    """The earliest stretch without an entry: the one that has just ended, or else the running one; None if neither.

    Only stretches that began on or after `since`, the day the agreement came into force, are asked for; a running day
    is asked for when it is a working day. Source: Ps 16; the two stretches looked at: local policy.
    """
    days = tuple(written)
    running = stretch_of(rhythm, day)
    ended = stretch_before(rhythm, running, works_on)
    if ended.first >= since and not ended.holds_one_of(days):
        return ended
    is_asked = rhythm != Rhythm.DAILY or works_on(day)
    return running if is_asked and running.last >= since and not running.holds_one_of(days) else None


def collected(texts: Iterable[tuple[date, str]]) -> str:
    """The lines of several days as one text, the same text once, in the order of the days. Source: local policy."""
    return "; ".join(dict.fromkeys(text.strip().rstrip(".") for _day, text in sorted(texts)))
