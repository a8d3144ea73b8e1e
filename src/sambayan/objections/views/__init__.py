"""Pages of objections."""

from sambayan.objections.views.deciding import (
    appoint_decider,
    ask_explanations,
    change,
    explain,
    record_refusal_to_explain,
    sign_decision,
    uphold,
)
from sambayan.objections.views.lodging import admit, draft, lodge, withdraw
from sambayan.objections.views.reading import download_bundle, file, objection, objections
from sambayan.objections.views.statistics import export_statistics, statistics

__all__ = [
    "admit",
    "appoint_decider",
    "ask_explanations",
    "change",
    "download_bundle",
    "draft",
    "explain",
    "export_statistics",
    "file",
    "lodge",
    "objection",
    "objections",
    "record_refusal_to_explain",
    "sign_decision",
    "statistics",
    "uphold",
    "withdraw",
]
