"""Forms that go with a verb: a reason, a talk, a template, an assignment."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, number, text
from sambayan.planning.forms.content import IndicatorForm, choice
from sambayan.planning.rules import (
    AgreementForm,
    Aspect,
    Perspective,
    ResultKind,
    RevisionKind,
    TakeoverStep,
    first_day_of_dialogue,
)


class ReturnForm(Form):
    """Why an agreement is returned."""

    reason = text(
        _("Alasan dikembalikan"), hint=_("Sebutkan apa yang perlu diperbaiki. Pegawai membacanya."), max_length=1000
    )


class DialogueForm(Form):
    """When the talk was held, and what was said."""

    held_on = forms.DateField(
        label=_("Tanggal dialog"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = text(
        _("Pokok pembicaraan"), hint=_("Apa yang disepakati dan apa yang masih terbuka."), max_length=4000, rows=5
    )

    def __init__(self, *args: Any, today: date, year: int, **kwargs: Any) -> None:
        """A talk lies in the past: today at the latest, and not before the year could be talked about."""
        super().__init__(*args, **kwargs)
        held_on = self.fields["held_on"]
        held_on.initial = today
        held_on.widget.attrs |= {"min": first_day_of_dialogue(year).isoformat(), "max": today.isoformat()}


class UnsignedForm(Form):
    """Why an agreement is set without the employee's signature."""

    reason = text(
        _("Mengapa tanpa tanda tangan pegawai"),
        hint=_("Dibaca pegawai dan atasan Anda, dan tercetak pada SKP."),
        max_length=1000,
    )


class ReviseForm(Form):
    """Why an agreement in force is changed. Source: Ps 14(2), 20(3)-(5)."""

    kind = choice(RevisionKind, _("Sebab perubahan"))
    reason = text(_("Penjelasan"), max_length=1000, hint=_("Kedua pihak membacanya."))


class TakeoverForm(Form):
    """What was tried, and the note that the employee could not finish the result. Source: Ps 20(6)-(8)."""

    step = choice(TakeoverStep, _("Yang sudah dilakukan"))
    note = text(
        _("Catatan"),
        max_length=1000,
        hint=_("Mengapa hasil ini tidak dapat diselesaikan pegawai. Catatan ini dibaca saat penilaian."),
    )
    unrecorded = text(
        _("Alasan bila langkahnya tidak tercatat"),
        required=False,
        max_length=1000,
        hint=_("Wajib bila penyesuaian atau pembinaan itu tidak tercatat di Sambayan. Masuk riwayat SKP."),
    )

    def __init__(self, *args: Any, on_record: Collection[str], **kwargs: Any) -> None:
        """Take the steps that are on record; any other one needs a reason."""
        super().__init__(*args, **kwargs)
        self.on_record = on_record

    def clean(self) -> dict[str, Any]:
        """Without a record of the step there is a reason."""
        words: dict[str, Any] = super().clean() or {}
        step = words.get("step")
        if step and step not in self.on_record and not words.get("unrecorded"):
            self.add_error("unrecorded", _("Langkah ini tidak tercatat di Sambayan; tulis alasannya."))
        return words


class TemplateForm(Form):
    """The name of a template, and the position it is meant for."""

    title = line(_("Nama contoh"), max_length=200)
    position_title = line(_("Untuk jabatan"), max_length=200, hint=_("Ditawarkan kepada pemegang jabatan ini."))


class StartForm(Form):
    """Whose agreement is begun."""

    employee_id = number(least=1)


class AssignForm(IndicatorForm):
    """One result and the people it is assigned to."""

    kind = choice(ResultKind, _("Jenis hasil kerja"), initial=ResultKind.MAIN.value)
    title = text(_("Rencana hasil kerja"), max_length=300, rows=2, hint=_("Tulis hasilnya, bukan kegiatannya."))
    people = forms.TypedMultipleChoiceField(
        label=_("Kepada"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih orangnya.")},
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        """Take the people of the team; aspect serves one form and perspective the other."""
        super().__init__(*args, form=AgreementForm.STAFF, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        self.fields["aspect"] = choice(Aspect, _("Aspek"))
        self.fields["perspective"] = choice(
            Perspective, _("Perspektif"), required=False, help_text=_("Hanya bagi pegawai dengan formulir pimpinan.")
        )
