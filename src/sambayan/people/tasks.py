"""Jobs of people: the daily inspection, and applying a file."""

from django.utils import timezone

from sambayan.common.actor import Actor
from sambayan.common.guard import Denied
from sambayan.common.jobs import daily, job, later
from sambayan.people import queries
from sambayan.people.actions import desk
from sambayan.people.actions import imports as actions
from sambayan.people.actions.staleness import StaleError
from sambayan.people.queries import imports


@daily("people.inspect")
def inspect() -> None:
    """Bring the desk of repairs in line with the data."""
    desk.inspect(by=None, at=timezone.now())


@job("people.inspect_for")
def inspect_for(account_id: int, name: str) -> None:
    """The same, because somebody asked for it."""
    desk.inspect(by=Actor(account_id=account_id, name=name), at=timezone.now())


@job("people.apply_import")
def apply_import(import_pk: int, account_pk: int) -> None:
    """Apply a confirmed file for the account that confirmed it, then inspect; a failure leads it back."""
    kept, account = imports.people_import(import_pk), imports.account(account_pk)
    if kept is None or account is None:
        return
    now, today = timezone.now(), timezone.localdate()
    actions.begin(kept, at=now)
    try:
        actions.apply(kept, by=queries.actor_for(account, today), on=today, at=now)
    except StaleError as error:
        actions.give_up(kept, [actions.stale(error.count, error.names)], at=timezone.now())
    except Denied as error:
        actions.give_up(kept, [{"code": "denied", "id": str(error), "en": str(error)}], at=timezone.now())
    except Exception:
        actions.give_up(kept, [actions.FAILED], at=timezone.now())
        raise
    else:
        later("people.inspect")
