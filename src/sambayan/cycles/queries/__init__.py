"""Reading the year, its periods and its working days."""

from sambayan.cycles.queries.calendars import calendar, code_of, days_left
from sambayan.cycles.queries.years import (
    current_period,
    cycle_of,
    documentable_periods,
    latest_window,
    period,
    periods,
    windows_on,
    within,
    year,
)

__all__ = [
    "calendar",
    "code_of",
    "current_period",
    "cycle_of",
    "days_left",
    "documentable_periods",
    "latest_window",
    "period",
    "periods",
    "windows_on",
    "within",
    "year",
]
