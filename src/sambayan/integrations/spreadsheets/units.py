"""Offices from a table."""

from sambayan.people.rules import UnitType
from sambayan.people.rules.imports import Line, Problem

from .answers import fold
from .columns import Column, Sheet, arrange, code, lines_of, one_of, text, understand
from .problem import SpreadsheetProblem
from .reading import Table

_MORE = {"unit pelaksana teknis daerah": UnitType.TECHNICAL_UNIT, "sekolah": UnitType.SCHOOL, "bidang": UnitType.DIVISION, "bagian": UnitType.DIVISION, "seksi": UnitType.DIVISION, "subbagian": UnitType.DIVISION, "sub bagian": UnitType.DIVISION, "rsud": UnitType.HOSPITAL}  # fmt: skip
_TYPES = {fold(kind.label): kind.value for kind in UnitType} | {word: kind.value for word, kind in _MORE.items()}

COLUMNS = (
    Column("KODE UNOR", "code", code, "contoh-unit", "kode yang tidak berubah: huruf, angka, - dan _", ("KODE UNIT", "UNOR ID", "KODE UNIT ORGANISASI", "KODE"), required=True),
    Column("NAMA UNOR", "name", text(200), "Unit Contoh", "nama resmi", ("NAMA UNIT", "NAMA UNIT ORGANISASI", "NAMA"), required=True),
    Column("NAMA INGGRIS", "name_english", text(200), "Example Office", "boleh kosong", ("NAMA BAHASA INGGRIS",)),
    Column("NAMA SINGKAT", "short_name", text(60), "Contoh", "boleh kosong", ("SINGKATAN",)),
    Column("JENIS UNOR", "unit_type", one_of(_TYPES, ", ".join(kind.label for kind in UnitType)), "UPTD", "jenis unit", ("JENIS UNIT", "JENIS"), required=True, choices=tuple(kind.label for kind in UnitType)),
    Column("KODE INDUK", "parent", code, "contoh-induk", "kode unit di atasnya; kosong hanya untuk unit teratas", ("KODE UNOR INDUK", "KODE ATASAN", "INDUK", "KODE UNOR ATASAN"), required=True, blank=""),
    Column("ALAMAT", "address", text(200), "", "boleh kosong", ("ALAMAT UNIT",)),
)  # fmt: skip


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
