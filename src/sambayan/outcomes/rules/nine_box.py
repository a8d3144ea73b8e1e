"""The nine boxes: performance from the predicate, potential from elsewhere. Source: PermenPANRB 3/2020."""

from sambayan.common.words import Labelled, _
from sambayan.evaluation.rules import Predicate
from sambayan.regulations import catalogue
from sambayan.regulations.rows import NineBox


class Performance(Labelled):
    """The vertical axis."""

    ABOVE = "above", _("Di atas ekspektasi")
    MEETS = "meets", _("Sesuai ekspektasi")
    BELOW = "below", _("Di bawah ekspektasi")


class Potential(Labelled):
    """The horizontal axis."""

    LOW = "low", _("Rendah")
    MEDIUM = "medium", _("Menengah")
    HIGH = "high", _("Tinggi")


def performance_of(predicate: Predicate) -> Performance:
    """Very good is above, good meets, everything else is below. Source: practice reported in one source [S]."""
    return {Predicate.VERY_GOOD: Performance.ABOVE, Predicate.GOOD: Performance.MEETS}.get(predicate, Performance.BELOW)


def box_of(predicate: Predicate, potential: Potential) -> NineBox:
    """The box in which predicate and potential meet. Source: PermenPANRB 3/2020."""
    wanted = (performance_of(predicate), potential)
    return next(row for row in catalogue.nine_boxes() if (row.performance, row.potential) == wanted)
