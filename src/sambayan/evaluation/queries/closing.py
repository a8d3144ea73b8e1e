"""Agreements stay until their year is evaluated."""

from collections.abc import Collection
from datetime import date

from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState
from sambayan.planning.rules.closing import holds_year_open


@holds_year_open
def unevaluated(cycle_id: int, employee_ids: Collection[int], day: date) -> set[int]:
    """Of these employees, whose yearly evaluation of a year is not final; everybody while one of its windows is open.

    Until then evaluations are opened and the last quarter is documented, both for agreements in force. Two queries.
    Source: workflow 8.1 (`close`: year evaluated).
    """
    if EvaluationPeriod.objects.filter(cycle_id=cycle_id, window_to__gte=day).exists():
        return set(employee_ids)
    yearly = PerformanceEvaluation.objects.filter(period__cycle_id=cycle_id, period__kind=PeriodKind.YEARLY.value)
    waiting = yearly.filter(employee_id__in=employee_ids).exclude(state=EvaluationState.FINAL.value)
    return set(waiting.values_list("employee_id", flat=True))
