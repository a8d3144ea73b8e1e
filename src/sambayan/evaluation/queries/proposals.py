"""Reading what was asked about one person in a calibration, and what the person may read of it afterwards."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.evaluation import rules
from sambayan.evaluation.models import (
    CalibrationMember,
    CalibrationNote,
    CalibrationParticipant,
    CalibrationProposal,
    CalibrationSession,
    PerformanceEvaluation,
    ResultAssessment,
)
from sambayan.evaluation.queries.calibration import cell_of, past_of
from sambayan.evaluation.queries.grounds import advice_on
from sambayan.growth.queries import feedback_on
from sambayan.notices.rules import Duty, duty_source


@dataclass(frozen=True)
class Panel:
    """Beside the board: what is known of one person, what others said, and what was proposed."""

    member: CalibrationMember
    cell: rules.Cell | None
    below: list[ResultAssessment]
    assessed: int
    positive: int
    to_improve: int
    past: tuple[tuple[str, rules.Predicate], ...]
    spread: list[tuple[rules.Cell, int]]
    own_vote: rules.Cell | None
    notes: list[CalibrationNote]
    own_note: str
    proposals: list[CalibrationProposal]

    @property
    def evaluation(self) -> PerformanceEvaluation:
        """The evaluation the session talks about."""
        return self.member.evaluation


def panel(member: CalibrationMember, actor: Actor) -> Panel:
    """What a participant reads of one person. Who placed whom where is never said, only how many, and only later."""
    evaluation, session = member.evaluation, member.session
    rows = list(evaluation.assessments.filter(is_own=False).exclude(rating="").select_related("result"))
    marks = list(feedback_on(evaluation.employee_id, evaluation.period).values_list("is_positive", flat=True))
    votes = {vote.voter_id: vote.cell for vote in member.votes.all()}
    is_silent = session.state in (rules.CalibrationState.PLANNED, rules.CalibrationState.PRE_VOTE)
    notes = [] if is_silent else list(member.notes.select_related("author").exclude(text="").order_by("pk"))
    proposals = member.proposals.select_related("proposer").order_by("-proposed_at", "-pk")
    return Panel(
        member=member,
        cell=cell_of(evaluation),
        below=[row for row in rows if row.rating == rules.Rating.BELOW],
        assessed=len(rows),
        positive=marks.count(True),
        to_improve=marks.count(False),
        past=past_of([evaluation.employee_id], evaluation.period).get(evaluation.employee_id, ()),
        spread=[] if is_silent else rules.spread(votes.values()),
        own_vote=votes.get(actor.employee_id or 0),
        notes=[note for note in notes if note.author_id != actor.employee_id],
        own_note=next((note.text for note in notes if note.author_id == actor.employee_id), ""),
        proposals=list(proposals),
    )


def reasons_asked(proposal: CalibrationProposal, day: date) -> tuple[str, ...]:
    """The fields the appraiser has to write before this proposal is accepted: as on the form of the rating."""
    evaluation = proposal.member.evaluation
    now, target = cell_of(evaluation), proposal.after
    assert now is not None
    moved = copy(evaluation)
    moved.result_rating, moved.behaviour_rating = target.result.value, target.behaviour.value
    asked = advice_on(moved, day).asks
    return rules.reasons_needed(now, target, asked, {name: getattr(evaluation, name) for name in asked})


def participants(session_pk: int) -> list[CalibrationParticipant]:
    """Who takes part, appraisers first, by name."""
    found = CalibrationParticipant.objects.filter(session_id=session_pk).select_related("employee")
    return list(found.order_by("-is_appraiser", "employee__name", "pk"))


@dataclass(frozen=True)
class Calibrated:
    """What an employee reads of a calibration: when it was, and what became of the proposals; never the placings."""

    member: CalibrationMember
    accepted: list[CalibrationProposal]
    others: list[CalibrationProposal]


def calibrations_of(evaluation: PerformanceEvaluation) -> list[Calibrated]:
    """The closed or running meetings in which this evaluation was talked about, the oldest first, in two queries."""
    rows = evaluation.calibrations.filter(Q(discussed_at__isnull=False) | Q(proposals__isnull=False)).distinct()
    rows = rows.select_related("session__unit").prefetch_related("proposals__proposer").order_by("pk")
    return [_calibrated(row, list(row.proposals.all())) for row in rows]


def _calibrated(member: CalibrationMember, proposals: Sequence[CalibrationProposal]) -> Calibrated:
    accepted = [row for row in proposals if row.state == rules.ProposalState.ACCEPTED]
    answered = (rules.ProposalState.DECLINED, rules.ProposalState.LAPSED)
    return Calibrated(member, accepted, [row for row in proposals if row.state in answered])


@duty_source
def calibration_duties(actor: Actor, day: date) -> list[Duty]:
    """Proposals that wait for the appraiser, and people to place in silence: one query."""
    if actor.employee_id is None:
        return []
    seats = CalibrationParticipant.objects.filter(
        employee_id=actor.employee_id, session__state__in=(rules.CalibrationState.PRE_VOTE, rules.CalibrationState.OPEN)
    )
    waiting = _waiting_for(actor.employee_id)
    counted = waiting.order_by().values("member__session_id").annotate(n=Count("pk")).values("n")
    first = waiting.order_by("pk").values("member_id")[:1]
    rows = seats.annotate(waiting=Subquery(counted), first=Subquery(first))
    found = []
    for seat in rows.select_related("session__unit", "session__period__cycle").order_by("pk"):
        member, n = getattr(seat, "first", None), getattr(seat, "waiting", None)
        if seat.session.state == rules.CalibrationState.PRE_VOTE:
            found.append(_to_place(seat.session))
        elif member is not None and n:
            found.append(_to_answer(seat.session, member, n))
    return found


def _waiting_for(appraiser_id: int) -> QuerySet[CalibrationProposal]:
    """The proposals of the seat's session that wait for this appraiser."""
    return CalibrationProposal.objects.filter(
        state=rules.ProposalState.PROPOSED,
        member__session_id=OuterRef("session_id"),
        member__evaluation__appraiser_id=appraiser_id,
        member__evaluation__state=rules.EvaluationState.RATED,
    )


def _to_answer(session: CalibrationSession, member: int, n: int) -> Duty:
    detail = _("{n} usul dari rapat {unit} menunggu. Hanya Anda, pejabat penilai, yang dapat menerimanya.")
    return Duty(
        session.period.window_to,
        _("Jawab usul kalibrasi {period}").format(period=session.period),
        detail.format(n=n, unit=session.unit),
        _("Kebijakan lokal; rating tetap kewenangan pejabat penilai (PermenPANRB 6/2022 Pasal 24)"),
        reverse("evaluation:member", args=[member]),
        _("Baca usul"),
        count=n,
    )


def _to_place(session: CalibrationSession) -> Duty:
    return Duty(
        session.period.window_to,
        _("Tempatkan pegawai sebelum rapat kalibrasi {unit}").format(unit=session.unit),
        _("Peserta lain tidak melihat penempatan Anda sampai rapat dibuka."),
        _("Kebijakan lokal; rating tetap kewenangan pejabat penilai (PermenPANRB 6/2022 Pasal 24)"),
        reverse("evaluation:calibration", args=[session.pk]),
        _("Tempatkan"),
    )
