"""Who calls a calibration session, who takes part, and who alone may change a rating there."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.evaluation.rules import (
    CALIBRATION_FLOW,
    PROPOSAL_FLOW,
    CalibrationState,
    EvaluationState,
    ProposalState,
    concealed_from,
)
from sambayan.people.access import appraiser


def _anybody_employed(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None or actor.grants else Refusal(_("Halaman ini untuk pegawai."))


def _calls(actor: Actor, unit: Any) -> Answer:
    if actor.leads(unit.path) or actor.has(Role.PERFORMANCE_ADMIN, unit.path):
        return None
    return Refusal(
        _("Rapat kalibrasi diatur pimpinan unit, pimpinan di atasnya, atau pengelola kinerja."),
        _("Hubungi pimpinan unit."),
    )


def _organises(actor: Actor, session: Any) -> Answer:
    return _calls(actor, session.unit)


def _takes_part(actor: Actor, session: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id in session.participant_ids:
        return None
    return Refusal(
        _("Ini hanya untuk peserta rapat kalibrasi."), _("Pesertanya para pejabat penilai dan pimpinan yang diundang.")
    )


def _inspects(actor: Actor, session: Any) -> Answer:
    if actor.has(Role.INSPECTOR, session.unit.path):
        return None
    return _takes_part(actor, session)


def _not_closed(actor: Actor, session: Any) -> Answer:
    if session.state == CalibrationState.CLOSED:
        return Refusal(_("Rapat ini sudah selesai."))
    return None


def _is_open(actor: Actor, session: Any) -> Answer:
    if session.state == CalibrationState.OPEN:
        return None
    return Refusal(_("Ini dilakukan selama rapat berlangsung."), _("Pengatur rapat membuka dan menutupnya."))


def _not_concealed(actor: Actor, member: Any) -> Answer:
    if member.evaluation.employee_id not in concealed_from(actor.employee_id, member.session.appraised_by):
        return None
    return Refusal(_("Dirahasiakan dari Anda: tidak ada yang ikut mengalibrasi dirinya sendiri atau atasannya."))


def _is_rated(actor: Actor, member: Any) -> Answer:
    state = EvaluationState(member.evaluation.state)
    if state == EvaluationState.RATED:
        return None
    if state == EvaluationState.OPEN:
        return Refusal(_("Belum dinilai, jadi belum dapat dikalibrasi."), _("Pejabat penilai menilainya lebih dahulu."))
    return Refusal(
        _("Penilaian ini sudah ditandatangani atau diambil alih atasan, jadi tidak dapat dikalibrasi lagi."),
        _("Sesudahnya hanya keberatan pegawai yang dapat mengubahnya."),
    )


def _proposed_it(actor: Actor, proposal: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == proposal.proposer_id:
        return None
    return Refusal(_("Usul hanya dapat ditarik pengusulnya."), _("Penilai dapat menolaknya dengan alasan."))


def _of(part: Callable[[Any], Any], guard: Guard) -> Guard:
    """The guard about a part of the thing: the session of a member, the evaluation of a proposal."""
    return Guard(lambda actor, thing: guard(actor, part(thing)))


def _session(member: Any) -> Any:
    return member.session


def _member(proposal: Any) -> Any:
    return proposal.member


_seated, _shown = Guard(_takes_part), Guard(_not_concealed)
_organiser = Guard(_organises)
_meeting = Guard(_is_open)
_decides = (
    _of(lambda proposal: proposal.member.evaluation, appraiser)
    & _of(_member, _shown)
    & _of(lambda proposal: proposal.member.session, _meeting)
)

CAN_CALIBRATE = rights(
    {
        "evaluation.calibrations": Guard(_anybody_employed),
        "evaluation.plan_calibration": Guard(_calls),
        "evaluation.calibration": _organiser | Guard(_inspects),
        "evaluation.member": _of(_session, _organiser | Guard(_inspects)) & _shown,
        "evaluation.export_board": _seated,
        "evaluation.invite": _organiser & Guard(_not_closed),
        "evaluation.start_pre_vote": _organiser & in_state(CALIBRATION_FLOW, "start_pre_vote", CalibrationState),
        "evaluation.open_calibration": _organiser & in_state(CALIBRATION_FLOW, "open_calibration", CalibrationState),
        "evaluation.close_calibration": _organiser & in_state(CALIBRATION_FLOW, "close_calibration", CalibrationState),
        "evaluation.place": _of(_session, _seated & in_state(CALIBRATION_FLOW, "place", CalibrationState))
        & _shown
        & Guard(_is_rated),
        "evaluation.discuss": _of(_session, _seated & in_state(CALIBRATION_FLOW, "discuss", CalibrationState)) & _shown,
        "evaluation.undiscuss": _of(_session, _seated & in_state(CALIBRATION_FLOW, "undiscuss", CalibrationState))
        & _shown,
        "evaluation.write_note": _of(_session, _seated & _meeting) & _shown,
        "evaluation.propose": _of(_session, _seated & _meeting) & _shown & Guard(_is_rated),
        "evaluation.accept": _decides
        & in_state(PROPOSAL_FLOW, "accept", ProposalState)
        & _of(_member, Guard(_is_rated)),
        "evaluation.decline": _decides & in_state(PROPOSAL_FLOW, "decline", ProposalState),
        "evaluation.withdraw_proposal": Guard(_proposed_it)
        & in_state(PROPOSAL_FLOW, "withdraw_proposal", ProposalState),
    }
)


def sessions_visible_to(actor: Actor) -> Q:
    """The sessions this actor may open, as a condition; the same answer as `evaluation.calibration`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(participants__employee_id=actor.employee_id)
    for path in actor.led_paths:
        visible |= Q(unit__path__startswith=path)
    for grant in actor.grants:
        if grant.role in (Role.PERFORMANCE_ADMIN, Role.INSPECTOR):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible
