"""Issuing the signed documents of an evaluation: frozen once, superseded only by a later one."""

from datetime import datetime
from typing import Any

from sambayan.common.verification import new_code
from sambayan.evaluation import queries
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.rules import FormCode


def issue(
    evaluation: PerformanceEvaluation, form: FormCode, *, at: datetime, objection: dict[str, Any] | None = None
) -> EvaluationDocument:
    """Freeze the document of this form with a code anybody can verify; it supersedes the one before, if any.

    Called inside the action that signs. `objection` are the words of D.1.3, added to the content: `objection` (section
    6), `explanation_appraiser` (7), `explanation_employee`, `decision` and `recommendation` (8), `decided_on`, and who
    signs: `superior_signs`, `appraiser_signs`, `employee_signs`.
    Source: PermenPANRB 6/2022 Lampiran V.A-B p114-119.
    """
    before = evaluation.documents.order_by("-pk").first()
    evaluation.form_code, evaluation.document_code = form.value, new_code()
    evaluation.save(update_fields=["form_code", "document_code"])
    return EvaluationDocument.objects.create(
        evaluation=evaluation,
        form_code=form.value,
        code=evaluation.document_code,
        supersedes=before,
        result_rating=evaluation.result_rating,
        behaviour_rating=evaluation.behaviour_rating,
        predicate=evaluation.predicate,
        content={**queries.document_content(evaluation, ""), **(objection or {})},
        issued_at=at,
    )
