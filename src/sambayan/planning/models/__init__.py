"""Agreements, the goals they come from, and what is done for them."""

from .agreements import (
    AgreementDocument,
    AnnexEntry,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PlannedResult,
    SpecialExpectation,
)
from .copying import AgreementTemplate, AssignedResult, IndicatorManual
from .doing import ActionPlan, Evidence, EvidenceFile, MonitoringNote, PerformanceDocumentation
from .goals import AlignedResult, GoalFile, KeyIndicator, PerformanceContract, StrategicPlan
from .live import FrozenFigure, IndicatorBinding
from .log import DailyProgress, LogFile
from .matrix import MatrixColumn, MatrixRow, RoleResultCell, RoleResultMatrix

__all__ = [
    "ActionPlan",
    "AgreementDocument",
    "AgreementTemplate",
    "AlignedResult",
    "AnnexEntry",
    "AssignedResult",
    "DailyProgress",
    "Evidence",
    "EvidenceFile",
    "FrozenFigure",
    "GoalFile",
    "IndicatorBinding",
    "IndicatorManual",
    "IndividualIndicator",
    "KeyIndicator",
    "LogFile",
    "MatrixColumn",
    "MatrixRow",
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
