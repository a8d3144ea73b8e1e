"""Working days of Indonesia, the year and its periods, the clocks of the law, and opening for everybody."""

from .calendar import CalendarError, WorkingCalendar, WorkingWeek, indonesian_calendar, joint_leave_known
from .clocks import LAPSES, OPEN_CLOCKS, TERMS, ClockKind, ClockState, Term, due_on, lapses
from .kinds import PeriodKind
from .openings import JOBS, UNFINISHED_OPENINGS, LeftOutReason, OpeningKind, OpeningState
from .years import (
    PERIOD_FLOW,
    YEAR_FLOW,
    Closing,
    CycleState,
    PeriodPlan,
    PeriodState,
    WindowTerms,
    day_in,
    periods_of,
    takes_entries,
)

__all__ = [
    "JOBS",
    "LAPSES",
    "OPEN_CLOCKS",
    "PERIOD_FLOW",
    "TERMS",
    "UNFINISHED_OPENINGS",
    "YEAR_FLOW",
    "CalendarError",
    "ClockKind",
    "ClockState",
    "Closing",
    "CycleState",
    "LeftOutReason",
    "OpeningKind",
    "OpeningState",
    "PeriodKind",
    "PeriodPlan",
    "PeriodState",
    "Term",
    "WindowTerms",
    "WorkingCalendar",
    "WorkingWeek",
    "day_in",
    "due_on",
    "indonesian_calendar",
    "joint_leave_known",
    "lapses",
    "periods_of",
    "takes_entries",
]
