"""What agreements themselves show of the steps before a take-over. Source: PermenPANRB 6/2022 Ps 20(3)-(5)."""

from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import RevisionKind, TakeoverStep, proves_steps
from sambayan.planning.rules.takeovers import steps_shown_by


@proves_steps
def adjusted(employee_id: int, cycle_id: int) -> set[TakeoverStep]:
    """The adjustments of the year that were set as new versions."""
    rows = PerformanceAgreement.objects.filter(employee_id=employee_id, cycle_id=cycle_id, set_at__isnull=False)
    kinds = rows.exclude(revision_kind="").order_by("pk").values_list("revision_kind", flat=True)
    return steps_shown_by({RevisionKind(kind) for kind in kinds})
