"""Forms about employees, their posts and absences. Offices and persons are typed as text; the page looks them up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line
from sambayan.common.language import worded
from sambayan.people.rules import (
    CONTRACT,
    AbsenceKind,
    AssignmentKind,
    EmployeeNumberError,
    EmployeeNumberReason,
    EmploymentType,
    LeavingReason,
    PositionType,
    Sex,
    parse_employee_number,
)

WRONG_NUMBER = {
    EmployeeNumberReason.NOT_DIGITS: _("NIP hanya berisi angka; ada huruf atau tanda lain. Ketik ulang 18 angkanya."),
    EmployeeNumberReason.LENGTH: _("NIP berisi 18 angka, yang ditulis {found}. Periksa angka yang kurang atau lebih."),
    EmployeeNumberReason.BIRTH_DATE: _("Delapan angka pertama NIP ({digits}) bukan tanggal lahir yang ada."),
    EmployeeNumberReason.APPOINTMENT_MONTH: _("Angka ke-13 dan 14 NIP ({month}) bukan bulan 01–12 atau 21 (PPPK)."),
    EmployeeNumberReason.APPOINTMENT_AGE: _("Menurut NIP ini diangkat pada umur {age} tahun ({year}). Periksa lagi."),
    EmployeeNumberReason.SEX: _("Angka ke-15 NIP ({digit}) seharusnya 1 (laki-laki) atau 2 (perempuan)."),
    EmployeeNumberReason.SERIAL: _("Tiga angka terakhir NIP tidak boleh {serial}."),
}


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, chosen from the device's calendar or typed as year-month-day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang ada, misalnya 2026-01-31.")},
    )


def choice(label: Any, kinds: Any, *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """One of the words of an enumeration, in the reader's language."""

    def options() -> list[tuple[str, Any]]:
        return [("", _("Pilih"))] + [(kind.value, worded(kind)) for kind in kinds]

    return forms.ChoiceField(label=label, required=required, help_text=hint, choices=options)


class EmployeeForm(Form):
    """Data of an employee, checked against what the employee number itself says."""

    name = line(_("Nama dengan gelar"), max_length=200)
    employee_number = line(_("NIP"), max_length=30, hint=_("18 angka, boleh dengan spasi."))
    employment_type = choice(
        _("Status kepegawaian"), [kind for kind in EmploymentType if kind is not EmploymentType.STATE_OFFICIAL]
    )
    rank_grade = line(_("Pangkat dan golongan ruang"), max_length=60, required=False)
    birth_date = day(_("Tanggal lahir"), required=False)
    sex = choice(_("Jenis kelamin"), Sex, required=False)
    email = forms.EmailField(label=_("Surel"), required=False)
    phone = line(_("Nomor telepon"), max_length=30, required=False)
    contract_from = day(_("Awal kontrak (PPPK)"), required=False)
    contract_to = day(_("Akhir kontrak (PPPK)"), required=False)

    def clean_employee_number(self) -> str:
        """The eighteen digits, or why they are none."""
        try:
            return parse_employee_number(self.cleaned_data["employee_number"]).digits
        except EmployeeNumberError as error:
            raise forms.ValidationError(WRONG_NUMBER[error.reason].format(**error.arguments)) from error

    def clean(self) -> dict[str, Any]:
        """The number against birth date and sex, and the contract against the kind of employment."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("employee_number"):
            number = parse_employee_number(given["employee_number"])
            if given.get("birth_date") and given["birth_date"] != number.birth_date:
                self.add_error("birth_date", _("Berbeda dari tanggal lahir di dalam NIP. Betulkan salah satunya."))
            if given.get("sex") and given["sex"] != number.sex:
                self.add_error("sex", _("Berbeda dari angka ke-15 NIP. Betulkan salah satunya."))
        self._check_contract(given)
        return given

    def _check_contract(self, given: dict[str, Any]) -> None:
        starts, ends = given.get("contract_from"), given.get("contract_to")
        if (starts or ends) and given.get("employment_type") not in CONTRACT:
            self.add_error("employment_type", _("Tanggal kontrak hanya untuk PPPK. Kosongkan, atau ubah statusnya."))
        if ends and not starts:
            self.add_error("contract_from", _("Isi awal kontraknya."))
        if starts and ends and ends < starts:
            self.add_error("contract_to", _("Kontrak berakhir sebelum mulai."))


class ContactForm(Form):
    """What everybody may change about himself."""

    email = forms.EmailField(label=_("Surel"), required=False, help_text=_("Untuk pemberitahuan dan kata sandi baru."))
    phone = line(_("Nomor telepon"), max_length=30, required=False)


class StateOfficialForm(ContactForm):
    """A state official is no civil servant: no number, rank or contract."""

    name = line(_("Nama dengan gelar"), max_length=200)
    field_order = ("name",)


class FirstPostForm(Form):
    """The first post of an employee, a main one: where, what, since when, under whom."""

    unit = line(_("Unit"), max_length=200, hint=_("Nama atau kode unit."))
    title = line(_("Nama jabatan"), max_length=200)
    position_type = choice(
        _("Jenis jabatan"), [kind for kind in PositionType if kind is not PositionType.REGIONAL_HEAD]
    )
    level = line(_("Jenjang"), max_length=30, required=False, hint=_("Hanya jabatan fungsional."))
    is_head = forms.BooleanField(label=_("Pimpinan unit ini"), required=False)
    from_date = day(_("Terhitung mulai tanggal"))
    direct_superior = line(
        _("Atasan langsung"),
        max_length=200,
        required=False,
        hint=_("Kosongkan bila pimpinan unit. NIP atau nama lengkap."),
    )
    basis = line(_("Surat keputusan"), max_length=200, required=False, hint=_("Nomor dan tanggalnya."))


class PostForm(FirstPostForm):
    """A later post, which may stand beside the main one."""

    kind = choice(
        _("Cara memegang jabatan"),
        AssignmentKind,
        hint=_("Jabatan definitif yang baru mengakhiri yang sekarang; yang lain berdiri di sampingnya."),
    )
    field_order = ("unit", "title", "position_type", "level", "is_head", "kind")


class EndForm(Form):
    """The last day of something, and why."""

    on = day(_("Hari terakhir"))
    reason = line(_("Alasan"), max_length=300)


class LeaveForm(Form):
    """The last day in the agency, and why."""

    on = day(_("Hari terakhir"))
    why = choice(_("Alasan"), [reason for reason in LeavingReason if reason is not LeavingReason.UNKNOWN])


class AbsenceForm(Form):
    """Away from–to, where and on which paper."""

    kind = choice(_("Jenis"), AbsenceKind)
    from_date = day(_("Mulai"))
    to_date = day(_("Sampai"), required=False, hint=_("Kosongkan bila belum diketahui."))
    host = line(_("Tempat"), max_length=200, required=False, hint=_("Perguruan tinggi atau instansi tujuan."))
    basis = line(_("Surat keputusan"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("from_date") and given.get("to_date") and given["to_date"] < given["from_date"]:
            self.add_error("to_date", _("Berakhir sebelum mulai."))
        return given


class BackForm(Form):
    """The last day of an absence."""

    on = day(_("Hari terakhir"))
