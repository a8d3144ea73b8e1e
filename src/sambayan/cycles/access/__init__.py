"""Who keeps the year, its calendar and its clocks."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Refusal


def keeps_agency(actor: Actor, unit: Any) -> Answer:
    """The performance administrator of the whole agency that the unit belongs to."""
    root = unit.path.split("/")[0] + "/"
    if actor.has(Role.PERFORMANCE_ADMIN, root):
        return None
    return Refusal(
        _("Kalender dan tahun kinerja diatur pengelola kinerja seluruh instansi."),
        _("Hubungi pengelola kinerja di badan kepegawaian."),
    )


def overseen(actor: Actor, prefix: str = "unit__path") -> Q:
    """The rows in units this actor oversees: led, or kept or inspected by role."""
    found = Q(pk__in=[])
    for path in actor.led_paths:
        found |= Q(**{f"{prefix}__startswith": path})
    for grant in actor.grants:
        if grant.role in (Role.PERFORMANCE_ADMIN, Role.INSPECTOR):
            found |= Q(**{f"{prefix}__startswith": grant.unit_path})
    return found
