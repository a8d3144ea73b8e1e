"""What the clock of an objection does when its days are over."""

from datetime import datetime

from sambayan.cycles.rules import ClockKind, lapses
from sambayan.objections import actions, queries


@lapses(ClockKind.OBJECTION_DECISION)
def mark_overdue(objection_pk: int, at: datetime) -> None:
    """Flag the objection and show it upwards; running it twice flags it once."""
    objection = queries.objection(objection_pk)
    if objection is not None:
        actions.mark_overdue(objection, at=at)
