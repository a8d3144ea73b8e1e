"""Reading feedback: one entry, a person's record of a year, the inbox, and how often a strength was named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import documentable_periods, within
from sambayan.growth.access import SHOWN, relation, visible_to
from sambayan.growth.models import ContinuousFeedback, FeedbackSchedule
from sambayan.growth.rules import FeedbackState, GiverKind, giver_kind
from sambayan.people.models import Employee, TeamMember
from sambayan.people.queries import assignment_of
from sambayan.planning.models import PerformanceAgreement, PlannedResult
from sambayan.planning.queries import behaviours_of
from sambayan.planning.rules import AgreementState, lock_of
from sambayan.policies.queries import values_on

_COUNTS = sorted(SHOWN)
_OPEN = [FeedbackState.REQUESTED.value, FeedbackState.DRAFT.value]
_WITH = ("employee", "giver", "appraiser", "superior", "unit", "period", "result", "agreement__unit")


def feedback_on(employee_id: int, period: EvaluationPeriod) -> QuerySet[ContinuousFeedback]:
    """The recorded feedback on an employee in a period, oldest first: all of it must be considered (Ps 17(3)).

    Feedback is given in months or quarters; the yearly evaluation considers that of its whole year (Lampiran IV.B.3).
    """
    rows = ContinuousFeedback.objects.filter(within(period), employee_id=employee_id, state__in=_COUNTS)
    return rows.select_related("giver", "result").order_by("recorded_at", "pk")


def entry(pk: int) -> ContinuousFeedback | None:
    """One entry with everybody it concerns."""
    return ContinuousFeedback.objects.filter(pk=pk).select_related(*_WITH).first()


has_history("feedback", "growth.ContinuousFeedback", load=entry, right="growth.read", page="growth:entry")


def plan(pk: int) -> PerformanceAgreement | None:
    """One agreement with everybody it concerns."""
    found = PerformanceAgreement.objects.filter(pk=pk)
    return found.select_related("employee", "appraiser", "superior", "unit", "cycle").first()


@dataclass(frozen=True)
class Giving:
    """The facts that decide in which capacity somebody may give feedback on an agreement."""

    agreement: PerformanceAgreement
    related_allowed: bool
    names_users: bool
    led_path: str = ""
    team_ids: frozenset[int] = frozenset()
    team_lead_ids: frozenset[int] = frozenset()


def giving(pk: int, day: date) -> Giving | None:
    """The facts about an agreement on a day, in five queries; None when there is no such agreement."""
    found = plan(pk)
    if found is None:
        return None
    post = assignment_of(found.employee_id, day)
    is_open = Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gte=day))
    teams = TeamMember.objects.filter(is_open, employee_id=found.employee_id, team__to_date__isnull=True)
    beside = TeamMember.objects.filter(is_open, team_id__in=teams.values("team_id"))
    members = list(beside.exclude(employee_id=found.employee_id).values_list("employee_id", "is_lead"))
    values = values_on(day)
    return Giving(
        found,
        values.flag("feedback_related_party_enabled"),
        values.flag("feedback_giver_name_visible"),
        post.position.unit.path if post and post.position.is_head else "",
        frozenset(pk for pk, _lead in members),
        frozenset(pk for pk, lead in members if lead),
    )


def capacity(facts: Giving, giver: Employee, day: date) -> GiverKind | None:
    """In which capacity this employee would give feedback on the agreement; None for the employee himself."""
    post = assignment_of(giver.pk, day)
    path = post.position.unit.path if post else ""
    led = (path,) if post and post.position.is_head else ()
    return giver_kind(relation(facts, giver.pk, path, led))


def employee(pk: int) -> Employee | None:
    """One employee."""
    return Employee.objects.filter(pk=pk).first()


def own_plan(actor: Actor, day: date) -> PerformanceAgreement | None:
    """The actor's agreement in force in the year of this day."""
    return agreements_of([actor.employee_id or 0], day).get(actor.employee_id or 0)


def agreements_of(employee_ids: Iterable[int], day: date) -> dict[int, PerformanceAgreement]:
    """The agreements in force of these employees in the year of this day."""
    rows = PerformanceAgreement.objects.filter(employee_id__in=list(employee_ids), cycle__year=day.year)
    found = rows.filter(state="in_force").select_related("employee", "appraiser", "superior", "unit", "cycle")
    return {row.employee_id: row for row in found.order_by("pk")}


