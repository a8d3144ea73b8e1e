"""Who may write, propose, return and set an agreement, and who may read it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.access import reads_everything
from sambayan.planning.rules import EDITABLE, FLOW, AgreementState


def _owner(actor: Actor, agreement: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == agreement.employee_id:
        return None
    return Refusal(
        _("Hanya pegawai yang bersangkutan yang dapat melakukan ini."),
        _("{name} dapat melakukannya.").format(name=agreement.employee),
    )


def _appraiser(actor: Actor, agreement: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == agreement.appraiser_id:
        return None
    return Refusal(
        _("Hanya pejabat penilai yang dapat melakukan ini."),
        _("{name} pejabat penilainya.").format(name=agreement.appraiser),
    )


def _reader(actor: Actor, agreement: Any) -> Answer:
    path = agreement.unit.path
    if actor.employee_id is not None and actor.employee_id in (agreement.employee_id, agreement.appraiser_id):
        return None
    if actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(_("SKP ini hanya dibaca pegawainya, atasannya, pengelola kinerja, dan pemeriksa."))


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


owner, appraiser = Guard(_owner), Guard(_appraiser)

CAN = rights(
    {
        "planning.agreements": Guard(_employee_or_granted),
        "planning.start": Guard(_employee),
        "planning.read": Guard(_reader),
        "planning.write": owner & Guard(_editable),
        "planning.propose": owner & in_state(FLOW, "propose", AgreementState),
        "planning.return": appraiser & in_state(FLOW, "return", AgreementState),
        "planning.set": appraiser & in_state(FLOW, "set", AgreementState),
        "planning.document": owner & Guard(_in_force),
        "planning.change_result": of_agreement(owner & Guard(_editable)),
        "planning.document_result": of_agreement(owner & Guard(_in_force)),
    }
)


def visible_to(actor: Actor) -> Q:
    """The agreements this actor may read, as a condition; the same answer as the guard `planning.read`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
    if actor.heads_unit:
        visible |= Q(unit__path__startswith=actor.unit_path)
    for grant in actor.grants:
        if grant.role in (Role.INSPECTOR, Role.PERFORMANCE_ADMIN):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible
