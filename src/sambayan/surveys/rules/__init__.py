"""The law of the citizen satisfaction survey: index, interval, grade, sample. Pure and exact."""

from .grade import CostMode, Gate, ServiceGrade, gate, grade_of
from .index import AnswerError, ElementFigure, SurveyFigures, change, elements_used, index
from .interval import Change, Direction, Interval
from .rounding import half_up
from .sample import PopulationError, sample_size

__all__ = [
    "AnswerError",
    "Change",
    "CostMode",
    "Direction",
    "ElementFigure",
    "Gate",
    "Interval",
    "PopulationError",
    "ServiceGrade",
    "SurveyFigures",
    "change",
    "elements_used",
    "gate",
    "grade_of",
    "half_up",
    "index",
    "sample_size",
]
