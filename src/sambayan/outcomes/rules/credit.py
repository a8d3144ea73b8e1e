"""Credit points of a period, and how far they lead. Source: Peraturan BKN 3/2023 (slides).

Credit points belong to functional positions; they never stand for money.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sambayan.evaluation.rules import Level, Predicate, credit, exact_credit
from sambayan.regulations import catalogue
from sambayan.regulations.rows import CreditNeed

MONTHS = 12


@dataclass(frozen=True, slots=True)
class CreditCount:
    """The points of one period: months counted, percentage of the predicate, coefficient of the level."""

    level: Level
    predicate: Predicate
    months: int
    percentage: Decimal
    coefficient: Decimal
    points: Decimal


def months_held(period_from: date, period_to: date, post_from: date) -> int:
    """Months of a period in which a post was held; a month that was begun counts. 0 when it began afterwards.

    Source: periods of Peraturan BKN 3/2023 count months; counting a begun month is local policy.
    """
    first = max(period_from, post_from)
    if first > period_to:
        return 0
    return (period_to.year - first.year) * MONTHS + period_to.month - first.month + 1


def count_credit(level: Level, predicate: Predicate, months: int) -> CreditCount:
    """The credit points of `months` months; MonthsError outside 1-12. Source: Peraturan BKN 3/2023 (slides)."""
    tables = catalogue.credit_tables()
    percentage = next(row.percentage for row in tables.percentages if row.predicate == predicate)
    coefficient = next(row.coefficient for row in tables.levels if row.level == level)
    return CreditCount(level, predicate, months, percentage, coefficient, credit(level, predicate, months))


def needs_of(level: Level, rank_grade: str) -> CreditNeed | None:
    """What the next rank and level need from a rank such as "Penata (III/c)"; None where the table has no row."""
    found = (
        row for row in catalogue.credit_tables().needs if row.level == level and f"({row.rank_grade})" in rank_grade
    )
    return next(found, None)


def months_left(need: Decimal, have: Decimal, level: Level, predicate: Predicate) -> int:
    """Whole months until `need` is reached at this predicate: ceil((need - have) / (percentage x coefficient) x 12).

    0 when it is reached. Source: Peraturan BKN 3/2023 (slides).
    """
    if have >= need:
        return 0
    return ceil(Fraction(need - have) / exact_credit(level, predicate) * MONTHS)
