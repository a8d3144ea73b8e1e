"""Remembering who opened whose personal page."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor, Role
from sambayan.people.models import Look

ON_THE_RECORD = (Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER)
"""Roles that read people they have nothing to do with: each of their readings is also an event of the record."""


def look(thing: Any, page: str, *, by: Actor, at: datetime) -> Look | None:
    """Write that the actor opened `page` of the employee `thing` is about; nothing for one's own pages."""
    if by.employee_id is not None and by.employee_id == thing.employee_id:
        return None
    reading = Look(
        employee_id=thing.employee_id,
        reader_id_text=str(by.account_id),
        reader_name=by.name,
        reader_title=by.title,
        page=page,
        at=at,
    )
    if not any(by.has_anywhere(role) for role in ON_THE_RECORD):
        reading.save(force_insert=True)
        return reading
    with transaction.atomic():
        reading.save(force_insert=True)
        record("people.look", thing.employee, by=by, at=at, after={"page": page})
    return reading
