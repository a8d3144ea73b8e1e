"""Forms of the daily log and of the meaning of a table's columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, number, text
from sambayan.common.language import worded
from sambayan.planning.forms.doing import day_field
from sambayan.planning.rules.log import LONGEST_TEXT, MOST_MINUTES, REQUIRED, LogField

MOST_CHOSEN = 400


class LogForm(Form):
    """One line of a day."""

    day = day_field(_("Tanggal"))
    text = text(_("Yang dikerjakan"), max_length=LONGEST_TEXT, rows=2)
    minutes = number(
        _("Lama (menit)"),
        required=False,
        least=1,
        most=MOST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Tulis menit sebagai angka, misalnya 90."),
            "min_value": _("Tulis 1 sampai 1440 menit."),
            "max_value": _("Tulis 1 sampai 1440 menit."),
        },
    )
    result = forms.TypedChoiceField(label=_("Hasil kerja"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, results: Iterable[Any], first: date, last: date, **kwargs: Any) -> None:
        """Offer the planned results; `first` and `last` are the days a line may be about."""
        super().__init__(*args, **kwargs)
        self.results = {each.pk: each for each in results}
        self.first, self.last = first, last
        choices = [(pk, each.title) for pk, each in self.results.items()]
        self.fields["result"].choices = [("", _("Belum ditentukan")), *choices]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """A day of the year that has come."""
        day: date = self.cleaned_data["day"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(_("Tulis tanggal tahun kinerja ini, paling lambat hari ini."))
        return day

    def clean_result(self) -> Any:
        """The planned result that was chosen, or None."""
        return self.results.get(self.cleaned_data["result"])


class ChosenForm(Form):
    """Several lines, and the planned result they served."""

    lines = forms.TypedMultipleChoiceField(
        label=_("Baris"), coerce=int, error_messages={"required": _("Pilih paling sedikit satu baris.")}
    )
    result = forms.TypedChoiceField(
        label=_("Hasil kerja"), coerce=int, error_messages={"required": _("Pilih hasil kerjanya.")}
    )

    def __init__(self, *args: Any, results: Iterable[Any], **kwargs: Any) -> None:
        """Offer the planned results; the lines are looked up by the action among one's own."""
        super().__init__(*args, **kwargs)
        self.results = {each.pk: each for each in results}
        choices = [("", _("Pilih hasil kerja")), *((pk, each.title) for pk, each in self.results.items())]
        self.fields["result"].choices = choices  # type: ignore[attr-defined]
        data: Any = self.data
        sent = data.getlist("lines")[:MOST_CHOSEN] if self.is_bound else []
        keys = [key for key in sent if key.isdecimal() and len(key) < 19]  # noqa: PLR2004 - longer keys name nothing
        self.fields["lines"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    def clean_result(self) -> Any:
        """The planned result that was chosen."""
        return self.results[self.cleaned_data["result"]]


class ColumnsForm(Form):
    """Which column of a table holds what; day and text are needed, each column is used once."""

    def __init__(self, *args: Any, header: Sequence[str], **kwargs: Any) -> None:
        """One field for each meaning, with the headings of the table as choices."""
        super().__init__(*args, **kwargs)
        places = [(str(place), name or f"#{place + 1}") for place, name in enumerate(header)]
        for meaning in LogField:
            needed = meaning in REQUIRED
            self.fields[meaning.value] = forms.TypedChoiceField(
                label=worded(meaning),
                choices=[("", _("Pilih kolom") if needed else _("Tidak ada")), *places],
                coerce=int,
                required=needed,
                empty_value=None,
                error_messages={"required": _("Pilih kolomnya.")},
            )

    def clean(self) -> dict[str, Any]:
        """No column means two things."""
        words = super().clean() or {}
        chosen = [place for place in words.values() if place is not None]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("Satu kolom dipilih untuk dua isi. Pilih kolom yang berbeda."))
        return words

    @property
    def places(self) -> dict[LogField, int]:
        """The columns that were chosen."""
        return {meaning: place for meaning in LogField if (place := self.cleaned_data.get(meaning.value)) is not None}
