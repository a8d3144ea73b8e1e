"""What goes on under a new version of an agreement. Source: PermenPANRB 6/2022 Ps 14(2), 20(4)-(5), Lampiran II.A.5."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from sambayan.cycles.models import EvaluationPeriod
from sambayan.planning.models import (
    ActionPlan,
    AlignedResult,
    MatrixColumn,
    PerformanceAgreement,
    PerformanceDocumentation,
    PlannedResult,
    RoleResultCell,
)
from sambayan.planning.queries.doing import open_periods
from sambayan.planning.rules import STANDING


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


def carry_cascade(old: PerformanceAgreement, fresh: PerformanceAgreement) -> dict[str, int]:
    """Let the cascade go on through the new version; how many links of each kind were moved.

    Results of others that supported a row of the old version support its copy, columns of matrices stand for it, and
    a role given to the employee is that of the copy. A row that was given up keeps what pointed to it, and agreements
    that have ended stay as they were.
    """
    supporting = PlannedResult.objects.filter(agreement__state__in=sorted(STANDING)).exclude(agreement=fresh)
    moved = {
        "supported": _to_copies(supporting, "supports", old, fresh),
        "columns": _to_copies(MatrixColumn.objects.all(), "result", old, fresh),
        "roles": _to_copies(RoleResultCell.objects.all(), "result", old, fresh),
    }
    return {name: n for name, n in moved.items() if n}


def _to_copies(rows: QuerySet[Any], field: str, old: PerformanceAgreement, fresh: PerformanceAgreement) -> int:
    copy = PlannedResult.objects.filter(agreement=fresh, copied_from=OuterRef(field)).order_by("pk").values("pk")[:1]
    copied = PlannedResult.objects.filter(agreement=fresh, copied_from__agreement=old).values("copied_from")
    return rows.filter(**{f"{field}__in": copied}).update(**{field: Subquery(copy)})


def carry_alignments(fresh: PerformanceAgreement) -> int:
    """Give copied results the key indicators their originals serve; how many were given. Source: Lampiran II.A.1.

    Called inside the action that copies an agreement into a new version.
    """
    copies = dict(fresh.results.exclude(copied_from=None).order_by("pk").values_list("copied_from_id", "pk"))
    rows = AlignedResult.objects.filter(result_id__in=list(copies)).order_by("pk")
    made = [AlignedResult(result_id=copies[row.result_id], indicator_id=row.indicator_id) for row in rows]
    return len(AlignedResult.objects.bulk_create(made))
