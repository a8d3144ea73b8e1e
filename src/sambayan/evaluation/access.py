"""Who may rate, sign, hand over, receive and read an evaluation."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.evaluation.rules import FLOW, EvaluationState
from sambayan.people.access import reads_everything


def _appraiser(actor: Actor, evaluation: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == evaluation.appraiser_id:
        return None
    return Refusal(
        _("Hanya pejabat penilai yang menilai (PermenPANRB 6/2022 Pasal 1 angka 9)."),
        _("{name} pejabat penilainya.").format(name=evaluation.appraiser),
    )


def _employee(actor: Actor, evaluation: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == evaluation.employee_id:
        return None
    return Refusal(
        _("Hanya pegawai yang dinilai yang dapat melakukan ini."),
        _("{name} dapat melakukannya.").format(name=evaluation.employee),
    )


def _reader(actor: Actor, evaluation: Any) -> Answer:
    path = evaluation.unit.path
    if actor.employee_id is not None and actor.employee_id == evaluation.appraiser_id:
        return None
    if actor.employee_id is not None and actor.employee_id == evaluation.employee_id:
        return None
    if actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(_("Evaluasi ini hanya dibaca pegawainya, atasannya, pengelola kinerja, dan pemeriksa."))


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


def _opens(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Penilaian dibuka pengelola kinerja seluruh instansi."))


def _sets_achievement(actor: Actor, unit: Any) -> Answer:
    above = actor.has(Role.PERFORMANCE_ADMIN, unit.path) or actor.leads(unit.path)
    if above and actor.unit_path != unit.path:
        return None
    return Refusal(
        _("Predikat kinerja organisasi ditetapkan satu tingkat di atas unit ini."),
        _("Dapat dilakukan pimpinan di atasnya."),
    )


def _anybody_employed(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None or actor.grants else Refusal(_("Halaman ini untuk pegawai."))


appraiser, employee, reader = Guard(_appraiser), Guard(_employee), Guard(_reader)

CAN = rights(
    {
        "evaluation.evaluations": Guard(_anybody_employed),
        "evaluation.open": Guard(_opens),
        "evaluation.set_achievement": Guard(_sets_achievement),
        "evaluation.read": reader,
        "evaluation.rate": appraiser & in_state(FLOW, "rate", EvaluationState),
        "evaluation.sign": appraiser & in_state(FLOW, "sign", EvaluationState),
        "evaluation.hand_over": appraiser & in_state(FLOW, "hand_over", EvaluationState),
        "evaluation.confirm_receipt": employee & in_state(FLOW, "confirm_receipt", EvaluationState),
        "evaluation.explain": reader & Guard(_handed_over),
        "evaluation.document": reader & Guard(_handed_over) & Guard(_signed),
    }
)


def visible_to(actor: Actor) -> Q:
    """The evaluations this actor may read, as a condition; the same answer as the guard `evaluation.read`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
    if actor.heads_unit:
        visible |= Q(unit__path__startswith=actor.unit_path)
    for grant in actor.grants:
        if grant.role in (Role.INSPECTOR, Role.PERFORMANCE_ADMIN):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible
