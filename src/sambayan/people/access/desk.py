"""Who sees what has to be mended: administrators in their units, inspectors everything, everybody what is theirs."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights
from sambayan.people.rules import RepairOwner

_READERS = (Role.PERFORMANCE_ADMIN, Role.INSPECTOR)


def visible_repairs(actor: Actor) -> Q:
    """The repairs this actor may read, as a condition; the same answer as the right `people.request_repair`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(employee_id=actor.employee_id, owner=RepairOwner.SELF.value)
    for grant in actor.grants:
        if grant.role in _READERS:
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible


def reads_repairs(actor: Actor) -> bool:
    """Whether the desk is open to this actor at all."""
    return any(actor.has_anywhere(role) for role in _READERS)


def _desk(actor: Actor, thing: Any) -> Answer:
    if reads_repairs(actor):
        return None
    return Refusal(
        _("Meja perbaikan data hanya untuk pengelola kinerja dan pemeriksa."),
        _("Yang perlu Anda perbaiki sendiri tampak di beranda Anda."),
    )


def _sees_repair(actor: Actor, repair: Any) -> Answer:
    own = actor.employee_id is not None and repair.employee_id == actor.employee_id
    if own and repair.owner == RepairOwner.SELF:
        return None
    if any(actor.has(role, repair.unit.path) for role in _READERS):
        return None
    return Refusal(_("Perbaikan ini di luar unit yang Anda kelola."), _("Pengelola kinerja unit itu dapat membukanya."))


def _administers(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Hanya pengelola kinerja yang dapat meminta pemeriksaan data."))


CAN = rights(
    {
        "people.repairs": Guard(_desk),
        "people.export_repairs": Guard(_desk),
        "people.request_repair": Guard(_sees_repair),
        "people.inspect": Guard(_administers),
    }
)
