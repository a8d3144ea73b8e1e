"""Forms for what stands in an agreement."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.common.words import Labelled
from sambayan.planning.rules import (
    SUGGESTIONS,
    AgreementForm,
    AnnexPart,
    Approach,
    Aspect,
    ControlLevel,
    Direction,
    ManualQuality,
    Perspective,
    ReportingPeriod,
    ResultKind,
    ResultLevel,
    ResultOrigin,
)

_MOST_LINES, _LONGEST_LINE = 20, 500
_MOST_WHOLE, _MOST_DIGITS = 14, 15


def choice(words: type[Labelled], label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    """A choice between the words of the law; one that is not required may stay open."""
    empty = [] if required else [("", "–")]
    return forms.ChoiceField(
        label=label, required=required, choices=lambda: [*empty, *((w.value, worded(w)) for w in words)], **more
    )


def keepable(number: Decimal) -> None:
    """Refuse a number with more digits than every database keeps exactly, and gives back."""
    digits, exponent = number.as_tuple().digits, int(number.as_tuple().exponent)
    if len(digits) + exponent > _MOST_WHOLE or len(digits) + max(exponent, 0) > _MOST_DIGITS:
        told = _(
            "Angka ini terlalu panjang: paling banyak {whole} angka di depan koma dan {all} angka seluruhnya. "
            "Tulis dalam satuan yang lebih besar, misalnya juta."
        )
        raise forms.ValidationError(told.format(whole=_MOST_WHOLE, all=_MOST_DIGITS))


def _bound(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, decimal_places=4, localize=True, validators=[keepable])


class IndicatorForm(Form):
    """How a result is measured: aspect or perspective, indicator, target, and the numbers of the target if any."""

    aspect = choice(Aspect, _("Aspek"))
    perspective = choice(Perspective, _("Perspektif"))
    indicator = line(_("Indikator"), hint=_("Apa yang diukur, misalnya “Berkas selesai sesuai standar waktu”."))
    target = line(_("Target"), max_length=120, hint=_("Tulis sebagai rentang dengan satuan, misalnya “80–90 %”."))
    measurement_unit = line(_("Satuan"), required=False, max_length=60, hint=_("Misalnya %, berkas, hari."))
    direction = choice(Direction, _("Arah"), required=False)
    target_from = _bound(_("Angka batas bawah"))
    target_to = _bound(_("Angka batas atas"))

    def __init__(self, *args: Any, form: str = AgreementForm.STAFF, **kwargs: Any) -> None:
        """Keep the view that the form of the agreement knows."""
        super().__init__(*args, **kwargs)
        del self.fields["aspect" if form == AgreementForm.SENIOR else "perspective"]

    def clean(self) -> dict[str, Any]:
        """A range needs both bounds in order, and numbers need a direction."""
        words: dict[str, Any] = super().clean() or {}
        low, high, direction = words.get("target_from"), words.get("target_to"), words.get("direction")
        if direction == Direction.RANGE and (low is None or high is None):
            self.add_error("target_to", _("Rentang memerlukan batas bawah dan batas atas."))
        if low is not None and high is not None and low > high:
            self.add_error("target_to", _("Batas atas tidak boleh lebih kecil daripada batas bawah."))
        if not direction and (low is not None or high is not None):
            self.add_error("direction", _("Pilih arah, supaya angka target dapat dibaca."))
        return words


class ResultForm(IndicatorForm):
    """One planned result with its first indicator and target."""

    kind = choice(
        ResultKind,
        _("Jenis hasil kerja"),
        initial=ResultKind.MAIN.value,
        help_text=_("Utama: prioritas tinggi. Tambahan: prioritas rendah, boleh ditambah sepanjang tahun."),
    )
    title = text(_("Rencana hasil kerja"), max_length=300, rows=2, hint=_("Tulis hasilnya, bukan kegiatannya."))
    supports = forms.TypedChoiceField(
        label=_("Hasil kerja pimpinan yang didukung"), required=False, coerce=int, empty_value=None
    )
    supported_result = line(
        _("Atau tulis sendiri"),
        required=False,
        hint=_("Bila pimpinan belum punya SKP, tulis hasilnya di sini; tautannya dibuat kemudian."),
    )
    origin = choice(ResultOrigin, _("Asal"), required=False)
    assigned_by = line(_("Pemberi tugas"), required=False, max_length=200, hint=_("Jabatan pimpinan atau tim kerja."))
    level = choice(ResultLevel, _("Tingkat hasil"), required=False)
    control_level = choice(ControlLevel, _("Tingkat kendali"), required=False)

    def __init__(self, *args: Any, leaders: list[tuple[int, str]] | None = None, **kwargs: Any) -> None:
        """Offer the results of the leader's agreement; without any only free text is left."""
        super().__init__(*args, **kwargs)
        self.fields["supports"].choices = [("", "–"), *(leaders or [])]  # type: ignore[attr-defined]
        if not leaders:
            del self.fields["supports"]
            self.fields["supported_result"].label = _("Hasil kerja pimpinan yang didukung")

    def clean_origin(self) -> str:
        """An open choice means that the employee proposes it."""
        return self.cleaned_data["origin"] or ResultOrigin.OWN.value


