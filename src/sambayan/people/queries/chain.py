"""Looking up the facts about an employee's chain, and the answer of the rule in posts and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sambayan.common.language import worded
from sambayan.people import rules
from sambayan.people.models import Absence, Assignment, Delegation, OrganisationUnit
from sambayan.people.queries.days import open_on
from sambayan.people.rules import AbsenceKind, AssignmentKind, Chain, DelegationKind, Facts, PositionType, Window


@dataclass(frozen=True)
class SkippedUnit:
    """A unit on the way up whose head could not appraise: vacant (`absence` None) or away."""

    name: str
    absence: AbsenceKind | None


@dataclass(frozen=True)
class Appraisal:
    """Who appraises an employee on a day, who stands above the appraiser, and why: the rule's answer in posts.

    `own` is the main post; `passed_over` the units on the way up whose heads were skipped.
    """

    own: Assignment
    appraiser: Assignment | None
    superior: Assignment | None
    passed_over: tuple[SkippedUnit, ...]
    chain: Chain

    @property
    def why_appraiser(self) -> str:
        """The reason in words, for example "Pegawai dinilai atasan langsungnya, yaitu pimpinan Dinas Sosial."."""
        if self.chain.reason is None or self.appraiser is None:
            return ""
        return worded(self.chain.reason).format(unit=self.appraiser.position.unit.name)

    @property
    def source(self) -> str:
        """The article the reason stands on."""
        return rules.SOURCES[self.chain.reason] if self.chain.reason else ""


def appraisal_of(employee_id: int, day: date, window: Window | None = None) -> Appraisal | None:
    """Appraiser and appraiser's superior of an employee on `day`; None when the employee holds no main post.

    At most eight queries, whatever the size of the agency. Source: see `people.rules.chain`.
    """
    held = _posts(day).filter(employee_id=employee_id)
    posts = sorted(held, key=lambda post: (post.kind != AssignmentKind.MAIN, post.kind, -post.from_date.toordinal()))
    if not posts or posts[0].kind != AssignmentKind.MAIN:
        return None
    own, acting = posts[0], [post for post in posts[1:] if post.kind in rules.ACTING and post.position.is_head]
    known = _Known()
    return known.answer(own, acting, day, window)


class _Known:
    """The posts met on the way, by key, so that the rule's answer can be turned back into posts."""

    def __init__(self) -> None:
        self.posts: dict[int, Assignment] = {}

    def seat(self, post: Assignment) -> rules.Seat:
        """The post as the rule sees it."""
        self.posts[post.pk] = post
        away = getattr(post, "away", None)
        return rules.Seat(
            key=post.pk,
            employee_id=post.employee_id,
            unit_path=post.position.unit.path,
            position_type=PositionType(post.position.position_type),
            is_head=post.position.is_head,
            kind=AssignmentKind(post.kind),
            from_date=post.from_date,
            to_date=post.to_date,
            absence=AbsenceKind(away) if away else None,
        )

    def answer(self, own: Assignment, acting: list[Assignment], day: date, window: Window | None) -> Appraisal:
        """Ask the rule and name what it found."""
        chain = rules.appraisal(self._facts(own, acting, day, window), day, window)
        return Appraisal(
            own=own,
            appraiser=self.posts[chain.appraiser.key] if chain.appraiser else None,
            superior=self.posts[chain.superior.key] if chain.superior else None,
            passed_over=_named(chain.passed_over),
            chain=chain,
        )

    def _facts(self, own: Assignment, acting: list[Assignment], day: date, window: Window | None) -> Facts:
        seat = self.seat(own)
        by_hand = self._main_posts({own.direct_superior_id} - {None}, day)
        handed = list(_delegations([post.position.unit.path for post in (own, *acting)], day))
        givers = self._main_posts({d.giver_id for d in handed} | {d.receiver_id for d in handed}, day)
        starts = [own, *acting, *by_hand.values(), *givers.values()]
        heads = list(_heads({p for post in starts for p in rules.above(post.position.unit.path)}, own, day, window))
        others = {post.direct_superior_id for post in [*heads, *by_hand.values()]} - by_hand.keys() - {None}
        by_hand |= self._main_posts(others, day)
        return Facts(
            own=seat,
            acting=tuple(self.seat(post) for post in acting),
            absence=seat.absence,
            heads=tuple(self.seat(head) for head in heads),
            recorded=self._recorded([own, *heads, *by_hand.values()], by_hand),
            handed=tuple(self._handed(delegation, givers) for delegation in handed if delegation.receiver_id in givers),
            regional_head=self._regional_head(heads, day),
        )

    def _main_posts(self, employee_ids: Iterable[int | None], day: date) -> dict[int, Assignment]:
        wanted = {employee_id for employee_id in employee_ids if employee_id is not None}
        found = _posts(day).filter(kind=AssignmentKind.MAIN, employee_id__in=wanted) if wanted else []
        return {post.employee_id: post for post in found}

    def _recorded(self, posts: list[Assignment], by_hand: dict[int, Assignment]) -> dict[int, rules.Seat | None]:
        named = {post.pk: by_hand.get(post.direct_superior_id) for post in posts if post.direct_superior_id}
        return {key: self.seat(post) if post else None for key, post in named.items()}

    def _handed(self, delegation: Delegation, givers: dict[int, Assignment]) -> rules.Handed:
        giver = givers.get(delegation.giver_id)
        return rules.Handed(
            delegation.unit.path, self.seat(giver) if giver else None, self.seat(givers[delegation.receiver_id])
        )

    def _regional_head(self, heads: list[Assignment], day: date) -> rules.Seat | None:
        seats = [self.seat(h) for h in heads if h.position.position_type == PositionType.REGIONAL_HEAD]
        return next((seat for seat in seats if seat.held_on(day)), None)


