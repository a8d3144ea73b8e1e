"""Forms of an objection: drafting, lodging, explaining, deciding."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, text
from sambayan.common.language import worded
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.forms import exception_field
from sambayan.evaluation.rules import Rating
from sambayan.objections.actions import Decision
from sambayan.objections.rules import Side
from sambayan.planning.forms.doing import FilesField, Limits

MOST_LINKS, LONGEST_LINK = 10, 500


class DraftForm(Form):
    """Reasons and evidence, saved as they are; what is missing is asked for when the objection is lodged.

    `files` are those attached so far, as pairs of key and name; `dropped` are the keys of those to leave out.
    """

    reasons = text(
        _("Alasan keberatan"),
        required=False,
        max_length=8000,
        rows=8,
        hint=_("Sebut rating atau kalimat yang tidak Anda sepakati, dan apa yang menurut Anda benar."),
    )
    evidence = text(
        _("Bukti"),
        required=False,
        max_length=4000,
        rows=4,
        hint=_("Angka, kejadian, tanggal, atau nama berkas. Bukti di rencana Anda sudah ikut, tidak perlu diulang."),
    )
    links = text(
        _("Tautan bukti"),
        required=False,
        max_length=MOST_LINKS * (LONGEST_LINK + 2),
        hint=_("Satu alamat per baris, diawali https:// atau http://. Paling banyak sepuluh."),
    )

    uploads = FilesField(label=_("Tambah berkas bukti"), required=False)
    dropped = forms.TypedMultipleChoiceField(
        label=_("Berkas yang dihapus"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, files: list[tuple[int, str]], limits: Limits, **kwargs: Any) -> None:
        """Take the files attached so far and how many there may be."""
        super().__init__(*args, **kwargs)
        dropped: Any = self.fields["dropped"]
        dropped.choices = files
        uploads: Any = self.fields["uploads"]
        uploads.limit(limits)

    def clean_links(self) -> list[str]:
        """The addresses, one a line; an error names the line that is none."""
        found = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(found) > MOST_LINKS:
            raise forms.ValidationError(_("Paling banyak sepuluh tautan."))
        for number, link in enumerate(found, 1):
            if not _is_address(link):
                message = _("Baris {number} bukan alamat web yang lengkap: {link}")
                raise forms.ValidationError(message.format(number=number, link=link[:80]))
        return found


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(link) <= LONGEST_LINK and " " not in link


class LodgeForm(Form):
    """Nothing more is asked in time; when it is late, why."""

    late_reason = text(
        _("Mengapa terlambat"),
        required=False,
        max_length=1000,
        hint=_("Atasan pejabat penilai membacanya dan boleh tetap menerima keberatan Anda dengan alasan tertulis."),
    )


class ReasonForm(Form):
    """One text with its own label and hint: an explanation, a reason, a decision."""

    reason = text(_("Alasan"), max_length=8000, rows=6)

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        """Take the label and the hint of this use."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint


class RefusalForm(Form):
    """Which side does not explain, and how it was asked."""

    side = forms.ChoiceField(label=_("Pihak yang tidak memberi penjelasan"), widget=forms.RadioSelect)
    reason = text(_("Apa yang terjadi"), hint=_("Sebut kapan dan bagaimana penjelasan diminta. Pihak itu membacanya."))

    def __init__(self, *args: Any, sides: tuple[Side, ...], **kwargs: Any) -> None:
        """Offer the sides that are not heard yet."""
        super().__init__(*args, **kwargs)
        side: Any = self.fields["side"]
        side.choices = [(each.value, worded(each)) for each in sides]


class DeciderForm(Form):
    """Who decides, out of those who lead an office above, and why."""

    decider = forms.TypedChoiceField(label=_("Yang memutus"), coerce=int)
    reason = text(
        _("Dasar penetapan"), hint=_("Mis. surat perintah, atau jabatan atasan yang kosong."), max_length=1000
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        """Offer the heads above."""
        super().__init__(*args, **kwargs)
        decider: Any = self.fields["decider"]
        offered = [(post.employee_id, f"{post.employee.name} – {post.position.title}") for post in posts]
        decider.choices = [("", _("Pilih pejabat")), *offered]


def _rating(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=lambda: [(rating.value, worded(rating)) for rating in Rating],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu dari tiga.")},
    )


class ChangeForm(Form):
    """Both ratings anew with their reasons, the decision, and the new recommendation (sections 4 and 8 of D.1.3).

    Where a study leave failed, also the one predicate that is picked. Source: PermenPANRB 6/2022 L IV p100, p103.
    """

    result_rating = _rating(_("Rating hasil kerja yang baru"))
    result_reason = text(_("Alasan rating hasil kerja"))
    behaviour_rating = _rating(_("Rating perilaku kerja yang baru"))
    behaviour_reason = text(_("Alasan rating perilaku kerja"))
    reason = text(
        _("Pertimbangan keputusan"),
        max_length=8000,
        rows=5,
        hint=_("Apa yang Anda timbang dari keberatan dan kedua penjelasan. Tercetak di D.1.3 bagian 8."),
    )
    recommendation = text(_("Rekomendasi baru"), hint=_("Tercetak di D.1.3 bagian 8 (Lampiran V.B.7 hlm. 117)."))
    exception_predicate = exception_field()
    exception_reason = text(_("Dasar tugas belajar dinyatakan gagal"), required=False)

    def __init__(self, *args: Any, old: tuple[str, str, str], least: int, studied: bool = False, **kwargs: Any) -> None:
        """Take ratings and picked predicate as they stand, the shortest reason, and whether there was study leave."""
        super().__init__(*args, **kwargs)
        self.old, self.least = old, max(least, 1)
        if not studied and not old[2]:
            del self.fields["exception_predicate"], self.fields["exception_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask for reasons long enough, and for a rating that differs: a decision without a change upholds."""
        words = super().clean() or {}
        for name in ("result_reason", "behaviour_reason", "reason", "recommendation"):
            if words.get(name) and len(words[name].strip()) < self.least:
                self.add_error(name, _("Tulis alasan paling sedikit {n} huruf.").format(n=self.least))
        picked = words.get("exception_predicate", "")
        if picked and len(words.get("exception_reason", "").strip()) < self.least:
            self.add_error("exception_reason", _("Sebut dasarnya, paling sedikit {n} huruf.").format(n=self.least))
        if (words.get("result_rating"), words.get("behaviour_rating"), picked) == self.old:
            message = _("Kedua rating sama dengan yang lama. Untuk mempertahankannya, kuatkan hasil evaluasi.")
            self.add_error("result_rating", message)
        return words

    @property
    def decision(self) -> Decision:
        """The checked form as a decision."""
        words = self.cleaned_data
        new = NewRating(
            Rating(words["result_rating"]),
            words["result_reason"].strip(),
            Rating(words["behaviour_rating"]),
            words["behaviour_reason"].strip(),
            words.get("exception_predicate"),
            words.get("exception_reason", "").strip(),
        )
        return Decision(new, words["reason"], words["recommendation"])
