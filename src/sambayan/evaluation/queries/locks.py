"""What was done in a period stays as it was once the evaluation of that period is signed."""

from django.utils.translation import gettext as _

from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import SIGNED_STATES
from sambayan.planning.rules.locks import locks_period


@locks_period
def signed_lock(employee_id: int, period_id: int) -> str | None:
    """Why a period of an employee is closed: its evaluation was signed. One query. Source: local policy."""
    rows = PerformanceEvaluation.objects.filter(employee_id=employee_id, period_id=period_id)
    if not rows.filter(state__in=sorted(SIGNED_STATES)).exists():
        return None
    return _("Evaluasi periode ini sudah ditandatangani, jadi catatannya tidak dapat diubah lagi.")
