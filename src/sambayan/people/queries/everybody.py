"""Everybody's chain of a day at once: the rule of `people.rules.chain` on facts that are looked up once for all.

The same answer as `appraisal_of` gives for one employee; a property test holds the two together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from sambayan.people import rules
from sambayan.people.models import Absence, Assignment, Delegation
from sambayan.people.queries.days import open_on
from sambayan.people.rules import (
    AbsenceKind,
    AssignmentKind,
    Chain,
    DelegationKind,
    EmploymentType,
    Facts,
    PositionType,
    UnitType,
    Window,
)

BATCH = 1000
_ACTING = [kind.value for kind in rules.ACTING]


class _Post(NamedTuple):
    """A post as the database gives it."""

    pk: int
    employee_id: int
    name: str
    unit_id: int
    path: str
    agency_id: int
    unit_type: str
    position_type: str
    is_head: bool
    kind: str
    from_date: date
    to_date: date | None
    superior_id: int | None
    position_id: int


_COLUMNS = (
    "pk", "employee_id", "employee__name", "position__unit_id", "position__unit__path", "position__unit__agency_id",
    "position__unit__unit_type", "position__position_type", "position__is_head", "kind", "from_date", "to_date",
    "direct_superior_id", "position_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody works on a day, and who appraises: the main post, and the rule's answer in keys.

    `recorded_id` is the direct superior recorded by hand, who holds a post. `appraiser_unit_id` is the unit the
    appraiser leads, whose achievement counts; the own unit for an appraiser who leads none.
    Source: PermenPANRB 6/2022 Lampiran IV.B.1.g p94.
    """

    employee_id: int
    name: str
    unit_id: int
    unit_path: str
    unit_type: UnitType
    position_id: int
    position_type: PositionType
    is_head: bool
    since: date
    appraiser_id: int | None
    appraiser_name: str
    appraiser_unit_id: int
    superior_id: int | None
    recorded_id: int | None
    chain: Chain

    @property
    def reason(self) -> rules.Reason | None:
        """Why this person appraises."""
        return self.chain.reason

    @property
    def is_final(self) -> bool:
        """Whether nobody can object against the result."""
        return self.chain.is_final

    @property
    def exempt(self) -> AbsenceKind | None:
        """Why there is neither agreement nor evaluation on this day, if so."""
        return self.chain.exempt


@dataclass(frozen=True)
class _Around:
    """What the rule asks about, the same for everybody in one unit under one recorded superior."""

    heads: tuple[rules.Seat, ...]
    recorded: dict[int, rules.Seat | None]
    handed: tuple[rules.Handed, ...]
    regional_head: rules.Seat | None
    superiors: dict[int, _Post]


