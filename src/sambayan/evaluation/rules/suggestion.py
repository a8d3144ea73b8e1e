"""Suggestion of a result rating from the results of the plan. An aid; the appraiser decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sambayan.regulations import catalogue

from .predicate import Rating

_DEFAULTS = catalogue.settings()


@dataclass(frozen=True, slots=True)
class Shares:
    """The numbers behind "most" and "a small part", in percent: over the one, below the other."""

    most_over: int = int(_DEFAULTS["axis_most_share_over"].value)
    small_below: int = int(_DEFAULTS["axis_small_share_below"].value)

    def is_most(self, part: int, whole: int) -> bool:
        """Whether `part` is most of `whole`."""
        return 100 * part > self.most_over * whole

    def is_small_part(self, part: int, whole: int) -> bool:
        """Whether `part` is a small part of `whole`; nothing always is."""
        return part == 0 or 100 * part < self.small_below * whole


DEFAULT_SHARES = Shares()


class ResultKind(StrEnum):
    """Main or additional planned result. Source: PermenPANRB 6/2022 L II.A."""

    MAIN = "main"
    ADDITIONAL = "additional"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One planned result: kind, rating (None = not rated) and its feedback marks counted."""

    kind: ResultKind
    rating: Rating | None
    positive: int = 0
    not_positive: int = 0


@dataclass(frozen=True, slots=True)
class Grounds:
    """The counts a suggestion rests on: results by rating, main results, feedback marks."""

    above: int
    meets: int
    below: int
    unrated: int
    main: int
    main_below: int
    positive: int
    not_positive: int

    @property
    def rated(self) -> int:
        """Results with a rating."""
        return self.above + self.meets + self.below

    @property
    def feedback(self) -> int:
        """Feedback entries with a mark."""
        return self.positive + self.not_positive


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested rating, or None when nothing fits, with its grounds."""

    rating: Rating | None
    grounds: Grounds


def suggest(rows: Sequence[ResultRow], shares: Shares = DEFAULT_SHARES) -> Suggestion:
    """Rating that the guide of the regulation describes; both its conditions must hold.

    above: most results above, no main result below, most feedback positive. meets: most meet, a small part
    of the main results below, at least one positive mark. below: most below, most feedback not positive.
    `shares` says what most (by default more than half) and a small part (less than half of the main results)
    are; results without a rating do not count.
    Source: guide PermenPANRB 6/2022 L IV.B p97-98, p101; its numbers are local policy.
    """
    grounds = _grounds(rows)
    if shares.is_most(grounds.above, grounds.rated) and grounds.main_below == 0:
        fits = Rating.ABOVE if shares.is_most(grounds.positive, grounds.feedback) else None
    elif shares.is_most(grounds.meets, grounds.rated) and shares.is_small_part(grounds.main_below, grounds.main):
        fits = Rating.MEETS if grounds.positive else None
    elif shares.is_most(grounds.below, grounds.rated):
        fits = Rating.BELOW if shares.is_most(grounds.not_positive, grounds.feedback) else None
    else:
        fits = None
    return Suggestion(fits, grounds)


def _grounds(rows: Sequence[ResultRow]) -> Grounds:
    ratings = [row.rating for row in rows]
    main = [row.rating for row in rows if row.kind is ResultKind.MAIN and row.rating is not None]
    return Grounds(
        above=ratings.count(Rating.ABOVE),
        meets=ratings.count(Rating.MEETS),
        below=ratings.count(Rating.BELOW),
        unrated=ratings.count(None),
        main=len(main),
        main_below=main.count(Rating.BELOW),
        positive=sum(row.positive for row in rows),
        not_positive=sum(row.not_positive for row in rows),
    )
