"""A notice belongs to the person it was sent to; mails that did not leave are the administrators' concern."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights
from sambayan.people.access import anybody


def _own(actor: Actor, notice: Any) -> Answer:
    to_employee = actor.employee_id is not None and actor.employee_id == notice.recipient_id
    if to_employee or actor.account_id == notice.account_id:
        return None
    return Refusal(_("Pemberitahuan ini untuk orang lain."))


def _mends_mail(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.SYSTEM_ADMIN) or actor.has(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Daftar surel yang tidak terkirim hanya untuk pengelola seluruh instansi."))


CAN = rights(
    {
        "notices.read": Guard(_own),
        "notices.read_all": Guard(anybody),
        "notices.prefer": Guard(anybody),
        "notices.mails": Guard(_mends_mail),
    }
)


def visible_to(actor: Actor) -> Q:
    """The notices of this actor, as a condition; the same answer as the guard `notices.read`."""
    own = Q(account_id=actor.account_id)
    return own | Q(recipient_id=actor.employee_id) if actor.employee_id is not None else own
