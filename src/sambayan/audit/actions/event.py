"""Recording what was done, in the transaction that did it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from sambayan.audit import rules
from sambayan.audit.models import Event, Head
from sambayan.common.actor import Actor

BATCH = 1000


@dataclass(frozen=True)
class Entry:
    """One event to be written: what happened to what; `before` and `after` hold only what changed, as JSON values."""

    name: str
    subject: models.Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    rule_version: str = ""
    on_behalf_of: str = ""


def record(
    name: str,
    subject: models.Model,
    *,
    by: Actor | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    rule_version: str = "",
    on_behalf_of: str = "",
) -> Event:
    """Write one event about `subject`; `by` None means the system itself acted.

    `before` and `after` hold only the fields that changed, as JSON values; `on_behalf_of` is the printed name (with
    the number, where it helps) of the person for whom a delegate or an acting official did it.
    """
    entry = Entry(name, subject, before or {}, after or {}, reason, rule_version, on_behalf_of)
    with transaction.atomic():
        head = _held()
        event = _event(entry, head.size, by, at)
        event.save(force_insert=True)
        _grow(head, [event])
    return event


def record_all(entries: Iterable[Entry], *, by: Actor | None, at: datetime) -> int:
    """Write many events of one actor and time, in batches; how many there were."""
    return record_each((entry, by, at) for entry in entries)


def record_each(told: Iterable[tuple[Entry, Actor | None, datetime]]) -> int:
    """Write many events, each with its own actor and time, in batches; how many there were."""
    waiting = iter(told)
    with transaction.atomic():
        head = _held()
        before = head.size
        while batch := list(islice(waiting, BATCH)):
            events = [_event(entry, head.size + place, by, at) for place, (entry, by, at) in enumerate(batch)]
            Event.objects.bulk_create(events)
            _grow(head, events)
    return head.size - before


def _held() -> Head:
    """The head of the record, held until the transaction ends; SQLite's immediate transaction holds it already."""
    return Head.objects.select_for_update().get_or_create(pk=1)[0]


def _grow(head: Head, events: list[Event]) -> None:
    grown = head.frontier.grown(bytes.fromhex(event.leaf_hash) for event in events)
    head.size, head.peaks = grown.size, [peak.hex() for peak in grown.peaks]
    head.save(update_fields=["size", "peaks"])


def _event(entry: Entry, index: int, by: Actor | None, at: datetime) -> Event:
    event = Event(
        index=index,
        name=entry.name,
        at=at,
        actor_id_text=str(by.account_id) if by else "",
        actor_name=by.name if by else "Sambayan",
        on_behalf_of=entry.on_behalf_of,
        subject_kind=entry.subject._meta.label,  # noqa: SLF001 - the documented door to a model's name
        subject_id=str(entry.subject.pk),
        subject_label=str(entry.subject)[:300],
        before=rules.plain(entry.before),
        after=rules.plain(entry.after),
        reason=str(entry.reason),
        rule_version=entry.rule_version,
        salt=secrets.token_hex(rules.SALT_BYTES),
    )
    event.commitment = rules.commitment(event.salt, event.personal)
    shown = {**{name: getattr(event, name) for name in rules.OPEN}, "at": rules.moment(at)}
    event.leaf_hash = rules.leaf(shown).hex()
    return event
