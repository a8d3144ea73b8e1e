"""Reading services and surveys, their figures, and the citizens' voice on a person's services."""

from sambayan.surveys.queries.duties import survey_duties
from sambayan.surveys.queries.evidence import CitizenEvidence, citizen_evidence, unit_evidence
from sambayan.surveys.queries.figures import (
    ResultPage,
    answers_of,
    as_document,
    basis,
    change_between,
    figures_of,
    frozen,
    headline,
    live_result,
    result_page,
    trend,
)
from sambayan.surveys.queries.offices import services_of_office
from sambayan.surveys.queries.reading import (
    ServiceRow,
    answer_import,
    imports_of,
    open_survey,
    published,
    receipt,
    service,
    service_rows,
    services,
    services_of,
    survey,
    surveys_of,
)

__all__ = [
    "CitizenEvidence",
    "ResultPage",
    "ServiceRow",
    "answer_import",
    "answers_of",
    "as_document",
    "basis",
    "change_between",
    "citizen_evidence",
    "figures_of",
    "frozen",
    "headline",
    "imports_of",
    "live_result",
    "open_survey",
    "published",
    "receipt",
    "result_page",
    "service",
    "service_rows",
    "services",
    "services_of",
    "services_of_office",
    "survey",
    "survey_duties",
    "surveys_of",
    "trend",
    "unit_evidence",
]
