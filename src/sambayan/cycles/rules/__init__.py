"""Working days of Indonesia, and the kinds of evaluation period."""

from .calendar import CalendarError, WorkingCalendar, WorkingWeek, indonesian_calendar, joint_leave_known
from .kinds import PeriodKind

__all__ = [
    "CalendarError",
    "PeriodKind",
    "WorkingCalendar",
    "WorkingWeek",
    "indonesian_calendar",
    "joint_leave_known",
]
