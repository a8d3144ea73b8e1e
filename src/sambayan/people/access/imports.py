"""Who may bring in a file of people: whoever administers performance for the whole agency."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.rules import IMPORT_FLOW, ImportState


def _refused() -> Refusal:
    return Refusal(
        _("Berkas pegawai hanya diunggah pengelola kinerja instansi."),
        _("Dapat dilakukan pengelola kinerja yang bertugas untuk seluruh instansi, biasanya di badan kepegawaian."),
    )


def _covers(actor: Actor, thing: Any) -> Answer:
    return None if actor.has(Role.PERFORMANCE_ADMIN, thing.root_path or "") else _refused()


def _administers(actor: Actor, thing: Any) -> Answer:
    """Open to whoever administers some unit; the list itself shows only the files of whole agencies."""
    return None if actor.has_anywhere(Role.PERFORMANCE_ADMIN) else _refused()


def visible_imports(actor: Actor) -> Q:
    """The files this actor may see, as a condition; the same answer as the guard of `people.preview`."""
    paths = [grant.unit_path for grant in actor.grants if grant.role == Role.PERFORMANCE_ADMIN]
    if "" in paths:
        return Q()
    return Q(agency__units__path__in=paths, agency__units__parent=None) if paths else Q(pk__in=[])


covers = Guard(_covers)

CAN = rights(
    {
        "people.imports": Guard(_administers),
        "people.upload": covers,
        "people.preview": covers,
        "people.confirm": covers & in_state(IMPORT_FLOW, "confirm", ImportState),
        "people.apply": covers & in_state(IMPORT_FLOW, "apply", ImportState),
        "people.give_up": covers & in_state(IMPORT_FLOW, "give_up", ImportState),
        "people.undo": covers & in_state(IMPORT_FLOW, "undo", ImportState),
        "people.discard": covers & in_state(IMPORT_FLOW, "discard", ImportState),
    }
)
