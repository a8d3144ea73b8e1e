"""Working days of Indonesia.

Source: PermenPANRB 6/2022 L V counts working days without defining them; the definition is local policy:
a day of the unit's working week that is neither a holiday nor (unless the agency says so) joint leave.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

# The longest run of days off that may be crossed; a calendar with more is a mistake in its data.
_MOST_DAYS_OFF = 366


class WorkingWeek(IntEnum):
    """Days worked per week: Monday to Friday, or Monday to Saturday."""

    FIVE = 5
    SIX = 6


class CalendarError(ValueError):
    """The calendar leaves no working day within a year."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of a unit; `joint_leave` (cuti bersama) is off unless `joint_leave_counts`."""

    holidays: frozenset[date]
    joint_leave: frozenset[date]
    working_week: WorkingWeek = WorkingWeek.FIVE
    joint_leave_counts: bool = False

    def is_working_day(self, day: date) -> bool:
        """Whether the unit works on `day`. Source: local policy."""
        if day.weekday() >= self.working_week or day in self.holidays:
            return False
        return self.joint_leave_counts or day not in self.joint_leave

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which is day 0 even when it is a day off; n = 0 is `start`.

        ValueError for a negative n. Source: local policy on PermenPANRB 6/2022 L V (day of receipt = day 0).
        """
        if n < 0:
            raise ValueError(f"cannot add {n} working days")
        day = start
        for _ in range(n):
            day = self._next_working_day(day)
        return day

    def working_days_left(self, today: date, due: date) -> int:
        """Working days after `today` up to and with `due`; 0 on the day itself, negative once it is past.

        The last day is still in time, so 0 means "today". Source: local policy.
        """
        if due < today:
            return -self.working_days_left(due, today)
        days = (due - today).days
        return sum(self.is_working_day(today + timedelta(days=step)) for step in range(1, days + 1))

    def _next_working_day(self, day: date) -> date:
        for step in range(1, _MOST_DAYS_OFF + 1):
            following = day + timedelta(days=step)
            if self.is_working_day(following):
                return following
        raise CalendarError(f"no working day within a year after {day.isoformat()}")


def indonesian_calendar(
    years: Iterable[int], *, working_week: WorkingWeek = WorkingWeek.FIVE, joint_leave_counts: bool = False
) -> WorkingCalendar:
    """The national calendar of `years`: public holidays, and joint leave where it is already decreed.

    Source: the yearly joint decree of three ministers, through the `holidays` library; years without a
    decree have estimated religious holidays and no joint leave (`joint_leave_known` tells).
    """
    wanted = tuple(sorted(set(years)))
    return WorkingCalendar(_days(wanted, "public"), _days(wanted, "government"), working_week, joint_leave_counts)


def joint_leave_known(calendar: WorkingCalendar, year: int) -> bool:
    """Whether the calendar holds joint leave of `year`; if not, a due date is an estimate."""
    return any(day.year == year for day in calendar.joint_leave)


@lru_cache(maxsize=64)
def _days(years: tuple[int, ...], category: str) -> frozenset[date]:
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415 - keeps the command line quick

    return frozenset(Indonesia(years=years, categories=(category,)))
