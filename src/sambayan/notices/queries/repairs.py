"""What home says about the data of people: how much waits at the desk, and what a person mends alone.

The room of people stands below this one and cannot announce duties itself.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.common.language import worded
from sambayan.common.numbers import integer
from sambayan.notices.rules import Duty, Section, duty_source
from sambayan.people.queries import desk
from sambayan.people.rules import RepairKind


@duty_source
def data_duties(actor: Actor, day: date) -> list[Duty]:
    """The desk for administrators, and what an employee mends about himself; one statement each, none for others."""
    duties, has_own = [], actor.employee_id is not None
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        n, has_own = desk.waiting_repairs(actor)
        duties += [_desk(n)] if n else []
    if has_own:
        duties += [_own(repair) for repair in desk.own_repairs(actor)]
    return duties


def _desk(n: int) -> Duty:
    title = _("Perbaikan data: {n} menunggu").format(n=integer(n))
    detail = _("Data pegawai atau unit yang keliru, dengan siapa yang memperbaikinya.")
    url = reverse("people:repairs")
    return Duty(
        None, title, detail, "", url, _("Buka daftar perbaikan"), count=n, list_url=url, section=Section.REPAIRS
    )


def _own(repair: Any) -> Duty:
    url = reverse("accounts:change_email")
    return Duty(
        None, worded(RepairKind(repair.kind)), desk.told(repair), "", url, _("Isi surel"), section=Section.REPAIRS
    )
