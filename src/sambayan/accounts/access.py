"""Who may open and reset accounts of others."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights

ABOVE = frozenset({Role.SYSTEM_ADMIN, Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER})


@dataclass(frozen=True)
class Holder:
    """An employee as administrators of accounts see them: where they work, which account and grants they have."""

    employee: Any
    path: str
    account: Any = None
    grants: frozenset[Grant] = frozenset()


def _administers(actor: Actor, holder: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, holder.path) or actor.has(Role.SYSTEM_ADMIN, holder.path):
        return None
    return Refusal(
        _("Akun ini hanya dikelola pengelola kinerja unitnya dan pengelola sistem."),
        _("Kata sandi dapat diatur ulang sendiri di halaman masuk bila surel tercatat."),
    )


def _reaches(actor: Actor, grant: Grant) -> bool:
    return grant.role not in ABOVE and (
        grant.role != Role.PERFORMANCE_ADMIN or actor.has(Role.PERFORMANCE_ADMIN, grant.unit_path)
    )


def _not_below(actor: Actor, holder: Any) -> Answer:
    if actor.has(Role.SYSTEM_ADMIN, holder.path) or all(_reaches(actor, grant) for grant in holder.grants):
        return None
    return Refusal(_("Akun ini berperan lebih tinggi daripada peran Anda."), _("Pengelola sistem dapat melakukannya."))


def _not_self(actor: Actor, holder: Any) -> Answer:
    if actor.employee_id != holder.employee.pk:
        return None
    return Refusal(_("Akun sendiri diatur di halaman “Akun saya”."))


def _has_account(actor: Actor, holder: Any) -> Answer:
    return None if holder.account else Refusal(_("Pegawai ini belum mempunyai akun."), _("Buka akunnya lebih dahulu."))


def _has_none(actor: Actor, holder: Any) -> Answer:
    return Refusal(_("Pegawai ini sudah mempunyai akun.")) if holder.account else None


def _system_admin(actor: Actor, holder: Any) -> Answer:
    if actor.has(Role.SYSTEM_ADMIN, holder.path):
        return None
    return Refusal(_("Faktor kedua orang lain hanya dihapus pengelola sistem."))


def _own(actor: Actor, session: Any) -> Answer:
    return None if actor.account_id == session.account_id else Refusal(_("Sesi ini milik orang lain."))


def _keeps_duty(actor: Actor, factor: Any) -> Answer:
    return None if actor.account_id == factor.account_id else Refusal(_("Faktor ini milik orang lain."))


administers, not_below, not_self = Guard(_administers), Guard(_not_below), Guard(_not_self)
has_account = Guard(_has_account)
others = not_self & administers & not_below

CAN = rights(
    {
        "accounts.manage": administers,
        "accounts.open_account": administers & Guard(_has_none),
        "accounts.reset_by_administrator": others & has_account,
        "accounts.remove_factors": others & Guard(_system_admin) & has_account,
        "accounts.sign_out_session": Guard(_own),
        "accounts.remove_factor": Guard(_keeps_duty),
    }
)
