"""Forms of what is handed on: delegations, teams, roles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Role
from sambayan.common.forms import Form, line
from sambayan.people.forms.posts import choice, day

LONGEST = 365
"""Days for which drafting may be handed on at once; local policy."""


class DraftingForm(Form):
    """Who may read and prepare drafts, until when."""

    receiver = line(_("Penerima"), max_length=200, hint=_("NIP atau nama lengkap."))
    from_date = day(_("Mulai"))
    to_date = day(_("Sampai"), hint=_("Paling lama satu tahun."))
    reason = line(_("Alasan"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """It ends, after it starts and within a year."""
        given: dict[str, Any] = super().clean() or {}
        start, end = given.get("from_date"), given.get("to_date")
        if start and end and not 0 <= (end - start).days <= LONGEST:
            self.add_error("to_date", _("Sesudah hari mulai, dan paling lama satu tahun."))
        return given


class AppraisingForm(Form):
    """Who may appraise the people of which unit."""

    receiver = line(_("Penerima"), max_length=200, hint=_("NIP atau nama lengkap."))
    unit = line(_("Unit"), max_length=200, hint=_("Nama atau kode; unit sendiri atau di bawahnya."))
    from_date = day(_("Mulai"))
    to_date = day(_("Sampai"), required=False, hint=_("Kosongkan bila sampai ditarik."))
    reason = line(_("Dasar"), max_length=300, hint=_("Nomor surat pendelegasian."))

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("from_date") and given.get("to_date") and given["to_date"] < given["from_date"]:
            self.add_error("to_date", _("Berakhir sebelum mulai."))
        return given


class TeamForm(Form):
    """A team and its lead."""

    name = line(_("Nama tim"), max_length=200)
    lead = line(_("Ketua"), max_length=200, hint=_("NIP atau nama lengkap; boleh dari unit lain."))


class MemberForm(Form):
    """Somebody who joins a team."""

    member = line(_("Anggota baru"), max_length=200, hint=_("NIP atau nama lengkap; boleh dari unit lain."))


class RoleForm(Form):
    """A role for an account: where, from–to, why."""

    account = line(_("Akun"), max_length=200, hint=_("NIP, surel, atau nama lengkap pemilik akun."))
    role = choice(_("Peran"), Role)
    unit = line(
        _("Unit"), max_length=200, required=False, hint=_("Berlaku untuk unit ini dan di bawahnya; kosong: seluruhnya.")
    )
    from_date = day(_("Mulai"))
    to_date = day(_("Sampai"), required=False)
    reason = line(_("Alasan"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("from_date") and given.get("to_date") and given["to_date"] < given["from_date"]:
            self.add_error("to_date", _("Berakhir sebelum mulai."))
        return given


class RevokeForm(Form):
    """Why a role is taken back."""

    reason = line(_("Alasan"), max_length=300)
