"""The directory: everybody who holds a post, found while somebody types. Why it is asked like this: ADR 0015."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sambayan.people.models import Assignment, Employee, OrganisationUnit, Position
from sambayan.people.queries.days import open_on
from sambayan.people.rules import AssignmentKind
from sambayan.people.rules.number import LENGTH as EMPLOYEE_NUMBER_LENGTH

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Asked:
    """What the directory is asked for: words, a unit with everything below it, a kind of position."""

    text: str = ""
    unit_path: str = ""
    position_type: str = ""

    @property
    def words(self) -> list[str]:
        """The words that must each be found somewhere."""
        return [] if self.number else self.text.split()

    @property
    def number(self) -> str:
        """The whole employee number, however it was spaced.

        Part of a number finds nobody: it begins with the birth date, which is not everybody's to search.
        """
        digits = "".join(self.text.split())
        return digits if digits.isdigit() and len(digits) == EMPLOYEE_NUMBER_LENGTH else ""


class Directory:
    """Everybody who is found, by name, for a paginator: counted up to a thousand, read page by page."""

    def __init__(self, asked: Asked, day: date) -> None:
        self.asked = asked
        self.day = day

    def __len__(self) -> int:
        return min(len(self._hits), MOST_COUNTED)

    def __iter__(self) -> Iterator[Assignment]:
        return iter(self[:MOST_COUNTED])

    @property
    def has_more(self) -> bool:
        """Whether there are more than can be counted."""
        return len(self._hits) > MOST_COUNTED

    def __getitem__(self, place: slice) -> list[Assignment]:
        """The posts of these places in the order of names: who they are first, then what they hold."""
        keys = list(self._people().order_by("name", "pk").values_list("pk", flat=True)[place])
        held = self._posts().filter(employee_id__in=keys).select_related("employee", "position__unit")
        return sorted(held, key=lambda post: keys.index(post.employee_id))

    @cached_property
    def _hits(self) -> list[int]:
        """The people found, in no order, one more than a thousand at most.

        Each word is looked for in names and in posts apart, so that an index answers where there is one.
        """
        rows = self._posts()
        for word in self.asked.words:
            named = Employee.objects.filter(name__icontains=word).values("pk")
            rows = rows.filter(Q(employee_id__in=named) | Q(position_id__in=_positions(word)))
        return list(rows.order_by().values_list("employee_id", flat=True)[: MOST_COUNTED + 1])

    def _people(self) -> QuerySet[Employee]:
        """Few are sorted; of many the first are met soon when walking along the names."""
        if not self.has_more:
            return Employee.objects.filter(pk__in=self._hits)
        rows = self._posts().filter(employee_id=OuterRef("pk"))
        for word in self.asked.words:
            rows = rows.filter(Q(employee__name__icontains=word) | Q(position_id__in=_positions(word)))
        return Employee.objects.filter(Exists(rows))

    def _posts(self) -> QuerySet[Assignment]:
        """The main posts held on the day, of the number, the unit and the kind of position asked for."""
        rows = Assignment.objects.filter(open_on(self.day), kind=AssignmentKind.MAIN.value)
        if self.asked.number:
            rows = rows.filter(employee__employee_number=self.asked.number)
        if self.asked.unit_path:
            below = OrganisationUnit.objects.filter(path__startswith=self.asked.unit_path).values("pk")
            rows = rows.filter(position_id__in=Position.objects.filter(unit_id__in=below).values("pk"))
        if self.asked.position_type:
            of_kind = Position.objects.filter(position_type=self.asked.position_type).values("pk")
            rows = rows.filter(position_id__in=of_kind)
        return rows


def _positions(word: str) -> QuerySet[Position, Any]:
    units = OrganisationUnit.objects.filter(name__icontains=word).values("pk")
    return Position.objects.filter(Q(title__icontains=word) | Q(unit_id__in=units)).values("pk")


def directory(text: str, day: date, *, unit_path: str = "", position_type: str = "") -> Directory:
    """Everybody who holds a post on `day`, by name; `text` finds part of a name, post or unit, or one whole number."""
    return Directory(Asked(text, unit_path, position_type), day)
