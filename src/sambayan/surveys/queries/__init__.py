"""Reading services and surveys, their figures, and the citizens' voice on a person's services."""

from sambayan.surveys.queries.evidence import CitizenEvidence, citizen_evidence
from sambayan.surveys.queries.figures import (
    ResultPage,
    answers_of,
    as_document,
    change_between,
    figures_of,
    frozen,
    live_result,
    result_page,
    trend,
)
from sambayan.surveys.queries.reading import (
    answer_import,
    open_survey,
    published,
    receipt,
    service,
    services,
    services_of,
    survey,
    surveys_of,
)

__all__ = [
    "CitizenEvidence",
    "ResultPage",
    "answer_import",
    "answers_of",
    "as_document",
    "change_between",
    "citizen_evidence",
    "figures_of",
    "frozen",
    "live_result",
    "open_survey",
    "published",
    "receipt",
    "result_page",
    "service",
    "services",
    "services_of",
    "survey",
    "surveys_of",
    "trend",
]
