"""The Merkle tree over the record: hashes, roots, proofs. Source: RFC 6962 section 2.1, RFC 9162 section 2.1."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """A tree in O(log n): its size, and the roots of its complete subtrees from the largest to the smallest."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> "Frontier":
        """The same tree with more leaf hashes at its end."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            peaks.append(leaf)
            size += 1
            for _ in range((size & -size).bit_length() - 1):
                right = peaks.pop()
                peaks.append(node_hash(peaks.pop(), right))
        return Frontier(size, tuple(peaks))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.peaks:
            return EMPTY
        *others, found = self.peaks
        for left in reversed(others):
            found = node_hash(left, found)
        return found


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    return Frontier().grown(leaves).root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The path that leads from leaf `index` to the root; IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if index < middle:
        return [*inclusion_proof(left, index), root(right)]
    return [*inclusion_proof(right, index - middle), root(left)]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The proof that the first `old_size` leaves are the beginning of all of them; ValueError beyond their number."""
    if not 0 <= old_size <= len(leaves):
        raise ValueError(f"no tree of {old_size} within {len(leaves)}")
    return _consistency(leaves, old_size, whole=True) if old_size else []


def _consistency(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root(leaves)]
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if old_size <= middle:
        return [*_consistency(left, old_size, whole=whole), root(right)]
    return [*_consistency(right, old_size - middle, whole=False), root(left)]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Whether `leaf` stands at `index` in the tree of that size and root. Source: RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root_hash


def verify_consistency(  # noqa: C901 - the steps of the standard, in its order
    old_size: int, size: int, old_root: bytes, root_hash: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `size` begins with the tree of `old_size`. Source: RFC 9162 section 2.1.4.2."""
    if not 0 <= old_size <= size:
        return False
    if old_size in (0, size):
        return not proof and old_root == (EMPTY if old_size == 0 else root_hash)
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_found = found = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_found, found = node_hash(step, old_found), node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old_found == old_root and found == root_hash
