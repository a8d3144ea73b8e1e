"""The performance year: its periods, its working days, what is opened for everybody, and the clocks of the law."""

from .calendar import CalendarDay, UnitWeek
from .clocks import Clock
from .openings import LeftOut, Opening
from .years import Cycle, EvaluationPeriod

__all__ = [
    "CalendarDay",
    "Clock",
    "Cycle",
    "EvaluationPeriod",
    "LeftOut",
    "Opening",
    "UnitWeek",
]
