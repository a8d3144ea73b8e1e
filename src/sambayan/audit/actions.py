"""Recording what was done, in the transaction that did it."""

from datetime import datetime
from typing import Any

from django.db import models

from sambayan.audit.models import Event
from sambayan.common.actor import Actor


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
) -> Event:
    """Write one event about `subject`; `by` None means the system itself acted.

    `before` and `after` hold only the fields that changed, as JSON values.
    """
    return Event.objects.create(
        name=name,
        at=at,
        actor_id_text=str(by.account_id) if by else "",
        actor_name=by.name if by else "Sambayan",
        subject_kind=subject._meta.label,  # noqa: SLF001 - the documented door to a model's name
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        before=before or {},
        after=after or {},
        reason=reason,
        rule_version=rule_version,
    )
