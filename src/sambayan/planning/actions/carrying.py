"""What goes on under a new version of an agreement. Source: PermenPANRB 6/2022 Ps 14(2), 20(4)-(5)."""

from datetime import date

from sambayan.cycles.models import EvaluationPeriod
from sambayan.planning.models import ActionPlan, PerformanceAgreement, PerformanceDocumentation, PlannedResult
from sambayan.planning.queries.doing import open_periods


def carry_progress(old: PerformanceAgreement, fresh: PerformanceAgreement, day: date) -> dict[str, int]:
    """Hand progress and action plan of the periods that run on to the results of the new version; how many of each.

    A period whose evaluation is signed keeps what it has, and so does a result that the new version gave up.
    """
    running = [each.pk for each in open_periods(old, day)]
    later = EvaluationPeriod.objects.filter(cycle_id=old.cycle_id, from_date__gt=day).order_by("pk")
    carried = {"progress": 0, "steps": 0}
    copies = fresh.results.filter(copied_from__agreement=old).prefetch_related("indicators")
    for row in copies.order_by("pk"):
        carried["progress"] += _progress(row, running)
        carried["steps"] += _steps(row, [*running, *later.values_list("pk", flat=True)])
    return {name: n for name, n in carried.items() if n}


def _progress(row: PlannedResult, periods: list[int]) -> int:
    """The figures follow to the indicator of the same name; where there is none any more, the words alone stay."""
    by_name = {each.name: each for each in row.indicators.all()}
    found = PerformanceDocumentation.objects.filter(result_id=row.copied_from_id, period_id__in=periods)
    entries = list(found.select_related("indicator").order_by("pk"))
    for entry in entries:
        entry.result = row
        entry.indicator = by_name.get(entry.indicator.name) if entry.indicator else None
    return PerformanceDocumentation.objects.bulk_update(entries, ["result", "indicator"])


def _steps(row: PlannedResult, periods: list[int]) -> int:
    """Behind the steps the new version has already, in their order."""
    steps = list(
        ActionPlan.objects.filter(result_id=row.copied_from_id, period_id__in=periods).order_by("number", "pk")
    )
    taken = list(row.actions.values_list("period_id", "number"))
    for step in steps:
        step.result = row
        while (step.period_id, step.number) in taken:
            step.number += 1
        taken.append((step.period_id, step.number))
    return ActionPlan.objects.bulk_update(steps, ["result", "number"])
