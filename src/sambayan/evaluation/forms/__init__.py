"""Forms of the evaluation."""

from sambayan.evaluation.forms.others import (
    AchievementForm,
    PassForm,
    ReplyForm,
    SelfAssessmentForm,
    figure_words,
)
from sambayan.evaluation.forms.rating import RatingForm, is_restored, saved_words

__all__ = [
    "AchievementForm",
    "PassForm",
    "RatingForm",
    "ReplyForm",
    "SelfAssessmentForm",
    "figure_words",
    "is_restored",
    "saved_words",
]
