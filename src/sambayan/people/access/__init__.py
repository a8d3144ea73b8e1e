"""Who may see and repair people."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def anybody(actor: Actor, thing: Any) -> Answer:
    """Open to everybody who has signed in."""
    return None


def reads_everything(path: str, actor: Actor) -> bool:
    """Whether the actor reads personal pages of this unit by role: inspector or performance administrator."""
    return actor.has(Role.INSPECTOR, path) or actor.has(Role.PERFORMANCE_ADMIN, path)


def administers(path: str, actor: Actor) -> bool:
    """Whether the actor keeps the data of people in this unit: performance administrator of it or above."""
    return actor.has(Role.PERFORMANCE_ADMIN, path)


def _sees_person(actor: Actor, post: Any) -> Answer:
    path = post.position.unit.path
    near = actor.employee_id in (post.employee_id, post.direct_superior_id) and actor.employee_id is not None
    if near or actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(
        _("Halaman pribadi ini hanya untuk orangnya sendiri, atasannya, pengelola kinerja, dan pemeriksa."),
        _("Nama, jabatan, dan unit setiap pegawai ada di daftar pegawai."),
    )


def _owner(actor: Actor, thing: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == thing.employee_id:
        return None
    return Refusal(
        _("Hanya pegawai yang bersangkutan yang dapat melakukan ini."),
        _("{name} dapat melakukannya.").format(name=thing.employee),
    )


def _appraiser(actor: Actor, thing: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == thing.appraiser_id:
        return None
    return Refusal(
        _("Hanya pejabat penilai yang dapat melakukan ini (PermenPANRB 6/2022 Pasal 1 angka 9)."),
        _("{name} pejabat penilainya.").format(name=thing.appraiser),
    )


def _superior(actor: Actor, thing: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == thing.superior_id:
        return None
    return Refusal(
        _("Hanya atasan pejabat penilai yang dapat melakukan ini."),
        _("{name} atasan pejabat penilainya.").format(name=thing.superior)
        if thing.superior
        else _("Atasan pejabat penilai belum tercatat; pengelola kinerja mencatatnya."),
    )


def _helps(actor: Actor, thing: Any) -> Answer:
    if thing.appraiser_id in actor.drafts_for and thing.employee_id != actor.employee_id:
        return None
    return _appraiser(actor, thing)


def _concerned(actor: Actor, thing: Any) -> Answer:
    path = thing.unit.path
    if actor.employee_id is not None and actor.employee_id in (
        thing.employee_id,
        thing.appraiser_id,
        thing.superior_id,
    ):
        return None
    if thing.appraiser_id in actor.drafts_for or actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(_("Halaman ini hanya dibaca pegawainya, atasannya, pengelola kinerja, dan pemeriksa."))


owner, appraiser, superior = Guard(_owner), Guard(_appraiser), Guard(_superior)
"""Questions about anything between an employee, an appraiser and the one above: a plan, an evaluation."""
concerned = Guard(_concerned)
"""One of the three, whoever leads the unit or a unit above it, and who reads everything by role."""
drafts = Guard(_helps)
"""The appraiser, or somebody to whom drafting was handed on; it never includes signing, nor oneself."""


def visible_between(actor: Actor) -> Q:
    """The plans or evaluations this actor may read, as a condition; the same answer as the guard `concerned`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
        visible |= Q(superior_id=actor.employee_id)
    if actor.drafts_for:
        visible |= Q(appraiser_id__in=actor.drafts_for)
    for path in actor.led_paths:
        visible |= Q(unit__path__startswith=path)
    for grant in actor.grants:
        if grant.role in (Role.INSPECTOR, Role.PERFORMANCE_ADMIN):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible


def _keeps(actor: Actor, post: Any) -> Answer:
    if administers(post.position.unit.path, actor):
        return None
    return Refusal(
        _("Data kepegawaian hanya diubah pengelola kinerja unit ini atau unit di atasnya."),
        _("Sampaikan kekeliruannya kepada pengelola kinerja unit."),
    )


def _keeps_contact(actor: Actor, post: Any) -> Answer:
    is_own = actor.employee_id is not None and actor.employee_id == post.employee_id
    return None if is_own else _keeps(actor, post)


def _hands_drafting(actor: Actor, post: Any) -> Answer:
    is_own = actor.employee_id is not None and actor.employee_id == post.employee_id
    if is_own and actor.led_paths:
        return None
    return Refusal(
        _("Hanya pejabat penilai sendiri yang dapat menunjuk orang untuk menyiapkan draf penilaiannya."),
        _("Menandatangani tidak dapat didelegasikan dengan cara ini."),
    )


def _hands_appraising(actor: Actor, post: Any) -> Answer:
    path = post.position.unit.path
    if administers(path, actor) or (post.position.is_head and actor.employee_id == post.employee_id):
        return None
    return Refusal(
        _("Kewenangan menilai didelegasikan pimpinan unit, dan dicatat olehnya atau oleh pengelola kinerja."),
        _("Hubungi pimpinan unit atau pengelola kinerja."),
    )


def _withdraws(actor: Actor, delegation: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == delegation.giver_id:
        return None
    if administers(delegation.unit.path, actor):
        return None
    return Refusal(
        _("Pendelegasian ditarik oleh yang memberi, atau oleh pengelola kinerja unitnya."),
        _("{name} memberikannya.").format(name=delegation.giver),
    )


def _leads_or_keeps(actor: Actor, unit: Any) -> Answer:
    if administers(unit.path, actor) or actor.leads(unit.path):
        return None
    return Refusal(
        _("Tim kerja dibentuk dan diubah pimpinan unit, pimpinan di atasnya, atau pengelola kinerja."),
        _("Hubungi pimpinan unit."),
    )


def _keeps_team(actor: Actor, team: Any) -> Answer:
    return _leads_or_keeps(actor, team.unit)


def _employs(actor: Actor, unit: Any) -> Answer:
    if administers(unit.path, actor):
        return None
    return Refusal(_("Pegawai baru dicatat pengelola kinerja unit."), _("Hubungi pengelola kinerja unit."))


def _sees_looks(actor: Actor, post: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == post.employee_id:
        return None
    if actor.has(Role.DATA_PROTECTION_OFFICER, post.position.unit.path):
        return None
    return Refusal(
        _("Siapa yang membuka halaman pribadi hanya dibaca orangnya sendiri dan pejabat pelindungan data pribadi.")
    )


keeps = Guard(_keeps)
CAN = rights(
    {
        "people.directory": Guard(anybody),
        "people.person": Guard(_sees_person),
        "people.looks": Guard(_sees_looks),
        "people.employ": Guard(_employs),
        "people.correct": keeps,
        "people.correct_contact": Guard(_keeps_contact),
        "people.assign": keeps,
        "people.release": keeps,
        "people.leave": keeps,
        "people.record_absence": keeps,
        "people.end_absence": keeps,
        "people.delegate_appraising": Guard(_hands_appraising),
        "people.delegate_drafting": Guard(_hands_drafting),
        "people.withdraw": Guard(_withdraws),
        "people.form_team": Guard(_leads_or_keeps),
        "people.team": Guard(anybody),
        "people.join_team": Guard(_keeps_team),
        "people.dissolve_team": Guard(_keeps_team),
    }
)
