"""The objection against an evaluation. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B."""

from .bundle import MANIFEST, SUMS, archive, digest, manifest, written
from .flow import DECIDED, FLOW, PRIVATE, UNDECIDED, BundleKind, Heard, ObjectionState, Side
from .statistics import Case, Figures, figures, suppressed

__all__ = [
    "DECIDED",
    "FLOW",
    "MANIFEST",
    "PRIVATE",
    "SUMS",
    "UNDECIDED",
    "BundleKind",
    "Case",
    "Figures",
    "Heard",
    "ObjectionState",
    "Side",
    "archive",
    "digest",
    "figures",
    "manifest",
    "suppressed",
    "written",
]
