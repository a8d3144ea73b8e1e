"""Forms of counselling: the note, the communication, the report B.1.10, appointment, schedule and record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.growth.rules import CounsellorKind
from sambayan.people.forms.posts import choice, day


class NoteForm(Form):
    """Which value, on what grounds, and whether others' work is hampered."""

    evidence = text(
        _("Yang diamati"), hint=_("Dari pemantauan dan umpan balik: kejadian, hari, akibatnya."), max_length=4000
    )
    hampers = forms.BooleanField(
        label=_("Menghambat atau berpotensi menghambat kinerja tim atau unit"),
        required=False,
        help_text=_("Bila ya, Anda wajib menyampaikannya kepada pegawai (Lampiran III.D.5.c.1.c hlm. 86)."),
    )

    def __init__(self, *args: Any, values: list[tuple[str, str]], **kwargs: Any) -> None:
        """Take code and name of the seven values."""
        super().__init__(*args, **kwargs)
        self.fields["value_code"] = forms.ChoiceField(label=_("Nilai dasar ASN"), choices=[("", _("Pilih")), *values])
        self.order_fields(["value_code"])


class CommunicateForm(Form):
    """When and how the employee was told."""

    communicated_on = day(_("Tanggal disampaikan"))
    communication = text(_("Apa yang disampaikan dan disepakati"), hint=_("Pegawai membacanya."))


class ReasonForm(Form):
    """Why a case ends."""

    reason = text(_("Alasan"), max_length=1000, rows=2)


class ReportForm(Form):
    """The four questions of B.1.10, the retrospective, and the proof of feedback. Source: Format B.1.10 p86-87."""

    expectation = text(
        _(
            "Apakah Anda memiliki ekspektasi khusus terhadap yang bersangkutan? "
            "Jika ya, apa ekspektasi khusus tersebut?"
        ),
        required=False,
    )
    problem = text(
        _(
            "Jelaskan secara detail permasalahan terkait perilaku kerja pegawai yang dianggap menghambat kinerja "
            "individu, unit kerja, dan/atau tim kerja"
        ),
        rows=5,
        max_length=4000,
    )
    is_similar_elsewhere = forms.TypedChoiceField(
        label=_("Apakah permasalahan perilaku kerja serupa juga terjadi pada pegawai lainnya?"),
        choices=[("yes", _("Ya")), ("no", _("Tidak"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    done_so_far = text(
        _("Retrospektif: yang sudah saya lakukan untuk memperbaiki perilaku kerja pegawai adalah"), max_length=4000
    )

    def __init__(self, *args: Any, proofs: list[tuple[int, str]], more: str = "", **kwargs: Any) -> None:
        """Take the feedback that can be attached, and a word when there is more."""
        super().__init__(*args, **kwargs)
        self.fields["proofs"] = forms.TypedMultipleChoiceField(
            label=_("Bukti pemberian umpan balik"),
            help_text=more or _("Umpan balik tentang nilai ini yang perlu diperbaiki."),
            choices=proofs,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Lampirkan paling sedikit satu umpan balik yang sudah diberikan.")},
        )


class AppointForm(Form):
    """Who counsels, in which capacity, and what shows it."""

    counsellor = line(_("Konselor"), max_length=200, hint=_("NIP atau nama lengkap."))
    kind = choice(_("Sebagai"), CounsellorKind)
    proof = line(
        _("Bukti pelatihan atau tugas"),
        required=False,
        hint=_("Sertifikat pelatihan konseling atau surat tugas; tidak perlu bagi konselor independen."),
    )


class ScheduleForm(Form):
    """When and where."""

    scheduled_for = forms.DateTimeField(
        label=_("Waktu"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Tulis tanggal dan jam yang ada, misalnya 2026-01-31 09:00.")},
    )
    place = line(
        _("Tempat"), max_length=200, hint=_("Tempat yang tertutup: konseling bersifat individual dan rahasia.")
    )


class RecordForm(Form):
    """The counsellor's record."""

    report = text(
        _("Rekaman informasi hasil konseling"),
        rows=8,
        max_length=8000,
        hint=_("Masalah yang dibahas, yang disepakati, dan saran. Dibaca pegawai dan penerima laporan saja."),
    )
