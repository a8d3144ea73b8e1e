"""Evaluations, what they rest on, and the documents that came of them."""

from .calibration import (
    CalibrationMember,
    CalibrationNote,
    CalibrationParticipant,
    CalibrationProposal,
    CalibrationSession,
    CalibrationVote,
)
from .evaluations import (
    EvaluationDocument,
    OrganisationAchievement,
    PerformanceEvaluation,
    RatingDraft,
    ResultAssessment,
    SelfAssessment,
)

__all__ = [
    "CalibrationMember",
    "CalibrationNote",
    "CalibrationParticipant",
    "CalibrationProposal",
    "CalibrationSession",
    "CalibrationVote",
    "EvaluationDocument",
    "OrganisationAchievement",
    "PerformanceEvaluation",
    "RatingDraft",
    "ResultAssessment",
    "SelfAssessment",
]
