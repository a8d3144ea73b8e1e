"""The verbs of an evaluation. Source: PermenPANRB 6/2022 Ps 23-26, Lampiran IV and V.A."""

from sambayan.evaluation.actions.achievement import set_achievement
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.actions.holding import MissingReasonError, signing_base
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

__all__ = [
    "RATED_FIELDS",
    "WARNED_FIELDS",
    "MissingReasonError",
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
    "signing_base",
]
