"""Feedback, guidance and counselling."""

from .counselling import CounsellingRecord
from .feedback import ContinuousFeedback, FeedbackSchedule
from .guidance import (
    CoachingRow,
    CompetencyEvaluation,
    CompetencyScore,
    GuidanceRecord,
    GuidanceView,
    ImprovementPlan,
    MentoringGoal,
    MentoringSession,
)

__all__ = [
    "CoachingRow",
    "CompetencyEvaluation",
    "CompetencyScore",
    "ContinuousFeedback",
    "CounsellingRecord",
    "FeedbackSchedule",
    "GuidanceRecord",
    "GuidanceView",
    "ImprovementPlan",
    "MentoringGoal",
    "MentoringSession",
]
