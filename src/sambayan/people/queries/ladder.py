"""Who could appraise, unit by unit: the heads who are there, and the authority that was handed on.

The same rule as `people.rules.chain`, turned round: not the chain of one employee, but everybody without one.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from sambayan.people import rules
from sambayan.people.models import Absence, Assignment, Delegation
from sambayan.people.queries.days import open_on
from sambayan.people.rules import AssignmentKind, DelegationKind, PositionType

_ACTING = [kind.value for kind in rules.ACTING]


def main_posts(day: date) -> QuerySet[Assignment]:
    """The main posts held on `day`."""
    return Assignment.objects.filter(open_on(day), kind=AssignmentKind.MAIN.value)


def handed_on(day: date) -> dict[str, list[tuple[int, int]]]:
    """By unit path: giver and receiver of the authority to appraise, where the receiver is there to use it."""
    there = main_posts(day).filter(employee_id=OuterRef("receiver_id"))
    away = _away(day).filter(employee_id=OuterRef("receiver_id"))
    valid = Delegation.objects.filter(open_on(day), Exists(there), ~Exists(away), kind=DelegationKind.APPRAISE.value)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for path, giver, receiver in valid.values_list("unit__path", "giver_id", "receiver_id"):
        found[path].append((giver, receiver))
    return found


class Ladder:
    """The heads and the delegations of a day by unit path: three statements, whatever the size of the agency."""

    def __init__(self, day: date) -> None:
        self.heads: dict[str, set[int]] = defaultdict(set)
        leading = Assignment.objects.filter(open_on(day), position__is_head=True)
        present = leading.exclude(kind=AssignmentKind.ADDITIONAL.value).exclude(
            Exists(_away(day).filter(employee_id=OuterRef("employee_id")))
        )
        for path, employee_id in present.values_list("position__unit__path", "employee_id"):
            self.heads[path].add(employee_id)
        self.handed = handed_on(day)

    def holds(self, employee_id: int, climb_from: str, *, skip_first: bool) -> bool:
        """Whether somebody else appraises: as a head, or by delegation, on the way up `climb_from`."""
        for level in rules.above(climb_from)[skip_first:]:
            handed = any(employee_id not in pair for pair in self.handed.get(level, ()))
            if handed or self.heads.get(level, set()) - {employee_id}:
                return True
        return False


def without_appraiser(posts: QuerySet[Assignment], day: date) -> Iterator[tuple[int, int]]:
    """Employee and unit of those among these main posts whom nobody appraises on `day`.

    Left out in the database: who is exempt, a senior leader under a regional head, and who has a recorded superior
    that holds; the way up is compared with the ladder, row by row.
    """
    ladder = Ladder(day)
    rows = _unsettled(posts, day).values_list(
        "employee_id", "position__unit_id", "position__unit__path", "position__is_head", "acting_path"
    )
    for employee_id, unit_id, path, is_head, acting in rows.iterator():
        if not ladder.holds(employee_id, acting or path, skip_first=bool(acting) or is_head):
            yield employee_id, unit_id


def _away(day: date) -> QuerySet[Absence]:
    return Absence.objects.filter(open_on(day))


def _unsettled(posts: QuerySet[Assignment], day: date) -> QuerySet[Any]:
    own_absence = _away(day).filter(employee_id=OuterRef("employee_id")).order_by("-from_date", "-pk")
    acting = Assignment.objects.filter(
        open_on(day), employee_id=OuterRef("employee_id"), kind__in=_ACTING, position__is_head=True
    ).order_by("kind", "-from_date", "pk")
    superior = main_posts(day).filter(
        Q(direct_superior__isnull=True) | ~Q(direct_superior_id=OuterRef("employee_id")),
        ~Exists(_away(day).filter(employee_id=OuterRef("employee_id"))),
        employee_id=OuterRef("direct_superior_id"),
    )
    annotated = posts.annotate(
        absence=Subquery(own_absence.values("kind")[:1]),
        acting_path=Subquery(acting.values("position__unit__path")[:1]),
        superior_path=Subquery(superior.values("position__unit__path")[:1]),
    )
    bound = Q(absence__isnull=True) | ~Q(absence__in=[kind.value for kind in rules.EXEMPT])
    below = Q(position__is_head=True, superior_path__startswith=F("position__unit__path"))
    settled = Q(superior_path__isnull=False, acting_path__isnull=True) & ~below
    return annotated.filter(bound).exclude(_under_regional_head(day)).exclude(settled)


def _under_regional_head(day: date) -> Q:
    regional = PositionType.REGIONAL_HEAD.value
    leading = Assignment.objects.filter(open_on(day), position__position_type=regional, position__is_head=True)
    agencies = leading.exclude(kind=AssignmentKind.ADDITIONAL.value).values("position__unit__agency_id")
    senior = Q(position__position_type=PositionType.SENIOR_LEADERSHIP.value)
    return senior & Q(position__unit__agency_id__in=agencies)
