"""Words of the law that are shown to people: marked for translation here, translated only where they are shown.

The rules know no framework, so `_` only marks a text for the translators; a page passes it through gettext.
"""

from enum import StrEnum
from typing import Self


def _(text: str) -> str:
    """Mark `text` (Indonesian) for translation and return it unchanged."""
    return text


class Labelled(StrEnum):
    """An enumeration whose values are identifiers and whose `label` is the Indonesian word shown for them."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of every member, in order, for a model field or a form."""
        return [(member.value, member.label) for member in cls]
