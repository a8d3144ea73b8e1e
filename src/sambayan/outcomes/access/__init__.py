"""Who hands results over and counts what follows from them: the administrator of the whole agency."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _keeps(actor: Actor, scope: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, scope.root.path):
        return None
    return Refusal(
        _("Hasil akhir diolah dan diserahkan pengelola kinerja seluruh instansi."),
        _("Hubungi pengelola kinerja di badan kepegawaian."),
    )


def _reads(actor: Actor, scope: Any) -> Answer:
    return None if actor.has(Role.INSPECTOR, scope.root.path) else _keeps(actor, scope)


def _somewhere(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.has_anywhere(Role.INSPECTOR):
        return None
    return Refusal(_("Halaman ini untuk pengelola kinerja dan pemeriksa."))


keeps, reads = Guard(_keeps), Guard(_reads)

CAN = rights(
    {
        "outcomes.periods": Guard(_somewhere),
        "outcomes.period": reads,
        "outcomes.differences": reads,
        "outcomes.nine_box": keeps,
        "outcomes.count_credit": keeps,
        "outcomes.export": keeps,
        "outcomes.export_allowance": keeps,
        "outcomes.export_differences": reads,
        "outcomes.upload_national": keeps,
        "outcomes.upload_potential": keeps,
    }
)
