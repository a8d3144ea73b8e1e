"""Forms of the evaluation."""

from sambayan.evaluation.forms.others import (
    AchievementForm,
    PassForm,
    ReplyForm,
    SelfAssessmentForm,
    figure_words,
)
from sambayan.evaluation.forms.rating import RatingForm, exception_field, is_restored, saved_words

__all__ = [
    "AchievementForm",
    "PassForm",
    "RatingForm",
    "ReplyForm",
    "SelfAssessmentForm",
    "exception_field",
    "figure_words",
    "is_restored",
    "saved_words",
]
