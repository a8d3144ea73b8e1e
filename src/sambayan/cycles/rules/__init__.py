"""Working days of Indonesia, and the kinds of evaluation period."""

from .calendar import CalendarError, WorkingCalendar, WorkingWeek, indonesian_calendar, joint_leave_known
from .clocks import LAPSES, OPEN_CLOCKS, TERMS, ClockKind, ClockState, Term, due_on, lapses
from .kinds import PeriodKind

__all__ = [
    "LAPSES",
    "OPEN_CLOCKS",
    "TERMS",
    "CalendarError",
    "ClockKind",
    "ClockState",
    "PeriodKind",
    "Term",
    "WorkingCalendar",
    "WorkingWeek",
    "due_on",
    "indonesian_calendar",
    "joint_leave_known",
    "lapses",
]
