"""Forms of an organisation's goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, number, text
from sambayan.common.language import named
from sambayan.planning.rules import Direction, Perspective

_LATEST = 2100


def _year(label: Any) -> forms.IntegerField:
    return number(
        label,
        least=2000,
        most=_LATEST,
        error_messages={"invalid": _("Tulis tahun dengan empat angka, misalnya 2026.")},
    )


class StrategyForm(Form):
    """The strategic plan of an agency."""

    title = line(_("Judul rencana strategis"), max_length=200)
    first_year = _year(_("Tahun pertama"))
    last_year = _year(_("Tahun terakhir"))

    def clean(self) -> dict[str, Any]:
        """The last year is not before the first."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Tahun terakhir mendahului tahun pertama; betulkan salah satu."))
        return cleaned


class ContractForm(Form):
    """The title of a contract."""

    title = line(_("Judul perjanjian kinerja"), max_length=200)


class ReopenForm(Form):
    """Why a set contract is opened again."""

    reason = text(_("Alasan membuka kembali"), max_length=1000)


class KeyIndicatorForm(Form):
    """A goal, how it is measured, its target, and the indicator above that it supports."""

    goal = line(_("Sasaran"), hint=_("Hasil bagi masyarakat atau penerima layanan, bukan kegiatan."))
    name = line(_("Indikator kinerja utama"))
    target = line(_("Target"), max_length=120)
    measurement_unit = line(_("Satuan"), max_length=60, required=False, hint=_("mis. persen, hari, indeks"))
    direction = forms.ChoiceField(
        label=_("Arah"), required=False, choices=[("", _("Belum dipilih")), *((d.value, _(d.label)) for d in Direction)]
    )
    perspective = forms.ChoiceField(
        label=_("Perspektif"),
        required=False,
        choices=[("", _("Belum dipilih")), *((p.value, _(p.label)) for p in Perspective)],
        help_text=_("Keempatnya perlu ada dalam SKP pimpinan, anggaran selalu (Lampiran II.A.2 hlm. 29)."),
    )
    parent = forms.ChoiceField(
        label=_("Mendukung indikator unit di atasnya"),
        required=False,
        help_text=_("Indikator yang sudah ditetapkan di unit-unit di atas unit ini."),
    )

    def __init__(self, *args: Any, above: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(row.pk), f"{row.contract.unit.short_name or row.contract.unit.name}: {row.name}") for row in above]
        self.fields["parent"].choices = [("", _("Tidak mendukung indikator lain")), *rows]  # type: ignore[attr-defined]


class BindingForm(Form):
    """What is measured, of which service or unit, and of which part."""

    measure = forms.ChoiceField(label=_("Apa yang diukur"))
    about = forms.ChoiceField(
        label=_("Layanan atau unit mana"),
        help_text=_("Indeks dan jumlah jawaban diukur per layanan atau per unit, menurut namanya."),
    )
    part = forms.ChoiceField(label=_("Unsur survei"), required=False, help_text=_("Hanya bagi rata-rata unsur."))

    def __init__(self, *args: Any, measures: dict[str, Any], subjects: Any, **kw: Any) -> None:
        """Take the measures and what they can be asked of; say how much further away is not offered."""
        super().__init__(*args, **kw)
        self.measures = measures
        fields: dict[str, Any] = self.fields
        fields["measure"].choices = [(code, _(found.label)) for code, found in measures.items()]
        of = {"service": _("Layanan"), "unit": _("Unit")}
        groups = [
            (of[kind], [(f"{kind}:{key}", name) for k, key, name in subjects.offered if k == kind]) for kind in of
        ]
        fields["about"].choices = groups
        if subjects.left_out:
            told = _("{n} layanan dan unit yang lebih jauh tidak ditampilkan; pengelola di unit itu dapat memilihnya.")
            fields["about"].help_text = told.format(n=subjects.left_out)
        parts = {part.code: named(part) for found in measures.values() for part in found.parts}
        fields["part"].choices = [("", _("Tanpa unsur")), *parts.items()]

    def clean(self) -> dict[str, Any]:
        """The measure fits what it is asked of, and has a part where it needs one."""
        cleaned: dict[str, Any] = super().clean() or {}
        measure = self.measures.get(cleaned.get("measure", ""))
        kind = cleaned.get("about", "").partition(":")[0]
        if measure and kind and measure.about != kind:
            told = _("Ukuran ini bukan untuk pilihan itu; pilih {kind}.")
            self.add_error("about", told.format(kind=_(measure.about.label).lower()))
        if measure and measure.parts and not cleaned.get("part"):
            self.add_error("part", _("Pilih unsur yang diukur."))
        return cleaned

    @property
    def words(self) -> dict[str, Any]:
        """What the action stores."""
        kind, _colon, key = self.cleaned_data["about"].partition(":")
        measure = self.measures[self.cleaned_data["measure"]]
        part = self.cleaned_data["part"] if measure.parts else ""
        return {"measure": measure.code, f"{kind}_id": int(key), "part": part}


class AlignForm(Form):
    """The key indicator a planned result serves."""

    indicator = forms.ChoiceField(label=_("Indikator unit yang didukung"), required=False)

    def __init__(self, *args: Any, above: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(row.pk), f"{row.contract.unit.short_name or row.contract.unit.name}: {row.name}") for row in above]
        self.fields["indicator"].choices = [("", _("Tidak mendukung indikator unit")), *rows]  # type: ignore[attr-defined]
