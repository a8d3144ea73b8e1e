"""Who opens the evaluations of a period, and who lets them follow a move."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.cycles.rules import PeriodState
from sambayan.evaluation.rules import FLOW, EvaluationState
from sambayan.people.access import administers


def _opens(actor: Actor, period: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, period.root_path or ""):
        return None
    return Refusal(_("Penilaian dibuka pengelola kinerja seluruh instansi."))


def _period_open(actor: Actor, period: Any) -> Answer:
    if period.state == PeriodState.OPEN:
        return None
    return Refusal(_("{period} tidak sedang dibuka.").format(period=period))


def _administers(actor: Actor, evaluation: Any) -> Answer:
    if administers(evaluation.unit.path, actor):
        return None
    return Refusal(_("Penilaian mengikuti perpindahan jabatan; hanya pengelola kinerja yang dapat menerapkannya."))


CAN = rights(
    {
        "evaluation.open": Guard(_opens) & Guard(_period_open),
        "evaluation.follow": Guard(_administers) & in_state(FLOW, "follow", EvaluationState),
    }
)
