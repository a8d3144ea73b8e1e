"""Reading the year, its periods and its working days."""

from datetime import date
from functools import lru_cache

from sambayan.cycles.queries.years import (
    current_period,
    cycle_of,
    documentable_periods,
    latest_window,
    period,
    periods,
    windows_on,
    year,
)
from sambayan.cycles.rules import WorkingCalendar, indonesian_calendar

__all__ = [
    "calendar",
    "current_period",
    "cycle_of",
    "days_left",
    "documentable_periods",
    "latest_window",
    "period",
    "periods",
    "windows_on",
    "year",
]


@lru_cache(maxsize=8)
def calendar(first_year: int) -> WorkingCalendar:
    """The working days of Indonesia from this year through the next two."""
    return indonesian_calendar(range(first_year, first_year + 3))


def days_left(day: date, due: date | None) -> int | None:
    """Working days from `day` to a due date; None without one."""
    return calendar(min(day, due).year).working_days_left(day, due) if due else None
