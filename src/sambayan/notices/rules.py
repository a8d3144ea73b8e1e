"""What a person has to do, computed from the state of things and never stored twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sambayan.common.actor import Actor


@dataclass(frozen=True)
class Duty:
    """One thing to do: until when, what, why (legal source), and the page that opens the exact form.

    `days_left` counts working days to `due`; negative when it is past.
    """

    due: date | None
    title: str
    detail: str
    source: str
    url: str
    button: str
    days_left: int | None = None

    @property
    def days_over(self) -> int:
        """Working days since the due date passed; 0 while it has not."""
        return max(-(self.days_left or 0), 0)

    @property
    def is_near(self) -> bool:
        """Whether the due date is at most one working day away, or past."""
        return self.days_left is not None and self.days_left <= 1


DutySource = Callable[[Actor, date], list[Duty]]
SOURCES: list[DutySource] = []


def duty_source(source: DutySource) -> DutySource:
    """Register a room's answer to "what must this actor do on this day?"."""
    SOURCES.append(source)
    return source


def duties(actor: Actor, day: date) -> list[Duty]:
    """All duties of an actor, the earliest due first, those without a date last."""
    found = [duty for source in SOURCES for duty in source(actor, day)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.title))
