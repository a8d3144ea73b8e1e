"""Proofs that somebody holding only a checkpoint can check: an event is in the record, or one tree continues another.

Source: RFC 9162 sections 2.1.3 and 2.1.4.
"""

from typing import Any

from sambayan.audit import rules
from sambayan.audit.models import Event


def _leaves(size: int | None) -> list[bytes]:
    """The leaf hashes from the first on; ValueError when there are not so many."""
    found = Event.objects.order_by("index").values_list("leaf_hash", flat=True)
    leaves = [bytes.fromhex(leaf) for leaf in (found if size is None else found[:size])]
    if size is not None and len(leaves) != size:
        raise ValueError(f"the record holds {len(leaves)} events, not {size}")
    return leaves


def inclusion(index: int, size: int | None = None) -> dict[str, Any]:
    """That event `index` is in the tree of `size` (all events without it): leaf, path and root in hexadecimal.

    ValueError or IndexError when there is no such event or size.
    """
    leaves = _leaves(size)
    path = rules.inclusion_proof(leaves, index)
    return {
        "index": index,
        "size": len(leaves),
        "leaf_hash": leaves[index].hex(),
        "path": [step.hex() for step in path],
        "root": rules.root(leaves).hex(),
    }


def consistency(old_size: int, size: int | None = None) -> dict[str, Any]:
    """That the tree of `old_size` is the beginning of the tree of `size`; ValueError when it cannot be."""
    leaves = _leaves(size)
    path = rules.consistency_proof(leaves, old_size)
    return {
        "old_size": old_size,
        "old_root": rules.root(leaves[:old_size]).hex(),
        "size": len(leaves),
        "root": rules.root(leaves).hex(),
        "path": [step.hex() for step in path],
    }
