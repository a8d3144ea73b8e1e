"""Calibration sessions in every state."""

from conftest import NOW
from factories.evaluation import evaluation
from sambayan.evaluation.models import (
    CalibrationMember,
    CalibrationParticipant,
    CalibrationProposal,
    CalibrationSession,
    PerformanceEvaluation,
)

REASON = "Dua hasil utama di bawah target tanpa penjelasan."


def session(unit, *participants, state: str = "open", period=None) -> CalibrationSession:
    """A session of a unit in this state with these employees taking part."""
    from factories.cycles import quarter

    made = CalibrationSession.objects.create(
        unit=unit, period=period or quarter(), state=state, planned_at=NOW, planned_by="Citra",
        opened_at=NOW if state in ("open", "closed") else None, closed_at=NOW if state == "closed" else None,
    )  # fmt: skip
    for employee in participants:
        CalibrationParticipant.objects.create(session=made, employee=employee, is_appraiser=True, invited_at=NOW)
    return made


def member(of: CalibrationSession, row: PerformanceEvaluation) -> CalibrationMember:
    """One person of a session, as the pages load it."""
    return CalibrationMember.objects.create(session=of, evaluation=row)


def proposal(of: CalibrationMember, proposer, result="below", behaviour="meets", **fields) -> CalibrationProposal:
    """A proposal that waits."""
    return CalibrationProposal.objects.create(
        member=of, proposer=proposer, from_result=of.evaluation.result_rating,
        from_behaviour=of.evaluation.behaviour_rating, to_result=result, to_behaviour=behaviour, reason=REASON,
        evidence="Rekap loket September", proposed_at=NOW, **fields,
    )  # fmt: skip


def meeting(cast, state: str = "open", rated: str = "rated"):
    """Ani, rated by Budi, in a session of Citra's office in which Budi and Citra take part: session and member."""
    row = evaluation(cast.ani.assignment, cast.budi.assignment, rated)
    made = session(cast.office, cast.budi.employee, cast.citra.employee, state=state)
    return made, member(made, row)