class Everybody:
    """The heads, delegations, recorded superiors and absences of a day: four statements, then two a batch."""

    def __init__(self, day: date, window: Window | None = None) -> None:
        self.day, self.window = day, window
        self.away = _away(day)
        self.delegations = _delegations(day)
        heads = _heads(day, window)
        self.by_path: dict[str, list[_Post]] = defaultdict(list)
        self.regional: dict[int, list[_Post]] = defaultdict(list)
        for head in heads:
            self.by_path[head.path].append(head)
            if head.position_type == PositionType.REGIONAL_HEAD:
                self.regional[head.agency_id].append(head)
        handed = {person for rows in self.delegations.values() for _pk, *both in rows for person in both}
        self.main = _main_posts(day, handed | {head.superior_id for head in heads if head.superior_id})
        self.posts: dict[int, _Post] = {}
        self.seats: dict[int, rules.Seat] = {}
        self.around: dict[tuple[str, int | None], _Around] = {}

    def batch(
        self, after: int = 0, size: int = BATCH, *, agency_id: int | None = None, among: Iterable[int] | None = None
    ) -> list[Standing]:
        """The next civil servants with a main post, by key, behind the employee `after`; empty when all were given.

        With `agency_id` those of one agency, with `among` those of a list. Two statements.
        """
        held = _civil_servants(self.day, after)
        if agency_id is not None:
            held = held.filter(position__unit__agency_id=agency_id)
        if among is not None:
            held = held.filter(employee_id__in=list(among))
        rows = [_Post(*row) for row in held.values_list(*_COLUMNS)[:size]]
        if not rows:
            return []
        acting = self._acting(after, rows[-1].employee_id)
        return [self.standing(row, acting.get(row.employee_id, ())) for row in rows]

    def leads(self, employee_id: int, unit_path: str) -> bool:
        """Whether somebody leads the unit with this path or one above it on the day, even while away."""
        posts = (post for path in rules.above(unit_path) for post in self.by_path.get(path, ()))
        return any(p.employee_id == employee_id and self._seat(p).held_on(self.day) for p in posts)

    def standing(self, own: _Post, acting: Iterable[_Post]) -> Standing:
        """The answer for one post."""
        chain = rules.appraisal(self._facts(own, list(acting)), self.day, self.window)
        seat = chain.appraiser
        return Standing(
            employee_id=own.employee_id,
            name=own.name,
            unit_id=own.unit_id,
            unit_path=own.path,
            unit_type=UnitType(own.unit_type),
            position_id=own.position_id,
            position_type=PositionType(own.position_type),
            is_head=own.is_head,
            since=own.from_date,
            appraiser_id=seat.employee_id if seat else None,
            appraiser_name=self.posts[seat.key].name if seat else "",
            appraiser_unit_id=self.posts[seat.key].unit_id if seat and seat.is_head else own.unit_id,
            superior_id=chain.superior.employee_id if chain.superior else None,
            recorded_id=own.superior_id if own.superior_id in self.main else None,
            chain=chain,
        )

    def _facts(self, own: _Post, acting: list[_Post]) -> Facts:
        around = self._surroundings(own, acting)
        recorded = around.recorded
        if own.superior_id:
            superior = around.superiors.get(own.superior_id)
            recorded = {**recorded, own.pk: self._seat(superior) if superior else None}
        return Facts(
            own=self._seat(own),
            acting=tuple(self._seat(post) for post in acting),
            absence=self.away.get(own.employee_id),
            heads=around.heads,
            recorded=recorded,
            handed=around.handed,
            regional_head=around.regional_head,
        )

    def _surroundings(self, own: _Post, acting: list[_Post]) -> _Around:
        if acting:
            return self._look_around(own, acting)
        key = (own.path, own.superior_id)
        if key not in self.around:
            self.around[key] = self._look_around(own, [])
        return self.around[key]

    def _look_around(self, own: _Post, acting: list[_Post]) -> _Around:
        by_hand = self._mains({own.superior_id})
        reach = {level for post in (own, *acting) for level in rules.above(post.path)}
        handed = sorted((row[0], path, *row[1:]) for path in reach for row in self.delegations.get(path, ()))
        givers = self._mains({person for row in handed for person in row[2:]})
        starts = (own, *acting, *by_hand.values(), *givers.values())
        paths = {level for post in starts for level in rules.above(post.path)}
        regional = self.regional.get(own.agency_id, [])
        found = {head.pk: head for path in paths for head in self.by_path.get(path, ())}
        heads = [post for _pk, post in sorted((found | {head.pk: head for head in regional}).items())]
        superiors = by_hand | self._mains({post.superior_id for post in (*heads, *by_hand.values())})
        named = {post.pk: superiors.get(post.superior_id) for post in (*heads, *superiors.values()) if post.superior_id}
        return _Around(
            heads=tuple(self._seat(head) for head in heads),
            recorded={key: self._seat(post) if post else None for key, post in named.items()},
            handed=tuple(self._handed(row, givers) for row in handed if row[3] in givers),
            regional_head=next((self._seat(head) for head in regional if self._seat(head).held_on(self.day)), None),
            superiors=superiors,
        )

    def _mains(self, people: Iterable[int | None]) -> dict[int, _Post]:
        return {person: self.main[person] for person in people if person in self.main}

    def _handed(self, row: tuple[int, str, int, int], givers: dict[int, _Post]) -> rules.Handed:
        _pk, path, giver, receiver = row
        gave = givers.get(giver)
        return rules.Handed(path, self._seat(gave) if gave else None, self._seat(givers[receiver]))

    def _seat(self, post: _Post) -> rules.Seat:
        """The post as the rule sees it, made once."""
        if post.pk not in self.seats:
            self.posts[post.pk] = post
            self.seats[post.pk] = rules.Seat(
                key=post.pk,
                employee_id=post.employee_id,
                unit_path=post.path,
                position_type=PositionType(post.position_type),
                is_head=post.is_head,
                kind=AssignmentKind(post.kind),
                from_date=post.from_date,
                to_date=post.to_date,
                absence=self.away.get(post.employee_id),
            )
        return self.seats[post.pk]

    def _acting(self, after: int, last: int) -> dict[int, list[_Post]]:
        held = Assignment.objects.filter(open_on(self.day), kind__in=_ACTING, position__is_head=True)
        found: dict[int, list[_Post]] = defaultdict(list)
        for row in held.filter(employee_id__gt=after, employee_id__lte=last).order_by("pk").values_list(*_COLUMNS):
            found[row[1]].append(_Post(*row))
        return found


