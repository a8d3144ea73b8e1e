"""Sentences of the command line in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language: `words("error.date", word="x")`."""

    language: str

    def __call__(self, key: str, **arguments: object) -> str:
        """One sentence, filled in; KeyError for an unknown key."""
        section, name = key.split(".")
        sentence: str = catalogue()[section][name][self.language]
        return sentence.format(**arguments) if arguments else sentence

    @property
    def is_indonesian(self) -> bool:
        """Whether numbers and labels are written in the Indonesian way."""
        return self.language == "id"


class CommandError(Exception):
    """Wrong input: the key of one sentence and what to fill it with."""

    def __init__(self, key: str, **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments

    def text(self, words: Words) -> str:
        """The sentence in one language; an argument may itself be the key of a sentence."""
        filled = {name: words(value.key) if isinstance(value, Key) else value for name, value in self.arguments.items()}
        return words(self.key, **filled)


@dataclass(frozen=True, slots=True)
class Key:
    """An argument that is translated as well."""

    key: str


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """All sentences by section, name and language."""
    import yaml  # noqa: PLC0415 - only when a sentence is needed

    text = resources.files("sambayan.cli").joinpath("messages.yaml").read_text(encoding="utf-8")
    # yes and no are names here, not truth values: every scalar stays a text
    loaded: Mapping[str, Any] = yaml.load(text, Loader=_plain_loader())  # noqa: S506 - a safe loader
    return loaded


def _plain_loader() -> Any:
    import yaml  # noqa: PLC0415

    class PlainLoader(yaml.CSafeLoader):
        """Reads mappings of texts only."""

    PlainLoader.yaml_implicit_resolvers = {}
    return PlainLoader
