"""The form that takes a file of answers and asks what its columns mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form

BY_NAME = "names"
ORDERS = (
    ("list", _("Judul U1–U9, urutan peraturan: U8 pengaduan, U9 sarana")),
    ("form", _("Judul U1–U9, urutan formulir cetak: U8 sarana, U9 pengaduan")),
    (BY_NAME, _("Judul memakai nama atau kode unsur")),
)


class UploadForm(Form):
    """A file, and the order of its columns: two orders are in use, so it is asked and never assumed."""

    file = forms.FileField(
        label=_("Berkas jawaban"),
        help_text=_("CSV, XLSX, XLS, atau ODS, paling besar 10 MB. Satu baris judul, lalu satu baris per responden."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": _("Pilih berkas yang akan diunggah.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods"}),
    )
    order = forms.ChoiceField(
        label=_("Urutan kolom"),
        help_text=_(
            "Unsur ke-8 dan ke-9 tertukar antara peraturan dan formulir cetaknya. Lihat judul kolom berkas Anda."
        ),
        choices=ORDERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih urutan kolom berkas ini.")},
    )

    def refuse(self, field: str, sentences: list[str]) -> None:
        """Say what is wrong with the file itself, beside the field it concerns."""
        for sentence in sentences:
            self.add_error(field, sentence)

    @property
    def elements(self) -> Any:
        """The order as the reader of answers takes it: None when columns name their elements."""
        order = self.cleaned_data["order"]
        return None if order == BY_NAME else order
