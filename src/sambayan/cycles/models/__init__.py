"""The performance year: its periods, its working days, what is opened for everybody, and the clocks of the law."""

from .clocks import Clock
from .openings import LeftOut, Opening
from .years import Cycle, EvaluationPeriod

__all__ = ["Clock", "Cycle", "EvaluationPeriod", "LeftOut", "Opening"]