def appraisals_on(
    day: date,
    employee_ids: Iterable[int] | None = None,
    window: Window | None = None,
    *,
    after: int = 0,
    agency_id: int | None = None,
) -> Iterator[Standing]:
    """Where every civil servant with a main post stands on `day`, by key of the employee, behind `after`.

    `window` is that of the period being evaluated. Constant statements a batch of a thousand.
    """
    everybody = Everybody(day, window)
    among = None if employee_ids is None else set(employee_ids)
    while batch := everybody.batch(after, agency_id=agency_id, among=among):
        yield from batch
        after = batch[-1].employee_id


def bound_on(day: date, agency_id: int, after: int = 0) -> int:
    """How many civil servants of an agency hold a main post on a day, behind the employee `after`."""
    return _civil_servants(day, after).filter(position__unit__agency_id=agency_id).count()


def _civil_servants(day: date, after: int) -> QuerySet[Assignment]:
    """The main posts of civil servants; a state official has neither agreement nor evaluation. Source: Ps 1."""
    held = Assignment.objects.filter(open_on(day), kind=AssignmentKind.MAIN.value, employee_id__gt=after)
    return held.exclude(employee__employment_type=EmploymentType.STATE_OFFICIAL.value).order_by("employee_id")


def _away(day: date) -> dict[int, AbsenceKind]:
    """Why each is away; of two absences the one that began last."""
    rows = Absence.objects.filter(open_on(day)).order_by("from_date", "pk").values_list("employee_id", "kind")
    return {employee_id: AbsenceKind(kind) for employee_id, kind in rows}


def _delegations(day: date) -> dict[str, list[tuple[int, int, int]]]:
    """By path of the unit: key, giver and receiver of the authority to appraise."""
    rows = Delegation.objects.filter(open_on(day), kind=DelegationKind.APPRAISE.value).order_by("pk")
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for pk, path, giver, receiver in rows.values_list("pk", "unit__path", "giver_id", "receiver_id"):
        found[path].append((pk, giver, receiver))
    return found


def _heads(day: date, window: Window | None) -> list[_Post]:
    """Everybody who leads a unit on `day`, or has led it since the window began."""
    since = min(day, window.from_date) if window else day
    held = Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gte=since))
    held &= Q(employee__left_on__isnull=True) | Q(employee__left_on__gte=day)
    leading = Assignment.objects.filter(held, position__is_head=True).exclude(kind=AssignmentKind.ADDITIONAL.value)
    return [_Post(*row) for row in leading.order_by("pk").values_list(*_COLUMNS)]


def _main_posts(day: date, also: set[int]) -> dict[int, _Post]:
    """The main posts of everybody who is recorded as a direct superior, and of these others."""
    named = Assignment.objects.filter(open_on(day), direct_superior__isnull=False).values("direct_superior_id")
    held = Assignment.objects.filter(open_on(day), kind=AssignmentKind.MAIN.value)
    wanted = held.filter(Q(employee_id__in=named) | Q(employee_id__in=sorted(also)))
    return {row[1]: _Post(*row) for row in wanted.values_list(*_COLUMNS)}
