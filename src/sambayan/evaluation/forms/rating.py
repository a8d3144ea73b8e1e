"""The form of the rating."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.evaluation.queries import Advice, RatingPage, Typed, advise, contrasts
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.planning.models import PlannedResult
from sambayan.policies.rules import Values
from sambayan.surveys.queries import CitizenEvidence


def rating_field(label: Any) -> forms.ChoiceField:
    """One axis: three ratings, nothing chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=lambda: [(rating.value, worded(rating)) for rating in Rating],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu dari tiga.")},
    )


def exception_field() -> forms.ChoiceField:
    """The one predicate that is picked: after a failed study leave. Source: PermenPANRB 6/2022 L IV p100, p103."""
    return forms.ChoiceField(
        label=_("Tugas belajar gagal"),
        required=False,
        choices=lambda: [
            ("", _("tidak, predikat mengikuti kedua rating")),
            *((value.value, worded(value)) for value in (Predicate.POOR, Predicate.VERY_POOR)),
        ],
        help_text=_("Satu-satunya predikat yang dipilih, bukan dihitung (Lampiran IV hlm. 100 dan 103)."),
    )


def _row_rating(title: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Rating untuk “{title}”").format(title=title),
        required=False,
        choices=lambda: [("", _("tidak dinilai tersendiri")), *((r.value, worded(r)) for r in Rating)],
    )


class RowsForm(Form):
    """Optional ratings and remarks for single planned results, besides whatever else the form asks."""

    def add_rows(self, results: Sequence[PlannedResult]) -> None:
        """Add the two fields of every planned result."""
        self.results = list(results)
        for result in self.results:
            self.fields[f"r{result.pk}_rating"] = _row_rating(result.title)
            self.fields[f"r{result.pk}_remark"] = line(
                _("Catatan untuk “{title}”").format(title=result.title), required=False, max_length=500
            )

    @property
    def rows(self) -> list[tuple[PlannedResult, BoundField, BoundField]]:
        """The results with their two fields."""
        return [(result, self[f"r{result.pk}_rating"], self[f"r{result.pk}_remark"]) for result in self.results]

    def row_words(self, words: dict[str, Any]) -> dict[int, tuple[str, str]]:
        """What was said of single results, by key."""
        found = {r.pk: (words.get(f"r{r.pk}_rating", ""), words.get(f"r{r.pk}_remark", "")) for r in self.results}
        return {key: pair for key, pair in found.items() if any(pair)}


