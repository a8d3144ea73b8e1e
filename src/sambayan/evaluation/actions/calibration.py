"""The verbs of a calibration session. Only `accept`, by the appraiser, changes a rating. Source: local policy."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import rules
from sambayan.evaluation.access import calibration as access  # noqa: F401 - declares the rights
from sambayan.evaluation.models import (
    CalibrationMember,
    CalibrationParticipant,
    CalibrationProposal,
    CalibrationSession,
    CalibrationVote,
    PerformanceEvaluation,
)
from sambayan.evaluation.rules import CALIBRATION_FLOW, CalibrationState
from sambayan.notices import actions as notices
from sambayan.people.models import Employee, OrganisationUnit


@transaction.atomic
def plan_calibration(
    unit: OrganisationUnit, period: EvaluationPeriod, *, by: Actor, at: datetime
) -> CalibrationSession:
    """Call a session about everybody of the unit and below who is appraised there; the appraisers take part.

    Denied while another session of the unit for the period is not closed, and when nobody is to be evaluated.
    """
    require("evaluation.plan_calibration", by, unit)
    OrganisationUnit.objects.select_for_update().get(pk=unit.pk)
    others = CalibrationSession.objects.filter(unit=unit, period=period)
    if others.exclude(state=CalibrationState.CLOSED).exists():
        raise Denied(Refusal(_("Sudah ada rapat kalibrasi unit ini untuk periode itu yang belum selesai.")))
    if not _concerned(unit, period).exists():
        raise Denied(Refusal(_("Belum ada penilaian di unit ini untuk periode itu.")))
    session = CalibrationSession.objects.create(
        unit=unit, period=period, state=CALIBRATION_FLOW.after(None, "plan_calibration"), planned_at=at,
        planned_by=by.name,
    )  # fmt: skip
    people, seats = _enrol(session, at=at)
    record("evaluation.plan_calibration", session, by=by, at=at, after={"state": session.state, "people": people})
    for seat in seats:
        _invitation(session, seat.employee, at=at)
    return session


@transaction.atomic
def invite(session: CalibrationSession, leader: Employee, *, by: Actor, at: datetime) -> CalibrationParticipant:
    """Invite one more leader, who may look, note and propose like the appraisers."""
    require("evaluation.invite", by, lock(session))
    seat, is_new = CalibrationParticipant.objects.get_or_create(
        session=session, employee=leader, defaults={"is_appraiser": False, "invited_at": at}
    )
    if not is_new:
        raise Denied(Refusal(_("{name} sudah menjadi peserta.").format(name=leader)))
    record("evaluation.invite", session, by=by, at=at, after={"participant": leader.name})
    _invitation(session, leader, at=at)
    return seat


@transaction.atomic
def start_pre_vote(session: CalibrationSession, *, by: Actor, at: datetime) -> CalibrationSession:
    """Let everybody place people in silence: nobody sees where the others placed them until the meeting opens."""
    require("evaluation.start_pre_vote", by, lock(session))
    session.pre_vote_at = at
    _enrol(session, at=at)
    _move(session, "start_pre_vote", "pre_vote_at", by=by, at=at)
    url = reverse("evaluation:calibration", args=[session.pk])
    for seat in session.participants.select_related("employee"):
        notices.post("evaluation.start_pre_vote", to=seat.employee, about=session, url=url, at=at,
                     unit=session.unit, period=session.period)  # fmt: skip
    return session


@transaction.atomic
def place(member: CalibrationMember, cell: rules.Cell, *, by: Actor, at: datetime) -> CalibrationVote:
    """Place a person in silence; placing again replaces. The record holds that one placed, not where."""
    lock(member.session)
    require("evaluation.place", by, member)
    CALIBRATION_FLOW.after(member.session.state, "place")
    vote, _is_new = CalibrationVote.objects.update_or_create(
        member=member,
        voter_id=by.employee_id,
        defaults={"result_rating": cell.result, "behaviour_rating": cell.behaviour, "placed_at": at},
    )
    record("evaluation.place", member, by=by, at=at)
    return vote


@transaction.atomic
def open_calibration(session: CalibrationSession, *, by: Actor, at: datetime) -> CalibrationSession:
    """Open the meeting: the spread of the silent placing is shown, and proposals may be made."""
    require("evaluation.open_calibration", by, lock(session))
    session.opened_at = at
    _enrol(session, at=at)
    return _move(session, "open_calibration", "opened_at", by=by, at=at)


@transaction.atomic
def discuss(member: CalibrationMember, *, by: Actor, at: datetime) -> CalibrationMember:
    """Tick a person as discussed."""
    lock(member.session)
    require("evaluation.discuss", by, member)
    return _tick(member, "discuss", at, by.name, by=by, at=at)


@transaction.atomic
def undiscuss(member: CalibrationMember, *, by: Actor, at: datetime) -> CalibrationMember:
    """Take the tick back."""
    lock(member.session)
    require("evaluation.undiscuss", by, member)
    return _tick(member, "undiscuss", None, "", by=by, at=at)


@transaction.atomic
def write_note(member: CalibrationMember, text: str, *, by: Actor, at: datetime) -> CalibrationMember:
    """Keep one's own note about a person, seen by all participants; the same text again is no event."""
    lock(member.session)
    require("evaluation.write_note", by, member)
    note, _is_new = member.notes.get_or_create(author_id=by.employee_id, defaults={"written_at": at})
    if note.text != text:
        note.text, note.written_at = text, at
        note.save(update_fields=["text", "written_at"])
        record("evaluation.write_note", member, by=by, at=at)
    return member


