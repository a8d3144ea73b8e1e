"""Offices: one, its place in the tree, its people, and what it was called on another day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from sambayan.people.models import Assignment, OrganisationUnit, Repair, Team, UnitVersion
from sambayan.people.queries.days import open_on
from sambayan.people.rules import ACTING, ENDING, AssignmentKind, counted_below, is_below

MOST_BRANCHES = 100
MOST_FOUND = 50


def unit(code: str) -> OrganisationUnit | None:
    """One unit by its code, with the unit above and its agency."""
    return OrganisationUnit.objects.filter(code=code).select_related("parent", "agency").first()


def unit_by_key(pk: int) -> OrganisationUnit | None:
    """One unit by its key."""
    return OrganisationUnit.objects.filter(pk=pk).first()


def unit_on(unit_id: int, day: date) -> UnitVersion | None:
    """What an office was called and where it stood on a day; None before its founding and after its end."""
    version = UnitVersion.objects.filter(open_on(day), unit_id=unit_id).select_related("parent").first()
    return None if version is None or version.change in ENDING else version


def name_on(unit: OrganisationUnit, day: date) -> str:
    """The name an office bore on a day; today's where its history does not reach so far back."""
    version = unit_on(unit.pk, day)
    return version.name if version else unit.name


def seat_of(agency_id: int) -> str:
    """The town where an agency signs: what stands last in the address of its top office; empty while it has none."""
    tops = OrganisationUnit.objects.filter(agency_id=agency_id, parent=None).order_by("pk")
    address = tops.values_list("address", flat=True).first() or ""
    return address.rpartition(",")[2].strip()


def versions_of(unit_id: int) -> QuerySet[UnitVersion]:
    """Every version of an office, the newest first."""
    return UnitVersion.objects.filter(unit_id=unit_id).select_related("parent").order_by("-from_date", "-pk")


def headcounts(day: date, path: str = "") -> dict[str, int]:
    """How many people have their main post in each office and below it on `day`, by path. Two queries."""
    held = Assignment.objects.filter(open_on(day), kind=AssignmentKind.MAIN.value)
    if path:
        held = held.filter(position__unit__path__startswith=path)
    here = dict(held.values_list("position__unit_id").annotate(n=Count("pk")).order_by())
    paths = OrganisationUnit.objects.filter(path__startswith=path).values_list("pk", "path")
    return counted_below({place: here.get(key, 0) for key, place in paths})


@dataclass(frozen=True)
class Headship:
    """Who leads an office on a day: the definitive head, whoever acts for the head, or since when nobody does."""

    title: str = ""
    definitive: Assignment | None = None
    acting: tuple[Assignment, ...] = ()
    vacant_since: date | None = None

    @property
    def leading(self) -> Assignment | None:
        """The one to name where there is room for one."""
        return self.definitive or next(iter(self.acting), None)


def headships(unit_ids: Iterable[int], day: date) -> dict[int, Headship]:
    """Who leads each of these offices on a day; offices without a head's post are left out. Two queries at most."""
    held = Assignment.objects.filter(position__unit_id__in=list(unit_ids), position__is_head=True, from_date__lte=day)
    held = held.exclude(kind=AssignmentKind.ADDITIONAL.value).select_related("employee", "position")
    found: dict[int, Headship] = {}
    for post in held.order_by("-from_date", "-pk"):
        known = found.get(post.position.unit_id, Headship(post.position.title))
        found[post.position.unit_id] = _with(known, post, day)
    return found


def _with(known: Headship, post: Assignment, day: date) -> Headship:
    is_open = post.to_date is None or post.to_date >= day
    if post.kind in ACTING:
        acting = (*known.acting, post) if is_open else known.acting
        return Headship(known.title, known.definitive, acting, known.vacant_since)
    if is_open:
        return Headship(known.title, post, known.acting)
    if known.definitive or post.to_date is None:
        return known
    vacant = max(known.vacant_since or date.min, post.to_date + timedelta(days=1))
    return Headship(known.title, None, known.acting, vacant)


@dataclass
class Branch:
    """An office in the drawn tree: who leads it, how many work in it and below, and the branches drawn below it."""

    unit: OrganisationUnit
    people: int = 0
    head: Headship | None = None
    has_more: bool = False
    is_open: bool = False
    below: list["Branch"] = field(default_factory=list)
    left_out: int = 0


