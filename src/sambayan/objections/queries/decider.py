"""Who decides an objection, until when it may be lodged, and by when it is decided."""

from datetime import date

from django.utils import timezone

from sambayan.cycles.models import Clock
from sambayan.cycles.queries import calendar
from sambayan.cycles.rules import ClockKind, due_on
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.people.models import Assignment, OrganisationUnit
from sambayan.people.queries import appraisal_of, open_on
from sambayan.policies.queries import values_on


def decider_of(evaluation: PerformanceEvaluation, day: date) -> int | None:
    """The employee who decides: the appraiser's superior, or the next tier where that one signed; None if unknown.

    Never the employee and never who signed. Source: PermenPANRB 6/2022 Lampiran V.B.2-6 p117; next tier local.
    """
    signer = evaluation.signer_id or evaluation.appraiser_id
    sides = {evaluation.employee_id, evaluation.appraiser_id, signer}
    above = evaluation.superior
    if above is not None and above.pk not in sides and above.left_on is None:
        return above.pk
    return _next(signer, sides, day)


def next_above(employee_id: int, sides: set[int], day: date) -> int | None:
    """Who stands above the one who has to decide, and is neither side: an overdue decision is shown there."""
    return _next(employee_id, {*sides, employee_id}, day)


def _next(employee_id: int, without: set[int], day: date) -> int | None:
    chain = appraisal_of(employee_id, day)
    posts = (chain.appraiser, chain.superior) if chain else ()
    return next((post.employee_id for post in posts if post and post.employee_id not in without), None)


def possible_deciders(unit: OrganisationUnit, without: set[int], day: date) -> list[Assignment]:
    """The heads of this office and of the offices above it, the nearest first, without the two sides."""
    parts = unit.path.rstrip("/").split("/")
    above = ["/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]
    held = Assignment.objects.filter(open_on(day), position__is_head=True, position__unit__path__in=above)
    rows = held.exclude(employee_id__in=without).select_related("employee", "position__unit")
    return sorted(rows, key=lambda post: (-len(post.position.unit.path), post.pk))


def lodging_due(evaluation: PerformanceEvaluation) -> date | None:
    """The last day on which an objection may be lodged, by its clock or by counting; None before receipt.

    Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B.2 p117.
    """
    if evaluation.received_at is None:
        return None
    clock = Clock.objects.filter(kind=ClockKind.OBJECTION.value, about_kind="evaluation", about_pk=evaluation.pk)
    kept = clock.order_by("-pk").values_list("due_on", flat=True).first()
    received = timezone.localdate(evaluation.received_at)
    window = values_on(received).integer("objection_window_days")
    return kept or due_on(received, window, calendar(received.year))
