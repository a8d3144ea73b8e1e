"""Reading guidance: what an employee received, what waits for whom, and the forms' contents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor, Role
from sambayan.common.language import worded
from sambayan.growth.access import guidance_visible_to
from sambayan.growth.models import CoachingRow, GuidanceRecord
from sambayan.growth.queries.feedback import plan_now
from sambayan.growth.rules import VIEWABLE, GuidanceState
from sambayan.people.models import Employee
from sambayan.people.queries import appraisal_of
from sambayan.planning.models import IndividualIndicator, PerformanceAgreement
from sambayan.planning.rules import UNFINISHED, AgreementState, TakeoverStep, proves_steps

_WITH = (
    "employee",
    "appraiser",
    "superior",
    "unit",
    "agreement__cycle",
    "leader",
    "guide",
    "finding",
    "view",
    "competence",
)


def guidance(pk: int) -> GuidanceRecord | None:
    """One guidance with everybody it concerns, who reads the view, and the forms B.1.8 and B.1.9 where there are."""
    found = GuidanceRecord.objects.filter(pk=pk).select_related(*_WITH).first()
    if found is not None:
        reader = view_reader(found)
        found.view_reader_id = reader.pk if reader else None
    return found


def view_reader(record: GuidanceRecord) -> Employee | None:
    """The leader's superior, who reads the employee's view (B.1.8); None where there is none beside those it is about.

    Who stood above the leader on the day of the proposal: for the appraiser that is on record. Source: III.D.4.g p83.
    """
    if record.leader_id == record.appraiser_id:
        above = record.superior
    else:
        found = appraisal_of(record.leader_id, timezone.localdate(record.proposed_at))
        above = found.appraiser.employee if found and found.appraiser else None
    parties = (record.leader_id, record.guide_id, record.employee_id)
    return above if above and above.pk not in parties else None


has_history("guidance", "growth.GuidanceRecord", load=guidance, right="growth.read_guidance", page="growth:guidance")


def guidances(actor: Actor) -> QuerySet[GuidanceRecord]:
    """The guidance an actor may read, the open ones first."""
    rows = GuidanceRecord.objects.filter(guidance_visible_to(actor)).select_related("employee", "guide", "unit")
    return rows.order_by("-proposed_at", "-pk")


def guidance_of(plan: PerformanceAgreement) -> QuerySet[GuidanceRecord]:
    """The guidance of a person in the year of an agreement, newest first."""
    rows = GuidanceRecord.objects.filter(employee_id=plan.employee_id, agreement__cycle_id=plan.cycle_id)
    return rows.select_related("employee", "guide").order_by("-proposed_at", "-pk")


@proves_steps
def coached(employee_id: int, cycle_id: int) -> set[TakeoverStep]:
    """Whether guidance of the year was held and signed by both. Source: PermenPANRB 6/2022 Ps 20(3), 20(6)."""
    rows = GuidanceRecord.objects.filter(employee_id=employee_id, agreement__cycle_id=cycle_id)
    signed = rows.filter(employee_signed_at__isnull=False, guide_signed_at__isnull=False)
    return {TakeoverStep.COACHING} if signed.exists() else set()


def indicators_of(plan: PerformanceAgreement) -> list[IndividualIndicator]:
    """The indicators coaching can be about, in the order of the agreement."""
    rows = IndividualIndicator.objects.filter(result__agreement=plan).select_related("result")
    return list(rows.order_by("-result__kind", "result__number", "number", "pk"))


@dataclass(frozen=True)
class Support:
    """One piece of guidance an employee received, for the page of the rating: what, when, what was agreed."""

    title: str
    on: date
    note: str
    url: str


def support_of(employee_id: int, from_date: date, to_date: date) -> list[Support]:
    """The guidance an employee received between two days, oldest first; counselling is confidential and never here."""
    held = GuidanceRecord.objects.filter(employee_id=employee_id, held_on__gte=from_date, held_on__lte=to_date)
    rows = held.exclude(state__in=[GuidanceState.PROPOSED.value, GuidanceState.PREPARED.value])
    return [
        Support(worded(row.method_word), row.held_on, row.note, reverse("growth:guidance", args=[row.pk]))
        for row in rows.order_by("held_on", "pk")
        if row.held_on is not None
    ]


def guidance_waiting(actor: Actor) -> QuerySet[GuidanceRecord]:
    """The guidance whose next step is the actor's, the oldest first."""
    me, state = actor.employee_id or 0, GuidanceState
    employee, guide = Q(employee_id=me), Q(guide_id=me)
    unsigned = (employee & Q(employee_signed_at__isnull=True)) | (guide & Q(guide_signed_at__isnull=True))
    waits = employee & Q(state=state.PROPOSED.value)
    waits |= guide & Q(state__in=[state.PREPARED.value, state.RECORDED.value])
    waits |= Q(state=state.HELD.value) & unsigned
    waits |= employee & Q(state=state.RECORDED.value, view__isnull=True)
    waits |= guide & ~Q(appraiser_id=me) & Q(state=state.EVALUATED.value)
    waits |= Q(appraiser_id=me) & (Q(state=state.AT_APPRAISER.value) | (guide & Q(state=state.EVALUATED.value)))
    waits |= Q(superior_id=me, state=state.AT_SUPERIOR.value)
    waits |= employee & _adjusts(_in_force())
    waits |= Q(appraiser_id=me) & _adjusts(_in_force().filter(appraiser_id=me))
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            within = Q(unit__path__startswith=grant.unit_path) & ~employee
            waits |= within & Q(state=state.AT_SUPERIOR.value, superior__isnull=True)
    rows = GuidanceRecord.objects.filter(waits).select_related("employee", "guide")
    return rows.order_by("proposed_at", "pk")


def _same_year() -> QuerySet[PerformanceAgreement]:
    return PerformanceAgreement.objects.filter(
        employee_id=OuterRef("employee_id"), cycle_id=OuterRef("agreement__cycle_id")
    )


def _in_force() -> QuerySet[PerformanceAgreement]:
    """The agreement in force that was set before both signed the guidance."""
    signed = Greatest(OuterRef("employee_signed_at"), OuterRef("guide_signed_at"))
    return _same_year().filter(state=AgreementState.IN_FORCE.value).exclude(set_at__gte=signed)


def _adjusts(in_force: QuerySet[PerformanceAgreement]) -> Q:
    """Signed guidance that adjusts a target, for which no new version of the agreement has been begun."""
    rows = CoachingRow.objects.filter(guidance_id=OuterRef("pk"), adjusts=True)
    unfinished = _same_year().filter(state__in=sorted(UNFINISHED))
    return Q(Exists(rows), Exists(in_force), ~Exists(unfinished), state__in=sorted(VIEWABLE))


def to_adjust(record: GuidanceRecord) -> PerformanceAgreement | None:
    """The agreement a new version of which this guidance asks for; None once it was begun, or when it asks for none.

    Source: B.1.6, Lampiran III.D.4.e p80; workflow 8.5.
    """
    waits = GuidanceRecord.objects.filter(_adjusts(_in_force()), pk=record.pk)
    return plan_now(record.agreement) if waits.exists() else None
