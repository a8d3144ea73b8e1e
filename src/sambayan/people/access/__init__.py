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


def _sees_person(actor: Actor, post: Any) -> Answer:
    path = post.position.unit.path
    if actor.employee_id == post.employee_id or actor.leads(path) or reads_everything(path, actor):
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


def _concerned(actor: Actor, thing: Any) -> Answer:
    path = thing.unit.path
    if actor.employee_id is not None and actor.employee_id in (thing.employee_id, thing.appraiser_id):
        return None
    if actor.leads(path) or reads_everything(path, actor):
        return None
    return Refusal(_("Halaman ini hanya dibaca pegawainya, atasannya, pengelola kinerja, dan pemeriksa."))


owner, appraiser, concerned = Guard(_owner), Guard(_appraiser), Guard(_concerned)
"""Questions about anything between an employee and an appraiser: a plan, an evaluation."""


def visible_between(actor: Actor) -> Q:
    """The plans or evaluations this actor may read, as a condition; the same answer as the guard `concerned`."""
    visible = Q(pk__in=[])
    if actor.employee_id is not None:
        visible |= Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
    if actor.heads_unit:
        visible |= Q(unit__path__startswith=actor.unit_path)
    for grant in actor.grants:
        if grant.role in (Role.INSPECTOR, Role.PERFORMANCE_ADMIN):
            visible |= Q(unit__path__startswith=grant.unit_path)
    return visible


CAN = rights({"people.directory": Guard(anybody), "people.person": Guard(_sees_person)})
