"""Forms of a calibration session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.evaluation.actions.rerating import EXCEPTION
from sambayan.evaluation.forms.rating import exception_field
from sambayan.evaluation.rules import Cell, Rating, cell

LABELS = {
    "result_reason": _("Alasan rating hasil kerja yang baru"),
    "behaviour_reason": _("Alasan rating perilaku kerja yang baru"),
    "consideration": _("Bagaimana suara warga dipertimbangkan"),
    "suggestion_reason": _("Mengapa berbeda dari saran"),
    "unsupported_reason": _("Mengapa di bawah ekspektasi tanpa umpan balik atau bimbingan sebelumnya"),
    "distribution_reason": _("Mengapa berbeda dari panduan sebaran"),
}
_HINTS = {
    "consideration": _("Suara warga dan rating perilaku yang baru berlawanan arah."),
    "suggestion_reason": _("Saran dihitung dari rating tiap hasil; Anda yang memutuskan."),
    "distribution_reason": _("Dengan predikat baru sebaran tim berbeda dari panduan. Boleh, dengan alasan."),
}


def _three(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=lambda: [(rating.value, worded(rating)) for rating in Rating],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu dari tiga.")},
    )


class CellForm(Form):
    """Where one would place a person: both ratings."""

    result_rating = _three(_("Hasil kerja"))
    behaviour_rating = _three(_("Perilaku kerja"))

    @property
    def cell(self) -> Cell:
        """The cell that was chosen."""
        return Cell(Rating(self.cleaned_data["result_rating"]), Rating(self.cleaned_data["behaviour_rating"]))


class ProposalForm(CellForm):
    """A proposal: where to, why, and on what evidence."""

    reason = text(
        _("Alasan yang dapat dibaca penilai"), hint=_("Sebut kejadian dan angkanya. Ajukan sebagai pertanyaan.")
    )
    evidence = line(_("Bukti"), max_length=500, hint=_("Alamat atau nama berkas, laporan, atau umpan balik."))

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        """Take the shortest reason of the day."""
        super().__init__(*args, **kwargs)
        self.least = least

    def clean_reason(self) -> str:
        """A reason long enough to be answered. Source: setting `reason_min_length`."""
        return long_enough(self.cleaned_data["reason"], self.least)


class AcceptForm(Form):
    """What the appraiser has to write before the rating moves, and words for the one who proposed."""

    answer = text(_("Jawaban untuk pengusul"), required=False)

    def __init__(
        self, *args: Any, needed: tuple[str, ...], least: int, picked: tuple[str, str] = ("", ""), **kwargs: Any
    ) -> None:
        """Take which reasons are asked for, the shortest one of the day, and a predicate picked before, with why."""
        super().__init__(*args, **kwargs)
        self.least, self.needed = least, needed
        asked: dict[str, forms.Field] = {
            name: text(LABELS[name], hint=_HINTS.get(name, _("Pegawai membacanya."))) for name in needed
        }
        if picked[0]:
            asked["exception_predicate"] = exception_field()
            asked["exception_reason"] = text(_("Dasar tugas belajar dinyatakan gagal"), required=False)
            self.initial = {**self.initial, **dict(zip(EXCEPTION, picked, strict=True))}
        self.fields = {**asked, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Every reason that was asked for is long enough, and a picked predicate says why."""
        words: dict[str, Any] = super().clean() or {}
        for name in self.needed:
            if words.get(name) and len(words[name].strip()) < self.least:
                self.add_error(name, _too_short(self.least))
        if words.get("exception_predicate") and len(words.get("exception_reason", "").strip()) < self.least:
            self.add_error("exception_reason", _too_short(self.least))
        return words


class DeclineForm(Form):
    """Why the rating stays."""

    reason = text(_("Mengapa rating tetap"), hint=_("Dibaca peserta rapat dan pegawai yang bersangkutan."))

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        """Take the shortest reason of the day."""
        super().__init__(*args, **kwargs)
        self.least = least

    def clean_reason(self) -> str:
        """A reason long enough to be understood. Source: setting `reason_min_length`."""
        return long_enough(self.cleaned_data["reason"], self.least)


class NoteForm(Form):
    """One's own note about a person; empty takes it away."""

    text = text(_("Catatan Anda"), required=False, hint=_("Dibaca semua peserta rapat. Tersimpan sendiri."))


class InvitationForm(Form):
    """One more leader."""

    leader = line(_("Pimpinan yang diundang"), max_length=200, hint=_("NIP atau nama lengkap; boleh dari unit lain."))


def long_enough(words: str, least: int) -> str:
    """The words, or an error that says how many letters are needed."""
    if len(words.strip()) < least:
        raise forms.ValidationError(_too_short(least))
    return words


def _too_short(least: int) -> Any:
    return _("Tulis alasan paling sedikit {n} huruf.").format(n=least)


def chosen_cell(key: str) -> dict[str, str]:
    """The two ratings a card was dropped on, to start a form with; nothing when the key is none of the nine."""
    try:
        found = cell(key)
    except ValueError:
        return {}
    return {"result_rating": found.result.value, "behaviour_rating": found.behaviour.value}
