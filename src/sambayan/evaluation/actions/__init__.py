"""The verbs of an evaluation. Source: PermenPANRB 6/2022 Ps 23-26, Lampiran IV and V.A."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.actions.achievement import set_achievement
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.actions.passing import pass_by_term, pass_to_superior, pass_upwards, pass_upwards_by_term
from sambayan.evaluation.actions.rating import (
    RATED_FIELDS,
    WARNED_FIELDS,
    NewerError,
    Opened,
    assess_self,
    base_of,
    keep_draft,
    rate,
    rate_as_superior,
    reply_to_citizens,
)
from sambayan.evaluation.actions.reminding import remind
from sambayan.evaluation.actions.signing import (
    confirm_receipt,
    deem_received,
    finalise,
    hand_over,
    mark_not_returned,
    report,
    return_signed,
    show_late_handover,
    sign,
    sign_as_superior,
)
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.people.models import Assignment
from sambayan.people.queries import open_on

__all__ = [
    "RATED_FIELDS",
    "WARNED_FIELDS",
    "NewerError",
    "Opened",
    "assess_self",
    "base_of",
    "confirm_receipt",
    "deem_received",
    "finalise",
    "hand_over",
    "issue",
    "keep_draft",
    "mark_not_returned",
    "open_",
    "pass_by_term",
    "pass_to_superior",
    "pass_upwards",
    "pass_upwards_by_term",
    "rate",
    "rate_as_superior",
    "remind",
    "reply_to_citizens",
    "report",
    "return_signed",
    "set_achievement",
    "show_late_handover",
    "sign",
    "sign_as_superior",
]


@transaction.atomic
def open_(period: EvaluationPeriod, *, by: Actor, at: datetime) -> int:
    """Open the evaluations of a period for every agreement in force; returns how many were opened now.

    Doing it again opens only what is missing. The unit that counts for the organisation's achievement is the one
    the appraiser leads. Source: PermenPANRB 6/2022 Lampiran IV.B.1.g p94.
    """
    require("evaluation.open", by)
    if period.from_date > timezone.localdate(at):
        raise Denied(Refusal(_("{period} belum dimulai.").format(period=period)))
    agreements = list(queries.agreements_to_open(period))
    heads = Assignment.objects.filter(
        open_on(timezone.localdate(at)), position__is_head=True, employee_id__in={a.appraiser_id for a in agreements}
    )
    led = dict(heads.values_list("employee_id", "position__unit_id"))
    opened = PerformanceEvaluation.objects.bulk_create(
        (
            PerformanceEvaluation(
                agreement=agreement,
                period=period,
                employee_id=agreement.employee_id,
                appraiser_id=agreement.appraiser_id,
                unit_id=agreement.unit_id,
                appraiser_unit_id=led.get(agreement.appraiser_id, agreement.unit_id),
                state=rules.FLOW.after(None, "open"),
            )
            for agreement in agreements
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    record("evaluation.open", period, by=by, at=at, after={"opened": len(opened)})
    return len(opened)
