"""The page "Mengapa?": why a predicate is what it is. Page and PDF show the same sections, in plain sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.language import worded
from sambayan.cycles.queries import days_left
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries import reasons
from sambayan.evaluation.queries.terms import objection_due
from sambayan.evaluation.queries.told import Item, Section
from sambayan.policies.queries import pack_code, values_on


@dataclass(frozen=True)
class ExplanationPage:
    """Why a predicate is what it is: the cell, what led to it, what would change it, who decided, and until when."""

    evaluation: PerformanceEvaluation
    result: rules.Rating
    behaviour: rules.Rating
    predicate: rules.Predicate
    changes: tuple[rules.Step, ...]
    objection_due: date | None
    objection_days_left: int | None
    objection_window: int
    decision_days: int
    pack_code: str
    sections: list[Section] = field(default_factory=list)

    @property
    def cell(self) -> rules.Cell:
        """The cell of the matrix."""
        return rules.Cell(self.result, self.behaviour)

    @property
    def is_picked(self) -> bool:
        """Whether the predicate was picked after a failed study leave, so that the table does not give it."""
        return bool(self.evaluation.exception_predicate)

    @property
    def law(self) -> str:
        """Under the table: where it stands, and whether the predicate comes from it."""
        if self.is_picked:
            words = _("{law}. Predikat dipilih, bukan dihitung; tabel ini tidak menentukannya.")
            return words.format(law=reasons.exception_law())
        return _("PermenPANRB 6/2022 Lampiran IV hlm. 99. Predikat dihitung, tidak diketik.")


def explanation_page(evaluation: PerformanceEvaluation, day: date) -> ExplanationPage:
    """The explanation of a rated evaluation, with the objection date once the document was received.

    The periods are those of the day of receipt, or of today while it is not received.
    """
    result, behaviour = rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating)
    received = timezone.localdate(evaluation.received_at) if evaluation.received_at else None
    values = values_on(received or day)
    window, due = values.integer("objection_window_days"), objection_due(evaluation)
    shown = ExplanationPage(
        evaluation,
        result,
        behaviour,
        rules.Predicate(evaluation.predicate),
        rules.what_would_change(result, behaviour),
        due,
        days_left(day, due, evaluation.unit.path),
        window,
        values.integer("objection_decision_days"),
        pack_code(evaluation.rule_version),
    )
    shown.sections.extend(_sections(shown))
    return shown


def _sections(shown: ExplanationPage) -> list[Section]:
    evaluation = shown.evaluation
    found = [
        Section(_("Pengecualian: tugas belajar gagal"), reasons.exception(evaluation)),
        Section(_("Yang membawa ke sini"), reasons.ratings(evaluation)),
        Section(_("Umpan balik dan bimbingan yang dipertimbangkan"), reasons.feedback(evaluation)),
        Section(_("Suara warga"), reasons.citizens(evaluation)),
        Section(_("Kalibrasi"), reasons.calibrations(evaluation)),
        Section(_("Capaian organisasi"), reasons.organisation(evaluation)),
        Section(_("Yang akan mengubahnya"), list(_changes(shown))),
        Section(_("Siapa memutuskan, sampai kapan"), [*reasons.decided(evaluation), *_objection(shown)]),
        Section(_("Dokumen"), reasons.documents(evaluation)),
    ]
    return [section for section in found if section.items]


def _changes(shown: ExplanationPage) -> Iterator[Item]:
    """The way to the next better predicate, then what each axis alone would have changed.

    A predicate picked after a failed study leave changes with no rating: only without the exception the table counts.
    """
    if shown.is_picked:
        text = _(
            "bila tugas belajar tidak dinyatakan gagal: predikat lalu mengikuti tabel. Rating lain tidak mengubahnya."
        )
        yield Item(worded(shown.cell.predicate), text, predicate=shown.cell.predicate.value)
        return
    better = rules.next_better(shown.cell)
    for cell in better:
        yield Item(
            worded(cell.predicate),
            _("bila hasil kerja {result} dan perilaku kerja {behaviour}. Ini predikat berikutnya.").format(
                result=worded(cell.result).lower(), behaviour=worded(cell.behaviour).lower()
            ),
            predicate=cell.predicate.value,
        )
    told = {cell.key for cell in better}
    for step in shown.changes:
        is_result = step.axis is rules.Axis.RESULT
        cell = rules.Cell(step.rating, shown.behaviour) if is_result else rules.Cell(shown.result, step.rating)
        if cell.key in told or step.predicate is shown.predicate:
            continue
        words = _("bila hasil kerja {rating}.") if is_result else _("bila perilaku kerja {rating}.")
        text = words.format(rating=worded(step.rating).lower())
        yield Item(worded(step.predicate), text, predicate=step.predicate.value)


def _objection(shown: ExplanationPage) -> list[Item]:
    """How long and how to object, or why that is not possible. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B."""
    evaluation = shown.evaluation
    if evaluation.is_final or evaluation.state == rules.EvaluationState.FINAL:
        title = _("Hasil ini final; keberatan tidak dapat diajukan.")
        late = _("Keberatan yang terlambat tidak diterima, kecuali atasan pejabat penilai membukanya dengan alasan.")
        return [
            Item(
                title if evaluation.is_final else _("Masa keberatan sudah lewat, jadi hasil ini final."),
                evaluation.final_word if evaluation.is_final else late,
                source=reasons.final_law(evaluation),
                state="done",
            )
        ]
    law = _("PermenPANRB 6/2022 Pasal 29 dan Lampiran V.B.2")
    return [
        Item(*reasons.term(shown.objection_due, shown.objection_days_left, shown.objection_window), source=law,
             state="next"),
        Item(
            _("Caranya: tulis alasan dan lampirkan bukti."),
            _("Keberatan diputus atasan pejabat penilai, {n} hari kerja sejak keberatan diterima.").format(
                n=shown.decision_days
            ),
            source=_("PermenPANRB 6/2022 Lampiran V.B.6"),
            state="next",
        ),
    ]  # fmt: skip
