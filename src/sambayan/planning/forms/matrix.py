"""Forms of the matrix of roles and results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, number
from sambayan.planning.actions.matrix import Writing
from sambayan.planning.rules.matrix import MOST_LETTERS, ColumnSource, Emptying


class OpenForm(Form):
    """What the columns of a new matrix are."""

    source = forms.ChoiceField(
        label=_("Kolom matriks"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih isi kolom matriks.")},
        help_text=_("Setelah dimulai, pilihan ini tetap; isinya mengikuti indikator atau rencana hasil kerja itu."),
    )

    def __init__(self, *args: Any, sources: list[ColumnSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(source.value, _(source.label)) for source in sources]  # type: ignore[attr-defined]


class CellForm(Form):
    """What is written into a cell, the version that was seen, and what becomes of a result that was worked on."""

    text = line(_("Peran"), required=False, max_length=MOST_LETTERS)
    version = number()
    then = forms.ChoiceField(required=False, choices=[("", ""), *Emptying.choices()])

    @property
    def writing(self) -> Writing:
        """What the action takes."""
        then = self.cleaned_data["then"]
        return Writing(self.cleaned_data["text"], self.cleaned_data["version"], Emptying(then) if then else None)


class LentForm(Form):
    """Somebody from another unit, by number or name."""

    person = line(
        _("NIP atau nama lengkap"),
        hint=_("Pegawai unit lain yang ditugaskan di sini. Pejabat penilainya perlu menyetujui lebih dahulu."),
    )

    def one_of(self, found: list[Any]) -> Any:
        """The one who was meant; None after the form has been told."""
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(f"{post.employee.name}, {post.position.unit.name}" for post in found)
            self.add_error("person", _("Lebih dari satu yang cocok: {names}. Tulis NIP-nya.").format(names=names))
        else:
            self.add_error("person", _("Tidak ditemukan. Periksa ejaannya, atau tulis NIP lengkap."))
        return None
