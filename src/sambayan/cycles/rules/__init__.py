"""Working days of Indonesia, and the kinds of evaluation period."""

from .calendar import CalendarError, WorkingCalendar, WorkingWeek, indonesian_calendar, joint_leave_known
from .clocks import (
    AFTER_EVERY,
    LAPSES,
    OPEN_CLOCKS,
    TERMS,
    ClockKind,
    ClockState,
    Term,
    due_on,
    is_reminder_day,
    lapses,
)
from .kinds import WEEKDAYS, PeriodKind
from .local import DayKind, LocalDay, LocalRules, calendar_code, place_calendar

__all__ = [
    "AFTER_EVERY",
    "LAPSES",
    "OPEN_CLOCKS",
    "TERMS",
    "WEEKDAYS",
    "CalendarError",
    "ClockKind",
    "ClockState",
    "DayKind",
    "LocalDay",
    "LocalRules",
    "PeriodKind",
    "Term",
    "WorkingCalendar",
    "WorkingWeek",
    "calendar_code",
    "due_on",
    "indonesian_calendar",
    "is_reminder_day",
    "joint_leave_known",
    "lapses",
    "place_calendar",
]
