"""Forms of the rating."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, text
from sambayan.common.language import worded
from sambayan.evaluation.rules import OrganisationPredicate, Rating, contrast
from sambayan.policies.rules import Values
from sambayan.surveys.queries import CitizenEvidence
from sambayan.surveys.rules import ServiceGrade


def _rating(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=lambda: [(rating.value, worded(rating)) for rating in Rating],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu dari tiga.")},
    )


class RatingForm(Form):
    """Two ratings with reasons, how the citizens' voice was considered, and the note of the document."""

    result_rating = _rating(_("Rating hasil kerja"))
    result_reason = text(_("Alasan rating hasil kerja"), hint=_("Sebut bukti dan angkanya. Pegawai membacanya."))
    behaviour_rating = _rating(_("Rating perilaku kerja"))
    behaviour_reason = text(
        _("Alasan rating perilaku kerja"), hint=_("Sebut kejadian atau umpan balik yang mendasarinya.")
    )
    consideration = text(_("Bagaimana suara warga dipertimbangkan"), required=False)
    evaluation_note = text(_("Catatan dan rekomendasi"), hint=_("Tercetak di dokumen evaluasi."))

    def __init__(self, *args: Any, citizens: list[CitizenEvidence], values: Values, **kwargs: Any) -> None:
        """Take what the citizens said, and the settings of the day: what has to be filled in, and how long."""
        super().__init__(*args, **kwargs)
        self.citizens = citizens
        self.least = values.integer("reason_min_length")
        self.contrast_counts = values.flag("survey_contrast_reason_required")
        self.fields["evaluation_note"].required = values.flag("evaluation_note_required")

    def clean(self) -> dict[str, Any]:
        """Ask for long enough reasons, and for the consideration where citizens and behaviour rating disagree.

        Source: PermenPANRB 6/2022 Ps 18(2)c and 19(4) with L IV.B.3: all feedback is considered;
        `survey_contrast_reason_required` is local policy [D].
        """
        words = super().clean() or {}
        for name in ("result_reason", "behaviour_reason"):
            if words.get(name) and len(words[name].strip()) < self.least:
                self.add_error(name, _("Tulis alasan paling sedikit {n} huruf.").format(n=self.least))
        considered = (words.get("consideration") or "").strip()
        if self._disagrees(words.get("behaviour_rating")) and len(considered) < max(self.least, 1):
            self.add_error(
                "consideration",
                _(
                    "Suara warga dan rating perilaku berlawanan arah. Tulis bagaimana Anda mempertimbangkannya,"
                    " paling sedikit {n} huruf."
                ).format(n=max(self.least, 1)),
            )
        return words

    def _disagrees(self, behaviour: str | None) -> bool:
        if not behaviour or not self.contrast_counts:
            return False
        grades = [ServiceGrade(row.service_grade) for row in self.citizens if row.service_grade]
        return any(contrast(Rating(behaviour), grade) for grade in grades)


class AchievementForm(Form):
    """The organisation's predicate and the reason for it."""

    predicate = forms.ChoiceField(
        label=_("Predikat kinerja organisasi"),
        choices=lambda: [
            ("", _("Pilih predikat")),
            *((value.value, worded(value)) for value in OrganisationPredicate),
        ],
    )
    reason = text(
        _("Dasar penetapan"), hint=_("Capaian rencana aksi atau indikator kinerja periode ini."), max_length=1000
    )
