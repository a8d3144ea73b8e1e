"""Credit points of a period, and how far they lead. Source: Peraturan BKN 3/2023 (slides).

Credit points belong to functional positions; they never stand for money.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from sambayan.evaluation.rules import Level, Predicate, credit, exact_credit
from sambayan.regulations import catalogue

MONTHS = 12
ASK = "ask"
"""The value of `level_need_terampil` while nobody has chosen."""


@dataclass(frozen=True, slots=True)
class CreditCount:
    """The points of one period: months counted, percentage of the predicate, coefficient of the level."""

    level: Level
    predicate: Predicate
    months: int
    percentage: Decimal
    coefficient: Decimal
    points: Decimal


class Post(NamedTuple):
    """A main post somebody held: its level (empty outside functional positions), first and last day."""

    level: str
    from_date: date
    to_date: date | None


def level_since(posts: Iterable[Post], day: date) -> tuple[Level, date] | None:
    """The level held on a day and since when, in whatever post; None without a functional post on that day.

    A transfer at the same level goes on counting as long as no day lies between the two posts. What was earned at
    another level before is not added: the sources do not say how a period with two levels counts. Local policy.
    """
    back = sorted((post for post in posts if post.from_date <= day), key=lambda post: post.from_date, reverse=True)
    if not back or back[0].level not in set(Level) or (back[0].to_date or day) < day:
        return None
    level, since = Level(back[0].level), back[0].from_date
    for post in back[1:]:
        if post.level != level or post.to_date != since - timedelta(days=1):
            break
        since = post.from_date
    return level, since


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


@dataclass(frozen=True, slots=True)
class Needs:
    """Points that the next rank and the next level need: None or no value where there is no next one.

    Two values for a level mean that the sources disagree and nobody has chosen between them.
    """

    rank: Decimal | None
    level: tuple[Decimal, ...]


def needs_of(level: Level, rank_grade: str, terampil: str = ASK) -> Needs | None:
    """What the next rank and level need from a rank such as "Penata (III/c)"; None where the table has no row.

    The skill levels need the same at every grade; of Terampil the setting `level_need_terampil` names the value, or
    leaves it open. Source: Peraturan BKN 3/2023 (slides that disagree on Terampil).
    """
    tables = catalogue.credit_tables()
    for skill in tables.level_needs:
        if skill.level == level:
            is_chosen = level is Level.TERAMPIL and terampil != ASK
            return Needs(skill.need_next_rank, (Decimal(terampil),) if is_chosen else skill.need_next_level)
    for row in tables.needs:
        if row.level == level and f"({row.rank_grade})" in rank_grade:
            next_level = (row.need_next_level,) if row.need_next_level else ()
            return Needs(row.need_next_rank or row.need_next_rank_in_brackets, next_level)
    return None


def months_left(need: Decimal, have: Decimal, level: Level, predicate: Predicate) -> int:
    """Whole months until `need` is reached at this predicate: ceil((need - have) / (percentage x coefficient) x 12).

    0 when it is reached. Source: Peraturan BKN 3/2023 (slides).
    """
    if have >= need:
        return 0
    return ceil(Fraction(need - have) / exact_credit(level, predicate) * MONTHS)
