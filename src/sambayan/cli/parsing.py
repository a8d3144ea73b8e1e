"""Reads what was typed: choices, whole numbers, dates; every refusal is one clear sentence."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from .messages import CommandError, Key

FIRST_YEAR, LAST_YEAR = 1970, 2100
_WHOLE = re.compile(r"[0-9]{1,12}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_Choice = TypeVar("_Choice", bound=StrEnum)


def choice(text: str, kind: type[_Choice], name: str) -> _Choice:
    """A value of an enum by its exact word, case and hyphens aside."""
    try:
        return kind(text.strip().casefold().replace("-", "_"))
    except ValueError as error:
        accepted = ", ".join(kind)
        raise CommandError("error.choice", name=Key(f"name.{name}"), word=text, accepted=accepted) from error


def whole_number(text: str, name: str, *, low: int, high: int) -> int:
    """A whole number in digits within bounds; thousands points are not read, so 1.000 is refused."""
    typed = text.strip()
    if _WHOLE.fullmatch(typed) and low <= int(typed) <= high:
        return int(typed)
    raise CommandError("error.whole_number", name=Key(f"name.{name}"), word=text, low=low, high=high)


def one_of(text: str, accepted: Sequence[str], name: str) -> str:
    """One of some words."""
    if text in accepted:
        return text
    raise CommandError("error.choice", name=Key(f"name.{name}"), word=text, accepted=", ".join(accepted))


def day(text: str) -> date:
    """A date as 2026-10-12, 12-10-2026 or 12/10/2026."""
    typed = text.strip()
    iso, day_first = _ISO.fullmatch(typed), _DAY_FIRST.fullmatch(typed)
    parts = iso.groups() if iso else day_first.groups()[::-1] if day_first else None
    try:
        if parts is not None:
            found = date(int(parts[0]), int(parts[1]), int(parts[2]))
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
    except ValueError:
        pass
    raise CommandError("error.date", word=text, low=FIRST_YEAR, high=LAST_YEAR)


def filled(text: str, name: str) -> str:
    """A text that is not blank."""
    if not text.strip():
        raise CommandError("error.text", name=Key(f"name.{name}"))
    return text.strip()
