"""Reading the record: events, histories of things, checkpoints, exports."""

from sambayan.audit.queries.checkpoints import (
    checkpoints,
    demo_key_file,
    frontier,
    origin,
    public_key,
    seed,
    verifier_key,
)
from sambayan.audit.queries.export import csv_rows, lines, sealed_lines, without_formula, written
from sambayan.audit.queries.proofs import consistency, inclusion
from sambayan.audit.queries.reading import Asked, asked_for, histories, history, latest, names_of, narrowed
from sambayan.audit.queries.subjects import SUBJECTS, Subject, Thing, address_of, events_of, has_history, thing

__all__ = [
    "SUBJECTS",
    "Asked",
    "Subject",
    "Thing",
    "address_of",
    "asked_for",
    "checkpoints",
    "consistency",
    "csv_rows",
    "demo_key_file",
    "events_of",
    "frontier",
    "has_history",
    "histories",
    "history",
    "inclusion",
    "latest",
    "lines",
    "names_of",
    "narrowed",
    "origin",
    "public_key",
    "sealed_lines",
    "seed",
    "thing",
    "verifier_key",
    "without_formula",
    "written",
]
