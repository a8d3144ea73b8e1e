"""Reading what is done for an agreement in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import documentable_periods
from sambayan.cycles.rules import CycleState
from sambayan.people.models import Employee, OrganisationUnit
from sambayan.planning.models import (
    ActionPlan,
    DailyProgress,
    Evidence,
    IndividualIndicator,
    MonitoringNote,
    PerformanceAgreement,
    PerformanceDocumentation,
    PlannedResult,
)
from sambayan.planning.queries import agreement, result
from sambayan.planning.queries.versions import documented_results, heirs_of
from sambayan.planning.rules import AgreementState, lock_of


@dataclass(frozen=True)
class Desk:
    """An agreement and one of its periods; `closed` says why nothing may be written, `about` is the row in question."""

    agreement: PerformanceAgreement
    period: EvaluationPeriod
    closed: str = ""
    about: Any = None

    @property
    def state(self) -> str:
        """Where the agreement stands."""
        return self.agreement.state

    @property
    def employee_id(self) -> int:
        """Whose work it is."""
        return self.agreement.employee_id

    @property
    def employee(self) -> Employee:
        """Whose work it is."""
        return self.agreement.employee

    @property
    def appraiser_id(self) -> int:
        """Who appraises it."""
        return self.agreement.appraiser_id

    @property
    def appraiser(self) -> Employee:
        """Who appraises it."""
        return self.agreement.appraiser

    @property
    def superior_id(self) -> int | None:
        """Who stands above the appraiser."""
        return self.agreement.superior_id

    @property
    def unit(self) -> OrganisationUnit:
        """Where the work is done."""
        return self.agreement.unit


def desk_of(plan: PerformanceAgreement, period: EvaluationPeriod, day: date, about: Any = None) -> Desk:
    """The desk of an agreement and a period as it stands on a day."""
    return Desk(plan, period, _closed(plan, period, day), about)


def _closed(plan: PerformanceAgreement, period: EvaluationPeriod, day: date) -> str:
    if locked := lock_of(plan.employee_id, period.pk):
        return locked
    if period.pk in {each.pk for each in documentable_periods(plan.cycle_id, day)}:
        return ""
    if period.from_date > day:
        return _("{period} belum dimulai.").format(period=period.label)
    return _("{period} sudah ditutup.").format(period=period.label)


def desk(pk: int, period: int) -> Desk | None:
    """The desk of an agreement and a period of its year, today."""
    plan = agreement(pk)
    found = EvaluationPeriod.objects.filter(pk=period, cycle_id=plan.cycle_id).first() if plan else None
    return desk_of(plan, found, timezone.localdate()) if plan and found else None


def result_desk(pk: int, period: int) -> Desk | None:
    """The desk of a planned result and a period, today; `about` is the result."""
    row = result(pk)
    found = desk(row.agreement_id, period) if row else None
    return Desk(found.agreement, found.period, found.closed, row) if found else None


def _desk_about(row: Any) -> Desk | None:
    return desk_of(row.result.agreement, row.period, timezone.localdate(), row) if row else None


_OF_AGREEMENT = (
    "result__agreement__employee",
    "result__agreement__appraiser",
    "result__agreement__unit",
    "result__agreement__cycle",
    "period",
)


def action(pk: int) -> Desk | None:
    """The desk of a step of an action plan, today."""
    return _desk_about(ActionPlan.objects.select_related(*_OF_AGREEMENT).filter(pk=pk).first())


def documentation(pk: int) -> Desk | None:
    """The desk of an entry, today."""
    return _desk_about(PerformanceDocumentation.objects.select_related(*_OF_AGREEMENT).filter(pk=pk).first())


def evidence(pk: int) -> Desk | None:
    """The desk of a piece of evidence, today."""
    related = ("file", *(f"documentation__{name}" for name in _OF_AGREEMENT))
    row = Evidence.objects.select_related(*related).filter(pk=pk).first()
    if row is None:
        return None
    entry = row.documentation
    return desk_of(entry.result.agreement, entry.period, timezone.localdate(), row)


def evidence_file(pk: int) -> Desk | None:
    """The desk of a piece of evidence that is a file; None for a link."""
    found = evidence(pk)
    return found if found and found.about.file_id else None


def open_periods(plan: PerformanceAgreement, day: date) -> list[EvaluationPeriod]:
    """The periods that may still be documented, newest first."""
    found = documentable_periods(plan.cycle_id, day)
    return [period for period in found if lock_of(plan.employee_id, period.pk) is None]


def begun_periods(cycle_id: int, day: date) -> list[EvaluationPeriod]:
    """The months or quarters of a year that have begun, in order."""
    found = EvaluationPeriod.objects.filter(cycle_id=cycle_id, from_date__lte=day).exclude(kind="yearly")
    return list(found.order_by("from_date", "pk"))


@dataclass(frozen=True)
class DoingPage:
    """Everything one sees of a period: results with plan and progress, notes of leaders, and how full the log is."""

    desk: Desk
    periods: list[EvaluationPeriod]
    results: list[PlannedResult]
    notes: list[MonitoringNote]
    log_count: int
    may_copy_from: EvaluationPeriod | None

    @property
    def entries(self) -> int:
        """How many entries of progress there are."""
        return sum(len(result.progress) for result in self.results)

    @property
    def is_empty_at_end(self) -> bool:
        """Whether the period is closed without any entry. Source: PermenPANRB 6/2022 Ps 16; shown: local policy."""
        return bool(self.desk.closed) and not self.entries


def _steps_of_year(found: Desk) -> QuerySet[ActionPlan]:
    """All steps of this person and year, under whichever agreement they were planned."""
    plan = found.agreement
    rows = ActionPlan.objects.filter(result__agreement__employee_id=plan.employee_id)
    return rows.filter(result__agreement__cycle_id=plan.cycle_id).order_by("number", "pk")


def results_in(found: Desk) -> list[PlannedResult]:
    """The planned results with the action plan (`steps`), the progress and the evidence of one period.

    Under earlier versions and under an agreement before a move too; what was given up stands at the end.
    """
    steps = list(_steps_of_year(found).filter(period=found.period))
    results = documented_results(found.agreement, found.period, {step.result_id for step in steps})
    heirs = heirs_of(results)
    for row in results:
        row.steps = [step for step in steps if heirs.get(step.result_id) == row.pk]
    return results


def doing_page(found: Desk, day: date) -> DoingPage:
    """The page of one agreement and period, in a bounded number of queries."""
    periods = begun_periods(found.agreement.cycle_id, day)
    notes = MonitoringNote.objects.filter(agreement_id=found.agreement.pk)
    in_period = notes.filter(seen_on__gte=found.period.from_date, seen_on__lte=found.period.to_date)
    lines = DailyProgress.objects.filter(
        employee_id=found.employee_id, day__gte=found.period.from_date, day__lte=found.period.to_date
    )
    results = results_in(found)
    has_plan = any(result.steps for result in results)
    return DoingPage(
        found,
        periods,
        results,
        list(in_period.select_related("author", "result").order_by("-seen_on", "-pk")),
        lines.count(),
        None if has_plan else _last_planned(found, _standing(results)),
    )


def _standing(results: list[PlannedResult]) -> dict[int, int]:
    """For every row that still stands in the agreement, under whichever version, the row that stands there now."""
    return heirs_of(row for row in results if not row.is_given_up)


def _last_planned(found: Desk, standing: dict[int, int]) -> EvaluationPeriod | None:
    """The latest earlier period of the year with an action plan for results that still stand."""
    earlier = EvaluationPeriod.objects.filter(
        cycle_id=found.agreement.cycle_id,
        to_date__lt=found.period.from_date,
        actions__result_id__in=list(standing),
    )
    return earlier.order_by("-from_date", "-pk").first()


def actions_to_copy(found: Desk) -> list[tuple[int, str]]:
    """The steps of the latest earlier plan that are not done: the result that stands there now, and the text."""
    standing = _standing(documented_results(found.agreement, found.period))
    last = _last_planned(found, standing)
    if last is None:
        return []
    steps = _steps_of_year(found).filter(period=last, done_date__isnull=True, result_id__in=list(standing))
    return [(standing[step.result_id], step.text) for step in steps]


def indicators_of(row: PlannedResult) -> Sequence[IndividualIndicator]:
    """The indicators of a planned result in order."""
    return list(row.indicators.order_by("number", "pk"))


def team_doing(actor: Actor, period: EvaluationPeriod, *, empty: bool = False) -> QuerySet[PerformanceAgreement]:
    """The agreements in force this actor appraises, with entries and evidence of a period; or only those without.

    Entries count for the person, under whichever agreement of the year they were written.
    """
    entries = PerformanceDocumentation.objects.filter(
        result__agreement__employee=OuterRef("employee"), result__agreement__cycle=period.cycle_id, period=period
    )
    rows = PerformanceAgreement.objects.filter(
        appraiser_id=actor.employee_id, appraiser__isnull=False, cycle_id=period.cycle_id,
        state=AgreementState.IN_FORCE,
    )  # fmt: skip
    if empty:
        rows = rows.filter(~Exists(entries))
    return (
        rows.select_related("employee", "unit", "cycle")
        .annotate(entries=_count(entries, "pk"), pieces=_count(entries, "evidence"))
        .order_by("employee__name", "pk")
    )


def _count(rows: QuerySet[PerformanceDocumentation], what: str) -> Coalesce:
    """How many there are of each person, as one column."""
    counted = rows.order_by().values("result__agreement__employee").annotate(n=Count(what)).values("n")
    return Coalesce(Subquery(counted), 0)


def periods_of_team(actor: Actor, day: date) -> list[EvaluationPeriod]:
    """The months or quarters that have begun, of every agency in which the actor appraises somebody.

    Of this year, and of other years that are open or whose period is rated now, as the last quarter is in January.
    """
    is_shown = Q(cycle__year=day.year) | Q(cycle__state=CycleState.OPEN) | Q(window_to__gte=day)
    found = EvaluationPeriod.objects.filter(is_shown, from_date__lte=day).exclude(kind="yearly")
    of_team = found.filter(cycle__agreements__appraiser_id=actor.employee_id, cycle__agreements__isnull=False)
    return list(of_team.order_by("from_date", "pk").distinct())


def empty_periods(actor: Actor, day: date) -> list[tuple[EvaluationPeriod, int]]:
    """The periods whose days are over but which may still be documented, with how many of one's people have nothing."""
    of_period = OuterRef(OuterRef(OuterRef("pk")))  # step by step, or SQLite reads everybody's entries of the period
    entries = PerformanceDocumentation.objects.filter(result=OuterRef("pk"), period=of_period)
    written = PlannedResult.objects.filter(
        Exists(entries), agreement__employee=OuterRef("employee"), agreement__cycle=OuterRef("cycle")
    )
    silent = PerformanceAgreement.objects.filter(
        ~Exists(written), appraiser_id=actor.employee_id, state=AgreementState.IN_FORCE, cycle_id=OuterRef("cycle_id")
    )
    counted = silent.order_by().values("appraiser_id").annotate(n=Count("pk")).values("n")
    ended = EvaluationPeriod.objects.filter(
        kind__in=("monthly", "quarterly"), to_date__lt=day, window_to__gte=day
    ).select_related("cycle")
    found = ended.annotate(silent=Subquery(counted)).order_by("from_date", "pk")
    return [(period, n) for period in found if (n := getattr(period, "silent", None))]
