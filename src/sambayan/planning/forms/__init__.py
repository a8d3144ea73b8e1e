"""Forms of the agreement."""

from typing import Any

from django import forms
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
