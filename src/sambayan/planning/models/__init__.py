"""Agreements, the goals they come from, and what is done for them."""

from .agreements import (
    AnnexEntry,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PlannedResult,
    SpecialExpectation,
)
from .doing import Evidence

__all__ = [
    "AnnexEntry",
    "Evidence",
    "IndividualIndicator",
    "PerformanceAgreement",
    "PerformanceDialogue",
    "PlannedResult",
    "SpecialExpectation",
]
