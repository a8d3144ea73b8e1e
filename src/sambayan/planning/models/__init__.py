"""Agreements, the goals they come from, and what is done for them."""

from .agreements import (
    AnnexEntry,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PlannedResult,
    SpecialExpectation,
)
from .doing import ActionPlan, Evidence, EvidenceFile, MonitoringNote, PerformanceDocumentation
from .log import DailyProgress, LogFile

__all__ = [
    "ActionPlan",
    "AnnexEntry",
    "DailyProgress",
    "Evidence",
    "EvidenceFile",
    "IndividualIndicator",
    "LogFile",
    "MonitoringNote",
    "PerformanceAgreement",
    "PerformanceDialogue",
    "PerformanceDocumentation",
    "PlannedResult",
    "SpecialExpectation",
]
