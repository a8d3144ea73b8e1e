"""Employee numbers (NIP) of civil servants.

Source: form of the 18 digits as commonly described (BKN regulation 22/2007 not read by us): unverified.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sambayan.common.words import Labelled, _

LENGTH = 18
YOUNGEST_AT_APPOINTMENT, OLDEST_AT_APPOINTMENT = 15, 70
# Contract staff (PPPK) carry 21 in the place of the month of appointment (seen in use, unverified).
CONTRACT_MONTH = 21
_MONTHS = 12


class Sex(Labelled):
    """Sex as coded in the employee number: digit 1 and 2."""

    MALE = "male", _("Laki-laki")
    FEMALE = "female", _("Perempuan")


class EmployeeNumberReason(StrEnum):
    """Why a text is not an employee number."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    BIRTH_DATE = "birth_date"
    APPOINTMENT_MONTH = "appointment_month"
    APPOINTMENT_AGE = "appointment_age"
    SEX = "sex"
    SERIAL = "serial"


class EmployeeNumberError(ValueError):
    """Not an employee number: `reason`, and `arguments` to fill a message with."""

    def __init__(self, reason: EmployeeNumberReason, **arguments: str | int) -> None:
        super().__init__(f"{reason}: {arguments}")
        self.reason = reason
        self.arguments = arguments


@dataclass(frozen=True, slots=True)
class EmployeeNumber:
    """A well-formed employee number; `appointment_month` is None for contract staff (code 21)."""

    digits: str
    birth_date: date
    appointment_year: int
    appointment_month: int | None
    sex: Sex
    serial: int

    def __str__(self) -> str:
        return format_employee_number(self)


def parse_employee_number(text: str) -> EmployeeNumber:
    """Read 8 digits birth date, 6 year and month of appointment, 1 sex (1, 2), 3 serial; blanks are dropped.

    EmployeeNumberError says which part is wrong. Source: unverified, see the module.
    """
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit()):
        raise EmployeeNumberError(EmployeeNumberReason.NOT_DIGITS, text=text)
    if len(digits) != LENGTH:
        raise EmployeeNumberError(EmployeeNumberReason.LENGTH, found=len(digits), expected=LENGTH)
    born = _birth_date(digits[:8])
    year, month = int(digits[8:12]), _appointment_month(digits[12:14])
    age = year - born.year
    if not YOUNGEST_AT_APPOINTMENT <= age <= OLDEST_AT_APPOINTMENT:
        raise EmployeeNumberError(EmployeeNumberReason.APPOINTMENT_AGE, age=age, year=year)
    if digits[14] not in "12":
        raise EmployeeNumberError(EmployeeNumberReason.SEX, digit=digits[14])
    if digits[15:] == "000":
        raise EmployeeNumberError(EmployeeNumberReason.SERIAL, serial=digits[15:])
    sex = Sex.MALE if digits[14] == "1" else Sex.FEMALE
    return EmployeeNumber(digits, born, year, month, sex, int(digits[15:]))


def format_employee_number(number: EmployeeNumber | str) -> str:
    """The usual grouping, such as "19870412 201101 1 004". Source: common usage."""
    digits = number if isinstance(number, str) else number.digits
    return " ".join((digits[:8], digits[8:14], digits[14:15], digits[15:]))


def _birth_date(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise EmployeeNumberError(EmployeeNumberReason.BIRTH_DATE, digits=digits) from error


def _appointment_month(digits: str) -> int | None:
    month = int(digits)
    if month == CONTRACT_MONTH:
        return None
    if not 1 <= month <= _MONTHS:
        raise EmployeeNumberError(EmployeeNumberReason.APPOINTMENT_MONTH, month=digits)
    return month
