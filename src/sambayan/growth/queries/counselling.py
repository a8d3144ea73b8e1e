"""Reading cases of counselling: only those the reader may see, and no figure over them."""

from django.db.models import F, Q, QuerySet

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor, Role
from sambayan.growth.access import cases_visible_to
from sambayan.growth.models import ContinuousFeedback, CounsellingRecord
from sambayan.growth.queries.feedback import feedback_in_year
from sambayan.growth.rules import CounsellingState, CounsellorKind

_WITH = ("employee", "appraiser", "superior", "unit", "agreement__cycle", "counsellor")


def case(pk: int) -> CounsellingRecord | None:
    """One case with everybody it concerns."""
    return CounsellingRecord.objects.filter(pk=pk).select_related(*_WITH).first()


has_history("counselling", "growth.CounsellingRecord", load=case, right="growth.read_case", page="growth:case")


def cases(actor: Actor) -> QuerySet[CounsellingRecord]:
    """The cases an actor may read, newest first. For PyB and personnel: the list of Lampiran III.D.5.c.2.a.1 p87."""
    rows = CounsellingRecord.objects.filter(cases_visible_to(actor)).select_related("employee", "unit")
    return rows.order_by("-noted_at", "-pk")


def proofs_for(found: CounsellingRecord) -> QuerySet[ContinuousFeedback]:
    """The feedback that can prove a report: recorded, on the value the case is about, naming something to improve."""
    return feedback_in_year(found.agreement).filter(is_positive=False, value_code=found.value_code)


def proofs_of(found: CounsellingRecord) -> QuerySet[ContinuousFeedback]:
    """The feedback a report stands on, oldest first."""
    return found.proofs.select_related("giver", "period").order_by("recorded_at", "pk")


def cases_waiting(actor: Actor) -> QuerySet[CounsellingRecord]:
    """The cases whose next step is the actor's, the oldest first.

    A communicated problem waits for the appraiser, who reports it or closes it as changed (Lampiran III.D.5.c.1.d p86);
    a decision for the superior, and for personnel where the record went there or no superior can decide.
    """
    me, state = actor.employee_id or 0, CounsellingState
    waits = Q(appraiser_id=me) & (Q(state=state.NOTED.value, hampers=True) | Q(state=state.COMMUNICATED.value))
    waits |= Q(counsellor_id=me, state__in=[state.APPOINTED.value, state.HELD.value, state.RECORDED.value])
    undecided = Q(state=state.AT_DECISION.value) & ~Q(counsellor_id=me)
    waits |= undecided & Q(superior_id=me)
    without_superior = Q(superior__isnull=True) | Q(superior_id=F("counsellor_id"))
    at_personnel = undecided & (without_superior | Q(counsellor_kind=CounsellorKind.INDEPENDENT.value))
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            within = Q(unit__path__startswith=grant.unit_path) & ~Q(employee_id=me)
            waits |= within & (Q(state__in=[state.REPORTED.value, state.SELECTED.value]) | at_personnel)
    return CounsellingRecord.objects.filter(waits).order_by("noted_at", "pk")
