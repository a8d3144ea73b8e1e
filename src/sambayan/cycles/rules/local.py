"""The calendar of one place: the national one, what its administrator adds or takes away, and its working week.

Source: local policy; the law counts working days and does not say which days those are.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sambayan.common.words import Labelled, _

from .calendar import WorkingCalendar, WorkingWeek


class DayKind(Labelled):
    """What an administrator says of a day."""

    JOINT_LEAVE = "joint_leave", _("Cuti bersama")
    HOLIDAY = "holiday", _("Libur daerah")
    WORKING_DAY = "working_day", _("Tetap hari kerja")


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day that a unit, and everything below it, treats differently from the national calendar."""

    unit_path: str
    day: date
    kind: DayKind


@dataclass(frozen=True, slots=True)
class LocalRules:
    """What an agency decided: days, the week of single units, and whether its own holidays and joint leave count."""

    days: tuple[LocalDay, ...] = ()
    weeks: tuple[tuple[str, WorkingWeek], ...] = ()
    working_week: WorkingWeek = WorkingWeek.FIVE
    joint_leave_counts: bool = False
    regional_holidays: bool = True


def place_calendar(national: WorkingCalendar, local: LocalRules, path: str) -> WorkingCalendar:
    """The working days of the unit with this path; what stands nearer to it goes before what stands above.

    An empty path is the agency as a whole. A day kept as a working day is neither holiday nor joint leave.
    Source: local policy.
    """
    found: dict[date, LocalDay] = {}
    for each in sorted(local.days, key=lambda each: len(each.unit_path)):
        if _reaches(each.unit_path, path):
            found[each.day] = each
    kept = {day for day, each in found.items() if each.kind is DayKind.WORKING_DAY}
    leave = {day for day, each in found.items() if each.kind is DayKind.JOINT_LEAVE}
    off = {day for day, each in found.items() if each.kind is DayKind.HOLIDAY} if local.regional_holidays else set()
    weeks = [(len(unit), week) for unit, week in local.weeks if _reaches(unit, path)]
    return replace(
        national,
        holidays=frozenset((national.holidays | off) - kept),
        joint_leave=frozenset((national.joint_leave | leave) - kept),
        working_week=max(weeks)[1] if weeks else local.working_week,
        joint_leave_counts=local.joint_leave_counts,
    )


def _reaches(unit_path: str, path: str) -> bool:
    return path.startswith(unit_path) if path else unit_path.count("/") == 1


def calendar_code(calendar: WorkingCalendar, years: Iterable[int]) -> str:
    """A short number that the same working days of these years always give: it is kept with every computed date."""
    wanted = set(years)
    days = sorted(f"{day.isoformat()}h" for day in calendar.holidays if day.year in wanted)
    days += sorted(f"{day.isoformat()}j" for day in calendar.joint_leave if day.year in wanted)
    written = "|".join([str(int(calendar.working_week)), str(calendar.joint_leave_counts), *days])
    return hashlib.sha256(written.encode()).hexdigest()[:12]