@transaction.atomic
def close_calibration(session: CalibrationSession, *, by: Actor, at: datetime) -> CalibrationSession:
    """End the meeting. Proposals nobody answered lapse: the ratings stay as the appraisers gave them."""
    require("evaluation.close_calibration", by, lock(session))
    session.closed_at = at
    waiting = list(_waiting(session).select_related("member__evaluation__employee", "member__session"))
    for proposal in waiting:
        proposal.state = rules.PROPOSAL_FLOW.after(proposal.state, "lapse")
    _waiting(session).update(state=rules.ProposalState.LAPSED, answered_at=at)
    record_all(
        (Entry("evaluation.lapse", row, {"state": "proposed"}, {"state": row.state}) for row in waiting), by=by, at=at
    )
    return _move(session, "close_calibration", "closed_at", by=by, at=at)


def _concerned(unit: OrganisationUnit, period: EvaluationPeriod) -> QuerySet[PerformanceEvaluation]:
    """Evaluations of people of the unit and below by appraisers of the same part; the head's own is not among them."""
    return PerformanceEvaluation.objects.filter(
        Q(unit__path__startswith=unit.path), Q(appraiser_unit__path__startswith=unit.path), period=period
    )


def _enrol(session: CalibrationSession, *, at: datetime) -> tuple[int, list[CalibrationParticipant]]:
    """Enter whoever is missing: people to talk about, and their appraisers. How many people, and the new seats."""
    rows = list(_concerned(session.unit, session.period).values_list("pk", "appraiser_id"))
    CalibrationMember.objects.bulk_create(
        (CalibrationMember(session=session, evaluation_id=pk) for pk, _appraiser in rows),
        batch_size=500,
        ignore_conflicts=True,
    )
    seated = set(session.participants.values_list("employee_id", flat=True))
    missing = sorted({appraiser for _pk, appraiser in rows} - seated)
    CalibrationParticipant.objects.bulk_create(
        CalibrationParticipant(session=session, employee_id=pk, is_appraiser=True, invited_at=at) for pk in missing
    )
    for name in ("participant_ids", "appraised_by"):
        session.__dict__.pop(name, None)
    return len(rows), list(session.participants.filter(employee_id__in=missing).select_related("employee"))


def _invitation(session: CalibrationSession, to: Employee, *, at: datetime) -> None:
    url = reverse("evaluation:calibration", args=[session.pk])
    words = {"unit": session.unit, "period": session.period}
    notices.post("evaluation.invite", to=to, about=session, url=url, at=at, **words)


def _waiting(session: CalibrationSession) -> QuerySet[CalibrationProposal]:
    return CalibrationProposal.objects.filter(member__session=session, state=rules.ProposalState.PROPOSED)


def _tick(
    member: CalibrationMember, verb: str, when: datetime | None, name: str, *, by: Actor, at: datetime
) -> CalibrationMember:
    CALIBRATION_FLOW.after(member.session.state, verb)
    member.discussed_at, member.discussed_by = when, name
    member.save(update_fields=["discussed_at", "discussed_by"])
    record(f"evaluation.{verb}", member, by=by, at=at)
    return member


def _move(session: CalibrationSession, verb: str, moment: str, *, by: Actor, at: datetime) -> CalibrationSession:
    before = session.state
    session.state = CALIBRATION_FLOW.after(before, verb)
    session.save(update_fields=["state", moment])
    record(f"evaluation.{verb}", session, by=by, at=at, before={"state": before}, after={"state": session.state})
    return session
