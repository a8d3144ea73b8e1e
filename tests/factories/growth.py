"""Feedback, guidance and cases in every state."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from factories.cycles import quarter
from factories.planning import agreement
from sambayan.growth.models import (
    CoachingRow,
    CompetencyEvaluation,
    CompetencyScore,
    ContinuousFeedback,
    CounsellingRecord,
    GuidanceRecord,
    GuidanceView,
)
from sambayan.people.models import Assignment, Employee
from sambayan.planning.models import PerformanceAgreement

AT = datetime(2026, 10, 7, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
SIGNED = ("recorded", "evaluated", "at_appraiser", "at_superior", "followed_up")
REPORTED = ("reported", "selected", "appointed", "held", "recorded", "at_decision", "followed_up")


def plan(own: Assignment, appraiser: Assignment, superior: Assignment | None = None) -> PerformanceAgreement:
    """An agreement in force with one result, and its quarter."""
    quarter(3)
    quarter(4)
    made = agreement(own, appraiser, "in_force", results=1)
    if superior is not None:
        made.superior = superior.employee
        made.save(update_fields=["superior"])
    return made


def feedback(
    found: PerformanceAgreement, giver: Employee | None, state: str = "recorded", **fields: Any
) -> ContinuousFeedback:
    """An entry on a value, positive unless said otherwise."""
    given = {"text": "Menjelaskan dengan sabar.", "evidence": "Catatan loket 6 Oktober", "value_code": "loyal"}
    if state == "requested":
        given = {"question": "Bagaimana penjelasan saya di loket?", "requested_at": AT}
    made = {
        "agreement": found, "employee": found.employee, "appraiser": found.appraiser, "superior": found.superior,
        "unit": found.unit, "period": quarter(), "giver": giver, "giver_kind": "leader" if giver else "related_party",
        "state": state, "is_positive": True, "recorded_at": AT if state in ("recorded", "used", "withdrawn") else None,
    } | given | fields  # fmt: skip
    return ContinuousFeedback.objects.create(**made)


def guidance(
    found: PerformanceAgreement, guide: Employee, state: str = "proposed", method: str = "coaching", **fields: Any
) -> GuidanceRecord:
    """Guidance on the ground of one entry to improve, with one indicator where it is coaching."""
    signed = AT if state in SIGNED else None
    made = {
        "agreement": found, "employee": found.employee, "appraiser": found.appraiser, "superior": found.superior,
        "unit": found.unit, "leader": found.appraiser, "guide": guide, "method": method, "reason": "Waktu layanan.",
        "finding": feedback(found, found.appraiser, is_positive=False), "state": state, "proposed_at": AT,
        "held_on": date(2026, 10, 7) if state in ("held", *SIGNED) else None, "note": "Antrean dibagi dua.",
        "employee_signed_at": signed, "guide_signed_at": signed,
        "document_code": f"GD-{found.pk}-{found.guidance.count()}" if signed else None,
    } | fields  # fmt: skip
    record = GuidanceRecord.objects.create(**made)
    if method == "coaching":
        CoachingRow.objects.create(guidance=record, number=1, indicator="Rata-rata waktu", target="15–20 menit")
    return record


def view(record: GuidanceRecord) -> GuidanceView:
    """The employee's view on a guidance."""
    code = f"VW-{record.pk}"
    answers = ["yes"] * 8 + ["no"]
    return GuidanceView.objects.create(
        guidance=record, answers=answers, note="Terima kasih.", given_at=AT, document_code=code
    )


def competence(record: GuidanceRecord) -> CompetencyEvaluation:
    """The competency evaluation of a guidance, with one score and a technical one."""
    made = CompetencyEvaluation.objects.create(
        guidance=record, recommendation="Dampingi.", evaluated_at=AT, document_code=f"CE-{record.pk}"
    )
    CompetencyScore.objects.create(evaluation=made, competency="integrity", value=4, reason="Jujur soal kendala.")
    CompetencyScore.objects.create(
        evaluation=made, competency="technical", name="Samsat digital", value=3, reason="Cukup."
    )
    return made


def case(found: PerformanceAgreement, state: str = "noted", **fields: Any) -> CounsellingRecord:
    """A case as far as `state`."""
    told = state != "noted"
    reported = state in REPORTED
    made = {
        "agreement": found, "employee": found.employee, "appraiser": found.appraiser, "superior": found.superior,
        "unit": found.unit, "state": state, "value_code": "harmonious", "evidence": "Membentak rekan, 1 Oktober.",
        "hampers": True, "noted_at": AT, "communicated_on": date(2026, 10, 2) if told else None,
        "communication": "Dibicarakan berdua." if told else "", "problem": "Dua kali membentak." if reported else "",
        "done_so_far": "Berbicara dua kali." if reported else "", "is_similar_elsewhere": False if reported else None,
        "reported_at": AT if reported else None, "document_code": f"B110-{found.pk}" if reported else None,
    } | fields  # fmt: skip
    return CounsellingRecord.objects.create(**made)
