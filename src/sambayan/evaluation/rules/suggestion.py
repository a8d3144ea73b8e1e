"""Suggestion of a result rating from the results of the plan. An aid; the appraiser decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sambayan.regulations import catalogue

from .predicate import Rating


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


def suggest(rows: Sequence[ResultRow]) -> Suggestion:
    """Rating that the guide of the regulation describes; both its conditions must hold.

    above: most results above, no main result below, most feedback positive. meets: most meet, a small part
    of the main results below, at least one positive mark. below: most below, most feedback not positive.
    Most = more than half, small part = less than half of the main results; results without a rating do not
    count. Source: guide PermenPANRB 6/2022 L IV.B p97-98, p101; its numbers are local policy.
    """
    grounds = _grounds(rows)
    if _is_most(grounds.above, grounds.rated) and grounds.main_below == 0:
        fits = Rating.ABOVE if _is_most(grounds.positive, grounds.feedback) else None
    elif _is_most(grounds.meets, grounds.rated) and _is_small_part(grounds.main_below, grounds.main):
        fits = Rating.MEETS if grounds.positive else None
    elif _is_most(grounds.below, grounds.rated):
        fits = Rating.BELOW if _is_most(grounds.not_positive, grounds.feedback) else None
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


def _is_most(part: int, whole: int) -> bool:
    return 100 * part > int(catalogue.settings()["axis_most_share_over"].value) * whole


def _is_small_part(part: int, whole: int) -> bool:
    return part == 0 or 100 * part < int(catalogue.settings()["axis_small_share_below"].value) * whole
