"""Who may read the whole record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _reads_record(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.INSPECTOR) or actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Catatan lengkap hanya dibaca pemeriksa dan pengelola kinerja."), _("Hubungi pengelola kinerja."))


CAN = rights({"audit.record": Guard(_reads_record)})
