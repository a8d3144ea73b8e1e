"""Erasing a person from the record without breaking a proof. Source: UU 27/2022 Ps 8, 43."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sambayan.audit import access, rules  # noqa: F401 - access declares the rights
from sambayan.audit.actions.event import record
from sambayan.audit.models import Erasure, Event
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require

BLANK = dict.fromkeys(rules.PERSONAL, "") | {"before": {}, "after": {}, "salt": ""}


@transaction.atomic
def erase(events: QuerySet[Event], *, reason: str, by: Actor, at: datetime) -> Event:
    """Empty the personal fields of these events; their time, kind and hash stay, and so does every proof.

    The event `audit.erase` says who, when, why and which; events about erasures and checkpoints cannot be erased.
    Denied without a reason, or when nothing is left to erase.
    """
    require("audit.erase", by)
    if not reason.strip():
        raise Denied(Refusal(_("Tuliskan alasan penghapusan.")))
    found = events.exclude(name__startswith="audit.").exclude(salt="").order_by("index")
    indexes = list(found.values_list("index", flat=True))
    if not indexes:
        raise Denied(Refusal(_("Tidak ada catatan yang dapat dihapus.")))
    subject = Erasure(event_index=indexes[0])
    why = record("audit.erase", subject, by=by, at=at, after={"events": indexes}, reason=reason.strip())
    Erasure.objects.bulk_create([Erasure(event_index=index, by_index=why.index) for index in indexes], batch_size=1000)
    for start in range(0, len(indexes), 500):
        Event.objects.filter(index__in=indexes[start : start + 500]).update(**BLANK)
    return why
