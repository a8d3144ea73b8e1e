"""The results of a period as they stand here and at the national application."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sambayan.common.actor import Actor
from sambayan.common.guard import why_not
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, Level, Predicate, Rating
from sambayan.outcomes.models import CreditRecord, NationalFile, NationalResult
from sambayan.outcomes.rules import Difference, ForeignResult, Key, OwnResult, differences
from sambayan.people.models import Agency, Assignment, OrganisationUnit
from sambayan.people.queries import open_on
from sambayan.people.rules import AssignmentKind

_BATCH = 2000


@dataclass(frozen=True)
class Scope:
    """What a page of outcomes is about: a period (None: the agency as a whole) and the topmost unit of its agency."""

    root: OrganisationUnit
    period: EvaluationPeriod | None = None

    @property
    def agency(self) -> Agency:
        """The agency."""
        return self.root.agency


def _roots() -> QuerySet[OrganisationUnit]:
    return OrganisationUnit.objects.filter(parent__isnull=True).select_related("agency").order_by("pk")


def period_scope(pk: int) -> Scope | None:
    """A period with the topmost unit of its agency."""
    period = EvaluationPeriod.objects.filter(pk=pk).select_related("cycle__agency").first()
    root = _roots().filter(agency_id=period.cycle.agency_id).first() if period else None
    return Scope(root, period) if root else None


def agency_scope(code: str) -> Scope | None:
    """An agency by the code of its topmost unit."""
    root = _roots().filter(code=code).first()
    return Scope(root) if root else None


def agency_of(actor: Actor) -> list[Scope]:
    """The agencies whose outcomes this actor may see."""
    return [scope for root in _roots() if why_not("outcomes.period", actor, scope := Scope(root)) is None]


def scopes(agency: Agency, day: date) -> QuerySet[EvaluationPeriod]:
    """The periods of an agency that are over or being rated, newest first, with how many results are final."""
    found = EvaluationPeriod.objects.filter(cycle__agency=agency, window_from__lte=day).select_related("cycle")
    final = Count("evaluations", filter=Q(evaluations__state=EvaluationState.FINAL.value))
    return found.annotate(total=Count("evaluations"), final=final).order_by("-to_date", "kind", "pk")


@dataclass(frozen=True)
class Tally:
    """How far a period is: results, final ones, handed over, with credit points, with a national key."""

    total: int
    final: int
    exported: int
    credited: int
    known: int


def tally(period: EvaluationPeriod) -> Tally:
    """The numbers of a period: one query."""
    is_final = Q(state=EvaluationState.FINAL.value)
    row = PerformanceEvaluation.objects.filter(period=period).aggregate(
        total=Count("pk"),
        final=Count("pk", filter=is_final),
        exported=Count("pk", filter=Q(exported_at__isnull=False)),
        credited=Count("pk", filter=Q(credit_record__isnull=False)),
        known=Count("pk", filter=is_final & Q(employee__national_identity__isnull=False)),
    )
    return Tally(**row)


def functional(employee_ids: Iterable[int], day: date) -> dict[int, tuple[str, date]]:
    """Level and beginning of the functional post these employees hold on a day, by employee."""
    held = Assignment.objects.filter(
        open_on(day), kind=AssignmentKind.MAIN.value, employee_id__in=employee_ids, position__level__in=list(Level)
    )
    return {row[0]: (row[1], row[2]) for row in held.values_list("employee_id", "position__level", "from_date")}


def own_results(period: EvaluationPeriod) -> Iterator[OwnResult]:
    """Every rated result of a period in the order of employee numbers, read in batches."""
    post = Assignment.objects.filter(
        open_on(period.to_date), kind=AssignmentKind.MAIN.value, employee_id=OuterRef("signer_id")
    ).order_by("pk")
    level = Assignment.objects.filter(
        open_on(period.to_date), kind=AssignmentKind.MAIN.value, employee_id=OuterRef("employee_id")
    ).order_by("pk")
    rows = (
        PerformanceEvaluation.objects.filter(period=period, employee__employee_number__isnull=False)
        .exclude(predicate="")
        .select_related("employee__national_identity", "signer", "appraiser")
        .annotate(
            signer_title=Subquery(post.values("position__title")[:1]),
            signer_office=Subquery(post.values("position__unit__name")[:1]),
            level=Subquery(level.values("position__level")[:1]),
        )
        .order_by("employee__employee_number", "pk")
    )
    for row in rows.iterator(chunk_size=_BATCH):
        yield _result(row, period)


def _result(row: PerformanceEvaluation, period: EvaluationPeriod) -> OwnResult:
    signer = row.signer or row.appraiser
    identity = getattr(row.employee, "national_identity", None)
    return OwnResult(
        employee_number=row.employee.employee_number or "",
        name=row.employee.name,
        national_id=identity.national_id if identity else "",
        kind=PeriodKind(period.kind),
        number=period.number,
        from_date=period.from_date,
        to_date=period.to_date,
        result=Rating(row.result_rating),
        behaviour=Rating(row.behaviour_rating),
        predicate=Predicate(row.predicate),
        is_final=row.state == EvaluationState.FINAL,
        signer_number=signer.employee_number or "",
        signer_name=signer.name,
        signer_position=getattr(row, "signer_title", None) or "",
        signer_rank=signer.rank_grade,
        signer_unit=getattr(row, "signer_office", None) or "",
        level=getattr(row, "level", None) or "",
        document_code=row.document_code or "",
    )


def differences_of(scope: Scope) -> tuple[NationalFile | None, list[Difference]]:
    """The latest file of the national application, and how it differs from what stands here in the period."""
    period = scope.period
    file = NationalFile.objects.filter(agency=scope.agency).order_by("-uploaded_at", "-pk").first()
    if file is None or period is None:
        return None, []
    there = NationalResult.objects.filter(
        agency=scope.agency, year=period.to_date.year, kind=period.kind, number=period.number
    )
    return file, differences(own_results(period), [_foreign(row) for row in there])


def _foreign(row: NationalResult) -> ForeignResult:
    return ForeignResult(
        Key(row.employee_number, row.year, row.kind, row.number),
        row.name,
        Rating(row.result_rating) if row.result_rating else None,
        Rating(row.behaviour_rating) if row.behaviour_rating else None,
        Predicate(row.predicate) if row.predicate else None,
    )


def credited(employee_id: int) -> list[CreditRecord]:
    """The credit points of an employee, newest first."""
    found = CreditRecord.objects.filter(employee_id=employee_id).select_related("evaluation__period")
    return list(found.order_by("-evaluation__period__to_date", "-pk"))
