"""Offices from a table."""

from sambayan.people.rules import UnitType
from sambayan.people.rules.imports import Line, Problem

from .answers import fold
from .columns import Sheet, arrange, code, columns_of, lines_of, one_of, text, understand
from .problem import SpreadsheetProblem
from .reading import Table

_MORE = {
    "unit pelaksana teknis daerah": UnitType.TECHNICAL_UNIT,
    "sekolah": UnitType.SCHOOL,
    "rsud": UnitType.HOSPITAL,
} | dict.fromkeys(("bidang", "bagian", "seksi", "subbagian", "sub bagian"), UnitType.DIVISION)
_TYPES = {fold(kind.label): kind.value for kind in UnitType} | {word: kind.value for word, kind in _MORE.items()}
_UNDERSTAND = {
    "code": code,
    "name": text(200),
    "name_english": text(200),
    "short_name": text(60),
    "unit_type": one_of(_TYPES, ", ".join(kind.label for kind in UnitType)),
    "parent": code,
    "address": text(200),
}
COLUMNS = columns_of("units", _UNDERSTAND, {"parent": ""})


def read_units(table: Table) -> Sheet:
    """Every line as values, or with the reasons why it cannot be taken; problems of the header refuse the file."""
    places, read = arrange(table, COLUMNS)
    if read.problems:
        return read
    first: dict[str, Line] = {}
    for number, row in lines_of(table):
        line = Line(number, "", {})
        understand(row, places, COLUMNS, line)
        line.key = line.values.pop("code", None) or ""
        other = first.setdefault(line.key, line)
        if line.key and other is not line:
            line.problems.append(Problem("unit_twice", "code", {"other": other.row}))
            other.problems.append(Problem("unit_twice", "code", {"other": number}))
        read.lines.append(line)
    if not read.lines:
        read.problems.append(SpreadsheetProblem("no_lines"))
    return read
