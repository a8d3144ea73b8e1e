"""Which value holds on which day: the last row whose day has come, the default before the first."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sambayan.regulations.catalogue import LAW_SET
from sambayan.regulations.rows import Mark, Setting

from .kinds import Typed, parse

CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with its first day; among those of one day the last written (`number`) holds."""

    name: str
    value: str
    valid_from: date
    number: int
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Values:
    """The values in force on one day, as text by name, with typed access for the rules."""

    day: date
    settings: Mapping[str, Setting]
    entries: Mapping[str, Entry]

    def text(self, name: str) -> str:
        """The value as it is written; KeyError for an unknown name."""
        default = self.settings[name].value
        entry = self.entries.get(name)
        return entry.value if entry else default

    def typed(self, name: str) -> Typed:
        """The value as what it stands for, None when empty."""
        return parse(self.settings[name], self.text(name))

    def integer(self, name: str) -> int:
        """The value of an integer setting, 0 when empty."""
        value: Any = self.typed(name)
        return value or 0

    def amount(self, name: str) -> Decimal:
        """The value of a decimal setting, 0 when empty."""
        value: Any = self.typed(name)
        return value or Decimal(0)

    def flag(self, name: str) -> bool:
        """The value of a yes-or-no setting."""
        return self.typed(name) is True

    def word(self, name: str) -> str:
        """The chosen code of a setting with choices, or a text; empty when empty."""
        return str(self.typed(name) or "")

    @property
    def texts(self) -> dict[str, str]:
        """Every value as text, by name in order of the handbook."""
        return {name: self.text(name) for name in self.settings}

    @property
    def code(self) -> str:
        """A short number that the same values always give and other values do not."""
        written = json.dumps([LAW_SET, self.texts], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:CODE_LENGTH]

    @property
    def version(self) -> str:
        """The rule pack in force as documents remember it: the law and the number of its values."""
        return f"{LAW_SET} · {self.code}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """All values ever set and not withdrawn, over the defaults."""

    settings: Mapping[str, Setting]
    entries: Sequence[Entry]

    def on(self, day: date) -> Values:
        """The values in force on a day."""
        begun = sorted((e for e in self.entries if e.valid_from <= day), key=lambda e: (e.valid_from, e.number))
        return Values(day, self.settings, {entry.name: entry for entry in begun})

    def after(self, day: date) -> dict[str, Entry]:
        """The next value of each setting that is still to come."""
        coming = sorted((e for e in self.entries if e.valid_from > day), key=lambda e: (e.valid_from, e.number))
        first: dict[str, Entry] = {}
        for entry in coming:
            known = first.get(entry.name)
            if known is None or known.valid_from == entry.valid_from:
                first[entry.name] = entry
        return first
