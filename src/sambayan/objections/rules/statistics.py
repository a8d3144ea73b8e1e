"""Figures of objections by office, and which of them are too small to be shown. Source: local policy."""

from collections.abc import Iterable, Sequence
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
    """One office: evaluations received, objections, how they ended, median days, and what is hidden.

    `is_hidden` hides every figure, `outcomes_hidden` those of the decisions.
    """

    evaluations: int
    objections: int
    upheld: int
    changed: int
    withdrawn: int
    overdue: int
    median_days: Fraction | None
    is_hidden: bool = False
    outcomes_hidden: bool = False

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
        shown = not (self.is_hidden or self.outcomes_hidden)
        return shown and self.changed_share is not None and self.changed_share > limit


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


def suppressed(rows: Sequence[Figures], limit: int) -> list[Figures]:
    """The rows of one table with small cells hidden.

    An office with fewer evaluations than `limit` is hidden whole; where fewer objections than that were decided, how
    they ended is hidden. When one row alone is hidden, the total would give it away: the next smallest goes too.
    """
    whole = _hidden([row.evaluations for row in rows], limit)
    ended = _hidden([row.decided for row in rows], limit)
    return [
        replace(row, is_hidden=place in whole, outcomes_hidden=place in whole or place in ended)
        for place, row in enumerate(rows)
    ]


def _hidden(sizes: Sequence[int], limit: int) -> set[int]:
    small = {place for place, size in enumerate(sizes) if 0 < size < limit}
    others = sorted((size, place) for place, size in enumerate(sizes) if size and place not in small)
    return small | {others[0][1]} if len(small) == 1 and others else small
