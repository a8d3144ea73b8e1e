"""Evaluations in every state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from factories.cycles import quarter
from factories.planning import agreement, evidence, planned_result
from sambayan.evaluation import rules
from sambayan.evaluation.models import EvaluationDocument, OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries import document_content
from sambayan.people.models import Assignment

AT = datetime(2026, 10, 6, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
ORDER = ("open", "rated", "signed", "handed_over", "received", "returned", "final")
STANDS_FOR = {"with_superior": "rated", "not_returned": "received", "objected": "returned"}


def evaluation(
    own: Assignment,
    appraiser: Assignment,
    state: str = "open",
    period=None,
    result="meets",
    behaviour="meets",
    superior: Assignment | None = None,
) -> PerformanceEvaluation:
    """An evaluation of a person with one evidenced result, taken as far as `state`."""
    period = period or quarter()
    plan = own.employee.agreements.filter(cycle=period.cycle).first()
    if plan is None:
        plan = agreement(own, appraiser, "in_force")
        evidence(planned_result(plan), period)
    reached = ORDER.index(STANDS_FOR.get(state, state))
    rated = reached >= 1
    return PerformanceEvaluation.objects.create(
        agreement=plan,
        period=period,
        employee=own.employee,
        appraiser=appraiser.employee,
        superior=superior.employee if superior else None,
        unit=own.position.unit,
        appraiser_unit=appraiser.position.unit,
        state=state,
        result_rating=result if rated else "",
        result_reason="Mutu berkas melewati target." if rated else "",
        behaviour_rating=behaviour if rated else "",
        behaviour_reason="Konsisten dan suka mengajari rekan." if rated else "",
        evaluation_note="Catat pengaduan pada hari pertama." if rated else "",
        predicate=rules.predicate(rules.Rating(result), rules.Rating(behaviour)).value if rated else "",
        rated_at=AT if rated else None,
        organisation_predicate="good" if reached >= 2 else "",
        signed_at=AT if reached >= 2 else None,
        document_code=f"TE{period.number}-{own.employee_id:09}" if reached >= 2 else None,
        handed_over_at=AT if reached >= 3 else None,
        received_at=AT if reached >= 4 else None,
        returned_at=AT if reached >= 5 else None,
        finalised_at=AT if reached >= 6 else None,
        signer=appraiser.employee if reached >= 2 else None,
        form_code="D.1.1" if reached >= 2 else "",
    )


def document(row: PerformanceEvaluation, form: str = "D.1.1") -> EvaluationDocument:
    """The frozen document of a signed evaluation."""
    return EvaluationDocument.objects.create(
        evaluation=row,
        form_code=form,
        code=row.document_code,
        result_rating=row.result_rating,
        behaviour_rating=row.behaviour_rating,
        predicate=row.predicate,
        content=document_content(row, ""),
        issued_at=row.signed_at,
    )


def achievement(unit, period=None, predicate: str = "good") -> OrganisationAchievement:
    """The organisation predicate of a unit."""
    return OrganisationAchievement.objects.create(
        unit=unit,
        period=period or quarter(),
        predicate=predicate,
        reason="Rencana aksi tercapai.",
        set_at=AT,
        set_by="Citra",
    )
