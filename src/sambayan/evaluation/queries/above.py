"""Who stands above, and which results are final because of who evaluates."""

from datetime import date

from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.people.queries import appraisal_of, assignment_of
from sambayan.people.rules import PositionType


def superior_of(evaluation: PerformanceEvaluation, day: date) -> int | None:
    """The appraiser's superior on a day: by the employee's chain where it has this appraiser, else by the appraiser's.

    Source: PermenPANRB 6/2022 Lampiran IV.A.2-3 p89; the chain: `people.rules.chain`.
    """
    chain = appraisal_of(evaluation.employee_id, day)
    if chain and chain.appraiser and chain.appraiser.employee_id == evaluation.appraiser_id:
        above = chain.superior
    else:
        own = appraisal_of(evaluation.appraiser_id, day)
        above = own.appraiser if own else None
    return _another(above.employee_id if above else None, evaluation)


def next_above(evaluation: PerformanceEvaluation, day: date) -> int | None:
    """Who stands above the present superior on a day. Source: local policy, after Lampiran IV.A.2 p89."""
    chain = appraisal_of(evaluation.superior_id, day) if evaluation.superior_id else None
    above = chain.appraiser.employee_id if chain and chain.appraiser else None
    return None if above == evaluation.superior_id else _another(above, evaluation)


def _another(employee_id: int | None, evaluation: PerformanceEvaluation) -> int | None:
    return None if employee_id in (evaluation.employee_id, evaluation.appraiser_id) else employee_id


def final_from_the_start(evaluation: PerformanceEvaluation, day: date) -> str:
    """Why a result is final whoever objects: the regional head evaluates. Empty where it is not.

    Source: PermenPANRB 6/2022 Lampiran II.C.2-3 p65, IV.A.12 p90.
    """
    post = assignment_of(evaluation.appraiser_id, day)
    by_regional_head = post is not None and post.position.position_type == PositionType.REGIONAL_HEAD
    return rules.FINAL_BY_REGIONAL_HEAD if by_regional_head else ""
