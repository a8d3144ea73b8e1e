"""Figures of objections by office, and which of them are too small to be shown. Source: local policy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from .flow import ObjectionState


@dataclass(frozen=True, slots=True)
class Case:
    """One lodged objection as the figures see it; `days` are working days to the decision, None while there is none."""

    state: str
    is_overdue: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One office: evaluations received, objections, how they ended, median days, and which counts are `hidden`.

    With the decided ones everything about the decisions is hidden, with the objections everything about them.
    """

    evaluations: int
    objections: int
    upheld: int
    changed: int
    withdrawn: int
    overdue: int
    median_days: Fraction | None
    hidden: frozenset[str] = frozenset()

    @property
    def is_hidden(self) -> bool:
        """Whether no figure at all is shown."""
        return "evaluations" in self.hidden

    @property
    def outcomes_hidden(self) -> bool:
        """Whether nothing about the decisions is shown."""
        return "decided" in self.hidden

    @property
    def decided(self) -> int:
        """How many were decided."""
        return self.upheld + self.changed

    @property
    def rate(self) -> Fraction | None:
        """Objections per hundred received evaluations; None without any."""
        return Fraction(100 * self.objections, self.evaluations) if self.evaluations else None

    @property
    def changed_share(self) -> Fraction | None:
        """Changed per hundred decisions; None without any."""
        return Fraction(100 * self.changed, self.decided) if self.decided else None

    def signals(self, limit: int) -> bool:
        """Whether more than `limit` per cent of the decisions changed the result: a reason to look at calibration."""
        return not self.outcomes_hidden and self.changed_share is not None and self.changed_share > limit


def figures(evaluations: int, cases: Iterable[Case]) -> Figures:
    """The figures of one office from its lodged objections; nothing is hidden yet."""
    found = list(cases)
    days = [case.days for case in found if case.days is not None]
    states = [case.state for case in found]
    return Figures(
        evaluations=evaluations,
        objections=len(found),
        upheld=states.count(ObjectionState.UPHELD),
        changed=states.count(ObjectionState.CHANGED),
        withdrawn=states.count(ObjectionState.WITHDRAWN),
        overdue=sum(case.is_overdue for case in found),
        median_days=Fraction(median(days)) if days else None,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """An office, the offices right below it by their paths, and who is in it but in none of those; as may be shown."""

    total: Figures
    rows: dict[str, Figures]
    direct: Figures


def table(path: str, evaluations: Mapping[str, int], cases: Mapping[str, Sequence[Case]], limit: int) -> Table:
    """The figures of one office as they may be shown, from those of every office of the region by path.

    It is worked out from the top down: what the table of a higher office hides, the office's own page hides too.
    """
    chain = [path[: place + 1] for place, letter in enumerate(path) if letter == "/"]
    none = figures(0, [])
    region = _parts("", evaluations, cases).get(chain[0], none)
    total, rows = none, {chain[0]: suppressed([region], limit)[0]}
    for office in chain:
        total, found = rows.get(office, none), _parts(office, evaluations, cases)
        rows = dict(zip(found, suppressed(list(found.values()), limit, total), strict=True))
    direct = rows.pop(path, none)
    return Table(total, rows, direct)


def _parts(path: str, evaluations: Mapping[str, int], cases: Mapping[str, Sequence[Case]]) -> dict[str, Figures]:
    """The figures of the offices right below a path, and under the path itself of those who are in none of them."""
    counted: dict[str, int] = defaultdict(int)
    found: dict[str, list[Case]] = defaultdict(list)
    for where in sorted({*evaluations, *cases}):
        if where.startswith(path):
            below, slash, _deeper = where[len(path) :].partition("/")
            part = f"{path}{below}{slash}"
            counted[part] += evaluations.get(where, 0)
            found[part] += cases.get(where, [])
    return {part: figures(counted[part], found[part]) for part in counted}


_WITHIN = {
    "evaluations": "", "objections": "evaluations", "withdrawn": "objections", "overdue": "objections",
    "decided": "objections",
}  # fmt: skip
"""Every count that may be small, and the one it is a part of: where that is hidden, so is the part."""


def suppressed(rows: Sequence[Figures], limit: int, total: Figures | None = None) -> list[Figures]:
    """The rows of one table with small counts hidden; `total` is their sum as it is shown itself.

    A count of 1 to `limit` - 1 is hidden, and in its column the next smallest too until the hidden ones together reach
    the limit: the difference from the total then gives nobody away. Where the total itself is hidden, as much is hidden
    below it, so that the rows do not add up to it.
    """
    hidden: dict[str, set[int]] = {"": set()}
    for count, within in _WITHIN.items():
        sizes = [getattr(row, count) for row in rows]
        hidden[count] = _hidden(sizes, hidden[within], limit, total is not None and count in total.hidden)
    for place, row in enumerate(rows):
        if place not in hidden["objections"] and _is_told_by_its_row(row, place, hidden, limit):
            hidden["withdrawn"].add(place)
            hidden["decided"].add(place)
    return [
        replace(row, hidden=frozenset(count for count in _WITHIN if place in hidden[count]))
        for place, row in enumerate(rows)
    ]


def _hidden(sizes: Sequence[int], already: set[int], limit: int, total_is_hidden: bool) -> set[int]:
    found = already | {place for place, size in enumerate(sizes) if 0 < size < limit}
    together = sum(sizes[place] for place in found)
    for size, place in sorted((size, place) for place, size in enumerate(sizes) if size and place not in found):
        if together >= limit or not (together or total_is_hidden):
            break
        found.add(place)
        together += size
    return found


def _is_told_by_its_row(row: Figures, place: int, hidden: Mapping[str, set[int]], limit: int) -> bool:
    """Whether the objections without those that ended the other way come so near to a hidden count as to tell it."""
    ways = ("withdrawn", "decided")
    shown = sum(getattr(row, way) for way in ways if place not in hidden[way])
    return any(place in hidden[way] for way in ways) and row.objections - shown < limit
