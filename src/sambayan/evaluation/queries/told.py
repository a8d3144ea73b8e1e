"""Sections of plain sentences, the same for a page and for its PDF."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Item:
    """One ground: a title, a sentence, words somebody wrote, their source.

    `predicate` is shown with its sign; `state` (done or next) puts the item on a line of time.
    """

    title: str
    text: str = ""
    quote: str = ""
    source: str = ""
    predicate: str = ""
    state: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its grounds."""

    heading: str
    items: list[Item] = field(default_factory=list)

    def as_document(self) -> dict[str, Any]:
        """The section as JSON, for the PDF."""
        return asdict(self)
