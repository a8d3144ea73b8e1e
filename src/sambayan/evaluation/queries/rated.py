"""What the room of feedback needs to know of ratings."""

from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.growth.rules import tells_rated


@tells_rated
def is_rated(employee_id: int, period_id: int) -> bool:
    """Whether the employee has been rated for the period: from then on feedback stays. Source: workflow 8.2."""
    rows = PerformanceEvaluation.objects.filter(employee_id=employee_id, period_id=period_id)
    return rows.exclude(rated_at__isnull=True).exists()
