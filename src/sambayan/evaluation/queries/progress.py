"""How far a period is, unit by unit, and who is late at which step."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, F, QuerySet, Subquery
from django.utils import timezone

from sambayan.common.actor import Actor
from sambayan.cycles.models import Clock, EvaluationPeriod
from sambayan.cycles.queries import days_left
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState
from sambayan.notices.models import Notice
from sambayan.people.models import Employee, OrganisationUnit

STEPS = (
    ClockKind.RATING,
    ClockKind.SUPERIOR_SIGNATURE,
    ClockKind.DOCUMENT_HANDOVER,
    ClockKind.SUPERIOR_HANDOVER,
    ClockKind.DOCUMENT_RETURN,
    ClockKind.SUPERIOR_RETURN,
    ClockKind.REPORT,
)
"""The steps with which somebody can be late."""


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to: one step, and a unit with everything below it; empty is everything."""

    step: str = ""
    unit_path: str = ""


@dataclass(frozen=True)
class Late:
    """One step that is late: whose evaluation, who has to act, and since how many working days."""

    clock: Clock
    evaluation: PerformanceEvaluation | None
    days: int


def late_clocks(actor: Actor, period: EvaluationPeriod, asked: Asked, day: date) -> QuerySet[Clock]:
    """The terms of a period that passed and are still open, of evaluations the actor may read, the oldest first."""
    seen = PerformanceEvaluation.objects.filter(visible_to(actor), period=period)
    if asked.unit_path:
        seen = seen.filter(unit__path__startswith=asked.unit_path)
    steps = [step.value for step in STEPS if not asked.step or step == asked.step]
    rows = Clock.objects.filter(
        about_kind="evaluation", about_pk__in=seen.values("pk"), state__in=OPEN_CLOCKS, due_on__lt=day, kind__in=steps
    )
    return rows.select_related("holder", "unit").order_by("due_on", "pk")


def with_evaluations(clocks: list[Clock], day: date) -> list[Late]:
    """The clocks of one page with their evaluations. One query."""
    rows = PerformanceEvaluation.objects.select_related("employee", "unit")
    found = rows.in_bulk([clock.about_pk for clock in clocks])
    return [Late(clock, found.get(clock.about_pk), -(days_left(day, clock.due_on) or 0)) for clock in clocks]


def late_counts(actor: Actor, period: EvaluationPeriod, unit_path: str, day: date) -> dict[str, int]:
    """How many are late at each step. One query."""
    rows = late_clocks(actor, period, Asked(unit_path=unit_path), day).order_by()
    return dict(rows.values_list("kind").annotate(Count("pk")))


def late_people(actor: Actor, period: EvaluationPeriod, asked: Asked, day: date) -> list[tuple[Employee, int]]:
    """Who is late and was not reminded on this day yet, with how many steps, by name. Three queries."""
    rows = late_clocks(actor, period, asked, day).exclude(holder__isnull=True).order_by()
    waiting = dict(rows.values_list("holder_id").annotate(Count("pk")))
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    told = Notice.objects.filter(event="evaluation.remind", created_at__gte=midnight, recipient_id__in=waiting)
    fresh = set(waiting) - set(told.values_list("recipient_id", flat=True))
    return [(person, waiting[person.pk]) for person in Employee.objects.filter(pk__in=fresh).order_by("name", "pk")]


@dataclass(frozen=True)
class UnitProgress:
    """One unit with everything below it: how many evaluations stand in each state, and how many steps are late."""

    unit: OrganisationUnit
    counts: dict[EvaluationState, int]
    late: int
    has_below: bool

    @property
    def total(self) -> int:
        """Everybody evaluated in the unit."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many were signed or are further."""
        waiting = (EvaluationState.OPEN, EvaluationState.RATED, EvaluationState.WITH_SUPERIOR)
        return self.total - sum(self.counts[state] for state in waiting)

    @property
    def cells(self) -> list[int]:
        """The counts in the order of the lifecycle."""
        return [self.counts[state] for state in EvaluationState]


def unit_progress(
    actor: Actor, period: EvaluationPeriod, above: OrganisationUnit | None, day: date
) -> list[UnitProgress]:
    """The units one level below `above` (or the highest the actor sees), each with what stands below it.

    Three queries.
    """
    rows = PerformanceEvaluation.objects.filter(visible_to(actor), period=period)
    top = above.path if above else ""
    seen = rows.filter(unit__path__startswith=top)
    counted = list(seen.order_by().values_list("unit__path", "state").annotate(Count("pk")))
    if not counted:
        return []
    level = top.count("/") + 1 if above else _first_split([path for path, _state, _n in counted])
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    below: set[str] = set()
    for path, state, n in counted:
        head = _cut(path, level)
        tally[head][state] += n
        below |= {head} if path != head else set()
    late = _late_by(actor, period, top, day, level)
    units = OrganisationUnit.objects.filter(path__in=tally).order_by("path")
    return [
        UnitProgress(
            unit, {state: tally[unit.path][state] for state in EvaluationState}, late[unit.path], unit.path in below
        )
        for unit in units
    ]


def _cut(path: str, level: int) -> str:
    return "/".join(path.split("/")[:level]) + "/" if path.count("/") > level else path


def _first_split(paths: list[str]) -> int:
    """The level at which the units begin to differ, so that the table never has a single row without need."""
    level, deepest = 1, max(path.count("/") for path in paths)
    while level < deepest and len({_cut(path, level) for path in paths}) == 1:
        level += 1
    return level


def _late_by(actor: Actor, period: EvaluationPeriod, top: str, day: date, level: int) -> Counter[str]:
    rows = late_clocks(actor, period, Asked(unit_path=top), day).order_by()
    found: Counter[str] = Counter()
    for path, n in rows.values_list("unit__path").annotate(Count("pk")):
        found[_cut(path, level)] += n
    return found


def state_counts(actor: Actor, period_pk: int, unit_code: str = "") -> dict[str, int]:
    """How many evaluations the actor may read stand in each state, in a unit and below it. One query."""
    rows = PerformanceEvaluation.objects.filter(visible_to(actor), period_id=period_pk)
    if unit_code:
        top = OrganisationUnit.objects.filter(code=unit_code).order_by("pk").values("path")[:1]
        rows = rows.annotate(top=Subquery(top)).filter(unit__path__startswith=F("top"))
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def running_terms(evaluation: PerformanceEvaluation, day: date) -> list[tuple[Clock, int | None]]:
    """The open clocks of one evaluation with the working days left, the earliest due first. One query."""
    rows = Clock.objects.filter(about_kind="evaluation", about_pk=evaluation.pk, state__in=OPEN_CLOCKS)
    found = rows.select_related("holder").order_by("due_on", "pk")
    return [(clock, days_left(day, clock.due_on)) for clock in found]
