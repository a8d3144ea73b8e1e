"""Evaluations, what they rest on, and the documents that came of them."""

from .evaluations import (
    EvaluationDocument,
    OrganisationAchievement,
    PerformanceEvaluation,
    RatingDraft,
    ResultAssessment,
    SelfAssessment,
)

__all__ = [
    "EvaluationDocument",
    "OrganisationAchievement",
    "PerformanceEvaluation",
    "RatingDraft",
    "ResultAssessment",
    "SelfAssessment",
]
