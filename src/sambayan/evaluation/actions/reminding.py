"""Reminding everybody who is late with a step of the evaluation, at most once a day each."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import access, queries  # noqa: F401 - access declares the rights
from sambayan.notices import actions as notices


@transaction.atomic
def remind(period: EvaluationPeriod, asked: queries.Asked, *, by: Actor, at: datetime) -> int:
    """Remind everybody who is late in this period, as far as the filter reaches; how many were reminded now.

    Who was reminded today already is left in peace. Source: local policy.
    """
    require("evaluation.remind", by)
    people = queries.late_people(by, period, asked, timezone.localdate(at))
    url = reverse("notices:home")
    for person, n in people:
        notices.post("evaluation.remind", to=person, about=period, url=url, at=at, period=period, n=n)
    if people:
        record("evaluation.remind", period, by=by, at=at, after={"reminded": len(people)})
    return len(people)
