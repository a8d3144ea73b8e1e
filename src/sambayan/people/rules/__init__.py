"""Employee numbers, the legal kinds of employment, position and unit, who appraises whom, and what may be wrong."""

from .desk import IMPORT_FLOW, OWNER, UNDO_WITHIN_HOURS, ImportKind, ImportState, RepairKind, RepairOwner, RowChange
from .kinds import (
    ACTING,
    APPRAISING,
    CONTRACT,
    EXEMPT,
    AbsenceKind,
    AssignmentKind,
    DelegationKind,
    EmploymentType,
    LeavingReason,
    PositionType,
    UnitChange,
    UnitType,
)
from .number import (
    EmployeeNumber,
    EmployeeNumberError,
    EmployeeNumberReason,
    Sex,
    format_employee_number,
    parse_employee_number,
)

__all__ = [
    "ACTING",
    "APPRAISING",
    "CONTRACT",
    "EXEMPT",
    "IMPORT_FLOW",
    "OWNER",
    "UNDO_WITHIN_HOURS",
    "AbsenceKind",
    "AssignmentKind",
    "DelegationKind",
    "EmployeeNumber",
    "EmployeeNumberError",
    "EmployeeNumberReason",
    "EmploymentType",
    "ImportKind",
    "ImportState",
    "LeavingReason",
    "PositionType",
    "RepairKind",
    "RepairOwner",
    "RowChange",
    "Sex",
    "UnitChange",
    "UnitType",
    "format_employee_number",
    "parse_employee_number",
]
