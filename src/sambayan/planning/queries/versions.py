"""What was done under earlier versions of an agreement, read with the results that took their place.

A revision copies every result; progress, feedback and assessments stay with the row they were written for. Whoever
reads a result of the version in force sees them all. Source: PermenPANRB 6/2022 Ps 14(2), 20(4)-(5).
"""

from collections.abc import Collection, Iterable, Sequence

from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.rules import PeriodKind
from sambayan.planning.models import PerformanceAgreement, PlannedResult
from sambayan.planning.queries.reading import results_with_progress


def versions_before(agreement: PerformanceAgreement) -> list[int]:
    """The versions this one revises, the newest first; without a query where it revises none."""
    if agreement.revises_id is None:
        return []
    rows = PerformanceAgreement.objects.filter(employee_id=agreement.employee_id, cycle_id=agreement.cycle_id)
    before = dict(rows.order_by("pk").values_list("pk", "revises_id"))
    found, next_ = [], agreement.revises_id
    while next_ is not None:
        found.append(next_)
        next_ = before[next_]
    return found


def documented_results(
    agreement: PerformanceAgreement, period: EvaluationPeriod | None = None, kept: Collection[int] = ()
) -> list[PlannedResult]:
    """The planned results in order, each with the progress of a period under this version and those it revises.

    A yearly period, or none, has the progress of the whole year. At the end stand results of earlier versions that were
    given up but have progress, or are among `kept`: `is_given_up`. One query more than `results_of` where the agreement
    revises another.
    """
    period_pk = None if period is None or period.kind == PeriodKind.YEARLY else period.pk
    pks = [agreement.pk, *versions_before(agreement)]
    rows = list(results_with_progress(PlannedResult.objects.filter(agreement_id__in=pks), period_pk))
    return merged(agreement.pk, rows, kept)


def merged(agreement_pk: int, rows: Sequence[PlannedResult], kept: Collection[int] = ()) -> list[PlannedResult]:
    """The rows of one version, with the progress of the rows of other versions they were copied from."""
    own = [row for row in rows if row.agreement_id == agreement_pk]
    copies = {row.copied_from_id: row for row in rows if row.copied_from_id}
    given_up = []
    for row in (row for row in rows if row.agreement_id != agreement_pk):
        heir = _heir(row, copies)
        if heir.agreement_id == agreement_pk:
            heir.stands_for = {*heir.stands_for, row.pk}
            heir.earlier = [*heir.earlier, *row.documentation.all()]
        elif row.documentation.all() or row.pk in kept:
            row.is_given_up = True
            given_up.append(row)
    return own + given_up


def _heir(row: PlannedResult, copies: dict[int, PlannedResult]) -> PlannedResult:
    while row.pk in copies:
        row = copies[row.pk]
    return row


def heirs_of(results: Iterable[PlannedResult]) -> dict[int, int]:
    """For every result and every earlier row it stands for, the result that stands there now."""
    return {pk: row.pk for row in results for pk in (row.pk, *row.stands_for)}
