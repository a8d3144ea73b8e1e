"""Who may object, explain and decide. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B p117-118; readers local."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.evaluation.access.objected import objectable
from sambayan.objections.rules import FLOW, PRIVATE, UNDECIDED, Heard, ObjectionState
from sambayan.people.access import administers, owner, reads_everything, superior


def sides_of(objection: Any) -> frozenset[int]:
    """Who never decides: the employee, whoever signed the document, and the appraiser in whose place that one did."""
    return frozenset({objection.employee_id, objection.appraiser_id, objection.evaluation.appraiser_id})


def _new_is_possible(actor: Actor, objection: Any) -> Answer:
    return objectable(actor, objection.evaluation) if objection.state is None else None


def _reads(actor: Actor, objection: Any) -> Answer:
    is_own = actor.employee_id is not None and actor.employee_id == objection.employee_id
    if is_own:
        return None
    if objection.state in PRIVATE:
        return Refusal(_("Draf keberatan hanya dibaca pegawai yang menulisnya."))
    path = objection.unit.path
    sides = (objection.appraiser_id, objection.superior_id)
    near = actor.employee_id is not None and actor.employee_id in sides
    if near or actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(
        _("Keberatan hanya dibaca pegawai, pejabat penilainya, yang memutus, pimpinan di atasnya, dan pemeriksa.")
    )


def _reads_bundle(actor: Actor, bundle: Any) -> Answer:
    return _reads(actor, bundle.objection)


def _is_a_side(actor: Actor, objection: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id in (objection.employee_id, objection.appraiser_id):
        return None
    return Refusal(
        _("Hanya pegawai dan pejabat penilainya yang dapat melakukan ini (PermenPANRB 6/2022 Lampiran V.B.4, V.B.7)."),
        _("{employee} dan {appraiser}.").format(employee=objection.employee, appraiser=objection.appraiser),
    )


def _silent(actor: Actor, objection: Any) -> Answer:
    is_own = actor.employee_id == objection.employee_id
    if (objection.employee_heard if is_own else objection.appraiser_heard) != Heard.EXPLAINED:
        return None
    return Refusal(_("Penjelasan Anda sudah ada; satu kali dan tidak dapat diubah."))


def _somebody_unheard(actor: Actor, objection: Any) -> Answer:
    return None if objection.unheard else Refusal(_("Kedua pihak sudah memberi penjelasan."))


def _both_heard(actor: Actor, objection: Any) -> Answer:
    missing = [str(objection.person(side)) for side in objection.unheard]
    if not missing:
        return None
    return Refusal(
        _("Belum dapat diputus: penjelasan kedua pihak wajib diminta (PermenPANRB 6/2022 Lampiran V.B.4 hlm. 117)."),
        _("Menunggu {names}. Bila menolak, catat penolakannya.").format(names=", ".join(missing)),
    )


def _unsigned(actor: Actor, objection: Any) -> Answer:
    is_own = actor.employee_id == objection.employee_id
    if (objection.employee_signed_at if is_own else objection.appraiser_signed_at) is None:
        return None
    return Refusal(_("Anda sudah menandatangani keputusan ini."))


def _appoints(actor: Actor, objection: Any) -> Answer:
    if actor.employee_id in sides_of(objection):
        return Refusal(_("Pihak dalam keberatan tidak menunjuk yang memutusnya."), _("Pengelola kinerja di atas unit."))
    if administers(objection.unit.path, actor):
        return None
    return Refusal(_("Yang memutus dicatat pengelola kinerja unit ini atau di atasnya."))


def _lacks_decider(actor: Actor, objection: Any) -> Answer:
    """Nobody is known; or that one left, is away, or stands above no more; or the decision is overdue."""
    waits = objection.state in UNDECIDED or objection.state == ObjectionState.REFUSED_LATE
    lacks = objection.superior_id is None or not objection.decider_stands or objection.overdue_since is not None
    if waits and lacks:
        return None
    return Refusal(_("Keberatan ini sudah ada yang memutus, atau tidak menunggu keputusan."))


def _anybody_employed(actor: Actor, thing: Any) -> Answer:
    return None if actor.employee_id is not None or actor.grants else Refusal(_("Halaman ini untuk pegawai."))


def _sees_figures(actor: Actor, thing: Any) -> Answer:
    if actor.led_paths or any(actor.has_anywhere(role) for role in _OVERSEE):
        return None
    return Refusal(_("Statistik keberatan dibaca pimpinan unit, pengelola kinerja, dan pemeriksa."))


def _sees_figures_of(actor: Actor, unit: Any) -> Answer:
    if actor.leads(unit.path) or reads_everything(unit.path, actor):
        return None
    return Refusal(_("Statistik unit ini dibaca pimpinannya, pimpinan di atasnya, pengelola kinerja, dan pemeriksa."))


_OVERSEE = (Role.PERFORMANCE_ADMIN, Role.INSPECTOR)
reads = Guard(_reads)


def _in(verb: str) -> Guard:
    return in_state(FLOW, verb, ObjectionState)


CAN = rights(
    {
        "objections.objections": Guard(_anybody_employed),
        "objections.read": reads,
        "objections.draft": owner & Guard(_new_is_possible) & _in("draft"),
        "objections.lodge": owner & _in("lodge"),
        "objections.admit": superior & _in("admit"),
        "objections.withdraw": owner & _in("withdraw"),
        "objections.ask_explanations": superior & _in("ask_explanations"),
        "objections.explain": Guard(_is_a_side) & _in("explain") & Guard(_silent),
        "objections.record_refusal_to_explain": superior & _in("record_refusal_to_explain") & Guard(_somebody_unheard),
        "objections.uphold": superior & _in("uphold") & Guard(_both_heard),
        "objections.change": superior & _in("change") & Guard(_both_heard),
        "objections.sign_decision": Guard(_is_a_side) & _in("sign_decision") & Guard(_unsigned),
        "objections.appoint_decider": Guard(_appoints) & Guard(_lacks_decider),
        "objections.download_bundle": Guard(_reads_bundle),
        "objections.statistics": Guard(_sees_figures),
        "objections.statistics_of": Guard(_sees_figures_of),
    }
)


def scope_of(actor: Actor, prefix: str = "") -> Q:
    """Everything in the offices this actor leads or oversees, as a condition on `unit`."""
    paths = {*actor.led_paths, *(grant.unit_path for grant in actor.grants if grant.role in _OVERSEE)}
    found = Q(pk__in=[])
    for path in sorted(paths):
        found |= Q(**{f"{prefix}unit__path__startswith": path})
    return found


def visible_to(actor: Actor) -> Q:
    """The objections this actor may read, as a condition; the same answer as the right `objections.read`."""
    public = scope_of(actor)
    own = Q(pk__in=[])
    if actor.employee_id is not None:
        own = Q(employee_id=actor.employee_id)
        public |= Q(appraiser_id=actor.employee_id) | Q(superior_id=actor.employee_id)
    return own | (public & ~Q(state__in=sorted(PRIVATE)))
