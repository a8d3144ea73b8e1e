"""Who may write the goals of an organisation, divide roles, and bind indicators to measured figures."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.access import administers, anybody, concerned, reads_everything
from sambayan.planning.rules import EDITABLE, AgreementState
from sambayan.planning.rules.goals import CONTRACT_FLOW, GOAL_FILE_FLOW, ContractState, GoalFileState


def _writes(actor: Actor, unit: Any) -> Answer:
    if actor.leads(unit.path) or administers(unit.path, actor):
        return None
    return Refusal(
        _("Sasaran unit ditulis pimpinannya, pimpinan di atasnya, atau pengelola kinerja."),
        _("Hubungi pimpinan {unit}.").format(unit=unit.name),
    )


def _plans(actor: Actor, unit: Any) -> Answer:
    """The strategic plan is the agency's: asked of its top unit."""
    if actor.leads(unit.path) or administers(unit.path, actor):
        return None
    return Refusal(
        _("Rencana strategis ditulis pimpinan instansi atau pengelola kinerja instansi."),
        _("Hubungi pengelola kinerja instansi."),
    )


def of_contract(guard: Guard) -> Guard:
    """The question about a contract, an indicator or a file asked of the unit it belongs to."""
    return Guard(lambda actor, thing: guard(actor, contract_of(thing).unit))


def contract_of(thing: Any) -> Any:
    """The contract a thing belongs to, or the contract itself."""
    return getattr(thing, "contract", thing)


def _draft(actor: Actor, thing: Any) -> Answer:
    if contract_of(thing).state == ContractState.DRAFT:
        return None
    return Refusal(
        _("Perjanjian kinerja sudah ditetapkan, isinya tidak dapat diubah."), _("Buka kembali dengan alasan.")
    )


def _reads_contract(actor: Actor, contract: Any) -> Answer:
    if contract.state == ContractState.SET or reads_everything(contract.unit.path, actor):
        return None
    if actor.unit_path == contract.unit.path or actor.leads(contract.unit.path):
        return None
    return Refusal(
        _("Draf perjanjian kinerja hanya dibaca unitnya sendiri, pimpinan di atasnya, dan pengelola kinerja."),
        _("Setelah ditetapkan, semua pegawai dapat membacanya."),
    )


writes = Guard(_writes)


def contracts_visible_to(actor: Actor) -> Q:
    """The contracts this actor may read, as a condition; the same answer as `planning.read_contract`."""
    visible = Q(state=ContractState.SET.value)
    if actor.unit_path:
        visible |= Q(unit__path=actor.unit_path)
    for path in actor.led_paths:
        visible |= Q(unit__path__startswith=path)
    for grant in actor.grants:
        if grant.role in (Role.INSPECTOR, Role.PERFORMANCE_ADMIN):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible


def _divides(actor: Actor, thing: Any) -> Answer:
    """Asked of a matrix, a place where one could be, or a row."""
    matrix = getattr(thing, "matrix", thing)
    if actor.employee_id is not None and actor.employee_id == matrix.leader_id:
        return None
    if writes(actor, matrix.unit) is None:
        return None
    return Refusal(
        _("Peran dibagi pimpinan unit atau ketua timnya (PermenPANRB 6/2022 Lampiran II.A.5 hlm. 45)."),
        _("{name} dapat mengisinya.").format(name=matrix.leader or "–"),
    )


def _reads_matrix(actor: Actor, matrix: Any) -> Answer:
    is_in_it = actor.employee_id is not None and actor.employee_id in matrix.people
    is_there = bool(actor.unit_path) and actor.unit_path.startswith(matrix.unit.path)
    if is_in_it or is_there or reads_everything(matrix.unit.path, actor) or divides(actor, matrix) is None:
        return None
    return Refusal(
        _("Matriks peran dan hasil dibaca pegawai unit itu, orang yang diberi peran, atasannya, dan pengelola kinerja.")
    )


def _appraises_row(actor: Actor, row: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == row.appraiser_id:
        return None
    return Refusal(
        _("Hanya pejabat penilai pegawai itu yang menyetujui penugasannya (Lampiran II.A.5.f.10 hlm. 46)."),
        _("{name} pejabat penilainya.").format(name=row.appraiser) if row.appraiser else "",
    )


def _without_consent(actor: Actor, row: Any) -> Answer:
    return None if row.consented_at is None else Refusal(_("Penugasan ini sudah disetujui."))


def _binds(actor: Actor, indicator: Any) -> Answer:
    """The employee while the agreement may be written, the appraiser until it has ended."""
    agreement = indicator.result.agreement
    is_editable = agreement.state in EDITABLE
    if actor.employee_id is not None and actor.employee_id == agreement.employee_id and is_editable:
        return None
    is_standing = is_editable or agreement.state == AgreementState.IN_FORCE
    if actor.employee_id is not None and actor.employee_id == agreement.appraiser_id and is_standing:
        return None
    return Refusal(
        _("Sumber data indikator dipilih pegawai selama SKP disusun, atau pejabat penilainya sampai tahun berakhir."),
        _("{name} pejabat penilainya.").format(name=agreement.appraiser),
    )


def _aligns(actor: Actor, result: Any) -> Answer:
    agreement = result.agreement
    if actor.employee_id is not None and actor.employee_id in (agreement.employee_id, agreement.appraiser_id):
        return None
    return Refusal(
        _("Garis ke sasaran unit ditulis pegawainya atau pejabat penilainya."),
        _("{name} pejabat penilainya.").format(name=agreement.appraiser),
    )


divides, reads_contract, reads_matrix = Guard(_divides), Guard(_reads_contract), Guard(_reads_matrix)
changes = of_contract(writes) & Guard(_draft)

CAN = rights(
    {
        "planning.goals": Guard(anybody),
        "planning.write_strategy": Guard(_plans),
        "planning.draft_contract": writes,
        "planning.read_contract": reads_contract,
        "planning.read_indicator": Guard(lambda actor, indicator: reads_contract(actor, indicator.contract)),
        "planning.set_contract": of_contract(writes) & in_state(CONTRACT_FLOW, "set_contract", ContractState),
        "planning.reopen_contract": of_contract(writes) & in_state(CONTRACT_FLOW, "reopen_contract", ContractState),
        "planning.write_indicator": changes,
        "planning.upload_goals": changes,
        "planning.preview_goals": of_contract(writes),
        "planning.confirm_goals": changes & in_state(GOAL_FILE_FLOW, "confirm_goals", GoalFileState),
        "planning.discard_goals": of_contract(writes) & in_state(GOAL_FILE_FLOW, "discard_goals", GoalFileState),
        "planning.bind_key": of_contract(writes),
        "planning.open_matrix": divides,
        "planning.read_matrix": reads_matrix,
        "planning.write_role": divides,
        "planning.consent": Guard(_appraises_row) & Guard(_without_consent),
        "planning.read_line": Guard(lambda actor, result: concerned(actor, result.agreement)),
        "planning.align": Guard(_aligns),
        "planning.live": concerned,
        "planning.bind": Guard(_binds),
    }
)
