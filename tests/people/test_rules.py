"""Employee numbers."""

from datetime import date

import pytest

from sambayan.people.rules import (
    EmployeeNumber,
    EmployeeNumberError,
    EmployeeNumberReason,
    Sex,
    format_employee_number,
    parse_employee_number,
)

GOOD = "198704122011011004"


def test_the_parts_of_a_number():
    assert parse_employee_number(GOOD) == EmployeeNumber(GOOD, date(1987, 4, 12), 2011, 1, Sex.MALE, 4)


@pytest.mark.parametrize("text", [GOOD, "19870412 201101 1 004", " 19870412\u00a0201101 1 004\n"])
def test_blanks_do_not_matter(text):
    assert parse_employee_number(text).digits == GOOD
    assert str(parse_employee_number(text)) == "19870412 201101 1 004"


def test_format():
    assert format_employee_number(GOOD) == "19870412 201101 1 004"


def test_contract_staff_carry_21_as_month():
    number = parse_employee_number("199206052022212015")
    assert (number.appointment_year, number.appointment_month, number.sex) == (2022, None, Sex.FEMALE)


@pytest.mark.parametrize(
    ("text", "reason", "arguments"),
    [
        ("", EmployeeNumberReason.NOT_DIGITS, {"text": ""}),
        ("19870412201101100A", EmployeeNumberReason.NOT_DIGITS, {"text": "19870412201101100A"}),
        ("١٩٨٧٠٤١٢٢٠١١٠١١٠٠٤", EmployeeNumberReason.NOT_DIGITS, {"text": "١٩٨٧٠٤١٢٢٠١١٠١١٠٠٤"}),
        ("1987041220110110", EmployeeNumberReason.LENGTH, {"found": 16, "expected": 18}),
        ("198702302011011004", EmployeeNumberReason.BIRTH_DATE, {"digits": "19870230"}),
        ("000004122011011004", EmployeeNumberReason.BIRTH_DATE, {"digits": "00000412"}),
        ("198704122011131004", EmployeeNumberReason.APPOINTMENT_MONTH, {"month": "13"}),
        ("198704122011001004", EmployeeNumberReason.APPOINTMENT_MONTH, {"month": "00"}),
        ("198704122001011004", EmployeeNumberReason.APPOINTMENT_AGE, {"age": 14, "year": 2001}),
        ("188704122001011004", EmployeeNumberReason.APPOINTMENT_AGE, {"age": 114, "year": 2001}),
        ("198704122011013004", EmployeeNumberReason.SEX, {"digit": "3"}),
        ("198704122011011000", EmployeeNumberReason.SERIAL, {"serial": "000"}),
    ],
)
def test_what_is_wrong_with_a_number(text, reason, arguments):
    with pytest.raises(EmployeeNumberError) as caught:
        parse_employee_number(text)
    assert (caught.value.reason, caught.value.arguments) == (reason, arguments)
