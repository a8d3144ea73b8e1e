"""Questions with worded answers, in a version that never changes once used."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Option:
    """One answer: its value and its words in both languages."""

    value: int
    indonesian: str
    english: str

    def words(self, language: str) -> str:
        """The answer in the language asked for."""
        return self.english if language == "en" else self.indonesian


@dataclass(frozen=True)
class Item:
    """One question: its code, its place on the form, its name, wording and hint in both languages, its answers."""

    code: str
    number: int
    name_indonesian: str
    name_english: str
    question_indonesian: str
    question_english: str
    hint_indonesian: str
    hint_english: str
    options: tuple[Option, ...]

    def name(self, language: str) -> str:
        """The short name in the language asked for."""
        return self.name_english if language == "en" else self.name_indonesian

    def question(self, language: str) -> str:
        """The question in the language asked for."""
        return self.question_english if language == "en" else self.question_indonesian

    def hint(self, language: str) -> str:
        """The hint in the language asked for."""
        return self.hint_english if language == "en" else self.hint_indonesian


def items_from(stored: list[dict[str, Any]]) -> tuple[Item, ...]:
    """The items of a stored version, in form order; a missing key is a KeyError or TypeError, never a guess."""
    items = [Item(**{**row, "options": tuple(Option(**option) for option in row["options"])}) for row in stored]
    return tuple(sorted(items, key=lambda item: item.number))
