"""Who opens the agreements of a year, and who lets them follow a move."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.cycles.access.years import keeps
from sambayan.cycles.rules import CycleState
from sambayan.people.access import administers
from sambayan.planning.rules import FLOW, AgreementState


def _year_open(actor: Actor, cycle: Any) -> Answer:
    if cycle.state == CycleState.OPEN:
        return None
    return Refusal(_("Tahun kinerja {year} belum dibuka, atau sudah ditutup.").format(year=cycle.year))


def _administers(actor: Actor, agreement: Any) -> Answer:
    if administers(agreement.unit.path, actor):
        return None
    return Refusal(_("SKP mengikuti perpindahan jabatan; hanya pengelola kinerja yang dapat menerapkannya."))


def _sees_moves(actor: Actor, thing: Any) -> Answer:
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN):
        return None
    return Refusal(_("Perpindahan hanya dilihat pengelola kinerja."))


CAN = rights(
    {
        "planning.open_year": keeps & Guard(_year_open),
        "planning.moves": Guard(_sees_moves),
        "planning.follow_moves": Guard(_sees_moves),
        "planning.replace": Guard(_administers) & in_state(FLOW, "replace", AgreementState),
        "planning.exempt": Guard(_administers) & in_state(FLOW, "exempt", AgreementState),
        "planning.end": Guard(_administers) & in_state(FLOW, "end", AgreementState),
        "planning.renew": Guard(_administers),
    }
)
