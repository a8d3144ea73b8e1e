"""Who may give and take roles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights

HANDED_BY_SYSTEM_ADMIN = (Role.SYSTEM_ADMIN, Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER)
"""Roles that read or run everything: only the system administrator gives them, and nobody to himself."""


def _sees_roles(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.SYSTEM_ADMIN) or actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    if actor.has_anywhere(Role.INSPECTOR):
        return None
    return Refusal(
        _("Daftar peran hanya dibaca pengelola sistem, pengelola kinerja, dan pemeriksa."),
        _("Peran Anda sendiri tertulis di halaman pribadi Anda."),
    )


def _gives(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.SYSTEM_ADMIN) or actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(
        _("Peran diberikan pengelola sistem, atau pengelola kinerja untuk unitnya."),
        _("Hubungi pengelola kinerja."),
    )


def _handles(actor: Actor, grant: Any) -> Answer:
    """Whether the actor may give or take exactly this role for exactly this unit to exactly this account."""
    role, path = Role(grant.role), grant.unit.path if grant.unit else ""
    if grant.account_id == actor.account_id:
        return Refusal(
            _("Tidak seorang pun memberi atau mencabut perannya sendiri."),
            _("Pengelola sistem atau pengelola kinerja lain dapat melakukannya."),
        )
    if actor.has(Role.SYSTEM_ADMIN, path):
        return None
    if role in HANDED_BY_SYSTEM_ADMIN:
        return Refusal(_("Peran ini hanya diberikan dan dicabut pengelola sistem."), _("Hubungi pengelola sistem."))
    if actor.has(Role.PERFORMANCE_ADMIN, path):
        return None
    return Refusal(
        _("Pengelola kinerja hanya memberi dan mencabut peran di unitnya sendiri dan di bawahnya."),
        _("Hubungi pengelola kinerja unit yang lebih tinggi."),
    )


CAN = rights(
    {
        "people.roles": Guard(_sees_roles),
        "people.give_role": Guard(_gives),
        "people.grant": Guard(_handles),
        "people.revoke": Guard(_handles),
    }
)
