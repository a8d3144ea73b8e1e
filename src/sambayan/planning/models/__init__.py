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
from .goals import AlignedResult, GoalFile, KeyIndicator, PerformanceContract, StrategicPlan
from .live import FrozenFigure, IndicatorBinding
from .matrix import MatrixColumn, MatrixRow, RoleResultCell, RoleResultMatrix

__all__ = [
    "AlignedResult",
from .doing import ActionPlan, Evidence, EvidenceFile, MonitoringNote, PerformanceDocumentation
from .log import DailyProgress, LogFile

__all__ = [
    "ActionPlan",
    "AnnexEntry",
    "DailyProgress",
    "Evidence",
    "FrozenFigure",
    "GoalFile",
    "IndicatorBinding",
    "IndividualIndicator",
    "KeyIndicator",
    "MatrixColumn",
    "MatrixRow",
    "EvidenceFile",
    "IndividualIndicator",
    "LogFile",
    "MonitoringNote",
    "PerformanceAgreement",
    "PerformanceContract",
    "PerformanceDialogue",
    "PerformanceDocumentation",
    "PlannedResult",
    "RoleResultCell",
    "RoleResultMatrix",
    "SpecialExpectation",
    "StrategicPlan",
]
