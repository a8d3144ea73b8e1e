"""Who may see and repair people."""

from typing import Any

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


CAN = rights({"people.directory": Guard(anybody), "people.person": Guard(_sees_person)})
