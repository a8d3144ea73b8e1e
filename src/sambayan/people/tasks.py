"""Jobs of people."""

from django.utils import timezone

from sambayan.common.actor import Actor
from sambayan.common.jobs import daily, job
from sambayan.people.actions import desk


@daily("people.inspect")
def inspect() -> None:
    """Bring the desk of repairs in line with the data."""
    desk.inspect(by=None, at=timezone.now())


@job("people.inspect_for")
def inspect_for(account_id: int, name: str) -> None:
    """The same, because somebody asked for it."""
    desk.inspect(by=Actor(account_id=account_id, name=name), at=timezone.now())
