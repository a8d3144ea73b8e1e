"""The page "Mengapa?": why a predicate is what it is."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sambayan.cycles.queries import calendar
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.policies.queries import pack_code, values_on


@dataclass(frozen=True)
class ExplanationPage:
    """Why a predicate is what it is: the cell, what led to it, what would change it, and until when."""

    evaluation: PerformanceEvaluation
    result: rules.Rating
    behaviour: rules.Rating
    predicate: rules.Predicate
    changes: tuple[rules.Step, ...]
    objection_due: date | None
    objection_days_left: int | None
    objection_window: int
    decision_days: int
    pack_code: str


def explanation_page(evaluation: PerformanceEvaluation, day: date) -> ExplanationPage:
    """The explanation of a rated evaluation, with the objection date once the document was received.

    The periods are those of the day of receipt, or of today while it is not received.
    """
    result, behaviour = rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating)
    received = timezone.localdate(evaluation.received_at) if evaluation.received_at else None
    values = values_on(received or day)
    window, due, left = values.integer("objection_window_days"), None, None
    if received:
        days = calendar(received.year)
        due = days.add_working_days(received, window)
        left = days.working_days_left(day, due)
    return ExplanationPage(
        evaluation,
        result,
        behaviour,
        rules.Predicate(evaluation.predicate),
        rules.what_would_change(result, behaviour),
        due,
        left,
        window,
        values.integer("objection_decision_days"),
        pack_code(evaluation.rule_version),
    )
