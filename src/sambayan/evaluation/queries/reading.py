"""Reading evaluations and organisation predicates."""

from django.db.models import Q, QuerySet

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.rules import SIGNED_STATES, EvaluationState, FormCode, ReportStatus
from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import PerformanceAgreement


def _with_people() -> QuerySet[PerformanceEvaluation]:
    return PerformanceEvaluation.objects.select_related(
        "employee",
        "appraiser",
        "superior",
        "signer",
        "unit__agency",
        "appraiser_unit",
        "period__cycle__agency",
        "agreement",
        "draft",
        "self_assessment",
    )


def evaluation(pk: int) -> PerformanceEvaluation | None:
    """One evaluation with everybody and everything it names."""
    return _with_people().filter(pk=pk).first()


has_history(
    "evaluation",
    "evaluation.PerformanceEvaluation",
    load=evaluation,
    right="evaluation.read",
    details="evaluation.explain",
    page="evaluation:evaluation",
)


def evaluations(
    actor: Actor, period: EvaluationPeriod, mine: str = "", state: str = "", unit_path: str = ""
) -> QuerySet[PerformanceEvaluation]:
    """The evaluations of a period this actor may read, by name; with `mine` those in that state that wait for him.

    `state` narrows to one state, `unit_path` to a unit and everything below it.
    """
    found = PerformanceEvaluation.objects.select_related("employee", "appraiser", "unit", "period__cycle")
    if mine:
        found = found.filter(waiting_for(actor.employee_id, mine))
    if state:
        found = found.filter(state=state)
    if unit_path:
        found = found.filter(unit__path__startswith=unit_path)
    return found.filter(visible_to(actor), period=period).order_by("employee__name", "pk")


TO_REPORT = "to_report"
"""Signed and not reported yet: no state of its own, for reporting moves none."""


def waiting_for(employee_id: int | None, state: str) -> Q:
    """The evaluations in a state (or to be reported) whose next step is this person's: appraiser's or superior's."""
    if employee_id is None:
        return Q(pk__in=[])
    by_superior = Q(form_code=FormCode.D_1_2.value, signer_id=employee_id)
    by_decider = Q(form_code=FormCode.D_1_3.value, superior_id=employee_id)
    above = Q(form_code__in=[FormCode.D_1_2.value, FormCode.D_1_3.value])
    signed_by = by_superior | by_decider | (~above & Q(appraiser_id=employee_id))
    if state == TO_REPORT:
        again = Q(form_code=FormCode.D_1_3.value, report_status=ReportStatus.REPORTED.value)
        waiting = Q(report_status=ReportStatus.NOT_REPORTED.value) | again
        return signed_by & waiting & Q(state__in=sorted(SIGNED_STATES))
    if state == EvaluationState.WITH_SUPERIOR:
        return Q(superior_id=employee_id, state=state)
    if state == EvaluationState.SIGNED:
        return signed_by & Q(state=state)
    return Q(appraiser_id=employee_id, state=state)


def team(appraiser_id: int, period_pk: int) -> list[PerformanceEvaluation]:
    """Everybody this appraiser rates in a period, by name."""
    found = PerformanceEvaluation.objects.filter(appraiser_id=appraiser_id, period_id=period_pk)
    return list(found.select_related("employee").order_by("employee__name", "pk"))


def queue_of(superior_id: int, period_pk: int) -> list[PerformanceEvaluation]:
    """Everybody this superior evaluates in the appraisers' place in a period, by name."""
    found = PerformanceEvaluation.objects.filter(
        superior_id=superior_id, period_id=period_pk, state=EvaluationState.WITH_SUPERIOR
    )
    return list(found.select_related("employee").order_by("employee__name", "pk"))


def is_relied_on(unit_id: int, period_pk: int) -> bool:
    """Whether somebody's evaluation was already signed under the organisation predicate of this unit and period."""
    signed = PerformanceEvaluation.objects.filter(appraiser_unit_id=unit_id, period_id=period_pk)
    return signed.exclude(signed_at=None).exists()


def units_to_assess(actor: Actor, period: EvaluationPeriod) -> list[OrganisationUnit]:
    """The appraisers' units of a period whose organisation predicate is not set yet, in tree order."""
    led = PerformanceEvaluation.objects.filter(visible_to(actor), period=period).values("appraiser_unit_id")
    done = OrganisationAchievement.objects.filter(period=period).values("unit_id")
    return list(OrganisationUnit.objects.filter(pk__in=led).exclude(pk__in=done).order_by("path"))


def agreements_to_open(period: EvaluationPeriod) -> QuerySet[PerformanceAgreement]:
    """Agreements in force that have no evaluation for this period yet."""
    opened = PerformanceEvaluation.objects.filter(period=period).values("employee_id")
    found = PerformanceAgreement.objects.filter(cycle_id=period.cycle_id, state="in_force")
    return found.exclude(employee_id__in=opened).order_by("pk")
