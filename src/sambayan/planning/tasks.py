"""What runs by itself: agreements that were not set in time."""

from datetime import datetime

from sambayan.cycles.rules import ClockKind, lapses
from sambayan.planning import actions, queries


@lapses(ClockKind.AGREEMENT_SET)
def mark_overdue(pk: int, at: datetime) -> None:
    """The term for setting an agreement is over: it is marked, and the employee may turn to the superior."""
    agreement = queries.agreement(pk)
    if agreement is not None:
        actions.mark_overdue(agreement, at=at)
