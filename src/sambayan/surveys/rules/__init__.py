"""The law of the citizen satisfaction survey: index, interval, grade, sample, lifecycle. Pure and exact."""

from .grade import DEFAULT_LIMITS, CostMode, Gate, Limits, ServiceGrade, gate, grade_of
from .index import AnswerError, ElementFigure, SurveyFigures, change, elements_used, index
from .interval import Change, Direction, Estimate, Interval, difference
from .lifecycle import IMPORT_FLOW, SURVEY_FLOW, Channel, ImportState, SurveyState
from .rounding import half_up
from .sample import DEFAULT_SAMPLING, PopulationError, Sampling, sample_size

__all__ = [
    "DEFAULT_LIMITS",
    "DEFAULT_SAMPLING",
    "IMPORT_FLOW",
    "SURVEY_FLOW",
    "AnswerError",
    "Change",
    "Channel",
    "CostMode",
    "Direction",
    "ElementFigure",
    "Estimate",
    "Gate",
    "ImportState",
    "Interval",
    "Limits",
    "PopulationError",
    "Sampling",
    "ServiceGrade",
    "SurveyFigures",
    "SurveyState",
    "change",
    "difference",
    "elements_used",
    "gate",
    "grade_of",
    "half_up",
    "index",
    "sample_size",
]
