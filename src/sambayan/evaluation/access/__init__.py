"""Who may rate, sign, hand over, receive, return, report and read an evaluation."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Denied, Guard, Refusal, in_state, rights
from sambayan.common.numbers import date_long
from sambayan.evaluation.rules import (
    FLOW,
    RATEABLE,
    SHOWN_STATES,
    SIGNED_STATES,
    EvaluationState,
    FormCode,
    ReportStatus,
)
from sambayan.people.access import appraiser, concerned, drafts, owner, superior, visible_between


def _handed_over(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.state in SHOWN_STATES:
        return None
    if actor.employee_id != evaluation.employee_id and evaluation.predicate:
        return None
    return Refusal(_("Penilaian ini belum diserahkan kepada Anda."), _("Pejabat penilai menyerahkannya."))


def _signed(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.document_code:
        return None
    return Refusal(_("Dokumen ada setelah penilaian ditandatangani."), _("Pejabat penilai menandatanganinya."))


def _sets_achievement(actor: Actor, unit: Any) -> Answer:
    above = actor.has(Role.PERFORMANCE_ADMIN, unit.path) or actor.leads(unit.path)
    if above and unit.path not in {actor.unit_path, *actor.led_paths}:
        return None
    return Refusal(
        _("Predikat kinerja organisasi ditetapkan satu tingkat di atas unit ini."),
        _("Dapat dilakukan pimpinan di atasnya."),
    )


def _anybody_employed(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None or actor.grants else Refusal(_("Halaman ini untuk pegawai."))


def _is_signer(actor: Actor, evaluation: Any) -> bool:
    return actor.employee_id is not None and actor.employee_id == evaluation.signer_id


def _signed_it(actor: Actor, evaluation: Any) -> Answer:
    return None if _is_signer(actor, evaluation) else Refusal(_("Hanya untuk yang menandatangani dokumen ini."))


def _signer(actor: Actor, evaluation: Any) -> Answer:
    """Who signed hands over and reports, D.1.2 too while an objection is with the next tier; D.1.3 is the decider's."""
    if evaluation.form_code == FormCode.D_1_2:
        if _is_signer(actor, evaluation):
            return None
        return Refusal(
            _("Hanya atasan pejabat penilai yang dapat melakukan ini."),
            _("{name} atasan pejabat penilainya.").format(name=evaluation.signer),
        )
    return (superior if evaluation.form_code == FormCode.D_1_3 else appraiser)(actor, evaluation)


def _passes(actor: Actor, evaluation: Any) -> Answer:
    """The personnel unit, never somebody whom the evaluation is about or who would evaluate."""
    own = actor.employee_id in (evaluation.employee_id, evaluation.appraiser_id, evaluation.superior_id)
    if actor.has(Role.PERFORMANCE_ADMIN, evaluation.unit.path) and not (own and actor.employee_id is not None):
        return None
    return Refusal(
        _("Hanya pengelola kinerja yang tidak terlibat dapat menyerahkan penilaian kepada atasan."),
        _("Pada akhir jangka waktu, sistem menyerahkannya sendiri (PermenPANRB 6/2022 Lampiran IV.A.11)."),
    )


def _unsigned(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.state in RATEABLE:
        return None
    return Refusal(_("Tanggapan dan penilaian diri ditulis sebelum penilaian ditandatangani."))


def _to_be_rated(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.state == EvaluationState.OPEN:
        return None
    return Refusal(_("Penilaian diri ditulis sebelum pejabat penilai menilai."))


def _reportable(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.state not in SIGNED_STATES:
        return Refusal(_("Yang dilaporkan adalah dokumen yang sudah ditandatangani."))
    again = evaluation.form_code == FormCode.D_1_3 and evaluation.report_status == ReportStatus.REPORTED
    if evaluation.report_status == ReportStatus.NOT_REPORTED or again:
        return None
    return Refusal(_("Dokumen ini sudah dilaporkan."))


def _oversees(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.has_anywhere(Role.INSPECTOR) or actor.led_paths:
        return None
    return Refusal(_("Kemajuan penilaian dibaca pimpinan unit, pengelola kinerja, dan pemeriksa."))


def _reminds(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.led_paths:
        return None
    return Refusal(_("Pengingat dikirim pimpinan unit atau pengelola kinerja."))


def in_time(evaluation: Any, day: date) -> Answer:
    """Why the appraiser may not rate or sign on a day: the window has ended, and it is the superior's turn.

    The system hands the evaluation over on the day after the window; until that has run, the turn is over all the same.
    Where nobody is known above, the appraiser goes on, or nobody could evaluate. Source: PermenPANRB 6/2022 Lampiran
    IV.A.11 p90; the appraiser without a superior is local policy.
    """
    if day <= evaluation.period.window_to or evaluation.superior_id is None:
        return None
    return Refusal(
        _("Jangka waktu penilaian berakhir {day}, jadi pejabat penilai tidak lagi menilai dan menandatangani.").format(
            day=date_long(evaluation.period.window_to)
        ),
        _("Penilaian beralih kepada atasan pejabat penilai (PermenPANRB 6/2022 Lampiran IV.A.11)."),
    )


def require_in_time(evaluation: Any, day: date) -> None:
    """Raise Denied with the reason when the appraiser's turn is over."""
    refusal = in_time(evaluation, day)
    if refusal:
        raise Denied(refusal)


signer = Guard(_signer)
reads = concerned | Guard(_signed_it)
"""Whoever is concerned, and who signed: after an objection to D.1.2 somebody else stands on record above."""
CAN = rights(
    {
        "evaluation.evaluations": Guard(_anybody_employed),
        "evaluation.set_achievement": Guard(_sets_achievement),
        "evaluation.read": reads,
        "evaluation.assess_self": owner & Guard(_to_be_rated),
        "evaluation.reply_to_citizens": owner & Guard(_unsigned),
        "evaluation.rate": drafts & in_state(FLOW, "rate", EvaluationState),
        "evaluation.sign": appraiser & in_state(FLOW, "sign", EvaluationState),
        "evaluation.pass_to_superior": Guard(_passes) & in_state(FLOW, "pass_to_superior", EvaluationState),
        "evaluation.pass_upwards": Guard(_passes) & in_state(FLOW, "pass_upwards", EvaluationState),
        "evaluation.rate_as_superior": superior & in_state(FLOW, "rate_as_superior", EvaluationState),
        "evaluation.sign_as_superior": superior & in_state(FLOW, "sign_as_superior", EvaluationState),
        "evaluation.hand_over": signer & in_state(FLOW, "hand_over", EvaluationState),
        "evaluation.confirm_receipt": owner & in_state(FLOW, "confirm_receipt", EvaluationState),
        "evaluation.return_signed": owner & in_state(FLOW, "return_signed", EvaluationState),
        "evaluation.report": signer & Guard(_reportable),
        "evaluation.explain": reads & Guard(_handed_over),
        "evaluation.document": reads & Guard(_handed_over) & Guard(_signed),
        "evaluation.late": Guard(_oversees),
        "evaluation.progress": Guard(_oversees),
        "evaluation.remind": Guard(_reminds),
    }
)


def visible_to(actor: Actor) -> Q:
    """The evaluations this actor may read, as a condition; the same answer as the right `evaluation.read`."""
    signed = Q(signer_id=actor.employee_id) if actor.employee_id is not None else Q(pk__in=[])
    return visible_between(actor) | signed
