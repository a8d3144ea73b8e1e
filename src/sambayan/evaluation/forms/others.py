"""The smaller forms of the evaluation: the organisation's predicate, the employee's own words, passing upwards."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.evaluation.forms.rating import RowsForm, rating_field
from sambayan.evaluation.rules import Figure, FigureMark, OrganisationPredicate

LEAST_FIGURES, SPARE_FIGURES, MOST_FIGURES = 8, 2, 60
"""How many indicators the form has room for: at least eight, two more than there are, at most so many on demand."""
_PARTS = ("name", "target", "realisation", "mark")


class AchievementForm(Form):
    """The organisation's predicate, the reason for it, and the indicators it rests on."""

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

    count = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the rows of indicators: as many as the page that was sent had, and never fewer than are known."""
        super().__init__(*args, **kwargs)
        known = sum(f"f{n}_name" in self.initial for n in range(1, len(self.initial) + 1))
        room = max(LEAST_FIGURES, known + SPARE_FIGURES)
        asked = self.data.get("count", "")
        sent = min(int(asked), MOST_FIGURES) if re.fullmatch(r"[0-9]{1,3}", asked) else 0
        self.numbers = range(1, max(room, sent) + 1)
        self.initial = {**self.initial, "count": len(self.numbers)}
        for n in self.numbers:
            self.fields[f"f{n}_name"] = line(_("Indikator {n}").format(n=n), required=False, max_length=300)
            self.fields[f"f{n}_target"] = line(_("Target {n}").format(n=n), required=False, max_length=120)
            self.fields[f"f{n}_realisation"] = line(_("Realisasi {n}").format(n=n), required=False, max_length=120)
            self.fields[f"f{n}_mark"] = forms.ChoiceField(
                label=_("Capaian {n}").format(n=n),
                required=False,
                choices=lambda: [("", _("Pilih")), *((mark.value, worded(mark)) for mark in FigureMark)],
            )

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The fields of each indicator, in order."""
        return [(n, [self[f"f{n}_{name}"] for name in _PARTS]) for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """Collect the indicators; a row that was begun is completed."""
        words = super().clean() or {}
        words.pop("count", None)
        figures = []
        for n in self.numbers:
            name, target, realisation, mark = (words.pop(f"f{n}_{part}", "") for part in _PARTS)
            if not (name or target or realisation or mark):
                continue
            for part, value in (("name", name), ("realisation", realisation), ("mark", mark)):
                if not value and f"f{n}_{part}" not in self.errors:
                    self.add_error(f"f{n}_{part}", _("Lengkapi baris {n}, atau kosongkan semuanya.").format(n=n))
            if name and mark:
                figures.append(Figure(name, target, realisation, FigureMark(mark)))
        words["figures"] = figures
        return words


def figure_words(figures: list[dict[str, str]]) -> dict[str, str]:
    """Frozen figures as the form shows them, every one of them."""
    return {f"f{n}_{part}": row.get(part, "") for n, row in enumerate(figures, start=1) for part in _PARTS}


class SelfAssessmentForm(RowsForm):
    """How the employee rates the own period."""

    result_rating = rating_field(_("Hasil kerja saya"))
    behaviour_rating = rating_field(_("Perilaku kerja saya"))
    text = text(
        _("Yang perlu diketahui penilai"),
        required=False,
        hint=_("Hambatan, dukungan yang kurang, hasil yang tidak tampak di angka."),
    )

    def __init__(self, *args: Any, results: Any = (), **kwargs: Any) -> None:
        """Add the planned results, each with an optional rating and remark."""
        super().__init__(*args, **kwargs)
        self.add_rows(results)

    def clean(self) -> dict[str, Any]:
        """Collect what was said of single results."""
        words = super().clean() or {}
        words["results"] = self.row_words(words)
        return words


class ReplyForm(Form):
    """What the employee says about the citizens' voice."""

    text = text(_("Tanggapan Anda"), hint=_("Dibaca penilai dan atasannya sebelum penilaian ditandatangani."))


class PassForm(Form):
    """Why an evaluation goes to the next one above."""

    reason = text(
        _("Alasan"), max_length=1000, hint=_("Misalnya nomor keputusan bahwa pejabat penilai berhalangan tetap.")
    )
