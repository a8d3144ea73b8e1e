"""Who may write down the work of a period, read it, and say something to it.

The thing is a desk: an agreement and one of its periods, with the reason why the period is closed, if it is.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, Refusal, rights
from sambayan.people.access import appraiser, concerned, owner
from sambayan.planning.access import of_agreement
from sambayan.planning.rules import AgreementState


def _in_force(actor: Actor, thing: Any) -> Answer:
    if thing.state == AgreementState.IN_FORCE:
        return None
    return Refusal(_("Kemajuan dicatat setelah SKP berlaku."), _("Pejabat penilai menetapkannya."))


def _open(actor: Actor, desk: Any) -> Answer:
    return Refusal(desk.closed) if desk.closed else None


def _leads(actor: Actor, thing: Any) -> Answer:
    is_own = actor.employee_id is None or actor.employee_id == thing.employee_id
    is_above = actor.employee_id in (thing.appraiser_id, thing.superior_id) or actor.leads(thing.unit.path)
    if is_above and not is_own:
        return None
    return Refusal(
        _("Pemantauan dicatat pimpinan pegawai ini (PermenPANRB 6/2022 Lampiran III.B hlm. 68)."),
        _("{name} pejabat penilainya.").format(name=thing.appraiser),
    )


def _uncollected(actor: Actor, line: Any) -> Answer:
    if line.documentation_id is None:
        return None
    return Refusal(_("Baris ini sudah menjadi bagian catatan kemajuan."), _("Hapus dahulu catatan kemajuannya."))


def _employee(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None else Refusal(_("Halaman ini untuk pegawai yang memimpin."))


works = owner & Guard(_in_force) & Guard(_open)
keeps_log = owner & Guard(_in_force)
CAN = rights(
    {
        "planning.doing": concerned,
        "planning.team_doing": Guard(_employee),
        "planning.work": works,
        "planning.plan_action": works,
        "planning.change_action": works,
        "planning.remove_action": works,
        "planning.finish_action": works,
        "planning.copy_actions": works,
        "planning.comment_action": appraiser & Guard(_in_force) & Guard(_open),
        "planning.correct_documentation": works,
        "planning.remove_documentation": works,
        "planning.attach": works,
        "planning.detach": works,
        "planning.download": concerned,
        "planning.log": concerned,
        "planning.write_log": keeps_log,
        "planning.change_log": owner & Guard(_uncollected),
        "planning.remove_log": owner & Guard(_uncollected),
        "planning.assign_log": keeps_log,
        "planning.collect_log": works,
        "planning.upload_log": keeps_log,
        "planning.log_file": of_agreement(owner),
        "planning.confirm_log": of_agreement(keeps_log),
        "planning.discard_log": of_agreement(owner),
        "planning.monitor": Guard(_leads) & Guard(_in_force),
        "planning.print_actions": concerned,
        "planning.print_documentation": concerned,
    }
)
