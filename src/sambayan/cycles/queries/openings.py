"""Reading what was opened for everybody, how far it is, and who was left out."""

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from sambayan.cycles.models import EvaluationPeriod, LeftOut, Opening
from sambayan.cycles.queries.years import rooted_years
from sambayan.cycles.rules import UNFINISHED_OPENINGS, LeftOutReason, PeriodKind
from sambayan.people.rules import Window

LOST_AFTER = timedelta(minutes=15)


def opening(pk: int) -> Opening | None:
    """One opening with its year and period, and the path of the agency's top unit."""
    found = Opening.objects.filter(pk=pk).select_related("cycle__agency", "period").first()
    if found is not None:
        found.root_path = rooted_years().get(pk=found.cycle_id).root_path  # type: ignore[attr-defined]
    return found


def openings_of(cycle_pk: int) -> QuerySet[Opening]:
    """Everything that was opened for a year, newest first, each with how many were left out."""
    found = Opening.objects.filter(cycle_id=cycle_pk).select_related("period", "cycle")
    return found.annotate(omitted=Count("left_out")).order_by("-pk")


def left_out(opening_pk: int, reason: str = "") -> QuerySet[LeftOut]:
    """Who was left out, by unit and name; with `reason` only for that."""
    rows = LeftOut.objects.filter(opening_id=opening_pk).select_related("employee", "unit")
    return (rows.filter(reason=reason) if reason else rows).order_by("unit__path", "employee__name", "pk")


def left_out_counts(opening_pk: int) -> dict[LeftOutReason, int]:
    """How many were left out for each reason."""
    rows = LeftOut.objects.filter(opening_id=opening_pk).order_by().values_list("reason").annotate(Count("pk"))
    tally = dict(rows)
    return {reason: tally[reason.value] for reason in LeftOutReason if reason.value in tally}


def lost(at: datetime) -> QuerySet[Opening]:
    """Unfinished openings of whose job nothing was heard for a quarter of an hour."""
    silent = Opening.objects.filter(state__in=UNFINISHED_OPENINGS)
    return silent.exclude(beat_at__gt=at - LOST_AFTER).exclude(asked_at__gt=at - LOST_AFTER).order_by("pk")


def is_silent(opening: Opening, at: datetime) -> bool:
    """Whether nothing was heard of the job for two minutes, so that somebody may set it going again."""
    heard = opening.beat_at or opening.asked_at
    return at - heard >= timedelta(minutes=2)


def window_of(period: EvaluationPeriod | None) -> Window | None:
    """The window of a period as the rule of the chain wants it."""
    if period is None:
        return None
    return Window(period.window_from, period.window_to, is_yearly=period.kind == PeriodKind.YEARLY)