def chart(day: date, opened: str = "", *, closed: bool = False) -> list[Branch]:
    """The tree as it is drawn: each root with the level below it, and the way to the office `opened`. Five queries.

    A level shows its first hundred offices by name; all of them are on the page of the office above.
    """
    target = OrganisationUnit.objects.filter(code=opened).first() if opened else None
    way = _prefixes(target.path) if target else []
    rows = OrganisationUnit.objects.filter(Q(parent=None) | Q(parent__parent=None) | Q(parent__path__in=way))
    if not closed:
        rows = rows.filter(Q(closed_on=None) | Q(path__in=way))
    levels: dict[int | None, list[OrganisationUnit]] = {}
    for office in rows.order_by("name", "pk"):
        levels.setdefault(office.parent_id, []).append(office)
    shown = [
        office
        for level in levels.values()
        for place, office in enumerate(level)
        if place < MOST_BRANCHES or office.path in way
    ]
    grown = {branch.unit.pk: branch for branch in drawn(shown, day, headcounts(day), closed=closed)}
    for branch in grown.values():
        above = grown.get(branch.unit.parent_id or 0)
        if above:
            above.is_open = True
            above.below.append(branch)
            above.left_out = len(levels[above.unit.pk]) - len(above.below)
    return [branch for branch in grown.values() if branch.unit.parent_id is None]


def branches(parent: OrganisationUnit, day: date, *, closed: bool = False) -> tuple[list[Branch], int]:
    """The first hundred offices right below one, by name, as the tree draws them, and how many were left out."""
    rows = list(children_of(parent, closed=closed))
    shown = drawn(rows[:MOST_BRANCHES], day, headcounts(day, parent.path), closed=closed)
    return shown, max(0, len(rows) - MOST_BRANCHES)


def children_of(parent: OrganisationUnit, *, closed: bool = False) -> QuerySet[OrganisationUnit]:
    """The offices right below one, by name."""
    rows = OrganisationUnit.objects.filter(parent=parent).order_by("name", "pk")
    return rows if closed else rows.filter(closed_on=None)


def drawn(offices: list[OrganisationUnit], day: date, counts: dict[str, int], *, closed: bool = False) -> list[Branch]:
    """These offices with head and headcount. Two queries."""
    heads = headships([office.pk for office in offices], day)
    below = OrganisationUnit.objects.filter(parent_id__in=[office.pk for office in offices])
    below = below if closed else below.filter(closed_on=None)
    parents = set(below.values_list("parent_id", flat=True).distinct().order_by())
    return [
        Branch(office, counts.get(office.path, 0), heads.get(office.pk), has_more=office.pk in parents)
        for office in offices
    ]


def _prefixes(path: str) -> list[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: count + 1]) + "/" for count in range(len(parts))]


def ancestors(unit: OrganisationUnit) -> QuerySet[OrganisationUnit]:
    """The offices above one, the root first."""
    return OrganisationUnit.objects.filter(path__in=_prefixes(unit.path)[:-1]).order_by("path")


def find_units(text: str, *, closed: bool = False) -> list[OrganisationUnit]:
    """Offices whose name, short name or code holds every word, at most fifty by name, with the office above."""
    rows = OrganisationUnit.objects.all() if closed else OrganisationUnit.objects.filter(closed_on=None)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(short_name__icontains=word) | Q(code__icontains=word))
    return list(rows.select_related("parent").order_by("name", "pk")[:MOST_FOUND])


def targets(unit: OrganisationUnit, text: str) -> list[OrganisationUnit]:
    """The offices that `unit` could be moved below or merged into, found by the words of their names."""
    return [
        found for found in find_units(text) if found.agency_id == unit.agency_id and not is_below(found.path, unit.path)
    ]


def members(unit: OrganisationUnit, day: date, text: str = "") -> QuerySet[Assignment]:
    """Everybody who holds a post in one office on a day, the head first, then by post and name."""
    held = Assignment.objects.filter(open_on(day), position__unit=unit).select_related("employee", "position__unit")
    for word in text.split():
        held = held.filter(Q(employee__name__icontains=word) | Q(position__title__icontains=word))
    return held.order_by("-position__is_head", "position__title", "employee__name", "pk")


def teams_in(unit: OrganisationUnit, day: date) -> QuerySet[Team]:
    """The working teams of one office on a day, by name, each with the number of its members (`size`)."""
    size = Count("members", filter=open_on(day, "members__"))
    return Team.objects.filter(open_on(day), unit=unit).annotate(size=size).order_by("name", "pk")


def open_repairs(unit: OrganisationUnit) -> int:
    """How many things about the people of one office are to be mended."""
    return Repair.objects.filter(unit=unit).count()
