"""Who may write, propose, return, set and change an agreement, and who may read it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.access import administers, appraiser, concerned, owner, superior, visible_between
from sambayan.planning.rules import EDITABLE, FLOW, STANDING, UNFINISHED, AgreementState


def _editable(actor: Actor, agreement: Any) -> Answer:
    if agreement.state in EDITABLE:
        return None
    state = gettext(AgreementState(agreement.state).label).lower()
    return Refusal(
        _("Isi SKP tidak dapat diubah lagi: sudah {state}.").format(state=state), _("Penilai dapat mengembalikannya.")
    )


def _in_force(actor: Actor, agreement: Any) -> Answer:
    if agreement.state == AgreementState.IN_FORCE:
        return None
    return Refusal(_("Bukti dicatat setelah SKP berlaku."), _("Pejabat penilai menetapkannya."))


def _may_change(actor: Actor, agreement: Any) -> Answer:
    if agreement.state == AgreementState.IN_FORCE:
        return None
    return Refusal(_("Hanya SKP yang berlaku yang dapat diubah dengan dialog baru (Pasal 20)."))


def _standing(actor: Actor, agreement: Any) -> Answer:
    if agreement.state in STANDING:
        return None
    state = gettext(AgreementState(agreement.state).label).lower()
    return Refusal(_("SKP ini sudah {state}.").format(state=state))


def _unsigned(actor: Actor, agreement: Any) -> Answer:
    if agreement.state != AgreementState.SIGNED:
        return None
    return Refusal(
        _("Isi SKP yang sudah ditandatangani pegawai tidak berubah lagi."), _("Penilai dapat mengembalikannya.")
    )


def _before_force(actor: Actor, agreement: Any) -> Answer:
    if agreement.state in UNFINISHED:
        return _unsigned(actor, agreement)
    return Refusal(
        _("Isi SKP yang sudah ditetapkan tidak berubah lagi."),
        _("Ubah melalui versi baru selagi SKP berlaku (Pasal 20)."),
    )


def _overdue(actor: Actor, agreement: Any) -> Answer:
    if agreement.is_superior_led:
        return Refusal(_("Dialog sudah dipimpin atasan pejabat penilai."))
    if agreement.superior_id is None:
        return Refusal(_("Atasan pejabat penilai belum tercatat; pengelola kinerja mencatatnya."))
    if agreement.overdue_since is None:
        return Refusal(
            _("Dialog dengan atasan pejabat penilai diminta mulai 1 Februari, bila SKP belum ditetapkan."),
            _("PermenPANRB 6/2022 Lampiran II.C.5 hlm. 65."),
        )
    return None


def _sortable(actor: Actor, agreement: Any) -> Answer:
    if agreement.state == AgreementState.PROPOSED:
        return None
    return Refusal(_("Utama atau tambahan diputuskan penilai selagi SKP diusulkan."))


def _leads(actor: Actor, agreement: Any) -> Answer:
    return superior(actor, agreement) if agreement.is_superior_led else appraiser(actor, agreement)


def _administers(actor: Actor, thing: Any) -> Answer:
    if administers(thing.unit.path, actor):
        return None
    return Refusal(_("Hanya pengelola kinerja unit ini yang dapat melakukan ini."))


def _employee(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None else Refusal(_("SKP hanya untuk pegawai ASN."))


def _employee_or_granted(actor: Actor, thing: Any) -> Answer:
    return None if actor.grants else _employee(actor, thing)


def _keeps_templates(actor: Actor, thing: Any) -> Answer:
    if actor.employee_id is not None or actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Contoh SKP dibaca pegawai dan pengelola kinerja."))


def of_agreement(guard: Guard) -> Guard:
    """The same question about a planned result, asked of its agreement."""
    return Guard(lambda actor, result: guard(actor, result.agreement))


def of_result(guard: Guard) -> Guard:
    """The same question about an indicator, asked of the agreement of its result."""
    return Guard(lambda actor, indicator: guard(actor, indicator.result.agreement))


leader, administrator = Guard(_leads), Guard(_administers)
"""The appraiser, or his superior once the dialogue is led by him; and the performance administrator of the unit."""
_writes = owner & Guard(_editable)
_moves = {verb: in_state(FLOW, verb, AgreementState) for verb in FLOW.moves}

CAN = rights(
    {
        "planning.agreements": Guard(_employee_or_granted),
        "planning.start": Guard(_employee),
        "planning.start_for": Guard(_employee),
        "planning.read": concerned,
        "planning.write": _writes,
        "planning.shape": _writes,
        "planning.change_result": of_agreement(_writes),
        "planning.change_indicator": of_result(_writes),
        "planning.write_manual": of_result((owner | leader) & Guard(_before_force)),
        "planning.sort_result": of_agreement(leader & Guard(_sortable)),
        "planning.add_expectation": leader & Guard(_standing) & Guard(_unsigned),
        "planning.link_results": (owner | leader) & Guard(_standing) & Guard(_unsigned),
        "planning.open_dialogue": (owner | leader) & _moves["open_dialogue"],
        "planning.record_dialogue": (owner | leader) & Guard(_standing),
        "planning.request_superior_dialogue": owner & _moves["request_superior_dialogue"] & Guard(_overdue),
        "planning.propose": owner & _moves["propose"],
        "planning.return": leader & _moves["return"],
        "planning.sign": owner & _moves["sign"],
        "planning.set": leader & _moves["set"],
        "planning.set_unsigned": leader & _moves["set_unsigned"],
        "planning.revise": (owner | appraiser) & Guard(_may_change),
        "planning.take_over_result": of_agreement(appraiser & _moves["take_over_result"]),
        "planning.close": administrator & _moves["close"],
        "planning.assign_result": Guard(_employee),
        "planning.copy_last_year": _writes,
        "planning.use_template": _writes,
        "planning.make_template": (appraiser | administrator) & Guard(_standing),
        "planning.retire_template": administrator,
        "planning.templates": Guard(_keeps_templates),
        "planning.document": owner & Guard(_in_force),
        "planning.document_result": of_agreement(owner & Guard(_in_force)),
    }
)

visible_to = visible_between
"""The list of agreements shows exactly what `planning.read` allows."""
