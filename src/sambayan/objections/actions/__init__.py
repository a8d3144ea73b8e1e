"""The verbs of an objection. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B p117-119."""

from sambayan.objections.actions.bundles import download_bundle
from sambayan.objections.actions.deciding import Decision, change, sign_decision, uphold
from sambayan.objections.actions.examining import (
    appoint_decider,
    ask_explanations,
    explain,
    mark_overdue,
    record_refusal_to_explain,
)
from sambayan.objections.actions.lodging import admit, draft, lodge, withdraw

__all__ = [
    "Decision",
    "admit",
    "appoint_decider",
    "ask_explanations",
    "change",
    "download_bundle",
    "draft",
    "explain",
    "lodge",
    "mark_overdue",
    "record_refusal_to_explain",
    "sign_decision",
    "uphold",
    "withdraw",
]
