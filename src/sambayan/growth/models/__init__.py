"""Feedback, guidance and counselling."""

from .feedback import ContinuousFeedback

__all__ = ["ContinuousFeedback"]
