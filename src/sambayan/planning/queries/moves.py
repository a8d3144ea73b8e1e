"""Agreements that no longer fit: whose employee or appraiser moved, who became exempt, who came back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from sambayan.common.actor import Actor, Role
from sambayan.cycles.rules import CycleState
from sambayan.people.models import Absence, Assignment, OrganisationUnit
from sambayan.people.queries import open_on
from sambayan.people.queries.everybody import Everybody, Standing
from sambayan.people.rules import EXEMPT, AssignmentKind, EmploymentType, PositionType
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import UNFINISHED, AgreementState
from sambayan.planning.rules.opening import Held, MoveKind, Present, move_of

BATCH = 500
STANDING = frozenset({*UNFINISHED, AgreementState.IN_FORCE.value})


@dataclass(frozen=True)
class Move:
    """What happened, the newest agreement that has to follow, those before it that still stand, and what holds now.

    `standing` is None for somebody who left, or became a state official: no post of a civil servant is held.
    """

    kind: MoveKind
    agreement: PerformanceAgreement
    standing: Standing | None
    older: tuple[PerformanceAgreement, ...] = field(default=())

    @property
    def can_follow(self) -> bool:
        """Whether it can be done now: somebody is recorded who appraises, or nobody is needed."""
        return self.is_over or (self.standing is not None and self.standing.appraiser_id is not None)

    @property
    def is_over(self) -> bool:
        """Whether nothing new begins: the employee is exempt, or left."""
        return self.kind in (MoveKind.EXEMPT, MoveKind.LEFT)


def kept_by(actor: Actor) -> Q:
    """The agreements whose moves this actor may see and apply: of the units administered."""
    kept = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            kept |= Q(unit__path__startswith=grant.unit_path)
    return kept


def moves(day: date, scope: Q | None = None) -> Iterator[Move]:
    """Every agreement of an open year that has to follow somebody on `day`; with `scope` only among those.

    Only what may differ is looked at: an agreement with the head of the same unit is left out in the database.
    """
    everybody = Everybody(day)
    rows = _unsettled(day).filter(scope or Q()).select_related("employee", "appraiser", "unit", "cycle")
    waiting = rows.order_by("cycle_id", "employee_id", "pk").iterator(BATCH)
    while batch := list(islice(waiting, BATCH)):
        yield from _among(batch, everybody, day)


def chosen(pks: list[int], day: date, actor: Actor) -> list[Move]:
    """What these agreements have to follow on a day, among those this actor administers."""
    return list(moves(day, kept_by(actor) & Q(pk__in=pks)))


def offices(found: list[Move]) -> dict[int, OrganisationUnit]:
    """The offices people moved to, by key."""
    return OrganisationUnit.objects.in_bulk({move.standing.unit_id for move in found if move.standing})


def _among(batch: list[PerformanceAgreement], everybody: Everybody, day: date) -> Iterator[Move]:
    people = {agreement.employee_id for agreement in batch}
    standings = {each.employee_id: each for each in everybody.batch(size=len(people), among=people)}
    stand = _standing_agreements(batch)
    posts = _main_posts(people)
    for (cycle_id, person), rows in groupby(batch, key=lambda row: (row.cycle_id, row.employee_id)):
        standing, held = standings.get(person), stand.get((cycle_id, person), [])
        newest = held[-1] if held else list(rows)[-1]
        if newest.pk not in {row.pk for row in batch}:
            continue
        if standing is None:
            kind = _why_gone(newest, day) if held else None
        else:
            kind = move_of(_held(newest, standing, everybody, posts) if held else None, _present(standing))
        if kind:
            yield Move(kind, newest, standing, tuple(held[:-1]))


def _why_gone(agreement: PerformanceAgreement, day: date) -> MoveKind | None:
    """Why somebody with no post of a civil servant has no agreement any more; None in a gap between two posts.

    A state official is exempt. Source: PermenPANRB 6/2022 Ps 1, Lampiran II.C.8 p65.
    """
    employee = agreement.employee
    if employee.left_on is not None and employee.left_on < day:
        return MoveKind.LEFT
    return MoveKind.EXEMPT if employee.employment_type == EmploymentType.STATE_OFFICIAL else None


Posts = dict[int, list[tuple[date, date | None, int]]]


def _main_posts(people: Collection[int]) -> Posts:
    """The main posts of people over time: from when, to when, which position."""
    rows = Assignment.objects.filter(kind=AssignmentKind.MAIN.value, employee_id__in=people)
    found: Posts = {}
    for person, first, last, position in rows.values_list("employee_id", "from_date", "to_date", "position_id"):
        found.setdefault(person, []).append((first, last, position))
    return found


def _position_of(agreement: PerformanceAgreement, posts: Posts) -> int | None:
    """The position held on the first day of an agreement."""
    begins = agreement.from_date
    if begins is None:
        return None
    rows = posts.get(agreement.employee_id, [])
    return next((post for first, last, post in rows if first <= begins <= (last or date.max)), None)


def _standing_agreements(batch: list[PerformanceAgreement]) -> dict[tuple[int, int], list[PerformanceAgreement]]:
    """The agreements that stand, of the people and years of a batch, the newest last."""
    people, years = {row.employee_id for row in batch}, {row.cycle_id for row in batch}
    rows = PerformanceAgreement.objects.filter(employee_id__in=people, cycle_id__in=years, state__in=STANDING)
    found: dict[tuple[int, int], list[PerformanceAgreement]] = {}
    for row in rows.select_related("employee", "appraiser", "unit", "cycle").order_by("pk"):
        found.setdefault((row.cycle_id, row.employee_id), []).append(row)
    return found


def _held(agreement: PerformanceAgreement, standing: Standing, everybody: Everybody, posts: Posts) -> Held:
    return Held(
        unit_id=agreement.unit_id,
        appraiser_id=agreement.appraiser_id,
        still_leads=everybody.leads(agreement.appraiser_id, standing.unit_path),
        is_recorded=standing.recorded_id == agreement.appraiser_id,
        position_id=_position_of(agreement, posts),
    )


def _present(standing: Standing) -> Present:
    is_exempt, position = standing.exempt is not None, standing.position_id
    return Present(is_exempt, standing.unit_id, standing.appraiser_id, standing.reason, position)


def _unsettled(day: date) -> QuerySet[PerformanceAgreement]:
    """Agreements of open years that stand, or were exempt, and that today's posts do not plainly confirm."""
    employee, main = OuterRef("employee_id"), AssignmentKind.MAIN.value
    posts = Assignment.objects.filter(open_on(day), kind=main, employee_id=employee)
    away = Absence.objects.filter(open_on(day), employee_id=employee, kind__in=[kind.value for kind in EXEMPT])
    heads = Assignment.objects.filter(
        open_on(day), kind=main, position__is_head=True, employee_id=OuterRef("appraiser_id")
    )
    superior = Assignment.objects.filter(
        Q(direct_superior=None) | ~Q(direct_superior_id=employee),
        open_on(day),
        kind=main,
        employee_id=OuterRef("appraiser_id"),
    )
    same_post = Q(from_date__lte=Coalesce(OuterRef("from_date"), Value(date.max), output_field=DateField()))
    here = posts.filter(same_post, position__unit_id=OuterRef("unit_id")).exclude(
        position__position_type=PositionType.SENIOR_LEADERSHIP
    )
    under_head = Exists(here.filter(position__is_head=False, direct_superior=None)) & Exists(
        heads.filter(position__unit_id=OuterRef("unit_id"))
    )
    under_head_above = Exists(here.filter(position__is_head=True, direct_superior=None)) & Exists(
        heads.filter(position__unit_id=OuterRef("unit__parent_id"))
    )
    recorded = Exists(
        here.filter(position__is_head=False, direct_superior_id=OuterRef("appraiser_id"))
    ) & Exists(superior)  # fmt: skip
    stand = Q(state__in=STANDING) & (Exists(away) | ~(under_head | under_head_above | recorded))
    exempt = Q(state=AgreementState.EXEMPT) & ~Exists(away) & ~Exists(_stands(employee)) & ~Exists(_later())
    gone = Q(employee__left_on__lt=day) | Q(employee__employment_type=EmploymentType.STATE_OFFICIAL.value)
    found = PerformanceAgreement.objects.filter(cycle__state=CycleState.OPEN)
    return found.filter(gone & Q(state__in=STANDING) | Exists(posts) & (stand | exempt))


