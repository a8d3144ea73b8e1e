"""Who may read the whole record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _reads_record(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.INSPECTOR) or actor.has(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(
        _("Catatan lengkap hanya dibaca pemeriksa dan pengelola kinerja seluruh instansi."),
        _("Hubungi pengelola kinerja."),
    )


CAN = rights({"audit.record": Guard(_reads_record)})
