"""Who may read the record, sign it, take it along, and erase a person from it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights, why_not


def _reads_record(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.INSPECTOR) or actor.has(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(
        _("Catatan lengkap hanya dibaca pemeriksa dan pengelola kinerja seluruh instansi."),
        _("Hubungi pengelola kinerja."),
    )


def _signs(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.INSPECTOR) or actor.has(Role.SYSTEM_ADMIN):
        return None
    return Refusal(_("Titik periksa dibuat pemeriksa dan pengelola sistem."))


def _takes_along(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.INSPECTOR):
        return None
    return Refusal(_("Berkas catatan lengkap hanya diunduh pemeriksa."), _("Berkas tanpa data pribadi terbuka."))


def _erases(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.DATA_PROTECTION_OFFICER):
        return None
    return Refusal(
        _("Data pribadi dalam catatan dihapus pejabat pelindungan data pribadi."), _("Ajukan permohonan kepadanya.")
    )


def _reads_thing(actor: Actor, thing: Any) -> Answer:
    return why_not(thing.subject.right, actor, thing.object)


CAN = rights(
    {
        "audit.record": Guard(_reads_record),
        "audit.record_table": Guard(_reads_record),
        "audit.checkpoint": Guard(_signs),
        "audit.export": Guard(_takes_along),
        "audit.erase": Guard(_erases),
        "audit.history": Guard(_reads_thing),
        "audit.history_table": Guard(_reads_thing),
    }
)