def targets_of(found: PerformanceAgreement) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What feedback can be about: kind, heading key, and (value, words) of each result and each of the seven values."""
    results = [(f"r{row.pk}", row.title) for row in found.results.order_by("-kind", "number", "pk")]
    values = [(f"v{row.code}", row.name) for row in behaviours_of(found.pk)]
    return [("results", "", results), ("values", "", values)]


def closed_because(employee_id: int, period: EvaluationPeriod) -> str | None:
    """Why no feedback is given for a period any more: its evaluation, or that of its year, was signed; else None.

    What comes later cannot have been considered any more. Source: Ps 17(3), Lampiran IV.B.3 p97-98.
    """
    yearly = EvaluationPeriod.objects.filter(cycle_id=period.cycle_id, kind="yearly").values_list("pk", flat=True)
    return next(filter(None, (lock_of(employee_id, key) for key in (period.pk, *yearly))), None)


def open_periods(found: PerformanceAgreement, day: date) -> list[EvaluationPeriod]:
    """The short periods feedback on this employee can still be given for, newest first."""
    periods = documentable_periods(found.cycle_id, day)
    return [each for each in periods if closed_because(found.employee_id, each) is None]


def plan_now(found: PerformanceAgreement) -> PerformanceAgreement:
    """The agreement that is in force for the same person and year; the given one where there is none."""
    same = PerformanceAgreement.objects.filter(
        employee_id=found.employee_id, cycle_id=found.cycle_id, state=AgreementState.IN_FORCE.value
    )
    return same.select_related("employee", "appraiser", "superior", "unit").order_by("-pk").first() or found


def received(actor: Actor) -> QuerySet[ContinuousFeedback]:
    """The feedback an actor received, newest first."""
    rows = ContinuousFeedback.objects.filter(employee_id=actor.employee_id or 0, state__in=_COUNTS)
    return rows.select_related(*_WITH).order_by("-recorded_at", "-pk")


def given(actor: Actor) -> QuerySet[ContinuousFeedback]:
    """What an actor wrote or recorded for service users, newest first."""
    mine = ContinuousFeedback.objects.filter(visible_to(actor)).filter(_by(actor))
    return mine.exclude(state=FeedbackState.REQUESTED.value).select_related(*_WITH).order_by("-pk")


def _by(actor: Actor) -> Q:
    by = Q(giver_id=actor.employee_id or 0)
    for grant in actor.grants:
        by |= Q(giver__isnull=True, unit__path__startswith=grant.unit_path)
    return by


def asked_of(actor: Actor) -> QuerySet[ContinuousFeedback]:
    """What others asked of an actor and still wait for, oldest first."""
    rows = ContinuousFeedback.objects.filter(giver_id=actor.employee_id or 0, state__in=_OPEN)
    return rows.filter(requested_at__isnull=False).select_related(*_WITH).order_by("requested_at", "pk")


def asked_by(actor: Actor) -> QuerySet[ContinuousFeedback]:
    """What an actor asked of others and still waits for, oldest first."""
    rows = ContinuousFeedback.objects.filter(employee_id=actor.employee_id or 0, state__in=_OPEN)
    return rows.filter(requested_at__isnull=False).select_related(*_WITH).order_by("requested_at", "pk")


def feedback_in_year(found: PerformanceAgreement, period_pk: int | None = None) -> QuerySet[ContinuousFeedback]:
    """All recorded feedback on the person of an agreement in its year, also from before a move, newest first."""
    rows = ContinuousFeedback.objects.filter(
        employee_id=found.employee_id, period__cycle_id=found.cycle_id, state__in=_COUNTS
    )
    if period_pk is not None:
        rows = rows.filter(period_id=period_pk)
    return rows.select_related(*_WITH).order_by("-recorded_at", "-pk")


def periods_of(found: PerformanceAgreement, day: date) -> list[EvaluationPeriod]:
    """The short periods of the agreement's year that have begun, in order."""
    begun = EvaluationPeriod.objects.filter(cycle_id=found.cycle_id, from_date__lte=day).exclude(kind="yearly")
    return list(begun.order_by("from_date", "pk"))


def dates_of(found: PerformanceAgreement) -> QuerySet[FeedbackSchedule]:
    """The agreed dates of the year, also from before a change of the agreement, with the entry that met each."""
    rows = FeedbackSchedule.objects.filter(agreement__employee_id=found.employee_id, agreement__cycle_id=found.cycle_id)
    people = ("agreement__employee", "agreement__appraiser", "leader", "entry")
    return rows.select_related(*people).order_by("due_on", "pk")


def feedback_date(pk: int) -> FeedbackSchedule | None:
    """One agreed date with its agreement."""
    found = FeedbackSchedule.objects.filter(pk=pk)
    return found.select_related("agreement__employee", "agreement__appraiser", "agreement__unit").first()


def to_improve(found: PerformanceAgreement) -> QuerySet[ContinuousFeedback]:
    """The recorded feedback of the year that names something to improve, newest first."""
    return feedback_in_year(found).filter(is_positive=False)


@dataclass
class Tally:
    """How often feedback named one value or result as a strength or as something to improve, by period."""

    name: str
    periods: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def positive(self) -> int:
        """How often as a strength."""
        return sum(good for good, _bad in self.periods.values())

    @property
    def improve(self) -> int:
        """How often as something to improve."""
        return sum(bad for _good, bad in self.periods.values())


def strengths(found: PerformanceAgreement, periods: list[EvaluationPeriod]) -> tuple[list[Tally], list[Tally]]:
    """Strengths and weaknesses of a person over periods: counts by value and by result, in one query; no words."""
    names = {row.code: row.name for row in behaviours_of(found.pk)}
    values = {code: Tally(name) for code, name in names.items()}
    results: dict[str, Tally] = {}
    counted = (
        ContinuousFeedback.objects.filter(employee_id=found.employee_id, period__in=periods, state__in=_COUNTS)
        .order_by("result_title", "value_code", "period_id")
        .values_list("result_title", "value_code", "period_id")
        .annotate(good=Count("pk", filter=Q(is_positive=True)), bad=Count("pk", filter=Q(is_positive=False)))
    )
    for title, code, period_id, good, bad in counted:
        tally = results.setdefault(title, Tally(title)) if title else values[code]
        tally.periods[period_id] = (good, bad)
    return list(values.values()), list(results.values())


def periods_over(found: PerformanceAgreement, day: date, most: int = 8) -> list[EvaluationPeriod]:
    """The last short periods that have begun, across years, oldest first."""
    begun = EvaluationPeriod.objects.filter(cycle__agency_id=found.cycle.agency_id, from_date__lte=day)
    return list(reversed(begun.exclude(kind="yearly").order_by("-from_date", "-pk")[:most]))


def reply_days(day: date) -> int:
    """For how many working days home reminds an employee to answer an entry; 0 when the agency set none."""
    values = values_on(day)
    return values.integer("right_of_reply_days") if values.text("right_of_reply_days") else 0


def result_of(found: PerformanceAgreement, pk: int) -> PlannedResult | None:
    """One planned result of this agreement."""
    return found.results.filter(pk=pk).first()
