"""How people grow: feedback all year, guidance and counselling."""

from .feedback import FEEDBACK_FLOW, FeedbackKind, FeedbackMode, FeedbackState, GiverKind

__all__ = ["FEEDBACK_FLOW", "FeedbackKind", "FeedbackMode", "FeedbackState", "GiverKind"]