def _posts(day: date) -> QuerySet[Assignment]:
    """All posts held on `day` with person, unit, and why the person is away (`away`), if so."""
    return _with_absence(Assignment.objects.filter(open_on(day)), day)


def _with_absence(posts: QuerySet[Assignment], day: date) -> QuerySet[Assignment]:
    away = Absence.objects.filter(open_on(day), employee_id=OuterRef("employee_id")).order_by("-from_date", "-pk")
    return posts.select_related("position__unit__agency", "employee").annotate(away=Subquery(away.values("kind")[:1]))


def _heads(paths: set[str], own: Assignment, day: date, window: Window | None) -> QuerySet[Assignment]:
    """Everybody who leads one of these units, or the region, on `day` or since the window began."""
    since = min(day, window.from_date) if window else day
    held = Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gte=since))
    held &= Q(employee__left_on__isnull=True) | Q(employee__left_on__gte=day)
    region = Q(
        position__position_type=PositionType.REGIONAL_HEAD.value, position__unit__agency=own.position.unit.agency_id
    )
    leading = Assignment.objects.filter(held, Q(position__unit__path__in=paths) | region, position__is_head=True)
    return _with_absence(leading.exclude(kind=AssignmentKind.ADDITIONAL.value), day).order_by("pk")


def _delegations(paths: list[str], day: date) -> QuerySet[Delegation]:
    """The authority to appraise that was handed on for one of these units or one above it."""
    reach = {level for path in paths for level in rules.above(path)}
    handed = Delegation.objects.filter(open_on(day), kind=DelegationKind.APPRAISE.value, unit__path__in=reach)
    return handed.select_related("unit").order_by("pk")


def _named(passed_over: tuple[rules.PassedOver, ...]) -> tuple[SkippedUnit, ...]:
    """The names of the units that were skipped, the deepest first; no query when there are none."""
    if not passed_over:
        return ()
    names = dict(
        OrganisationUnit.objects.filter(path__in=[p.unit_path for p in passed_over]).values_list("path", "name")
    )
    return tuple(SkippedUnit(names[p.unit_path], p.absence) for p in passed_over)
