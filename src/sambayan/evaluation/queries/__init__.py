"""Reading evaluations, the team around them, their pages, and what they ask of people."""

from sambayan.evaluation.queries.above import final_from_the_start, next_above, superior_of
from sambayan.evaluation.queries.achievements import (
    Achieved,
    achieved,
    achievement,
    citizens_of_unit,
    contract_figures,
)
from sambayan.evaluation.queries.advice import Advice, Basis, Typed, advise, contrasts
from sambayan.evaluation.queries.closing import unevaluated
from sambayan.evaluation.queries.documents import (
    document_content,
    document_of,
    documents_of,
    newest_document,
    printed_document,
    printed_result,
    result_content,
)
from sambayan.evaluation.queries.duties import evaluation_duties
from sambayan.evaluation.queries.explanation import explanation_page
from sambayan.evaluation.queries.grounds import WARNED_WORDS, advice_on, unwritten_reasons
from sambayan.evaluation.queries.guide import Distribution, distribution, matrix, neighbours
from sambayan.evaluation.queries.locks import signed_lock
from sambayan.evaluation.queries.pages import (
    EvaluationPage,
    RatingPage,
    evaluation_page,
    rating_page,
    was_on_study_leave,
)
from sambayan.evaluation.queries.progress import (
    STEPS,
    Asked,
    late_clocks,
    late_counts,
    late_people,
    running_terms,
    state_counts,
    unit_progress,
    with_evaluations,
)
from sambayan.evaluation.queries.rated import is_rated
from sambayan.evaluation.queries.reading import (
    TO_REPORT,
    agreements_to_open,
    evaluation,
    evaluations,
    is_relied_on,
    team,
    units_to_assess,
)
from sambayan.evaluation.queries.terms import (
    objection_due,
    report_due,
    return_clock,
    return_due,
    to_finalise,
    to_pass,
)

__all__ = [
    "STEPS",
    "TO_REPORT",
    "WARNED_WORDS",
    "Achieved",
    "Advice",
    "Asked",
    "Basis",
    "Distribution",
    "EvaluationPage",
    "RatingPage",
    "Typed",
    "achieved",
    "achievement",
    "advice_on",
    "advise",
    "agreements_to_open",
    "citizens_of_unit",
    "contract_figures",
    "contrasts",
    "distribution",
    "document_content",
    "document_of",
    "documents_of",
    "evaluation",
    "evaluation_duties",
    "evaluation_page",
    "evaluations",
    "explanation_page",
    "final_from_the_start",
    "is_rated",
    "is_relied_on",
    "late_clocks",
    "late_counts",
    "late_people",
    "matrix",
    "neighbours",
    "newest_document",
    "next_above",
    "objection_due",
    "printed_document",
    "printed_result",
    "rating_page",
    "report_due",
    "result_content",
    "return_clock",
    "return_due",
    "running_terms",
    "signed_lock",
    "state_counts",
    "superior_of",
    "team",
    "to_finalise",
    "to_pass",
    "unevaluated",
    "unit_progress",
    "units_to_assess",
    "unwritten_reasons",
    "was_on_study_leave",
    "with_evaluations",
]
