"""Reading services, surveys, uploads and receipts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.people.queries import open_on
from sambayan.surveys.access import visible_to
from sambayan.surveys.models import (
    AnswerImport,
    Receipt,
    SatisfactionSurvey,
    Service,
    ServiceStaff,
    SurveyResult,
)
from sambayan.surveys.queries.figures import GradedFigure, headline
from sambayan.surveys.rules import Gate, SurveyState, gate


def open_survey(code: str) -> SatisfactionSurvey | None:
    """The survey that is open for this service address, with service, unit and questionnaire: one query."""
    found = SatisfactionSurvey.objects.filter(service__code=code, state=SurveyState.OPEN)
    return found.select_related("service__unit", "instrument_version").first()


def service(code: str) -> Service | None:
    """One service with its unit."""
    return Service.objects.filter(code=code).select_related("unit__agency").first()


def survey(pk: int) -> SatisfactionSurvey | None:
    """One survey with service, unit and questionnaire."""
    return SatisfactionSurvey.objects.filter(pk=pk).select_related("service__unit", "instrument_version").first()


has_history("survey", "surveys.SatisfactionSurvey", load=survey, right="surveys.result", page="surveys:result")


def answer_import(pk: int) -> AnswerImport | None:
    """One uploaded file with its survey."""
    return AnswerImport.objects.filter(pk=pk).select_related("survey__service__unit").first()


def receipt(code: str) -> Receipt | None:
    """The receipt with this code, however it was typed."""
    folded = "".join(letter for letter in code.upper() if letter.isalnum())
    found = Receipt.objects.filter(code=f"{folded[:4]}-{folded[4:]}")
    return found.select_related("survey__service__unit").order_by("pk").first()


def services(actor: Actor) -> QuerySet[Service]:
    """All services by unit and name, each with its newest surveys this actor may read and their results."""
    newest = SatisfactionSurvey.objects.filter(service=OuterRef("pk")).order_by("-to_date", "-pk")
    return (
        Service.objects.select_related("unit")
        .annotate(latest_label=Subquery(newest.values("label")[:1]), latest_state=Subquery(newest.values("state")[:1]))
        .prefetch_related(
            Prefetch(
                "surveys",
                SatisfactionSurvey.objects.filter(visible_to(actor), result__isnull=False)
                .select_related("result")
                .order_by("-to_date", "-pk"),
                to_attr="read_surveys",
            )
        )
        .order_by("unit__name", "name", "pk")
    )


@dataclass(frozen=True)
class ServiceRow:
    """One line of the list of services: its newest readable survey, its figure, and the indices from old to new."""

    service: Service
    survey: SatisfactionSurvey | None
    figure: GradedFigure | None
    gate: str
    indices: tuple[Any, ...]
    state: str

    @property
    def is_shown(self) -> bool:
        """Whether there is a figure with enough respondents."""
        return self.figure is not None and self.figure.value is not None and self.gate != Gate.SUPPRESSED


def service_rows(actor: Actor) -> list[ServiceRow]:
    """All services with what this actor may read of them: two queries however many there are."""
    return [_row(service) for service in services(actor)]


def rows_of_unit(actor: Actor, unit_id: int) -> list[ServiceRow]:
    """The services of one office with what this actor may read of them: two queries."""
    return [_row(service) for service in services(actor).filter(unit_id=unit_id)]


def _row(service: Any) -> ServiceRow:
    read = service.read_surveys
    state = SurveyState(service.latest_state).label if service.latest_state else ""
    if not read:
        return ServiceRow(service, None, None, "", (), state)
    results = [survey.result for survey in read]
    shown = [r.satisfaction_index for r in reversed(results) if gate(r.n, r.limits) is not Gate.SUPPRESSED]
    indices = tuple(value for value in shown if value is not None)
    allowed = gate(results[0].n, results[0].limits)
    return ServiceRow(service, read[0], headline(results[0]), allowed.value, indices, state)


def imports_of(survey: SatisfactionSurvey) -> QuerySet[AnswerImport]:
    """The files uploaded for a survey, newest first, without their rows."""
    return survey.imports.defer("rows", "problems", "notes").order_by("-uploaded_at", "-pk")


def surveys_of(service: Service) -> QuerySet[SatisfactionSurvey]:
    """The surveys of a service, newest first, with how many answers each has."""
    return (
        service.surveys.select_related("result", "service__unit")
        .annotate(answer_count=Count("responses"))
        .order_by("-to_date", "-pk")
    )


def published(service_ids: Iterable[int], until: date | None = None) -> QuerySet[SurveyResult]:
    """The published results of services, newest first; with `until` only surveys that ended by then."""
    found = SurveyResult.objects.filter(survey__service_id__in=list(service_ids), survey__state=SurveyState.PUBLISHED)
    if until is not None:
        found = found.filter(survey__to_date__lte=until)
    return found.select_related("survey__service").order_by("-survey__to_date", "-pk")


def services_of(employee_id: int, day: date) -> list[int]:
    """The services an employee works for on a day."""
    rows = ServiceStaff.objects.filter(open_on(day), employee_id=employee_id)
    return list(rows.order_by("service_id").values_list("service_id", flat=True))
