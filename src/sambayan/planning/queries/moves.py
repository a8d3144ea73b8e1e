"""Agreements that no longer fit: whose employee or appraiser moved, who became exempt, who came back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from sambayan.common.actor import Actor, Role
from sambayan.cycles.rules import CycleState
from sambayan.people.models import Absence, Assignment, OrganisationUnit
from sambayan.people.queries import open_on
from sambayan.people.queries.everybody import Everybody, Standing
from sambayan.people.rules import EXEMPT, AssignmentKind, PositionType
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import UNFINISHED, AgreementState
from sambayan.planning.rules.opening import Held, MoveKind, Present, move_of

BATCH = 500
STANDING = frozenset({*UNFINISHED, AgreementState.IN_FORCE.value})


@dataclass(frozen=True)
class Move:
    """What happened, the newest agreement that has to follow, those before it that still stand, and what holds now."""

    kind: MoveKind
    agreement: PerformanceAgreement
    standing: Standing
    older: tuple[PerformanceAgreement, ...] = field(default=())

    @property
    def can_follow(self) -> bool:
        """Whether it can be done now: somebody is recorded who appraises, or nobody is needed."""
        return self.kind is MoveKind.EXEMPT or self.standing.appraiser_id is not None


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
        yield from _among(batch, everybody)


def chosen(pks: list[int], day: date, actor: Actor) -> list[Move]:
    """What these agreements have to follow on a day, among those this actor administers."""
    return list(moves(day, kept_by(actor) & Q(pk__in=pks)))


def offices(found: list[Move]) -> dict[int, OrganisationUnit]:
    """The offices people moved to, by key."""
    return OrganisationUnit.objects.in_bulk({move.standing.unit_id for move in found})


def _among(batch: list[PerformanceAgreement], everybody: Everybody) -> Iterator[Move]:
    people = {agreement.employee_id for agreement in batch}
    standings = {each.employee_id: each for each in everybody.batch(size=len(people), among=people)}
    stand = _standing_agreements(batch)
    for (cycle_id, person), rows in groupby(batch, key=lambda row: (row.cycle_id, row.employee_id)):
        standing, held = standings.get(person), stand.get((cycle_id, person), [])
        newest = held[-1] if held else list(rows)[-1]
        if standing is None or newest.pk not in {row.pk for row in batch}:
            continue
        kind = move_of(_held(newest, standing, everybody) if held else None, _present(standing))
        if kind:
            yield Move(kind, newest, standing, tuple(held[:-1]))


def _standing_agreements(batch: list[PerformanceAgreement]) -> dict[tuple[int, int], list[PerformanceAgreement]]:
    """The agreements that stand, of the people and years of a batch, the newest last."""
    people, years = {row.employee_id for row in batch}, {row.cycle_id for row in batch}
    rows = PerformanceAgreement.objects.filter(employee_id__in=people, cycle_id__in=years, state__in=STANDING)
    found: dict[tuple[int, int], list[PerformanceAgreement]] = {}
    for row in rows.select_related("employee", "appraiser", "unit", "cycle").order_by("pk"):
        found.setdefault((row.cycle_id, row.employee_id), []).append(row)
    return found


def _held(agreement: PerformanceAgreement, standing: Standing, everybody: Everybody) -> Held:
    return Held(
        unit_id=agreement.unit_id,
        appraiser_id=agreement.appraiser_id,
        still_leads=everybody.leads(agreement.appraiser_id, standing.unit_path),
        is_recorded=standing.recorded_id == agreement.appraiser_id,
    )


def _present(standing: Standing) -> Present:
    return Present(standing.exempt is not None, standing.unit_id, standing.appraiser_id, standing.reason)


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
    here = posts.filter(position__unit_id=OuterRef("unit_id")).exclude(
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
    found = PerformanceAgreement.objects.filter(cycle__state=CycleState.OPEN).filter(Exists(posts))
    return found.filter(stand | exempt)


def _stands(employee: OuterRef) -> QuerySet[PerformanceAgreement]:
    return PerformanceAgreement.objects.filter(employee_id=employee, cycle_id=OuterRef("cycle_id"), state__in=STANDING)


def _later() -> QuerySet[PerformanceAgreement]:
    """A newer agreement of the same person and year: then that one tells."""
    return PerformanceAgreement.objects.filter(
        employee_id=OuterRef("employee_id"), cycle_id=OuterRef("cycle_id"), pk__gt=OuterRef("pk")
    )