class ShapeForm(Form):
    """Which of the two forms, and which approach."""

    form = choice(AgreementForm, _("Formulir"))
    approach = choice(
        Approach,
        _("Pendekatan"),
        help_text=_("Kuantitatif memisahkan indikator dan target; kualitatif menuliskannya dalam satu kalimat."),
    )


class ExpectationForm(Form):
    """The leader's special expectation for each of the seven values, all optional. Source: Ps 10(4)."""

    def __init__(self, *args: Any, values: list[tuple[str, str, str]], **kwargs: Any) -> None:
        """Take code, name and guides of each value."""
        super().__init__(*args, **kwargs)
        for code, name, guides in values:
            self.fields[code] = text(name, required=False, max_length=500, rows=2, hint=guides)


class OneExpectationForm(Form):
    """A special expectation on one value, written by the leader."""

    value_code = forms.ChoiceField(label=_("Nilai"))
    text = text(_("Ekspektasi khusus"), max_length=500, rows=3, hint=_("Pegawai diberi tahu dan membacanya di SKP."))

    def __init__(self, *args: Any, values: list[tuple[str, str]], **kwargs: Any) -> None:
        """Take code and name of each value."""
        super().__init__(*args, **kwargs)
        self.fields["value_code"].choices = values  # type: ignore[attr-defined]


class AnnexForm(Form):
    """The three parts of A.1.8: one line each, and suggestions that are added when ticked. Source: Ps 11-13."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every part a text of several lines and its suggestions."""
        super().__init__(*args, **kwargs)
        for part in AnnexPart:
            self.fields[part.value] = text(
                worded(part), required=False, max_length=5000, rows=4, hint=_("Satu butir setiap baris.")
            )
            self.fields[f"{part.value}_suggestions"] = forms.MultipleChoiceField(
                label=_("Tambahkan saran"),
                required=False,
                choices=[(str(n), _(words)) for n, words in enumerate(SUGGESTIONS[part])],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Read the lines of each part, in order and each once, with the suggestions that were ticked."""
        words: dict[str, Any] = super().clean() or {}
        for part in AnnexPart:
            ticked = [str(_(SUGGESTIONS[part][int(n)])) for n in words.get(f"{part.value}_suggestions", [])]
            lines = [each.strip() for each in words.get(part.value, "").splitlines() if each.strip()]
            words[part.value] = list(dict.fromkeys(lines + ticked))
            if len(words[part.value]) > _MOST_LINES or any(len(each) > _LONGEST_LINE for each in words[part.value]):
                told = _("Paling banyak {most} butir, masing-masing paling panjang {long} huruf.")
                self.add_error(part.value, told.format(most=_MOST_LINES, long=_LONGEST_LINE))
        return words

    @property
    def parts(self) -> dict[str, list[str]]:
        """The lines of every part, once the form is valid."""
        return {part.value: self.cleaned_data[part.value] for part in AnnexPart}

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each part with its suggestions, in the order of the form."""
        return [(self[part.value], self[f"{part.value}_suggestions"]) for part in AnnexPart]


class ManualForm(Form):
    """How an indicator is understood and measured. Source: Format A.1.3 p38."""

    purpose = line(_("Tujuan"), max_length=500)
    definition = text(_("Definisi"), max_length=2000)
    formula = line(_("Formula"), required=False, max_length=500)
    quality = choice(ManualQuality, _("Kualitas dan tingkat kendali"))
    data_source = line(_("Sumber data"))
    reporting_period = choice(ReportingPeriod, _("Periode pelaporan"))


class LinkForm(Form):
    """For every own result the leader's result it supports."""

    def __init__(
        self, *args: Any, results: list[tuple[int, str, int | None]], leaders: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        """Take key, title and present link of every own result, and what the leader's agreement offers."""
        super().__init__(*args, **kwargs)
        for pk, title, supports in results:
            self.fields[str(pk)] = forms.TypedChoiceField(
                label=title,
                required=False,
                coerce=int,
                empty_value=None,
                initial=supports,
                choices=[("", _("belum ditautkan")), *leaders],
            )

    @property
    def links(self) -> dict[int, int | None]:
        """The chosen result of the leader by own result, once the form is valid."""
        return {int(name): chosen for name, chosen in self.cleaned_data.items()}
