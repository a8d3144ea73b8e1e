"""Codes on printed documents, by which anybody can see that a document was issued here; rooms answer for their own."""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _LENGTH = 3, 4
_CHANCE: ContextVar[random.Random] = ContextVar("codes", default=secrets.SystemRandom())  # noqa: B039 - has no state


def new_code() -> str:
    """A fresh code of three groups that cannot be guessed and holds no letters that are mistaken for another."""
    chance = _CHANCE.get()
    return "-".join("".join(chance.choice(_ALPHABET) for _n in range(_LENGTH)) for _m in range(_GROUPS))


@contextmanager
def codes_from(chance: random.Random) -> Iterator[None]:
    """Draw codes from here instead: for the demo province, which is the same every time; never for real documents."""
    token = _CHANCE.set(chance)
    try:
        yield
    finally:
        _CHANCE.reset(token)


@dataclass(frozen=True)
class Verified:
    """What the public page says of a document: form, period and office, when it was signed; never a person.

    `superseded_at` is when a later document took its place, None while it counts.
    """

    code: str
    form: str
    period: str
    office: str
    issued_at: datetime
    superseded_at: datetime | None = None


Verifier = Callable[[str], Verified | None]
VERIFIERS: list[Verifier] = []


def verifies(verifier: Verifier) -> Verifier:
    """Register a room's answer to "which document carries this code?"."""
    VERIFIERS.append(verifier)
    return verifier


def verify(code: str) -> Verified | None:
    """The document with this code, however it was typed; None when no room knows it."""
    wanted = code.strip().upper()
    return next((found for verifier in VERIFIERS if (found := verifier(wanted))), None)
