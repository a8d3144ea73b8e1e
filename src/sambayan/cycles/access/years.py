"""Who keeps the performance year of an agency: whoever administers performance for the whole of it.

The things asked about carry `root_path`, the path of the top unit of their agency (`queries.years`).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.cycles.rules import PERIOD_FLOW, YEAR_FLOW, CycleState, PeriodState


def _keeps(actor: Actor, thing: Any) -> Answer:
    if actor.has(Role.PERFORMANCE_ADMIN, thing.root_path or ""):
        return None
    return Refusal(
        _("Tahun kinerja hanya diatur pengelola kinerja seluruh instansi."),
        _("Biasanya pengelola kinerja di badan kepegawaian."),
    )


def _sees(actor: Actor, thing: Any) -> Answer:
    path = thing.root_path or ""
    if actor.has(Role.INSPECTOR, path) or any(
        grant.role == Role.PERFORMANCE_ADMIN and (grant.unit_path.startswith(path) or grant.covers(path))
        for grant in actor.grants
    ):
        return None
    return Refusal(_("Tahun kinerja hanya dilihat pengelola kinerja instansi itu dan pemeriksa."))


def _oversees(actor: Actor, thing: Any) -> Answer:
    """Open to whoever administers or inspects anything; the list itself shows only the years of the own agencies."""
    if actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.has_anywhere(Role.INSPECTOR):
        return None
    return Refusal(_("Tahun kinerja hanya dilihat pengelola kinerja dan pemeriksa."))


def _running(actor: Actor, period: Any) -> Answer:
    if period.cycle.state == CycleState.OPEN:
        return None
    return Refusal(_("Tahun kinerja {year} tidak sedang dibuka.").format(year=period.cycle.year))


def _not_closed(actor: Actor, period: Any) -> Answer:
    if period.state != PeriodState.CLOSED:
        return None
    return Refusal(_("Periode ini sudah ditutup."), _("Buka kembali periodenya lebih dahulu."))


keeps, sees, oversees = Guard(_keeps), Guard(_sees), Guard(_oversees)
_period = keeps & Guard(_running)

CAN = rights(
    {
        "cycles.years": oversees,
        "cycles.year": sees,
        "cycles.create": keeps,
        "cycles.open": keeps & in_state(YEAR_FLOW, "open", CycleState),
        "cycles.close": keeps & in_state(YEAR_FLOW, "close", CycleState),
        "cycles.reopen": keeps & in_state(YEAR_FLOW, "reopen", CycleState),
        "cycles.open_period": _period & in_state(PERIOD_FLOW, "open_period", PeriodState),
        "cycles.close_period": _period & in_state(PERIOD_FLOW, "close_period", PeriodState),
        "cycles.reopen_period": _period & in_state(PERIOD_FLOW, "reopen_period", PeriodState),
        "cycles.set_window": keeps & Guard(_not_closed),
        "cycles.opening": keeps,
        "cycles.resume": keeps,
    }
)