def superiors(day: date) -> Iterator[dict[int, tuple[int, int | None]]]:
    """Batch by batch, the standing agreements above whose appraiser somebody else stands on a day: who, by key.

    Each with its appraiser, and the superior or None. Left alone: what a superior leads already, and what somebody
    only appraises meanwhile. Source: PermenPANRB 6/2022 Lampiran II.C.5 p65.
    """
    everybody, after = Everybody(day), 0
    while batch := everybody.batch(after):
        after = batch[-1].employee_id
        standings = {each.employee_id: each for each in batch if each.exempt is None}
        rows = PerformanceAgreement.objects.filter(
            cycle__state=CycleState.OPEN, state__in=STANDING, is_superior_led=False, employee_id__in=list(standings)
        )
        found = {}
        for pk, person, appraiser, superior in rows.values_list("pk", "employee_id", "appraiser_id", "superior_id"):
            standing = standings[person]
            if standing.appraiser_id == appraiser and standing.superior_id != superior:
                found[pk] = (appraiser, standing.superior_id)
        if found:
            yield found


def _stands(employee: OuterRef) -> QuerySet[PerformanceAgreement]:
    return PerformanceAgreement.objects.filter(employee_id=employee, cycle_id=OuterRef("cycle_id"), state__in=STANDING)


def _later() -> QuerySet[PerformanceAgreement]:
    """A newer agreement of the same person and year: then that one tells."""
    return PerformanceAgreement.objects.filter(
        employee_id=OuterRef("employee_id"), cycle_id=OuterRef("cycle_id"), pk__gt=OuterRef("pk")
    )
