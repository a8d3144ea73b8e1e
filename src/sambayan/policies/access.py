"""Who may set a value; everybody who has signed in may read them all."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, rights


def _administers(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(
        _("Nilai hanya ditetapkan pengelola kinerja seluruh instansi."),
        _("Hubungi pengelola kinerja di badan kepegawaian."),
    )


def _is_to_come(actor: Actor, value: Any) -> Answer:
    """A value can be taken back once; whether its day has come is asked by the action, which knows the day."""
    if getattr(value, "withdrawal", None) is None:
        return None
    return Refusal(_("Nilai ini sudah ditarik."))


CAN = rights({"policies.set": Guard(_administers), "policies.withdraw": Guard(_administers) & Guard(_is_to_come)})
