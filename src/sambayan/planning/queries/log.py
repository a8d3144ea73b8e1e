"""Reading the daily log, and the tables that wait to become part of it."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import current_period
from sambayan.planning.models import DailyProgress, LogFile, PerformanceAgreement
from sambayan.planning.queries import results_of
from sambayan.planning.queries.doing import Desk
from sambayan.planning.rules import AgreementState
from sambayan.planning.rules import log as rules


def lines_of(found: Desk) -> QuerySet[DailyProgress]:
    """The lines of the days of a period, newest first."""
    rows = DailyProgress.objects.filter(
        employee_id=found.employee_id, day__gte=found.period.from_date, day__lte=found.period.to_date
    )
    return rows.select_related("result", "documentation").order_by("-day", "-pk")


def line(pk: int) -> DailyProgress | None:
    """One line with whose it is."""
    return DailyProgress.objects.select_related("employee").filter(pk=pk).first()


def plan_of(row: DailyProgress) -> PerformanceAgreement:
    """The agreement of the year a line is about: the one in force, or else the latest."""
    plans = PerformanceAgreement.objects.select_related("employee", "cycle")
    found = plans.filter(employee_id=row.employee_id, cycle__year=row.day.year).order_by("-pk")
    return found.filter(state=AgreementState.IN_FORCE).first() or found[0]


def period_on(plan: PerformanceAgreement, day: date) -> EvaluationPeriod | None:
    """The month or quarter of the agreement's year that a day lies in."""
    return current_period(plan.cycle_id, day)


def log_file(pk: int) -> LogFile | None:
    """A table that waits for its owner's word."""
    return LogFile.objects.select_related("agreement__employee", "agreement__cycle").filter(pk=pk).first()


def result_choices(plan: PerformanceAgreement) -> list[tuple[int, str]]:
    """The planned results of an agreement as choices."""
    return [(row.pk, row.title) for row in results_of(plan.pk)]


def reading_of(file: LogFile, places: rules.Mapped, day: date | None = None) -> rules.Reading:
    """What a table holds when its columns mean what `places` says; days of the agreement's year until today."""
    year, today = file.agreement.cycle.year, day or timezone.localdate()
    return rules.read(
        file.rows,
        places,
        first_row=file.first_row,
        results={rules.fold(title): pk for pk, title in result_choices(file.agreement)},
        first=date(year, 1, 1),
        last=min(today, date(year, 12, 31)),
    )


def known_keys(file: LogFile, reading: rules.Reading) -> set[str]:
    """Which lines of a table are in the log already."""
    keys = [line.key for line in reading.lines]
    found = DailyProgress.objects.filter(employee_id=file.agreement.employee_id, key__in=keys)
    return set(found.values_list("key", flat=True))
