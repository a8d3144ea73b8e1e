"""The year of the demo as an administrator opened it: drafts in January, evaluations of each quarter, the next year."""

from datetime import date, datetime, timedelta

from sambayan.audit.actions import record
from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.stage import Stage
from sambayan.cycles.actions.years import create
from sambayan.cycles.models import Cycle, EvaluationPeriod, LeftOut, Opening
from sambayan.cycles.queries.years import agencies_kept_by
from sambayan.cycles.rules import LeftOutReason, OpeningKind, OpeningState
from sambayan.people.models import Absence
from sambayan.people.rules import EXEMPT

_TOOK = timedelta(minutes=2)


def build(stage: Stage, plans: list[Plan]) -> int:
    """Store what was opened, who was left out, and prepare the year that follows; how many openings."""
    line, admin = stage.line, stage.persona_actor("administrator")
    cycle = stage.cycles[line.running.year]
    made = sum(plan.agreement.cycle_id == cycle.pk for plan in plans)
    first = _opened(OpeningKind.AGREEMENTS, cycle, None, line.at(date(cycle.year, 1, 5), 8), made)
    _leave_out(first)
    record("planning.open_year", cycle, by=admin, at=first.asked_at)
    for quarter in line.evaluated:
        period = stage.periods[quarter]
        n = sum(plan.is_in_force and plan.agreement.cycle.year == quarter.year for plan in plans)
        _opened(OpeningKind.EVALUATIONS, period.cycle, period, line.at(period.window_from, 8), n)
    agency = next(each for each in agencies_kept_by(admin) if each.pk == cycle.agency_id)
    create(agency, cycle.year + 1, by=admin, at=line.before(7))
    return 1 + len(line.evaluated)


def _opened(kind: OpeningKind, cycle: Cycle, period: EvaluationPeriod | None, at: datetime, made: int) -> Opening:
    return Opening.objects.create(
        kind=kind,
        cycle=cycle,
        period=period,
        state=OpeningState.FINISHED,
        day=at.date(),
        total=made,
        done=made,
        made=made,
        asked_at=at,
        asked_by="Pengelola kinerja",
        started_at=at,
        beat_at=at + _TOOK,
        finished_at=at + _TOOK,
    )


def _leave_out(opening: Opening) -> None:
    """Whoever is exempt today stands on the list of the first opening."""
    away = Absence.objects.filter(kind__in=[kind.value for kind in EXEMPT]).order_by("pk")
    found = [
        LeftOut(opening=opening, employee_id=who, unit_id=unit, reason=LeftOutReason.EXEMPT)
        for who, unit in away.values_list("employee_id", "employee__assignments__position__unit_id")
        if unit
    ]
    LeftOut.objects.bulk_create(found, ignore_conflicts=True)
    opening.total = opening.done = opening.made + opening.left_out.count()
    opening.save(update_fields=["total", "done"])
