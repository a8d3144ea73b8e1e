"""The form that takes a file of employees or offices."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form
from sambayan.people.rules import ImportKind

MOST_BYTES = 30 * 1024 * 1024


class UploadForm(Form):
    """What the file holds, the file, whose it is, and whether it holds everybody."""

    agency = forms.ChoiceField(label=_("Instansi"))
    kind = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=[(kind.value, _(kind.label)) for kind in ImportKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih isi berkas ini.")},
    )
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX, CSV, XLS, atau ODS, paling besar 30 MB. Satu baris judul, lalu satu baris per data."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": _("Pilih berkas yang akan diunggah.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.xls,.xlsm,.ods,.tsv,.txt"}),
    )
    is_complete = forms.BooleanField(
        label=_("Berkas ini memuat seluruh pegawai"),
        help_text=_("Bila dicentang, pegawai instansi yang tidak ada di berkas dianggap sudah tidak bekerja."),
        required=False,
    )

    def __init__(self, *args: Any, agencies: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(agency.pk): agency for agency in agencies}
        self.fields["agency"].choices = [(key, agency.name) for key, agency in self.by_key.items()]  # type: ignore[attr-defined]
        if len(self.by_key) == 1:
            self.fields["agency"].required = False
            self.fields["agency"].widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        """A file within the limit; what is in it is judged by the job that reads it."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Berkas ini lebih besar dari 30 MB. Bagi menjadi beberapa berkas."))
        if not file.size:
            raise forms.ValidationError(_("Berkas ini kosong. Isi dengan satu baris judul dan baris data di bawahnya."))
        return file

    @property
    def chosen(self) -> Any:
        """The agency that was chosen, or the only one there is."""
        return self.by_key.get(self.cleaned_data["agency"]) or next(iter(self.by_key.values()))
