"""Reading evaluations and organisation predicates."""

from django.db.models import QuerySet

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import PerformanceAgreement


def _with_people() -> QuerySet[PerformanceEvaluation]:
    return PerformanceEvaluation.objects.select_related(
        "employee", "appraiser", "unit__agency", "appraiser_unit", "period__cycle__agency", "agreement"
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


def by_document_code(code: str) -> PerformanceEvaluation | None:
    """The signed evaluation whose document carries this code."""
    return _with_people().filter(document_code=code.strip().upper()).exclude(document_code="").first()


def evaluations(actor: Actor, period: EvaluationPeriod, state: str = "") -> QuerySet[PerformanceEvaluation]:
    """The evaluations of a period this actor may read, by name; with `state` those the actor rates and that are so."""
    found = PerformanceEvaluation.objects.select_related("employee", "appraiser", "unit", "period__cycle")
    if state:
        found = found.filter(appraiser_id=actor.employee_id, appraiser__isnull=False, state=state)
    return found.filter(visible_to(actor), period=period).order_by("employee__name", "pk")


def team(appraiser_id: int, period_pk: int) -> list[PerformanceEvaluation]:
    """Everybody this appraiser rates in a period, by name."""
    found = PerformanceEvaluation.objects.filter(appraiser_id=appraiser_id, period_id=period_pk)
    return list(found.select_related("employee").order_by("employee__name", "pk"))


def achievement(unit_id: int, period_pk: int) -> OrganisationAchievement | None:
    """The organisation predicate of a unit in a period, if it has been set."""
    return OrganisationAchievement.objects.filter(unit_id=unit_id, period_id=period_pk).first()


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
