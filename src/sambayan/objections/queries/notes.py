"""What was noted about an evaluation besides ratings and feedback, as the bundle of an objection keeps it."""

from typing import Any

from django.utils import timezone

from sambayan.evaluation.models import CalibrationProposal, PerformanceEvaluation
from sambayan.evaluation.queries.proposals import Calibrated, calibrations_of
from sambayan.growth.queries import support_of


def notes(evaluation: PerformanceEvaluation) -> dict[str, Any]:
    """Dialogues, guidance, calibration, the own assessment, and what the appraiser noted, as "Mengapa?" tells them."""
    own, period = getattr(evaluation, "self_assessment", None), evaluation.period
    dialogues = evaluation.agreement.dialogues.select_related("led_by").order_by("held_on", "pk")
    return {
        "dialogues": [{"on": str(row.held_on), "led_by": str(row.led_by), "note": row.note} for row in dialogues],
        "self_assessment": {"result": own.result_rating, "behaviour": own.behaviour_rating, "text": own.text}
        if own
        else None,
        "assessments": [
            {"result": row.result.title, "is_own": row.is_own, "rating": row.rating, "remark": row.remark}
            for row in evaluation.assessments.select_related("result").order_by("result_id", "is_own", "pk")
        ],
        "guidance": [
            {"on": str(each.on), "method": each.title, "note": each.note}
            for each in support_of(evaluation.employee_id, period.from_date, period.to_date)
        ],
        "calibrations": [_calibration(each) for each in calibrations_of(evaluation)],
        "note_of_the_appraiser": evaluation.evaluation_note,
        "citizen_reply": evaluation.citizen_reply,
    }


def _calibration(each: Calibrated) -> dict[str, Any]:
    """A meeting and what became of its proposals; who proposed is told of the accepted ones, as "Mengapa?" does."""
    session = each.member.session
    return {
        "unit": str(session.unit),
        "on": str(timezone.localdate(session.opened_at or session.planned_at)),
        "accepted": [
            {
                **_proposed(row),
                "reason": row.reason,
                "evidence": row.evidence,
                "proposed_by": str(row.proposer),
                "accepted_by": row.answered_by,
            }
            for row in each.accepted
        ],
        "not_accepted": [{**_proposed(row), "answer": row.answer} for row in each.others],
    }


def _proposed(row: CalibrationProposal) -> dict[str, str]:
    before, after = row.before, row.after
    return {
        "result": f"{before.result} → {after.result}",
        "behaviour": f"{before.behaviour} → {after.behaviour}",
        "predicate": f"{before.predicate} → {after.predicate}",
    }
