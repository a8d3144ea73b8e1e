"""The days until which something has to be done, and what the system still has to do."""

from datetime import date

from django.utils import timezone

from sambayan.cycles.models import Clock
from sambayan.cycles.queries import calendar
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, FormCode
from sambayan.policies.queries import values_on

_STATES = EvaluationState


def objection_due(evaluation: PerformanceEvaluation) -> date | None:
    """The last day of the objection period; None before the receipt. Source: PermenPANRB 6/2022 Ps 29, V.B.2 p117."""
    if evaluation.received_at is None:
        return None
    received = timezone.localdate(evaluation.received_at)
    kept = _clock_due(evaluation, ClockKind.OBJECTION)
    return kept or _after(evaluation, received, values_on(received).integer("objection_window_days"))


def return_clock(evaluation: PerformanceEvaluation) -> ClockKind:
    """Which term of return runs: that of the appraiser's document, or of the superior's. Source: V.A.6, V.A.10."""
    by_superior = evaluation.form_code == FormCode.D_1_2
    return ClockKind.SUPERIOR_RETURN if by_superior else ClockKind.DOCUMENT_RETURN


def return_due(evaluation: PerformanceEvaluation) -> date | None:
    """The last day to return a received document; None before the receipt. Source: Lampiran V.A.6, V.A.10 p114-116."""
    if evaluation.received_at is None:
        return None
    received, kind = timezone.localdate(evaluation.received_at), return_clock(evaluation)
    days = "superior_return_days" if kind is ClockKind.SUPERIOR_RETURN else "document_return_days"
    kept = _clock_due(evaluation, kind)
    return kept or _after(evaluation, received, values_on(received).integer(days))


def report_due(evaluation: PerformanceEvaluation) -> date:
    """The last day for the report. Source: PermenPANRB 6/2022 Lampiran V.A.7, V.A.11 p115-117."""
    ended = evaluation.period.window_to
    kept = _clock_due(evaluation, ClockKind.REPORT)
    return kept or _after(evaluation, ended, values_on(ended).integer("report_days"))


def _clock_due(evaluation: PerformanceEvaluation, kind: ClockKind) -> date | None:
    """The day a clock shows, which follows the calendar; the newest one counts."""
    found = Clock.objects.filter(kind=kind.value, about_kind="evaluation", about_pk=evaluation.pk).order_by("-pk")
    return found.values_list("due_on", flat=True).first()


def _after(evaluation: PerformanceEvaluation, start: date, days: int) -> date:
    return calendar(start.year, evaluation.unit.path).add_working_days(start, days)


def to_pass(day: date) -> list[int]:
    """The evaluations whose window has ended without a signature, by key."""
    rows = PerformanceEvaluation.objects.filter(state__in=[_STATES.OPEN, _STATES.RATED], period__window_to__lt=day)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_finalise(day: date) -> list[int]:
    """The evaluations that came back, or did not, and that may have become final by now, by key."""
    rows = PerformanceEvaluation.objects.filter(state__in=[_STATES.RETURNED, _STATES.NOT_RETURNED])
    return list(rows.filter(received_at__date__lt=day).order_by("received_at", "pk").values_list("pk", flat=True))
