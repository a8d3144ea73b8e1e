"""Reading evaluations, the team around them, their pages, and what they ask of people."""

from sambayan.evaluation.queries.documents import document_content
from sambayan.evaluation.queries.duties import evaluation_duties
from sambayan.evaluation.queries.explanation import explanation_page
from sambayan.evaluation.queries.guide import Distribution, distribution, matrix, neighbours
from sambayan.evaluation.queries.pages import rating_page
from sambayan.evaluation.queries.rated import is_rated
from sambayan.evaluation.queries.reading import (
    achievement,
    agreements_to_open,
    by_document_code,
    evaluation,
    evaluations,
    is_relied_on,
    team,
    units_to_assess,
)

__all__ = [
    "Distribution",
    "achievement",
    "agreements_to_open",
    "by_document_code",
    "distribution",
    "document_content",
    "evaluation",
    "evaluation_duties",
    "evaluations",
    "explanation_page",
    "is_rated",
    "is_relied_on",
    "matrix",
    "neighbours",
    "rating_page",
    "team",
    "units_to_assess",
]
