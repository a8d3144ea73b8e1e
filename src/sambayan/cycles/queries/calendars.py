"""The working days of a place, from the national calendar and what was decided locally.

Local days change a few times a year and are asked for on every page, so what was read is kept for a minute in the
process. Dates that count are stored with the clocks, so an older calendar can only show a stale number of days left.
"""

import time
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils import timezone

from sambayan.cycles.models import CalendarDay, UnitWeek
from sambayan.cycles.rules import (
    DayKind,
    LocalDay,
    LocalRules,
    WorkingCalendar,
    WorkingWeek,
    calendar_code,
    indonesian_calendar,
    place_calendar,
)
from sambayan.policies.queries import values_on

KEPT_FOR = 60.0
YEARS_AHEAD = 3


@dataclass
class Kept:
    """What was read from the database, and when."""

    local: LocalRules | None = None
    at: float = 0.0
    places: dict[tuple[int, str], WorkingCalendar] = field(default_factory=dict)

    def forget(self) -> None:
        """Read again the next time: called where a day or a week was changed."""
        self.local, self.places = None, {}

    def keep(self, local: LocalRules) -> None:
        """Hold these rules from now on."""
        self.local, self.at, self.places = local, time.monotonic(), {}

    def rules(self) -> LocalRules:
        """The local rules, at most a minute old."""
        if self.local is None or time.monotonic() - self.at > KEPT_FOR:
            self.keep(read_rules())
        assert self.local is not None
        return self.local


KEPT = Kept()


def read_rules() -> LocalRules:
    """The local days, weeks and settings as they stand in the database: three queries."""
    values = values_on(timezone.localdate())
    days = CalendarDay.objects.order_by("day", "pk").values_list("unit__path", "day", "kind")
    weeks = UnitWeek.objects.order_by("unit__path").values_list("unit__path", "working_week")
    return LocalRules(
        days=tuple(LocalDay(path, day, DayKind(kind)) for path, day, kind in days),
        weeks=tuple((path, WorkingWeek(week)) for path, week in weeks),
        working_week=WorkingWeek(int(values.word("working_week"))),
        joint_leave_counts=values.flag("joint_leave_counts"),
        regional_holidays=values.word("holiday_calendar") == "regional",
    )


def calendar(first_year: int, path: str = "") -> WorkingCalendar:
    """The working days from this year through the next two, of the unit with this path; "" is the agency as a whole."""
    local = KEPT.rules()
    key = (first_year, path)
    if key not in KEPT.places:
        KEPT.places[key] = place_calendar(_national(first_year), local, path)
    return KEPT.places[key]


def code_of(first_year: int, path: str) -> str:
    """The number of the calendar that a date computed in this year rests on."""
    return calendar_code(calendar(first_year, path), range(first_year, first_year + YEARS_AHEAD))


@lru_cache(maxsize=8)
def _national(first_year: int) -> WorkingCalendar:
    return indonesian_calendar(range(first_year, first_year + YEARS_AHEAD))


def days_left(day: date, due: date | None, path: str = "") -> int | None:
    """Working days from `day` to a due date; None without one."""
    return calendar(min(day, due).year, path).working_days_left(day, due) if due else None
