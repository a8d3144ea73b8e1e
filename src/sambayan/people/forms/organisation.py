"""Changing the tree of offices: what, from which day, and by which decree."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line
from sambayan.common.language import worded
from sambayan.people.rules import PositionType, UnitType


class ChangeForm(Form):
    """From which day a change holds, and the decree it stands on; every change of an office asks this."""

    day = forms.DateField(
        label=_("Berlaku mulai"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Hari ini, atau hari yang lalu bila baru dicatat. Hari yang akan datang belum dapat dicatat."),
    )
    basis = line(_("Dasar"), max_length=200, hint=_("Peraturan atau keputusan, misalnya “Pergub 12/2026”."))

    def put_last(self, *names: str) -> None:
        """Ask what first, then from when and why."""
        self.order_fields([*names, "day", "basis"])


class FoundForm(ChangeForm):
    """A new office and the post of its head."""

    name = line(_("Nama unit"), max_length=200)
    code = forms.SlugField(
        label=_("Kode"),
        max_length=60,
        help_text=_(
            "Huruf kecil, angka, dan tanda hubung, misalnya “samsat-way-jepara”. Menjadi alamat dan tidak berubah."
        ),
    )
    short_name = line(_("Nama singkat"), required=False, max_length=60)
    unit_type = forms.ChoiceField(label=_("Jenis unit"), choices=lambda: [(t.value, worded(t)) for t in UnitType])
    head_title = line(
        _("Jabatan pimpinan"), max_length=200, hint=_("Setiap unit punya jabatan pimpinan; boleh kosong dahulu.")
    )
    head_type = forms.ChoiceField(
        label=_("Jenis jabatan pimpinan"), choices=lambda: [(t.value, worded(t)) for t in PositionType]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_last("name", "code", "short_name", "unit_type", "head_title", "head_type")

    def clean_code(self) -> str:
        """Codes are lower case: they stand in addresses."""
        return str(self.cleaned_data["code"]).lower()


class RenameForm(ChangeForm):
    """The new names of an office."""

    name = line(_("Nama baru"), max_length=200)
    short_name = line(_("Nama singkat"), required=False, max_length=60)
    name_english = line(_("Nama dalam bahasa Inggris"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_last("name", "short_name", "name_english")


class TargetForm(ChangeForm):
    """Another office of the same agency, by its code; the page suggests codes with their names."""

    target = forms.SlugField(
        label=_("Kode unit tujuan"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Cari di atas lalu pilih, atau tulis kodenya: kode ada pada alamat halaman unit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_last("target")
