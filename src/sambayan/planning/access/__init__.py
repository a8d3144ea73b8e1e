"""Who may write, propose, return and set an agreement, and who may read it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.access import appraiser, concerned, owner, visible_between
from sambayan.planning.rules import EDITABLE, FLOW, AgreementState


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


def _employee(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None else Refusal(_("SKP hanya untuk pegawai ASN."))


def _employee_or_granted(actor: Actor, thing: Any) -> Answer:
    return None if actor.grants else _employee(actor, thing)


def of_agreement(guard: Guard) -> Guard:
    """The same question about a planned result, asked of its agreement."""
    return Guard(lambda actor, result: guard(actor, result.agreement))


CAN = rights(
    {
        "planning.agreements": Guard(_employee_or_granted),
        "planning.start": Guard(_employee),
        "planning.read": concerned,
        "planning.write": owner & Guard(_editable),
        "planning.propose": owner & in_state(FLOW, "propose", AgreementState),
        "planning.return": appraiser & in_state(FLOW, "return", AgreementState),
        "planning.set": appraiser & in_state(FLOW, "set", AgreementState),
        "planning.document": owner & Guard(_in_force),
        "planning.change_result": of_agreement(owner & Guard(_editable)),
        "planning.document_result": of_agreement(owner & Guard(_in_force)),
    }
)

visible_to = visible_between
"""The list of agreements shows exactly what `planning.read` allows."""
