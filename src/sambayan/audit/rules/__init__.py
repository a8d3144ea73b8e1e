"""The rules of the record: what is sealed, how the tree is built and proven, how a checkpoint is written."""

from sambayan.audit.rules.leaf import OPEN, PERSONAL, SALT_BYTES, canonical, commitment, leaf, moment, plain
from sambayan.audit.rules.note import Checkpoint, key_id, note, verifier_key
from sambayan.audit.rules.tree import (
    EMPTY,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "EMPTY",
    "OPEN",
    "PERSONAL",
    "SALT_BYTES",
    "Checkpoint",
    "Frontier",
    "canonical",
    "commitment",
    "consistency_proof",
    "inclusion_proof",
    "key_id",
    "leaf",
    "leaf_hash",
    "moment",
    "node_hash",
    "note",
    "plain",
    "root",
    "verifier_key",
    "verify_consistency",
    "verify_inclusion",
]
