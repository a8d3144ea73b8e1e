"""Telling someone something: in the transaction that caused it, so a rolled-back change tells nobody."""

from datetime import datetime

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.notices.models import Notice


def post(event: str, text: str, *, to: int, url: str, at: datetime) -> Notice:
    """Leave a message for the employee `to` about the page at `url`."""
    return Notice.objects.create(recipient_id=to, event=event, text=text, url=url, created_at=at)


@transaction.atomic
def read(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Mark a notice as read, once."""
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
        record("notices.read", notice, by=by, at=at)
    return notice
