"""The law of the evaluation: matrix, suggestion, distribution, credit points."""

from .credit import Level, MonthsError, UnknownLevelError, credit, exact_credit, parse_level
from .distribution import Bound, DistributionCheck, Explanation, RuleSet, check, guide
from .flow import FLOW, RATEABLE, EvaluationState, FormCode, ReportStatus
from .predicate import (
    Axis,
    OrganisationPredicate,
    Predicate,
    Rating,
    Step,
    UnknownWordError,
    contrast,
    parse_organisation_predicate,
    parse_predicate,
    parse_rating,
    predicate,
    what_would_change,
)
from .suggestion import Grounds, ResultKind, ResultRow, Shares, Suggestion, suggest

__all__ = [
    "FLOW",
    "RATEABLE",
    "Axis",
    "Bound",
    "DistributionCheck",
    "EvaluationState",
    "Explanation",
    "FormCode",
    "Grounds",
    "Level",
    "MonthsError",
    "OrganisationPredicate",
    "Predicate",
    "Rating",
    "ReportStatus",
    "ResultKind",
    "ResultRow",
    "RuleSet",
    "Shares",
    "Step",
    "Suggestion",
    "UnknownLevelError",
    "UnknownWordError",
    "check",
    "contrast",
    "credit",
    "exact_credit",
    "guide",
    "parse_level",
    "parse_organisation_predicate",
    "parse_predicate",
    "parse_rating",
    "predicate",
    "suggest",
    "what_would_change",
]
