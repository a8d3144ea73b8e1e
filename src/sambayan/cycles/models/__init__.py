"""The performance year: its periods, its working days, and the clocks of the law."""

from .calendar import CalendarDay, UnitWeek
from .clocks import Clock
from .years import Cycle, EvaluationPeriod

__all__ = ["CalendarDay", "Clock", "Cycle", "EvaluationPeriod", "UnitWeek"]
