"""Pages of the record."""

from sambayan.audit.views.checkpoints import checkpoint, checkpoints, export, leaves, note, verifier
from sambayan.audit.views.record import history, history_table, record, record_table

__all__ = [
    "checkpoint",
    "checkpoints",
    "export",
    "history",
    "history_table",
    "leaves",
    "note",
    "record",
    "record_table",
    "verifier",
]
