"""Proposals of a calibration session: made by participants, decided by the appraiser alone. Source: local policy."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.evaluation import rules
from sambayan.evaluation.access import calibration as access  # noqa: F401 - declares the rights
from sambayan.evaluation.access import require_in_time
from sambayan.evaluation.actions.rerating import EXCEPTION, WARNED_REASONS, NewRating, rerate
from sambayan.evaluation.models import CalibrationMember, CalibrationProposal, PerformanceEvaluation
from sambayan.evaluation.rules import PROPOSAL_FLOW
from sambayan.notices import actions as notices
from sambayan.people.models import Employee

_RATINGS = ("result_rating", "behaviour_rating", "predicate")
KEPT_REASONS = ("consideration", *WARNED_REASONS)


@transaction.atomic
def propose(
    member: CalibrationMember, cell: rules.Cell, *, reason: str, evidence: str, by: Actor, at: datetime
) -> CalibrationProposal:
    """Propose other ratings with reason and evidence; the rating itself does not change.

    Denied when the person stands there already, and while one's earlier proposal for the person waits.
    """
    lock(member.session)
    _hold(member.evaluation)
    require("evaluation.propose", by, member)
    if cell == _now(member.evaluation):
        raise Denied(Refusal(_("Pegawai ini sudah di sel itu. Pilih sel lain.")))
    waiting = member.proposals.filter(proposer_id=by.employee_id, state=rules.ProposalState.PROPOSED)
    if waiting.exists():
        raise Denied(Refusal(_("Usul Anda sebelumnya masih menunggu penilai. Tarik dahulu bila ingin mengubahnya.")))
    evaluation = member.evaluation
    proposal = CalibrationProposal.objects.create(
        member=member, proposer_id=_seat(by), state=PROPOSAL_FLOW.after(None, "propose"),
        from_result=evaluation.result_rating, from_behaviour=evaluation.behaviour_rating,
        to_result=cell.result, to_behaviour=cell.behaviour, reason=reason, evidence=evidence, proposed_at=at,
    )  # fmt: skip
    after = {"result_rating": cell.result, "behaviour_rating": cell.behaviour, "predicate": cell.predicate}
    record("evaluation.propose", proposal, by=by, at=at, after=after, reason=reason)
    if by.employee_id != evaluation.appraiser_id:
        _tell("evaluation.propose", proposal, evaluation.appraiser, at=at)
    return proposal


@transaction.atomic
def accept(proposal: CalibrationProposal, reasons: dict[str, str], *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Accept as the appraiser: the evaluation gets the proposed ratings and the predicate that follows from them.

    `reasons` holds the new reasons that `rules.reasons_needed` asked for; what the appraiser wrote before, and how the
    citizens' voice was considered, stay unless written anew, or no longer asked for. With `exception_predicate` it says
    what becomes of the predicate after a failed study leave. Denied when somebody signed or rated again meanwhile, and
    after the window. Source: PermenPANRB 6/2022 Ps 24-25: the rating is the appraiser's; Lampiran IV.A.11 p90.
    """
    member = proposal.member
    lock(member.session)
    evaluation = _hold(member.evaluation)
    require("evaluation.accept", by, lock(proposal))
    require_in_time(evaluation, timezone.localdate(at))
    if _now(evaluation) != proposal.before:
        raise Denied(
            Refusal(_("Rating pegawai ini sudah berubah sejak usul dibuat."), _("Pengusul dapat mengusulkan lagi."))
        )
    for name in KEPT_REASONS:
        setattr(evaluation, name, reasons.get(name) or getattr(evaluation, name))
    evaluation.save(update_fields=["consideration"])
    new = NewRating(
        proposal.after.result, reasons.get("result_reason", ""), proposal.after.behaviour,
        reasons.get("behaviour_reason", ""), reasons.get("exception_predicate"), reasons.get("exception_reason", ""),
    )  # fmt: skip
    before, after = rerate(evaluation, new, at=at)
    _answer(proposal, "accept", reasons.get("answer", ""), by=by, at=at)
    record(
        "evaluation.accept", evaluation, by=by, at=at, before=before, after=after, reason=proposal.reason,
        rule_version=evaluation.rule_version,
    )  # fmt: skip
    if by.employee_id != proposal.proposer_id:
        _tell("evaluation.accept", proposal, proposal.proposer, at=at)
    return evaluation


@transaction.atomic
def decline(proposal: CalibrationProposal, reason: str, *, by: Actor, at: datetime) -> CalibrationProposal:
    """Decline with a reason the participants read; the rating stays."""
    lock(proposal.member.session)
    require("evaluation.decline", by, lock(proposal))
    _answer(proposal, "decline", reason, by=by, at=at)
    before, after = {"state": rules.ProposalState.PROPOSED}, {"state": proposal.state}
    record("evaluation.decline", proposal, by=by, at=at, before=before, after=after, reason=reason)
    if by.employee_id != proposal.proposer_id:
        _tell("evaluation.decline", proposal, proposal.proposer, at=at)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: CalibrationProposal, *, by: Actor, at: datetime) -> CalibrationProposal:
    """Take one's own proposal back before it was answered."""
    lock(proposal.member.session)
    require("evaluation.withdraw_proposal", by, lock(proposal))
    _answer(proposal, "withdraw_proposal", "", by=by, at=at)
    before, after = {"state": rules.ProposalState.PROPOSED}, {"state": proposal.state}
    record("evaluation.withdraw_proposal", proposal, by=by, at=at, before=before, after=after)
    return proposal


def _hold(evaluation: PerformanceEvaluation) -> PerformanceEvaluation:
    """Lock the evaluation and read again what others may have changed: state, ratings and reasons."""
    lock(evaluation)
    evaluation.refresh_from_db(fields=[*_RATINGS, "result_reason", "behaviour_reason", *KEPT_REASONS, *EXCEPTION])
    return evaluation


def _now(evaluation: PerformanceEvaluation) -> rules.Cell:
    return rules.Cell(rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating))


def _answer(proposal: CalibrationProposal, verb: str, words: str, *, by: Actor, at: datetime) -> None:
    proposal.state = PROPOSAL_FLOW.after(proposal.state, verb)
    proposal.answer, proposal.answered_at, proposal.answered_by = words, at, by.name
    proposal.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _tell(event: str, proposal: CalibrationProposal, to: Employee, *, at: datetime) -> None:
    url = reverse("evaluation:member", args=[proposal.member_id])
    session = proposal.member.session
    notices.post(event, to=to, about=proposal, url=url, at=at, unit=session.unit, period=session.period)


def _seat(by: Actor) -> int:
    """The employee behind a participant; the right was asked before, and only employees have a seat."""
    return by.employee_id or 0
