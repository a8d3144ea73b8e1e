"""Reading the year, its periods and its working days."""

from datetime import date

from django.db.models import QuerySet

from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries.calendars import calendar, code_of, days_left


def current_period(cycle_id: int, day: date) -> EvaluationPeriod | None:
    """The short period (month or quarter) that `day` falls in."""
    found = EvaluationPeriod.objects.filter(cycle_id=cycle_id, from_date__lte=day, to_date__gte=day)
    return found.exclude(kind="yearly").order_by("from_date", "pk").first()


def documentable_periods(cycle_id: int, day: date) -> list[EvaluationPeriod]:
    """The short periods that may still be documented, newest first: begun, and their rating window not over."""
    found = EvaluationPeriod.objects.filter(cycle_id=cycle_id, from_date__lte=day, window_to__gte=day)
    return list(found.exclude(kind="yearly").order_by("-from_date", "-pk"))


def period(pk: int) -> EvaluationPeriod | None:
    """One period with its year."""
    return EvaluationPeriod.objects.filter(pk=pk).select_related("cycle__agency").first()


def periods(day: date) -> QuerySet[EvaluationPeriod]:
    """The periods that have begun by `day`, newest first."""
    begun = EvaluationPeriod.objects.filter(from_date__lte=day).select_related("cycle")
    return begun.order_by("-from_date", "-pk")


def latest_window(day: date) -> EvaluationPeriod | None:
    """The period whose rating window opened last: the one people are rated for now."""
    opened = EvaluationPeriod.objects.filter(window_from__lte=day).select_related("cycle__agency")
    return opened.order_by("-window_from", "-pk").first()


__all__ = [
    "calendar",
    "code_of",
    "current_period",
    "days_left",
    "documentable_periods",
    "latest_window",
    "period",
    "periods",
]
