"""Who may change the tree of offices. Everybody inside may read it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights
from sambayan.people.rules import root_of


def _reorganises(actor: Actor, unit: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, root_of(unit.path)):
        return None
    return Refusal(
        _("Susunan organisasi hanya diubah pengelola kinerja seluruh pemerintah daerah."),
        _("Pengelola kinerja {agency} dapat melakukannya.").format(agency=unit.agency),
    )


def _open(actor: Actor, unit: Any) -> Answer:
    if unit.closed_on is None:
        return None
    return Refusal(_("Unit ini sudah tidak ada lagi. Riwayatnya tetap tersimpan dan tidak diubah."))


def _below_another(actor: Actor, unit: Any) -> Answer:
    if unit.parent_id is not None:
        return None
    return Refusal(
        _("Unit teratas adalah pemerintah daerah itu sendiri: tidak dapat dipindah, digabung, atau ditutup.")
    )


reorganises = Guard(_reorganises) & Guard(_open)
CAN = rights(
    {
        "people.found": reorganises,
        "people.rename": reorganises,
        "people.move": reorganises & Guard(_below_another),
        "people.merge": reorganises & Guard(_below_another),
        "people.close_unit": reorganises & Guard(_below_another),
    }
)
