"""Who sees what is late in a unit, and who may remind."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _oversees_somewhere(actor: Actor, thing: Any) -> Answer:
    if actor.led_paths or actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.has_anywhere(Role.INSPECTOR):
        return None
    return Refusal(_("Halaman ini untuk pimpinan unit, pengelola kinerja, dan pemeriksa."))


def _reminds(actor: Actor, unit: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, unit.path) or actor.leads(unit.path):
        return None
    return Refusal(
        _("Yang mengingatkan adalah pimpinan unit ini, pimpinan di atasnya, atau pengelola kinerja."),
    )


CAN = rights({"cycles.clocks": Guard(_oversees_somewhere), "cycles.remind": Guard(_reminds)})
