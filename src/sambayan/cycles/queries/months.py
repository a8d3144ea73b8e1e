"""The calendar as a page shows it: twelve months of weeks, every day with what it is."""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sambayan.cycles.models import CalendarDay, UnitWeek
from sambayan.cycles.queries.calendars import calendar
from sambayan.people.models import OrganisationUnit


@dataclass(frozen=True)
class DayCell:
    """One day of the grid: `kind` is work, weekend, holiday or leave; `name` why it is off, where somebody said."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True)
class Month:
    """A month with its weeks from Monday; None stands for days of other months. `working` counts working days."""

    first: date
    weeks: list[list[DayCell | None]]
    working: int


def months_of(year: int, path: str) -> list[Month]:
    """The twelve months of a year in the unit with this path."""
    place = calendar(year, path)
    names = {each.day: each.name for each in local_days(path, year)}

    def cell(day: date) -> DayCell:
        if day in place.holidays:
            kind = "holiday"
        elif day in place.joint_leave:
            kind = "leave"
        else:
            kind = "work" if place.is_working_day(day) else "weekend"
        return DayCell(day, kind, names.get(day, ""))

    def month(number: int) -> Month:
        weeks = [
            [cell(day) if day.month == number else None for day in week]
            for week in months.Calendar().monthdatescalendar(year, number)
        ]
        working = sum(place.is_working_day(each.day) for week in weeks for each in week if each)
        return Month(date(year, number, 1), weeks, working)

    return [month(number) for number in range(1, 13)]


def local_days(path: str, year: int) -> QuerySet[CalendarDay]:
    """The days set by hand that hold in the unit with this path, in a year."""
    found = CalendarDay.objects.filter(unit__path__in=_above(path), day__year=year)
    return found.select_related("unit").order_by("day", "pk")


def day_of(pk: int) -> CalendarDay | None:
    """One day set by hand, with its unit."""
    return CalendarDay.objects.filter(pk=pk).select_related("unit").first()


def week_of(unit: OrganisationUnit) -> UnitWeek | None:
    """The working week set for exactly this unit."""
    return UnitWeek.objects.filter(unit=unit).first()


def root_of(path: str) -> OrganisationUnit | None:
    """The topmost unit of the agency a path lies in; without a path the first agency's."""
    roots = OrganisationUnit.objects.filter(parent__isnull=True).order_by("pk")
    return roots.filter(path=path.split("/", maxsplit=1)[0] + "/").first() if path else roots.first()


def _above(path: str) -> Iterable[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
