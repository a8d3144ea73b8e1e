"""The performance year: its periods, its working days, and the clocks of the law."""

from .clocks import Clock
from .years import Cycle, EvaluationPeriod

__all__ = ["Clock", "Cycle", "EvaluationPeriod"]
