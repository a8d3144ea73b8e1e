"""Forms of the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.cycles.rules import DayKind, WorkingWeek


class DayForm(Form):
    """What a day is, its name, and the decree it stands on."""

    day = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Tulis tanggal yang ada di kalender.")},
    )
    kind = forms.ChoiceField(label=_("Jenis hari"), choices=lambda: [(kind.value, worded(kind)) for kind in DayKind])
    name = line(_("Nama hari"), max_length=120, hint=_("Misalnya “Cuti bersama Idulfitri”."))
    basis = line(_("Dasar"), max_length=200, hint=_("Keputusan bersama, keputusan gubernur, atau surat edaran."))

    def __init__(self, *args: Any, years: range, **kwargs: Any) -> None:
        """Take the years in which days may be set."""
        super().__init__(*args, **kwargs)
        self.years = years

    def clean_day(self) -> Any:
        """Refuse a day outside the years the calendar reaches."""
        day = self.cleaned_data["day"]
        if day.year not in self.years:
            message = _("Tulis tanggal dari tahun {first} sampai {last}.")
            raise forms.ValidationError(message.format(first=self.years[0], last=self.years[-1]))
        return day


class RemoveDayForm(Form):
    """Why a day is taken back."""

    reason = text(_("Alasan dihapus"), max_length=500, rows=2)


class WeekForm(Form):
    """How many days a unit works in a week, and the decree it stands on."""

    working_week = forms.TypedChoiceField(
        label=_("Hari kerja seminggu"),
        coerce=int,
        choices=[
            (int(WorkingWeek.FIVE), _("Lima, Senin sampai Jumat")),
            (int(WorkingWeek.SIX), _("Enam, Senin sampai Sabtu")),
        ],
    )
    basis = line(_("Dasar"), max_length=200, hint=_("Keputusan yang menetapkan hari kerja unit."))
