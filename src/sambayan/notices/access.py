"""A notice belongs to the person it was sent to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _own(actor: Actor, notice: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == notice.recipient_id:
        return None
    return Refusal(_("Pemberitahuan ini untuk orang lain."))


CAN = rights({"notices.read": Guard(_own)})
