"""Uncertainty of an index: the delete-one jackknife over respondents, and the change between two periods."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sambayan.analytics.student import t_quantile

from .rounding import half_up
from .sample import PopulationError

LEVEL = Decimal("0.95")
METHOD = "delete_one_jackknife"
CHANGE_METHOD = "welch"
INDEX_LOWEST, INDEX_HIGHEST, PER_POINT = 25, 100, 25
LEAST_ANSWER, MOST_ANSWER = 1, 4
LEAST_RESPONDENTS = 2
_UPPER_TAIL = 0.975
Pattern = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds on the index scale, two decimals, with the level (0.95) and the method."""

    low: Decimal
    high: Decimal
    level: Decimal
    method: str


class Direction(StrEnum):
    """What may be said of a change: `uncertain` is shown as "belum tentu naik"."""

    UP = "up"
    DOWN = "down"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One index with what is known of its uncertainty; `standard_error` on the index scale or None."""

    n: int
    exact_index: Fraction
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """Later minus earlier index, two decimals; `interval` is None when one side has no standard error."""

    difference: Decimal
    interval: Interval | None
    direction: Direction


def standard_error(patterns: Counter[Pattern], population: int | None) -> float | None:
    """Standard error of the index of counted answer patterns (blank = None, none wholly blank).

    Jackknife: the index is computed again without each respondent; an element that only this respondent
    answered drops out of that computation. `population` applies sqrt(1 - n/N). None below two respondents.
    Source: local policy; for complete answers it is the standard error of the respondents' means.
    """
    n = patterns.total()
    if population is not None and population < n:
        raise PopulationError(population, n)
    if n < LEAST_RESPONDENTS:
        return None
    numerators, denominator = _without_each(patterns)
    total = sum(count * numerators[pattern] for pattern, count in patterns.items())
    squares = sum(count * numerators[pattern] ** 2 for pattern, count in patterns.items())
    variance = Fraction((n - 1) * (n * squares - total * total), (n * denominator) ** 2)
    if population is not None:
        variance *= 1 - Fraction(n, population)
    return PER_POINT * _root(variance)


def index_interval(estimate: Estimate) -> Interval | None:
    """95 % interval with n - 1 degrees of freedom, limited to 25-100, rounded half up.

    Source: local policy. None when there is no standard error.
    """
    if estimate.standard_error is None:
        return None
    half = Fraction(t_quantile(_UPPER_TAIL, estimate.n - 1)) * Fraction(estimate.standard_error)
    low = max(estimate.exact_index - half, Fraction(INDEX_LOWEST))
    high = min(estimate.exact_index + half, Fraction(INDEX_HIGHEST))
    return Interval(half_up(low), half_up(high), LEVEL, METHOD)


def difference(before: Estimate, after: Estimate) -> Change:
    """Change between two independent samples; `up` or `down` only if the rounded interval leaves out zero.

    Welch: sqrt(se1^2 + se2^2) with Welch-Satterthwaite degrees of freedom. Source: local policy.
    """
    gap = after.exact_index - before.exact_index
    if before.standard_error is None or after.standard_error is None:
        return Change(half_up(gap), None, Direction.UNCERTAIN)
    first, second = before.standard_error**2, after.standard_error**2
    half = Fraction(0)
    if first + second > 0:
        df = (first + second) ** 2 / (first**2 / (before.n - 1) + second**2 / (after.n - 1))
        half = Fraction(t_quantile(_UPPER_TAIL, df)) * Fraction(math.sqrt(first + second))
    interval = Interval(half_up(gap - half), half_up(gap + half), LEVEL, CHANGE_METHOD)
    return Change(half_up(gap), interval, _direction(interval))


def _direction(interval: Interval) -> Direction:
    if interval.low > 0:
        return Direction.UP
    return Direction.DOWN if interval.high < 0 else Direction.UNCERTAIN


def _without_each(patterns: Counter[Pattern]) -> tuple[dict[Pattern, int], int]:
    """Survey score without one respondent of each pattern, as whole numerators over one denominator."""
    columns = list(zip(*patterns, strict=True))
    counts = list(patterns.values())
    tables = [_leave_one_out(column, counts) for column in columns]
    common = math.lcm(*(mean.denominator for table in tables for mean in table.values()))
    elements = math.lcm(*range(1, len(columns) + 1))
    whole = [{answer: int(mean * common) for answer, mean in table.items()} for table in tables]
    numerators = {}
    for pattern in patterns:
        kept = [table[answer] for table, answer in zip(whole, pattern, strict=True) if answer in table]
        numerators[pattern] = sum(kept) * (elements // len(kept))
    return numerators, common * elements


def _leave_one_out(column: Sequence[int | None], counts: Sequence[int]) -> dict[int | None, Fraction]:
    """Mean of one element without a respondent who gave this answer; no entry = the element drops out."""
    tally: Counter[int | None] = Counter()
    for answer, count in zip(column, counts, strict=True):
        tally[answer] += count
    filled = sum(count for answer, count in tally.items() if answer is not None)
    total = sum(answer * count for answer, count in tally.items() if answer is not None)
    table: dict[int | None, Fraction] = {None: Fraction(total, filled)}
    if filled > 1:
        for answer in range(LEAST_ANSWER, MOST_ANSWER + 1):
            table[answer] = Fraction(total - answer, filled - 1)
    return table


def _root(value: Fraction) -> float:
    """Square root of a fraction whose numerator and denominator may be beyond a float."""
    shift = 2**256
    return math.isqrt(value.numerator * shift // value.denominator) / 2**128
