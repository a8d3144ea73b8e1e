"""What the organisation achieved: the figures its predicate rests on, and what follows when it comes late.

Source: PermenPANRB 6/2022 Ps 24(1)a, 25(1)a, Lampiran IV.B.1 p92-94.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sambayan.common.words import Labelled, _

from .predicate import OrganisationPredicate, Rating


class FigureMark(Labelled):
    """How far one indicator or action plan of the unit came. Source: local policy on Lampiran IV.B.1.c p92."""

    EXCEEDED = "exceeded", _("Melebihi target")
    ACHIEVED = "achieved", _("Mencapai target")
    PARTLY = "partly", _("Sebagian tercapai")
    LITTLE = "little", _("Jauh dari target")
    NO_PROGRESS = "no_progress", _("Tanpa kemajuan")


_MARKS = tuple(FigureMark)


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of the unit: what was promised, what came of it, and how far that is."""

    name: str
    target: str
    realisation: str
    mark: FigureMark

    def as_document(self) -> dict[str, str]:
        """The figure as it is frozen with the predicate."""
        return {"name": self.name, "target": self.target, "realisation": self.realisation, "mark": self.mark.value}


def suggested_achievement(marks: Sequence[FigureMark]) -> OrganisationPredicate | None:
    """The predicate that the figures describe, or None without figures; whoever sets it decides.

    Istimewa: most exceed and none falls short; Baik: most reach the target; Butuh Perbaikan: most come at least part of
    the way; Sangat Kurang: most show no progress; else Kurang. Source: SE MenPANRB 3/2023 on the two ends, as reported;
    "most" as more than half and what lies between is local policy.
    """
    if not marks:
        return None
    reached = [_MARKS.index(mark) for mark in marks]

    def most(places: Sequence[int]) -> bool:
        return 2 * sum(place in places for place in reached) > len(reached)

    if most([0]) and max(reached) <= 1:
        return OrganisationPredicate.EXCELLENT
    if most([0, 1]):
        return OrganisationPredicate.GOOD
    if most([0, 1, 2]):
        return OrganisationPredicate.NEEDS_IMPROVEMENT
    return OrganisationPredicate.VERY_POOR if most([4]) else OrganisationPredicate.POOR


def head_rating(organisation: OrganisationPredicate) -> Rating:
    """The result rating that the predicate of a unit suggests for its head: never more than a suggestion.

    Source: press reports on SE MenPANRB 3/2023; the map is local policy (`unit_head_result_map`).
    """
    known = {OrganisationPredicate.EXCELLENT: Rating.ABOVE, OrganisationPredicate.GOOD: Rating.MEETS}
    return known.get(organisation, Rating.BELOW)


def previous_counts(period_end: date, day: date) -> bool:
    """Whether on `day` the previous year's achievement takes the place of a missing one: from 1 February.

    Source: PermenPANRB 6/2022 Lampiran IV.B.1.f p94, for the yearly evaluation.
    """
    return day >= date(period_end.year + 1, 2, 1)
