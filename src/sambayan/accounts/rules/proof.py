"""What a session has proven about who sits there, and who has to prove more."""

from collections.abc import MutableMapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from sambayan.common.actor import Actor, Role

DEMANDING = frozenset({Role.PERFORMANCE_ADMIN, Role.SYSTEM_ADMIN, Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER})
FRESH = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=15)
KEY = "accounts.proof"


def owes_second_factor(actor: Actor) -> bool:
    """Whether a role of the actor demands a second factor. Source: issue 3, section 2."""
    return any(grant.role in DEMANDING for grant in actor.grants)


class Step(StrEnum):
    """What comes after an attempt to sign in."""

    INSIDE = "inside"
    SECOND_STEP = "second_step"
    REFUSED = "refused"
    LIMITED = "limited"


@dataclass(frozen=True)
class Proof:
    """Kept in the session: whether a second factor was shown, and when (seconds) somebody last proved who they are."""

    second_factor: bool = False
    at: float = 0
    seen: float = 0

    @classmethod
    def of(cls, session: MutableMapping[str, Any]) -> Self:
        """What this session has proven; nothing when it was not opened through the door."""
        return cls(**session.get(KEY, {}))

    def keep(self, session: MutableMapping[str, Any]) -> None:
        """Store this in the session."""
        session[KEY] = asdict(self)

    def is_fresh(self, at: datetime) -> bool:
        """Whether the person proved who they are a few minutes ago."""
        return 0 <= at.timestamp() - self.at <= FRESH.total_seconds()

    def was_seen_long_ago(self, at: datetime) -> bool:
        """Whether "last used" of the session is due to be written; never for sessions that are not listed."""
        return self.seen > 0 and at.timestamp() - self.seen > SEEN_EVERY.total_seconds()

    def renewed(self, at: datetime) -> Self:
        """The same, proven again now."""
        return replace(self, at=at.timestamp())
