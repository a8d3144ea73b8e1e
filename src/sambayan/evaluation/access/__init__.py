"""Who may rate, sign, hand over, receive and read an evaluation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.evaluation.rules import FLOW, EvaluationState
from sambayan.people.access import appraiser, concerned, drafts, owner, visible_between


def _handed_over(actor: Actor, evaluation: Any) -> Answer:
    if evaluation.state in (EvaluationState.HANDED_OVER, EvaluationState.RECEIVED):
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


CAN = rights(
    {
        "evaluation.evaluations": Guard(_anybody_employed),
        "evaluation.set_achievement": Guard(_sets_achievement),
        "evaluation.read": concerned,
        "evaluation.rate": drafts & in_state(FLOW, "rate", EvaluationState),
        "evaluation.sign": appraiser & in_state(FLOW, "sign", EvaluationState),
        "evaluation.hand_over": appraiser & in_state(FLOW, "hand_over", EvaluationState),
        "evaluation.confirm_receipt": owner & in_state(FLOW, "confirm_receipt", EvaluationState),
        "evaluation.explain": concerned & Guard(_handed_over),
        "evaluation.document": concerned & Guard(_handed_over) & Guard(_signed),
    }
)

visible_to = visible_between
"""The list of evaluations shows exactly what `evaluation.read` allows."""
