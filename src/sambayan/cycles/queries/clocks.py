"""Reading clocks: what runs for a thing, what is late in a unit, and how far each unit is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr

from sambayan.common.actor import Actor
from sambayan.cycles.access import overseen
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind, ClockState
from sambayan.people.models import OrganisationUnit


def due_dates(kind: ClockKind, about_kind: str, about_pks: Iterable[int]) -> dict[int, date]:
    """Until when the open clocks of these things run, by key of the thing: one query."""
    found = Clock.objects.filter(
        kind=kind.value, about_kind=about_kind, about_pk__in=list(about_pks), state__in=OPEN_CLOCKS
    )
    return dict(found.values_list("about_pk", "due_on"))


def clocks_of(about_kind: str, about_pk: int) -> list[Clock]:
    """Every clock of one thing in the order they were started."""
    found = Clock.objects.filter(about_kind=about_kind, about_pk=about_pk).select_related("holder")
    return list(found.order_by("started_on", "pk"))


def remindable(today: date) -> Iterable[Clock]:
    """The open clocks that have a holder who is still in service and was not reminded today."""
    left = Q(holder__left_on__isnull=True) | Q(holder__left_on__gt=today)
    found = Clock.objects.filter(left, state__in=OPEN_CLOCKS, holder__isnull=False)
    found = found.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today))
    return found.select_related("unit", "holder").order_by("pk").iterator(chunk_size=1000)


def late_in(unit: OrganisationUnit, kind: ClockKind | None) -> list[Clock]:
    """The clocks past their day in a unit and below, the latest first."""
    found = Clock.objects.filter(unit__path__startswith=unit.path, state=ClockState.LAPSED.value)
    if kind is not None:
        found = found.filter(kind=kind.value)
    return list(found.select_related("holder", "unit").order_by("due_on", "pk"))


@dataclass(frozen=True)
class KindRow:
    """One kind of term in a unit and below: how many run, are due within a week, and are late."""

    kind: ClockKind
    running: int
    near: int
    late: int


def by_kind(actor: Actor, path: str, near_until: date) -> list[KindRow]:
    """How the open clocks stand in a unit and below, by kind; kinds without open clocks are left out. One query."""
    tally = (
        _seen(actor, path)
        .order_by()
        .values("kind")
        .annotate(
            running=Count("pk", filter=Q(state=ClockState.RUNNING.value)),
            near=Count("pk", filter=Q(state=ClockState.RUNNING.value, due_on__lte=near_until)),
            late=Count("pk", filter=Q(state=ClockState.LAPSED.value)),
        )
    )
    found = {row["kind"]: row for row in tally}
    return [
        KindRow(kind, found[kind.value]["running"], found[kind.value]["near"], found[kind.value]["late"])
        for kind in ClockKind
        if kind.value in found
    ]


@dataclass(frozen=True)
class UnitRow:
    """One unit below another, with everything below it: open and late clocks."""

    unit: OrganisationUnit
    open: int
    late: int


def by_unit(actor: Actor, unit: OrganisationUnit) -> list[UnitRow]:
    """The units right below this one with their open and late clocks, the most late first: two queries."""
    depth = len(unit.path)
    rows = (
        _seen(actor, unit.path)
        .exclude(unit_id=unit.pk)
        .annotate(rest=Substr(F("unit__path"), depth + 1))
        .annotate(child=Substr(F("rest"), 1, StrIndex(F("rest"), Value("/"))))
        .order_by()
        .values("child")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(state=ClockState.LAPSED.value)))
    )
    tally = {unit.path + row["child"]: row for row in rows}
    units = OrganisationUnit.objects.filter(path__in=tally)
    found = [UnitRow(each, tally[each.path]["open"], tally[each.path]["late"]) for each in units]
    return sorted(found, key=lambda row: (-row.late, row.unit.name, row.unit.pk))


def late(actor: Actor, path: str, kind: str = "") -> QuerySet[Clock]:
    """The clocks past their day that this actor oversees in a unit and below, the longest late first."""
    found = _seen(actor, path).filter(state=ClockState.LAPSED.value)
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("holder", "unit").order_by("due_on", "pk")


def overseen_units(actor: Actor) -> list[OrganisationUnit]:
    """The topmost units this actor oversees, in tree order: as many as the roles and posts that give them."""
    mine = OrganisationUnit.objects.filter(overseen(actor, "path"), closed_on__isnull=True)
    above = OrganisationUnit.objects.filter(overseen(actor, "path"), pk=OuterRef("parent_id"))
    return list(mine.filter(~Exists(above)).order_by("path"))


def _seen(actor: Actor, path: str) -> QuerySet[Clock]:
    return Clock.objects.filter(overseen(actor), state__in=OPEN_CLOCKS, unit__path__startswith=path)
