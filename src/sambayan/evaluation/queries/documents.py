"""What stands on the printed documents of an evaluation, in Indonesian and in the order of the law's forms."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from sambayan.common.numbers import date_long
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.people.models import Assignment
from sambayan.people.queries import appraisal_of, assignment_of, name_on


@translation.override("id")
def document_content(evaluation: PerformanceEvaluation, address: str) -> dict[str, Any]:
    """What stands on D.1.1, in Indonesian and in the order of the form; `address` is where its code can be verified.

    Source: PermenPANRB 6/2022 Lampiran V.A, Format D.1.1 p115.
    """
    signed = timezone.localdate(evaluation.signed_at)
    chain = appraisal_of(evaluation.appraiser_id, signed)
    period = evaluation.period
    return {
        "agency": evaluation.unit.agency.name,
        "period": period.label,
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(assignment_of(evaluation.employee_id, signed), signed),
        "appraiser": _party(assignment_of(evaluation.appraiser_id, signed), signed),
        "superior": _party(chain.appraiser if chain else None, signed),
        "organisation": rules.OrganisationPredicate(evaluation.organisation_predicate).label,
        "predicate": rules.Predicate(evaluation.predicate).label_on_form,
        "note": evaluation.evaluation_note,
        "signed_on": date_long(signed),
        "received_on": date_long(timezone.localdate(evaluation.received_at)) if evaluation.received_at else "",
        "code": evaluation.document_code,
        "rules": evaluation.rule_version,
        "address": address,
        "is_demo": settings.DEMO,
    }


def _party(post: Assignment | None, day: date) -> dict[str, str]:
    """One side of a document, with the unit under the name it bore on that day."""
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name,
        "number": post.employee.printed_number,
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": name_on(post.position.unit, day),
    }
