"""Preparing a year, closing and reopening with a reason, moving a window."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, number, text
from sambayan.people.models import Agency

FIRST_YEAR, LAST_YEAR = 2022, 2100


def day(label: Any, hint: Any = "") -> forms.DateField:
    """A date with its label and hint."""
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal, misalnya 31-01-2027.")},
    )


class CreateForm(Form):
    """Which year, of which agency; the agency is asked only where there are several."""

    agency = forms.TypedChoiceField(label=_("Instansi"), coerce=int, empty_value=None)
    year = number(
        _("Tahun"),
        least=FIRST_YEAR,
        most=LAST_YEAR,
        help_text=_("Periode dan jangka waktu penilaiannya mengikuti setelan, dan dapat diubah sesudahnya."),
    )

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        """Take the agencies whose year the reader keeps."""
        super().__init__(*args, **kwargs)
        self.agencies = {agency.pk: agency for agency in agencies}
        self.fields["agency"].choices = [(agency.pk, agency.name) for agency in agencies]  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["agency"].required = False
            self.fields["agency"].widget = forms.HiddenInput()

    @property
    def chosen(self) -> Agency:
        """The agency that was chosen, or the only one."""
        return self.agencies[self.cleaned_data["agency"] or next(iter(self.agencies))]


class ReasonForm(Form):
    """Why something is closed or opened again."""

    reason = text(_("Alasan"), max_length=1000, hint=_("Tersimpan di catatan."))


class ReopenForm(ReasonForm):
    """Until when a period is opened again, and why."""

    until = day(_("Dibuka sampai"), _("Hari terakhir mencatat dan menilai."))

    field_order = ("until", "reason")


class WindowForm(ReasonForm):
    """From when to when appraisers rate, and why it changes."""

    window_from = day(_("Penilaian mulai"))
    window_to = day(_("Penilaian paling lambat"), _("Tidak lebih awal daripada akhir periodenya."))

    field_order = ("window_from", "window_to", "reason")
