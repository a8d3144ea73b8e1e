"""The page on which one person is rated."""

from collections.abc import Sequence
from dataclasses import dataclass

from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries.guide import Distribution, Neighbours, distribution, neighbours
from sambayan.evaluation.queries.reading import achievement, team
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import expectations_of, results_of
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
