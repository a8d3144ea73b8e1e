"""One person's results with what was said of each, and the team beside them, by the leader's result they support."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Window

from sambayan.evaluation.models import PerformanceEvaluation, ResultAssessment
from sambayan.growth.models import ContinuousFeedback
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import heirs_of

_MOST = 60


@dataclass(frozen=True)
class Row:
    """One planned result with the employee's own assessment, the appraiser's, and the feedback on it."""

    result: PlannedResult
    own: ResultAssessment | None
    given: ResultAssessment | None
    feedback: tuple[ContinuousFeedback, ...]


def rows_of(
    evaluation: PerformanceEvaluation, results: Sequence[PlannedResult], feedback: Sequence[ContinuousFeedback]
) -> list[Row]:
    """The planned results in their order, each with what was said of it, also before a revision. One query."""
    heirs = heirs_of(results)
    rows = ResultAssessment.objects.filter(evaluation=evaluation).order_by("pk")
    kept = {(heirs.get(row.result_id), row.is_own): row for row in rows}
    heard: dict[int | None, list[ContinuousFeedback]] = defaultdict(list)
    for entry in feedback:
        heard[heirs.get(entry.result_id or 0)].append(entry)
    return [
        Row(result, kept.get((result.pk, True)), kept.get((result.pk, False)), tuple(heard[result.pk]))
        for result in results
    ]


@dataclass(frozen=True)
class Contribution:
    """What others of the team promised for the same result of the leader."""

    leaders_result: str
    rows: tuple[tuple[str, str, ResultAssessment | None], ...]


def contributions(
    evaluation: PerformanceEvaluation, results: Sequence[PlannedResult]
) -> tuple[list[Contribution], int]:
    """The team by the results of the leader that this person supports too, and how many rows more there are.

    Two queries, at most 60 rows.

    Source: PermenPANRB 6/2022 Lampiran IV.B.3 p97-98: results are compared by contribution in the matrix.
    """
    wanted = [result.supported_result for result in results if result.supported_result]
    if not wanted:
        return [], 0
    others = (
        PlannedResult.objects.filter(
            agreement__evaluations__appraiser_id=evaluation.appraiser_id,
            agreement__evaluations__period_id=evaluation.period_id,
            supported_result__in=wanted,
        )
        .exclude(agreement_id=evaluation.agreement_id)
        .select_related("agreement__employee")
        .annotate(of_all=Window(Count("pk")))
        .order_by("agreement__employee__name", "number", "pk")
    )
    found = list(others[:_MOST])
    rated = ResultAssessment.objects.filter(
        result__in=[row.pk for row in found], is_own=False, evaluation__period_id=evaluation.period_id
    )
    given = {row.result_id: row for row in rated} if found else {}
    grouped: dict[str, list[tuple[str, str, ResultAssessment | None]]] = defaultdict(list)
    for row in found:
        grouped[row.supported_result].append((row.agreement.employee.name, row.title, given.get(row.pk)))
    left = max((getattr(row, "of_all", 0) for row in found), default=0) - len(found)
    return [Contribution(text, tuple(grouped[text])) for text in dict.fromkeys(wanted) if grouped[text]], left