class RatingForm(RowsForm):
    """Two ratings with reasons, how the citizens' voice was considered, the note, and the reasons warnings ask for."""

    result_rating = rating_field(_("Rating hasil kerja"))
    result_reason = text(_("Alasan rating hasil kerja"), hint=_("Sebut bukti dan angkanya. Pegawai membacanya."))
    behaviour_rating = rating_field(_("Rating perilaku kerja"))
    behaviour_reason = text(
        _("Alasan rating perilaku kerja"), hint=_("Sebut kejadian atau umpan balik yang mendasarinya.")
    )
    consideration = text(_("Bagaimana suara warga dipertimbangkan"), required=False)
    evaluation_note = text(_("Catatan dan rekomendasi"), hint=_("Tercetak di dokumen evaluasi."))
    suggestion_reason = text(_("Mengapa berbeda dari saran"), required=False)
    unsupported_reason = text(_("Mengapa di bawah ekspektasi tanpa umpan balik sebelumnya"), required=False)
    distribution_reason = text(_("Mengapa berbeda dari panduan sebaran"), required=False)
    exception_predicate = exception_field()
    exception_reason = text(_("Dasar tugas belajar dinyatakan gagal"), required=False)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        citizens: list[CitizenEvidence],
        values: Values,
        shown: RatingPage | None = None,
        **kwargs: Any,
    ) -> None:
        """Take what the citizens said, the settings of the day, and the page, from which warnings are computed."""
        super().__init__(*args, **kwargs)
        self.citizens = citizens
        self.values = values
        self.shown = shown
        self.least = values.integer("reason_min_length")
        self.fields["evaluation_note"].required = values.flag("evaluation_note_required")
        self.add_rows(shown.results if shown else ())
        if not (shown and shown.was_on_study_leave):
            del self.fields["exception_predicate"], self.fields["exception_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask for long enough reasons, for the consideration where citizens disagree, and where a warning stands.

        Source: PermenPANRB 6/2022 Ps 18(2)c and 19(4) with L IV.B.3: all feedback is considered;
        `survey_contrast_reason_required` and the other warnings are local policy [D].
        """
        words = super().clean() or {}
        for name in ("result_reason", "behaviour_reason"):
            if words.get(name) and len(words[name].strip()) < self.least:
                self.add_error(name, _("Tulis alasan paling sedikit {n} huruf.").format(n=self.least))
        if contrasts(_rating(words.get("behaviour_rating")), self.citizens, self.values):
            self._demand(
                words,
                "consideration",
                _(
                    "Suara warga dan rating perilaku berlawanan arah. Tulis bagaimana Anda mempertimbangkannya,"
                    " paling sedikit {n} huruf."
                ),
            )
        words["results"] = self.row_words(words)
        if words.get("exception_predicate"):
            self._demand(words, "exception_reason", _("Sebut dasarnya, paling sedikit {n} huruf."))
        if self.shown is not None and not self.errors.keys() & {"result_rating", "behaviour_rating"}:
            self._warn(words)
        if "base" not in self.data:
            words.pop("base", None)
        return words

    def _warn(self, words: dict[str, Any]) -> None:
        advice = self.advice()
        words["result_suggestion"] = advice.suggested.value if advice.suggested else ""
        told_why = {
            "suggestion_reason": _("Rating hasil kerja berbeda dari saran. Tulis alasannya, paling sedikit {n} huruf."),
            "unsupported_reason": _(
                "Belum ada umpan balik atau bimbingan tentang hal yang Anda nilai di bawah ekspektasi. Tulis"
                " alasannya, paling sedikit {n} huruf."
            ),
            "distribution_reason": _(
                "Predikat ini melampaui panduan sebaran tim. Tulis alasannya, paling sedikit {n} huruf."
            ),
        }
        for name, told in told_why.items():
            if name in advice.asks:
                self._demand(words, name, told)
            else:
                words[name] = ""

    def _demand(self, words: dict[str, Any], name: str, told: Any) -> None:
        least = max(self.least, 1)
        if len((words.get(name) or "").strip()) < least:
            self.add_error(name, told.format(n=least))

    def advice(self) -> Advice:
        """Suggestion and warnings for what stands on the form now, saved or not."""
        assert self.shown is not None
        rows = {result.pk: _rating(field.value()) for result, field, _remark in self.rows}
        exception = self["exception_predicate"].value() if "exception_predicate" in self.fields else ""
        typed = Typed(
            _rating(self["result_rating"].value()),
            _rating(self["behaviour_rating"].value()),
            rows,
            exception if exception in set(Predicate) else "",
        )
        return advise(self.shown.basis(self.values), typed)


def _rating(word: Any) -> Rating | None:
    return Rating(word) if word in set(Rating) else None


def saved_words(shown: RatingPage, names: Sequence[str]) -> dict[str, Any]:
    """What stands on the form when it is opened: the saved rating, or the draft that is newer."""
    evaluation = shown.evaluation
    words: dict[str, Any] = {name: getattr(evaluation, name) for name in names}
    for row in shown.rows:
        if row.given:
            words[f"r{row.result.pk}_rating"], words[f"r{row.result.pk}_remark"] = row.given.rating, row.given.remark
    if is_restored(shown):
        assert shown.draft is not None
        words |= shown.draft.words
    return words


def is_restored(shown: RatingPage) -> bool:
    """Whether a draft is newer than what was saved, so that it is put back on the form."""
    return shown.draft is not None and (
        shown.evaluation.rated_at is None or shown.draft.saved_at > shown.evaluation.rated_at
    )
