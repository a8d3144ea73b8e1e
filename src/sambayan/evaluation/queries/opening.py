"""What a period still has to open, and which evaluations no longer fit who appraises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from sambayan.cycles.models import EvaluationPeriod, Opening
from sambayan.cycles.queries.openings import window_of
from sambayan.cycles.queries.years import rooted_periods
from sambayan.cycles.rules import UNFINISHED_OPENINGS, CycleState, OpeningKind, PeriodState
from sambayan.cycles.rules.figures import Figure, counts_year
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.reading import agreements_to_open
from sambayan.evaluation.rules import EvaluationState
from sambayan.people.models import Assignment
from sambayan.people.queries import open_on
from sambayan.people.queries.everybody import Everybody, Standing, appraisals_on
from sambayan.people.rules import AssignmentKind
from sambayan.planning.models import PerformanceAgreement

UNSIGNED = (EvaluationState.OPEN.value, EvaluationState.RATED.value)


def due_to_open(day: date) -> list[EvaluationPeriod]:
    """Open periods whose window is open on a day, with agreements in force that have no evaluation yet."""
    found = rooted_periods().filter(
        cycle__state=CycleState.OPEN, state=PeriodState.OPEN, window_from__lte=day, window_to__gte=day
    )
    unfinished = Opening.objects.filter(kind=OpeningKind.EVALUATIONS, state__in=UNFINISHED_OPENINGS)
    free = found.exclude(pk__in=unfinished.values("period_id")).order_by("pk")
    return [period for period in free if agreements_to_open(period).exists()]


def without_post(period: EvaluationPeriod, opening: Opening) -> list[PerformanceAgreement]:
    """Agreements in force of people whom an opening did not meet: they hold no post of the agency any more."""
    return list(agreements_to_open(period).exclude(employee_id__in=opening.left_out.values("employee_id")))


@dataclass(frozen=True)
class Change:
    """An evaluation nobody has signed, and where its employee stands now."""

    evaluation: PerformanceEvaluation
    standing: Standing
    agreement_id: int

    @property
    def has_new_appraiser(self) -> bool:
        """Whether somebody else rates from now on; otherwise only the unit or the one above changed."""
        return self.evaluation.appraiser_id != self.standing.appraiser_id


def changes(period: EvaluationPeriod, day: date) -> Iterator[Change]:
    """The unsigned evaluations of a period that the chain of `day` gives to somebody else, or to another unit.

    By the rule of the window: who led until inside it still rates. Source: PermenPANRB 6/2022 Lampiran IV.A.13-14 p91.
    """
    everybody, after = Everybody(day, window_of(period)), 0
    while batch := everybody.batch(after, agency_id=period.cycle.agency_id):
        after = batch[-1].employee_id
        yield from _of_batch(period, {standing.employee_id: standing for standing in batch})


def _of_batch(period: EvaluationPeriod, standings: dict[int, Standing]) -> Iterator[Change]:
    rows = PerformanceEvaluation.objects.filter(period=period, state__in=UNSIGNED, employee_id__in=list(standings))
    found = list(rows.select_related("employee", "appraiser", "unit", "period__cycle", "agreement").order_by("pk"))
    if not found:
        return
    agreements = PerformanceAgreement.objects.filter(
        cycle_id=period.cycle_id, state="in_force", employee_id__in=[row.employee_id for row in found]
    )
    in_force = dict(agreements.values_list("employee_id", "pk"))
    for row in found:
        standing = standings[row.employee_id]
        agreement_id = in_force.get(row.employee_id, row.agreement_id)
        if standing.exempt is None and standing.appraiser_id and _differs(row, standing, agreement_id):
            yield Change(row, standing, agreement_id)


def _differs(row: PerformanceEvaluation, standing: Standing, agreement_id: int) -> bool:
    held = (row.appraiser_id, row.superior_id, row.unit_id, row.appraiser_unit_id, row.agreement_id)
    now = (standing.appraiser_id, standing.superior_id, standing.unit_id, standing.appraiser_unit_id, agreement_id)
    return held != now


def left_by_superior(day: date) -> Iterator[tuple[PerformanceEvaluation, int]]:
    """Evaluations with a superior who has left the post held when they came, and who stands there on a day.

    A superior further up who has them because the one before let the term pass keeps them.
    """
    post = Assignment.objects.filter(
        open_on(day),
        kind=AssignmentKind.MAIN.value,
        employee_id=OuterRef("superior_id"),
        from_date__lte=OuterRef("came_on"),
    )
    held = PerformanceEvaluation.objects.filter(
        state=EvaluationState.WITH_SUPERIOR, superior__isnull=False, period__cycle__state=CycleState.OPEN
    )
    rows = held.annotate(came_on=Coalesce(TruncDate("passed_at"), Value(day))).filter(~Exists(post))
    found = list(rows.select_related("employee", "appraiser", "superior", "period__cycle").order_by("employee_id"))
    if not found:
        return
    people = {row.employee_id for row in found}
    above = {each.employee_id: each.superior_id for each in appraisals_on(day, people)}
    for row in found:
        superior = above.get(row.employee_id)
        if superior and superior not in (row.superior_id, row.appraiser_id, row.employee_id):
            yield row, superior


def unsigned_periods(day: date) -> list[EvaluationPeriod]:
    """Periods of open years whose window is open on a day and that have unsigned evaluations."""
    waiting = PerformanceEvaluation.objects.filter(state__in=UNSIGNED).values("period_id")
    found = rooted_periods().filter(pk__in=waiting, cycle__state=CycleState.OPEN, window_to__gte=day)
    return list(found.order_by("pk"))


@counts_year
def signed_of_opened(cycle_pk: int) -> dict[int | None, Figure]:
    """By period: how many of the evaluations that were opened are signed."""
    rows = PerformanceEvaluation.objects.filter(period__cycle_id=cycle_pk).order_by().values("period_id")
    counted = rows.annotate(done=Count("pk", filter=Q(signed_at__isnull=False)), total=Count("pk"))
    return {row["period_id"]: Figure(_("ditandatangani"), row["done"], row["total"]) for row in counted}
