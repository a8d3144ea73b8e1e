"""Reading cases of counselling: only those the reader may see, and no figure over them."""

from django.db.models import Q, QuerySet

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor, Role
from sambayan.growth.access import cases_visible_to
from sambayan.growth.models import ContinuousFeedback, CounsellingRecord
from sambayan.growth.queries.feedback import feedback_in_year
from sambayan.growth.rules import CounsellingState
from sambayan.planning.models import PerformanceAgreement

_WITH = ("employee", "appraiser", "superior", "unit", "agreement__cycle", "counsellor")


def case(pk: int) -> CounsellingRecord | None:
    """One case with everybody it concerns."""
    return CounsellingRecord.objects.filter(pk=pk).select_related(*_WITH).first()


has_history("counselling", "growth.CounsellingRecord", load=case, right="growth.read_case", page="growth:case")


def cases(actor: Actor) -> QuerySet[CounsellingRecord]:
    """The cases an actor may read, newest first. For PyB and personnel: the list of Lampiran III.D.5.c.2.a.1 p87."""
    rows = CounsellingRecord.objects.filter(cases_visible_to(actor)).select_related("employee", "unit")
    return rows.order_by("-noted_at", "-pk")


def proofs_for(plan: PerformanceAgreement) -> QuerySet[ContinuousFeedback]:
    """The feedback that can prove a report: recorded, and naming something to improve."""
    return feedback_in_year(plan).filter(is_positive=False)


def proofs_of(found: CounsellingRecord) -> QuerySet[ContinuousFeedback]:
    """The feedback a report stands on, oldest first."""
    return found.proofs.select_related("giver", "period").order_by("recorded_at", "pk")


def cases_waiting(actor: Actor) -> QuerySet[CounsellingRecord]:
    """The cases whose next step is the actor's, the oldest first."""
    me, state = actor.employee_id or 0, CounsellingState
    waits = Q(appraiser_id=me, state=state.NOTED.value, hampers=True)
    waits |= Q(counsellor_id=me, state__in=[state.APPOINTED.value, state.HELD.value, state.RECORDED.value])
    waits |= Q(superior_id=me, state=state.AT_DECISION.value)
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            within = Q(unit__path__startswith=grant.unit_path) & ~Q(employee_id=me)
            waits |= within & Q(state__in=[state.REPORTED.value, state.SELECTED.value])
    return CounsellingRecord.objects.filter(waits).order_by("noted_at", "pk")
