"""The law of the citizen satisfaction survey: index, interval, grade, sample, lifecycle. Pure and exact."""

from .grade import CostMode, Gate, ServiceGrade, gate, grade_of
from .index import AnswerError, ElementFigure, SurveyFigures, change, elements_used, index
from .interval import Change, Direction, Estimate, Interval, difference
from .lifecycle import IMPORT_FLOW, SURVEY_FLOW, Channel, ImportState, SurveyState
from .rounding import half_up
from .sample import PopulationError, sample_size

__all__ = [
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
    "PopulationError",
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
