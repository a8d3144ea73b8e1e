"""Forms of the agreement."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.planning.rules import Aspect, ResultKind


class ResultForm(Form):
    """One planned result with one indicator and its target."""

    kind = forms.ChoiceField(
        label=_("Jenis hasil kerja"),
        choices=lambda: [(kind.value, worded(kind)) for kind in ResultKind],
        initial=ResultKind.MAIN.value,
        help_text=_("Utama: prioritas tinggi. Tambahan: prioritas rendah, boleh ditambah sepanjang tahun."),
    )
    title = text(_("Rencana hasil kerja"), max_length=300, rows=2, hint=_("Tulis hasilnya, bukan kegiatannya."))
    supported_result = line(
        _("Hasil kerja pimpinan yang didukung"),
        required=False,
        hint=_("Pilih dari SKP pimpinan, atau tulis sendiri."),
    )
    aspect = forms.ChoiceField(label=_("Aspek"), choices=lambda: [(aspect.value, worded(aspect)) for aspect in Aspect])
    indicator = line(_("Indikator"), hint=_("Apa yang diukur, misalnya “Berkas selesai sesuai standar waktu”."))
    target = line(_("Target"), max_length=120, hint=_("Tulis sebagai rentang dengan satuan, misalnya “80–90 %”."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Point the supported result at the list of suggestions that the page holds."""
        super().__init__(*args, **kwargs)
        self.fields["supported_result"].widget.attrs["list"] = "leaders-results"


class ExpectationForm(Form):
    """The leader's special expectation for each of the seven values, all optional. Source: Ps 10(4)."""

    def __init__(self, *args: Any, values: list[tuple[str, str, str]], **kwargs: Any) -> None:
        """Take code, name and guides of each value."""
        super().__init__(*args, **kwargs)
        for code, name, guides in values:
            self.fields[code] = text(name, required=False, max_length=500, rows=2, hint=guides)


class ReturnForm(Form):
    """Why an agreement is returned."""

    reason = text(
        _("Alasan dikembalikan"), hint=_("Sebutkan apa yang perlu diperbaiki. Pegawai membacanya."), max_length=1000
    )


class EvidenceForm(Form):
    """What was achieved in which period, and a link that shows it."""

    period = forms.TypedChoiceField(label=_("Periode"), coerce=int)

    realisation = line(_("Realisasi"), max_length=200, hint=_("Misalnya “86 % dari 2.846 berkas”."))
    title = line(_("Nama bukti"), max_length=200)
    url = forms.CharField(
        label=_("Tautan bukti"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"], message=_("Tulis alamat lengkap, diawali https://"))],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )

    def __init__(self, *args: Any, periods: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["period"].initial = periods[0][0] if periods else None
