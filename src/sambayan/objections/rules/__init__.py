"""The objection against an evaluation. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B."""

from .bundle import MANIFEST, NOT_WHOLE, SUMS, Piece, archive, digest, manifest, piece, written
from .flow import DECIDED, FLOW, PRIVATE, UNDECIDED, BundleKind, Heard, ObjectionState, Side
from .statistics import Case, Figures, Table, figures, suppressed, table

__all__ = [
    "DECIDED",
    "FLOW",
    "MANIFEST",
    "NOT_WHOLE",
    "PRIVATE",
    "SUMS",
    "UNDECIDED",
    "BundleKind",
    "Case",
    "Figures",
    "Heard",
    "ObjectionState",
    "Piece",
    "Side",
    "Table",
    "archive",
    "digest",
    "figures",
    "manifest",
    "piece",
    "suppressed",
    "table",
    "written",
]
