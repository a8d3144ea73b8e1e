"""Objections in every state, each with the evaluation, the document and the clocks it stands on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from factories import evaluation as evaluations
from sambayan.common.verification import new_code
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.queries import document_content
from sambayan.objections.models import Explanation, Objection
from sambayan.people.models import Assignment

AT = datetime(2026, 10, 7, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
DUE = date(2026, 10, 26)
WORDS = {
    "reasons": "Capaian loket saya 17 menit, di bawah target 20 menit; rating hasil kerja seharusnya di atas.",
    "evidence": "Rekap loket Juli sampai September.",
    "links": ["https://contoh.invalid/rekap"],
}
AFTER = ("in_examination", "upheld", "changed")
LODGED = ("lodged", "withdrawn", *AFTER)
IN_EVALUATION = {"lodged": "objected", "in_examination": "objected", "upheld": "final", "changed": "final"}


def received(own: Assignment, appraiser: Assignment, superior: Assignment | None = None, **fields):
    """A received evaluation with its document D.1.1 and the one above the appraiser."""
    made = evaluations.evaluation(own, appraiser, "received", **fields)
    made.superior = superior.employee if superior else None
    made.signer, made.form_code = appraiser.employee, "D.1.1"
    made.save(update_fields=["superior", "signer", "form_code"])
    document(made)
    return made


def document(row: PerformanceEvaluation, form: str = "D.1.1") -> EvaluationDocument:
    """A document as it was issued for this evaluation."""
    return EvaluationDocument.objects.create(
        evaluation=row,
        form_code=form,
        code=row.document_code if form == "D.1.1" else new_code(),
        supersedes=row.documents.order_by("-pk").first(),
        result_rating=row.result_rating,
        behaviour_rating=row.behaviour_rating,
        predicate=row.predicate,
        content=document_content(row, ""),
        issued_at=row.signed_at,
    )


def objection(row: PerformanceEvaluation, state: str = "draft", heard: str | None = None, **fields) -> Objection:
    """An objection against this evaluation, taken as far as `state`; `heard` is what is there from both sides."""
    said = heard if heard is not None else ("explained" if state in AFTER[1:] else "")
    decided = state in AFTER[1:]
    made = Objection.objects.create(
        evaluation=row,
        document=row.documents.order_by("pk").first(),
        employee=row.employee,
        appraiser=row.signer or row.appraiser,
        unit=row.unit,
        state=state,
        **{
            **WORDS,
            "superior": row.superior,
            "due_on": DUE,
            "saved_at": AT,
            "lodged_at": AT if state in LODGED else None,
            "refused_at": AT if state == "refused_late" else None,
            "asked_at": AT if state in AFTER else None,
            "appraiser_heard": said,
            "employee_heard": said,
            "decided_at": AT + timedelta(days=2) if decided else None,
            "decision_reason": "Bukti kedua pihak sudah ditimbang." if decided else "",
            "recommendation": "Pertahankan waktu layanan." if state == "changed" else "",
            "decision_document": document(row, "D.1.3") if state == "changed" else None,
            **fields,
        },
    )
    if said:
        for side in ("appraiser", "employee"):
            Explanation.objects.create(
                objection=made, side=side, is_refusal=said == "refused", text=f"Penjelasan {side}.", written_at=AT,
                written_by="x",
            )  # fmt: skip
    if state in IN_EVALUATION:
        PerformanceEvaluation.objects.filter(pk=row.pk).update(state=IN_EVALUATION[state])
        row.state = IN_EVALUATION[state]
    if state in ("lodged", "in_examination"):
        start_clock(
            Start(ClockKind.OBJECTION_DECISION, "objection", made.pk, made.superior_id, made.unit_id, on=AT.date())
        )
    return made
