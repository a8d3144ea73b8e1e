"""Who may propose, hold, sign, view and follow up guidance. Source: PermenPANRB 6/2022 Lampiran III.D.4 p78-85."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.growth.access.feedback import agreed
from sambayan.growth.rules import GUIDANCE_FLOW, VIEWABLE, GuidanceState, Method
from sambayan.people.access import administers, anybody, appraiser, concerned, owner, superior, visible_between


def _leader(actor: Actor, agreement: Any) -> Answer:
    path, is_self = agreement.unit.path, actor.employee_id == agreement.employee_id
    is_above = actor.employee_id is not None and actor.employee_id in (agreement.appraiser_id, agreement.superior_id)
    if not is_self and actor.employee_id is not None and (is_above or actor.leads(path)):
        return None
    return Refusal(
        _("Bimbingan diusulkan pimpinan pegawai ini (PermenPANRB 6/2022 Lampiran III.D.1 hlm. 78)."),
        _("{name} pejabat penilainya.").format(name=agreement.appraiser),
    )


def _guide(actor: Actor, record: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == record.guide_id:
        return None
    return Refusal(
        _("Hanya pembimbingnya yang dapat melakukan ini."), _("{name} membimbing.").format(name=record.guide)
    )


def _reads(actor: Actor, record: Any) -> Answer:
    is_party = actor.employee_id is not None and actor.employee_id in (record.guide_id, record.leader_id)
    return None if is_party else concerned(actor, record)


def personnel(actor: Actor, thing: Any) -> Answer:
    """PyB and the head of personnel act as performance administrator of the agency's office; never on themselves."""
    if administers(thing.unit.path, actor) and actor.employee_id != thing.employee_id:
        return None
    return Refusal(
        _("Ini wewenang PyB atau pimpinan unit kepegawaian, di sini pengelola kinerja unit."),
        _("Hubungi pengelola kinerja."),
    )


def _reads_view(actor: Actor, record: Any) -> Answer:
    """The employee and the leader's superior; personnel where nobody above the leader can read it."""
    if actor.employee_id is not None and actor.employee_id in (record.employee_id, record.view_reader_id):
        return None
    is_leader = actor.employee_id is not None and actor.employee_id in (record.leader_id, record.guide_id)
    if record.view_reader_id is None and not is_leader and administers(record.unit.path, actor):
        return None
    return Refusal(
        _("Umpan balik atas bimbingan (B.1.8) ditujukan kepada atasan pimpinan, bukan kepada pimpinan."),
        _("PermenPANRB 6/2022 Lampiran III.D.4.g hlm. 83."),
    )


def _signs(actor: Actor, record: Any) -> Answer:
    signed = {record.employee_id: record.employee_signed_at, record.guide_id: record.guide_signed_at}
    if actor.employee_id is None or actor.employee_id not in signed:
        return Refusal(_("Rekaman ini ditandatangani pegawai dan pembimbingnya."))
    return (
        Refusal(_("Anda sudah menandatangani; menunggu tanda tangan yang lain.")) if signed[actor.employee_id] else None
    )


def _viewable(actor: Actor, record: Any) -> Answer:
    if record.state not in VIEWABLE:
        return Refusal(_("Umpan balik atas bimbingan diisi sesudah rekamannya ditandatangani keduanya."))
    return Refusal(_("Anda sudah mengisinya.")) if getattr(record, "view", None) else None


def _viewed(actor: Actor, record: Any) -> Answer:
    return None if getattr(record, "view", None) else Refusal(_("Pegawai belum mengisi umpan balik atas bimbingan."))


def _evaluated(actor: Actor, record: Any) -> Answer:
    return None if getattr(record, "competence", None) else Refusal(_("Evaluasi kompetensi belum dibuat."))


def _journal(actor: Actor, record: Any) -> Answer:
    return None if Method(record.method).has_journal else Refusal(_("Coaching tidak memakai jurnal."))


def _assigned(actor: Actor, record: Any) -> Answer:
    if record.guide_id != record.appraiser_id:
        return None
    return Refusal(_("Pembimbingnya pejabat penilai sendiri: langsung dilaporkan kepada atasannya."))


def _arrived(actor: Actor, record: Any) -> Answer:
    if record.state != GuidanceState.EVALUATED or record.guide_id == record.appraiser_id:
        return None
    return Refusal(
        _("Menunggu laporan pembimbing kepada Anda (Lampiran III.D.4.i hlm. 85)."),
        _("{name} melaporkannya.").format(name=record.guide),
    )


def _does(verb: str) -> Guard:
    return in_state(GUIDANCE_FLOW, verb, GuidanceState)


guide, office = Guard(_guide), Guard(personnel)
other = Guard(
    lambda actor, thing: (
        Refusal(_("Tidak seorang pun memutuskan perkaranya sendiri."))
        if actor.employee_id == thing.employee_id
        else None
    )
)
CAN = rights(
    {
        "growth.guidances": Guard(anybody),
        "growth.propose_guidance": Guard(_leader) & agreed,
        "growth.read_guidance": Guard(_reads),
        "growth.prepare": owner & _does("prepare"),
        "growth.log_session": (guide | owner) & _does("log_session") & Guard(_journal),
        "growth.hold_guidance": guide & _does("hold_guidance"),
        "growth.sign_guidance": _does("sign_guidance") & Guard(_signs),
        "growth.print_guidance": Guard(_reads),
        "growth.give_view": owner & Guard(_viewable),
        "growth.read_view": Guard(_reads_view) & Guard(_viewed),
        "growth.print_competence": Guard(_reads) & Guard(_evaluated),
        "growth.evaluate_competence": guide & _does("evaluate_competence"),
        "growth.report_to_appraiser": guide & Guard(_assigned) & _does("report_to_appraiser"),
        "growth.report_to_superior": appraiser & _does("report_to_superior") & Guard(_arrived),
        "growth.decide_follow_up": (superior | office) & other & _does("decide_follow_up"),
    }
)


def guidance_visible_to(actor: Actor) -> Q:
    """The guidance this actor may read, as a condition; the same answer as `growth.read_guidance`."""
    if actor.employee_id is None:
        return visible_between(actor)
    return visible_between(actor) | Q(guide_id=actor.employee_id) | Q(leader_id=actor.employee_id)
