"""The pages of one evaluation: rating, explanation, and the printed document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from sambayan.common.numbers import date_long
from sambayan.cycles.queries import calendar
from sambayan.evaluation import rules
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries.guide import Distribution, Neighbours, distribution, neighbours
from sambayan.evaluation.queries.reading import achievement, team
from sambayan.people.models import Assignment
from sambayan.people.queries import appraisal_of, assignment_of, name_on
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import expectations_of, results_of
from sambayan.policies.queries import pack_code, values_on
from sambayan.surveys.queries import CitizenEvidence, citizen_evidence


@dataclass(frozen=True)
class RatingPage:
    """Everything the appraiser needs on one page."""

    evaluation: PerformanceEvaluation
    results: Sequence[PlannedResult]
    expectations: dict[str, str]
    citizens: list[CitizenEvidence]
    achievement: OrganisationAchievement | None
    distribution: Distribution | None
    neighbours: Neighbours
    previous: PerformanceEvaluation | None


def rating_page(evaluation: PerformanceEvaluation) -> RatingPage:
    """Plan, evidence, citizens' voice, team and last period of one evaluation, in a bounded number of queries."""
    members = team(evaluation.appraiser_id, evaluation.period_id)
    set_ = achievement(evaluation.appraiser_unit_id, evaluation.period_id)
    return RatingPage(
        evaluation=evaluation,
        results=list(results_of(evaluation.agreement_id, evaluation.period_id)),
        expectations=expectations_of(evaluation.agreement_id),
        citizens=citizen_evidence(evaluation.employee_id, evaluation.period.to_date),
        achievement=set_,
        distribution=distribution(members, set_.predicate if set_ else ""),
        neighbours=neighbours(members, evaluation.pk),
        previous=_previous(evaluation),
    )


def _previous(evaluation: PerformanceEvaluation) -> PerformanceEvaluation | None:
    earlier = PerformanceEvaluation.objects.filter(
        employee_id=evaluation.employee_id, period__to_date__lt=evaluation.period.from_date
    ).exclude(predicate="")
    return earlier.select_related("period").order_by("-period__to_date", "-pk").first()


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


@translation.override("id")
def document_content(evaluation: PerformanceEvaluation, address: str) -> dict[str, Any]:
    """What stands on D.1.1, in Indonesian and in the order of the form; `address` is where its code can be verified.

    Source: PermenPANRB 6/2022 Lampiran V.A, Format D.1.1 p115.
    """
    signed = timezone.localdate(evaluation.signed_at)
    chain = appraisal_of(evaluation.appraiser_id, signed)
    period = evaluation.period
    return {
        "agency": evaluation.unit.agency.name,
        "period": period.label,
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(assignment_of(evaluation.employee_id, signed), signed),
        "appraiser": _party(assignment_of(evaluation.appraiser_id, signed), signed),
        "superior": _party(chain.appraiser if chain else None, signed),
        "organisation": rules.OrganisationPredicate(evaluation.organisation_predicate).label,
        "predicate": rules.Predicate(evaluation.predicate).label_on_form,
        "note": evaluation.evaluation_note,
        "signed_on": date_long(signed),
        "received_on": date_long(timezone.localdate(evaluation.received_at)) if evaluation.received_at else "",
        "code": evaluation.document_code,
        "rules": evaluation.rule_version,
        "address": address,
        "is_demo": settings.DEMO,
    }


def _party(post: Assignment | None, day: date) -> dict[str, str]:
    """One side of a document, with the unit under the name it bore on that day."""
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name,
        "number": post.employee.printed_number,
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": name_on(post.position.unit, day),
    }
