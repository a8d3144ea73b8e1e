"""Who may move an evaluation because of an objection; whether it is in time, the room `objections` asks.

Source: PermenPANRB 6/2022 Lampiran IV.A.11-12 p90, V.B p117-118.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.evaluation.rules import FLOW, EvaluationState
from sambayan.people.access import owner, superior

BEFORE_RECEIPT = frozenset(
    state.value
    for state in (
        EvaluationState.OPEN,
        EvaluationState.RATED,
        EvaluationState.WITH_SUPERIOR,
        EvaluationState.SIGNED,
        EvaluationState.HANDED_OVER,
    )
)


def _objectable(actor: Actor, evaluation: Any) -> Answer:
    """After the period too: such an attempt is not accepted, but it is recorded and may be opened. Local policy."""
    if evaluation.is_final:
        return Refusal(
            _("Hasil ini final, jadi keberatan tidak dapat diajukan (PermenPANRB 6/2022 Lampiran IV.A.11–12 hlm. 90)."),
            evaluation.final_reason,
        )
    if evaluation.state in BEFORE_RECEIPT or evaluation.received_at is None:
        return Refusal(
            _("Keberatan dapat diajukan setelah dokumen evaluasi diterima (PermenPANRB 6/2022 Lampiran V.B.1)."),
            _("Nyatakan dahulu bahwa Anda menerima dokumennya."),
        )
    return None


def _not_final(actor: Actor, evaluation: Any) -> Answer:
    return Refusal(_("Hasil ini final, jadi keberatan tidak dapat dibuka.")) if evaluation.is_final else None


objectable = Guard(_objectable)
"""Whether anybody could object to this result at all, and if not why, with the article."""

CAN = rights(
    {
        "evaluation.object": owner & objectable & in_state(FLOW, "object", EvaluationState),
        "evaluation.admit_objection": superior & Guard(_not_final) & in_state(FLOW, "admit_objection", EvaluationState),
        "evaluation.withdraw_objection": owner & in_state(FLOW, "withdraw_objection", EvaluationState),
        "evaluation.uphold": superior & in_state(FLOW, "uphold", EvaluationState),
        "evaluation.change": superior & in_state(FLOW, "change", EvaluationState),
    }
)
