"""What changed between two versions of an agreement, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from sambayan.common.words import Labelled, _


class ChangeKind(Labelled):
    """What happened to a row from one version to the next."""

    ADDED = "added", _("Ditambah")
    REMOVED = "removed", _("Dihapus")
    CHANGED = "changed", _("Diubah")
    SAME = "same", _("Tetap")


@dataclass(frozen=True)
class Line:
    """One row of a version: a key that survives from version to version, and what stands in it, line by line."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One row in the earlier and in the later version; an empty side did not have it."""

    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]


def compare(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """The rows of both versions side by side, in the order of the later one, removed rows at the end."""
    earlier = {line.key: line.words for line in before}
    changes = [_change(earlier.pop(line.key, ()), line.words) for line in after]
    return changes + [_change(words, ()) for words in earlier.values()]


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> Change:
    if not before:
        kind = ChangeKind.ADDED
    elif not after:
        kind = ChangeKind.REMOVED
    else:
        kind = ChangeKind.SAME if before == after else ChangeKind.CHANGED
    return Change(kind, before, after)
