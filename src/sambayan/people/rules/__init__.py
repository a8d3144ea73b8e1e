"""Employee numbers, and the legal kinds of employment, position and unit."""

from .kinds import EmploymentType, PositionType, UnitType
from .number import (
    EmployeeNumber,
    EmployeeNumberError,
    EmployeeNumberReason,
    Sex,
    format_employee_number,
    parse_employee_number,
)

__all__ = [
    "EmployeeNumber",
    "EmployeeNumberError",
    "EmployeeNumberReason",
    "EmploymentType",
    "PositionType",
    "Sex",
    "UnitType",
    "format_employee_number",
    "parse_employee_number",
]
