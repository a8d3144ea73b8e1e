"""The form of a new value: its field follows the kind of the setting."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.policies.actions import Change
from sambayan.policies.rules import MARKS, Kind, ValueRefusedError, parse
from sambayan.regulations.rows import Mark, Setting


class ValueForm(Form):
    """A value from a day on, with why, how sure, and where it is written."""

    value = line(_("Nilai baru"), max_length=200, required=False)
    valid_from = forms.DateField(
        label=_("Berlaku mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    mark = forms.ChoiceField(
        label=_("Dasar nilai"),
        choices=lambda: [(mark.value, gettext(word)) for mark, word in MARKS.items()],
        initial=Mark.LOCAL_POLICY.value,
    )
    source = line(_("Sumber"), hint=_("Peraturan dan pasalnya, atau rapat yang memutuskan."))
    decree = line(
        _("Nomor keputusan"),
        max_length=200,
        required=False,
        hint=_("Misalnya Keputusan Gubernur dan nomornya."),
    )
    reason = text(_("Alasan"), hint=_("Mengapa nilainya diubah. Semua pegawai membacanya."), max_length=1000)

    def __init__(self, *args: Any, setting: Setting, today: date, **kwargs: Any) -> None:
        """Take the setting, whose kind shapes the first field, and the first day that is possible."""
        super().__init__(*args, **kwargs)
        self.setting, self.today = setting, today
        self.fields["valid_from"].initial = today
        self.fields["valid_from"].widget.attrs["min"] = str(today)
        options = _options(setting)
        if options:
            self.fields["value"] = forms.ChoiceField(label=gettext("Nilai baru"), choices=options)
        self.fields["value"].help_text = _hint(setting)

    def clean_value(self) -> str:
        """The text of the value, refused with what is expected instead."""
        written = str(self.cleaned_data["value"])
        try:
            parse(self.setting, written)
        except ValueRefusedError as error:
            raise forms.ValidationError(gettext(error.expected).format(**error.words)) from error
        return written

    def clean_valid_from(self) -> date:
        """The first day, never one that is over."""
        first: date = self.cleaned_data["valid_from"]
        if first < self.today:
            raise forms.ValidationError(
                gettext("Pilih hari ini atau sesudahnya: dokumen lama memakai nilai waktu itu.")
            )
        return first

    def change(self) -> Change:
        """What was filled in, for the action."""
        words = self.cleaned_data
        return Change(
            words["value"], words["valid_from"], words["reason"], Mark(words["mark"]), words["source"], words["decree"]
        )


class WithdrawForm(Form):
    """Why a value that has not begun is taken back."""

    reason = line(_("Alasan ditarik"), max_length=500)


def _options(setting: Setting) -> list[tuple[str, str]]:
    if setting.kind == Kind.BOOLEAN:
        return [("true", gettext("Ya")), ("false", gettext("Tidak"))]
    words = setting.choices_english if get_language() == "en" else setting.choices_indonesian
    return list(zip(setting.choices, words, strict=True))


def _hint(setting: Setting) -> str:
    if setting.kind == Kind.DAY_MONTH:
        return gettext("Bulan dan tanggal sebagai BB-TT, misalnya 01-31 untuk 31 Januari.")
    if setting.kind == Kind.NUMBERS:
        return gettext("Dipisah garis miring, seperti {example}.").format(example=setting.value)
    if setting.least is not None:
        return gettext("Dari {least} sampai {most}.").format(least=setting.least, most=setting.most)
    return gettext("Boleh dikosongkan.") if setting.is_optional else ""
