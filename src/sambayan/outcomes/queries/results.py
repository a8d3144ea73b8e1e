"""The results of a period as they stand here and at the national application."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from sambayan.common.actor import Actor
from sambayan.common.guard import why_not
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, Level, Predicate, Rating
from sambayan.outcomes.models import CreditRecord, NationalFile, NationalResult
from sambayan.outcomes.rules import Difference, ForeignResult, Key, OwnResult, Post, differences, level_since
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
    """How far a period is: results, final ones, handed over, changed since then, with credit points, with a key."""

    total: int
    final: int
    exported: int
    changed: int
    credited: int
    known: int


def tally(period: EvaluationPeriod) -> Tally:
    """The numbers of a period: one query."""
    is_final = Q(state=EvaluationState.FINAL.value)
    row = PerformanceEvaluation.objects.filter(period=period).aggregate(
        total=Count("pk"),
        final=Count("pk", filter=is_final),
        exported=Count("pk", filter=Q(exported_at__isnull=False)),
        changed=Count("pk", filter=is_final & _changed()),
        credited=Count("pk", filter=Q(credit_record__isnull=False)),
        known=Count("pk", filter=is_final & Q(employee__national_identity__isnull=False)),
    )
    return Tally(**row)


def _changed() -> Q:
    """The condition that a newer document was issued after the result had been handed over."""
    newer = EvaluationDocument.objects.filter(evaluation=OuterRef("pk"), issued_at__gt=OuterRef("exported_at"))
    return Q(Exists(newer))


def changed_since_export(period: EvaluationPeriod) -> QuerySet[PerformanceEvaluation]:
    """The final results of a period that a late objection changed after they had been handed over.

    The national application holds the old ones until they are handed over again.
    """
    final = PerformanceEvaluation.objects.filter(_changed(), period=period, state=EvaluationState.FINAL.value)
    return final.select_related("employee").order_by("employee__employee_number", "pk")


def functional(period: EvaluationPeriod) -> dict[int, tuple[Level, date]]:
    """Level at the end of a period of everybody with a final result, and since when: one query.

    Of the beginning only the part within the period is told exactly: posts that ended before it are not read.
    """
    final = PerformanceEvaluation.objects.filter(period=period, state=EvaluationState.FINAL.value)
    held = Assignment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=period.from_date),
        kind=AssignmentKind.MAIN.value,
        from_date__lte=period.to_date,
        employee__in=final.values("employee"),
    )
    posts: dict[int, list[Post]] = {}
    for employee, level, since, until in held.values_list("employee_id", "position__level", "from_date", "to_date"):
        posts.setdefault(employee, []).append(Post(level, since, until))
    levels = {employee: level_since(own, period.to_date) for employee, own in posts.items()}
    return {employee: found for employee, found in levels.items() if found}


def own_results(period: EvaluationPeriod) -> Iterator[OwnResult]:
    """Every rated result of a period in the order of employee numbers, read in batches.

    The signer's post is that of the day of signature, which may be after the period.
    """
    signed_on: Any = OuterRef("signed_on")
    post = Assignment.objects.filter(
        open_on(signed_on), kind=AssignmentKind.MAIN.value, employee_id=OuterRef("signer_id")
    ).order_by("pk")
    level = Assignment.objects.filter(
        open_on(period.to_date), kind=AssignmentKind.MAIN.value, employee_id=OuterRef("employee_id")
    ).order_by("pk")
    rows = (
        PerformanceEvaluation.objects.filter(period=period, employee__employee_number__isnull=False)
        .exclude(predicate="")
        .select_related("employee__national_identity", "signer", "appraiser")
        .annotate(signed_on=Coalesce(TruncDate("signed_at"), Value(period.to_date)))
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


def newest_file(agency: Agency) -> NationalFile | None:
    """The file of the national application that an agency uploaded last."""
    return NationalFile.objects.filter(agency=agency).order_by("-uploaded_at", "-pk").first()


def differences_of(scope: Scope) -> tuple[NationalFile | None, list[Difference]]:
    """What the national application has of a period, and how it differs from what stands here.

    The file is the newest that covers the period; where none does, the newest of all: it has nothing of the period.
    """
    period = scope.period
    if period is None:
        return None, []
    there = NationalResult.objects.filter(
        agency=scope.agency, year=period.to_date.year, kind=period.kind, number=period.number
    )
    files = NationalFile.objects.filter(agency=scope.agency)
    covering = files.annotate(covers=Exists(there.filter(file=OuterRef("pk"))))
    file = covering.order_by("-covers", "-uploaded_at", "-pk").first()
    if file is None:
        return None, []
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
