"""Agreements, the goals they come from, and what is done for them."""

from .agreements import (
    AnnexEntry,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PlannedResult,
    SpecialExpectation,
)
from .copying import AgreementTemplate, AssignedResult, IndicatorManual
from .doing import Evidence

__all__ = [
    "AgreementTemplate",
    "AnnexEntry",
    "AssignedResult",
    "Evidence",
    "IndicatorManual",
    "IndividualIndicator",
    "PerformanceAgreement",
    "PerformanceDialogue",
    "PlannedResult",
    "SpecialExpectation",
]
