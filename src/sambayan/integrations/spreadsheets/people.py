"""Employees and their posts from a table with the columns of SIASN or SIMPEG."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sambayan.people.rules import (
    CONTRACT,
    EmployeeNumberError,
    EmploymentType,
    PositionType,
    Sex,
    parse_employee_number,
)
from sambayan.people.rules.imports import Line, Problem

from .answers import fold
from .columns import CellError, Sheet, arrange, code, columns_of, day, lines_of, one_of, text, understand
from .problem import SpreadsheetProblem
from .reading import Table

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_PRECISE_DIGITS = 15
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+")
_PHONE = re.compile(r"\+?[\d\s().-]{6,30}")
_POSITIONS = {
    PositionType.SENIOR_LEADERSHIP: ("Jabatan Pimpinan Tinggi", "JPT", "Pimpinan Tinggi", "JPT Pratama", "JPT Madya"),
    PositionType.ADMINISTRATOR: ("Administrator", "Jabatan Administrator"),
    PositionType.SUPERVISOR: ("Pengawas", "Jabatan Pengawas"),
    PositionType.EXECUTING_STAFF: ("Pelaksana", "Jabatan Pelaksana"),
    PositionType.FUNCTIONAL: ("Fungsional", "Jabatan Fungsional", "JF"),
}
_SEXES = {Sex.MALE: ("L", "Laki-laki", "Pria", "M"), Sex.FEMALE: ("P", "Perempuan", "Wanita", "F")}
_EMPLOYMENT = {
    EmploymentType.PNS: ("PNS", "CPNS"),
    EmploymentType.PPPK: ("PPPK", "P3K"),
    EmploymentType.PPPK_PART_TIME: ("PPPK Paruh Waktu", "P3K Paruh Waktu"),
}
_YES, _NO = ("ya", "y", "true", "1"), ("tidak", "t", "false", "0")


def _words(table: Mapping[Any, tuple[str, ...]]) -> Any:
    values = {fold(spelling): value.value for value, spellings in table.items() for spelling in spellings}
    return one_of(values, ", ".join(spellings[0] for spellings in table.values()))


def _number(cell: str) -> str:
    """An employee number; what a spreadsheet program has rounded is not mended, for the last digits are lost."""
    digits = cell.lstrip("'’`").strip()
    if _ROUNDED.fullmatch(digits):
        raise CellError("number_rounded", value=cell[:40])
    digits = re.sub(r"[\s.,-]", "", digits.removesuffix(".0"))
    try:
        return parse_employee_number(digits).digits
    except EmployeeNumberError as error:
        raise CellError(f"number_{error.reason}", value=cell[:40], **error.arguments) from error


def _email(cell: str) -> str:
    if not _EMAIL.fullmatch(cell) or len(cell) > 254:  # noqa: PLR2004 - the longest address there is
        raise CellError("cell_email", value=cell[:60])
    return cell.lower()


def _phone(cell: str) -> str:
    plain = cell.lstrip("'")
    if not _PHONE.fullmatch(plain):
        raise CellError("cell_phone", value=cell[:40])
    return plain


_UNDERSTAND = {
    "number": _number,
    "before_name": text(40),
    "name": text(200),
    "after_name": text(60),
    "birth_date": day,
    "sex": _words(_SEXES),
    "employment_type": _words(_EMPLOYMENT),
    "rank_grade": text(60),
    "position_type": _words(_POSITIONS),
    "title": text(200),
    "level": text(30),
    "is_head": one_of(dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), "ya, tidak"),
    "since": day,
    "unit": code,
    "unit_name": text(200),
    "superior": _number,
    "email": _email,
    "phone": _phone,
    "contract_from": day,
    "contract_to": day,
}
COLUMNS = columns_of("people", _UNDERSTAND, {"level": "", "is_head": False, "superior": ""})


def read_people(table: Table) -> Sheet:
    """Every line as values, or with the reasons why it cannot be taken; problems of the header refuse the file."""
    places, read = arrange(table, COLUMNS)
    if read.problems:
        return read
    same: dict[str, str] = {}
    for number, row in lines_of(table):
        line = _line(number, row, places)
        line.values = {name: _once(value, same) for name, value in line.values.items()}
        read.lines.append(line)
    if not read.lines:
        read.problems.append(SpreadsheetProblem("no_lines"))
    _refuse_twice(read.lines)
    return read


def _once(value: Any, same: dict[str, str]) -> Any:
    """The same text again, so that what stands in many rows is kept once."""
    return same.setdefault(value, value) if type(value) is str else value


def _line(number: int, row: tuple[str, ...], places: dict[str, int]) -> Line:
    line = Line(number, "", {})
    understand(row, places, COLUMNS, line)
    values = line.values
    line.key = values.pop("number", None) or ""
    before, after = values.pop("before_name", None), values.pop("after_name", None)
    if values.get("name"):
        front = f"{before} " if before else ""
        values["name"] = f"{front}{values['name']}{f', {after}' if after else ''}"[:200]
    if line.key:
        line.problems += _mismatches(line)
    _check_contract(line)
    return line


def _mismatches(line: Line) -> list[Problem]:
    """The birth date and the sex that the number tells otherwise than the columns."""
    told = parse_employee_number(line.key)
    found = []
    born, sex = line.values.get("birth_date"), line.values.get("sex")
    if born and born != told.birth_date.isoformat():
        arguments = {"number": told.birth_date.isoformat(), "column": born}
        found.append(Problem("number_mismatch_birth", "birth_date", arguments))
    if sex and sex != told.sex:
        arguments = {"number": _SEXES[told.sex][1], "column": _SEXES[Sex(sex)][1]}
        found.append(Problem("number_mismatch_sex", "sex", arguments))
    return found


def _check_contract(line: Line) -> None:
    first, last = line.values.get("contract_from"), line.values.get("contract_to")
    if line.values.get("employment_type") not in CONTRACT:
        line.values.pop("contract_from", None)
        line.values.pop("contract_to", None)
    elif last and not first:
        line.problems.append(Problem("contract_without_start", "contract_from"))
    elif first and last and date.fromisoformat(last) < date.fromisoformat(first):
        line.problems.append(Problem("contract_ends_before", "contract_to", {"first": first, "last": last}))


def _refuse_twice(lines: list[Line]) -> None:
    """A number that stands in two rows is refused in both: which one holds cannot be known."""
    first: dict[str, Line] = {}
    for line in lines:
        other = first.setdefault(line.key, line)
        if not line.key or other is line:
            continue
        posts = [(one.values.get("unit"), one.values.get("title"), one.values.get("is_head")) for one in (line, other)]
        code = "duplicate_number" if posts[0] == posts[1] else "double_main"
        line.problems.append(Problem(code, "number", {"other": other.row}))
        if not any(problem.code in ("duplicate_number", "double_main") for problem in other.problems):
            other.problems.append(Problem(code, "number", {"other": line.row}))
