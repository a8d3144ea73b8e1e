"""Employees and their posts from a table with the columns of SIASN or SIMPEG."""

import re
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
from .columns import CellError, Column, Sheet, arrange, code, day, lines_of, one_of, text, understand
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


def _words(table: dict[Any, tuple[str, ...]]) -> Any:
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


COLUMNS = (
    Column("NIP", "number", _number, "198703152010011004", "18 angka, simpan sebagai teks", ("NIP BARU", "NOMOR INDUK PEGAWAI", "NIPBARU"), required=True),
    Column("GELAR DEPAN", "before_name", text(40), "", "boleh kosong"),
    Column("NAMA", "name", text(200), "BUDI CONTOH", "nama lengkap", ("NAMA LENGKAP", "NAMA PEGAWAI", "NAMA PNS"), required=True),
    Column("GELAR BELAKANG", "after_name", text(60), "S.E.", "boleh kosong"),
    Column("TANGGAL LAHIR", "birth_date", day, "15-03-1987", "tanggal; harus cocok dengan NIP", ("TGL LAHIR", "TANGGAL LAHIR PEGAWAI")),
    Column("JENIS KELAMIN", "sex", _words(_SEXES), "L", "L atau P; harus cocok dengan NIP", ("KELAMIN", "JK", "SEX"), choices=("L", "P")),
    Column("STATUS PEGAWAI", "employment_type", _words(_EMPLOYMENT), "PNS", "PNS, PPPK, atau PPPK Paruh Waktu", ("STATUS KEPEGAWAIAN", "JENIS PEGAWAI", "KEDUDUKAN HUKUM", "STATUS CPNS PNS"), required=True, choices=("PNS", "PPPK", "PPPK Paruh Waktu")),
    Column("PANGKAT / GOL. RUANG", "rank_grade", text(60), "Penata (III/c)", "pangkat dan golongan ruang", ("PANGKAT", "GOL RUANG", "GOLONGAN", "PANGKAT GOLONGAN", "PANGKAT GOL RUANG", "GOL AKHIR NAMA", "GOLONGAN RUANG")),
    Column("JENIS JABATAN", "position_type", _words(_POSITIONS), "Pelaksana", "jenis jabatan menurut UU 20/2023", ("JENIS JABATAN NAMA",), required=True, choices=tuple(words[0] for words in _POSITIONS.values())),
    Column("NAMA JABATAN", "title", text(200), "Penata Layanan Operasional", "nama jabatan", ("JABATAN", "JABATAN NAMA"), required=True),
    Column("JENJANG", "level", text(30), "", "jenjang jabatan fungsional, boleh kosong", ("JENJANG JABATAN",), blank=""),
    Column("PIMPINAN UNIT", "is_head", one_of(dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), "ya, tidak"), "tidak", "ya bila memimpin unitnya", ("KEPALA UNIT", "PIMPINAN"), blank=False, choices=("ya", "tidak")),
    Column("TMT JABATAN", "since", day, "01-01-2025", "tanggal mulai jabatan ini", ("TMT", "TANGGAL MULAI JABATAN"), required=True),
    Column("KODE UNOR", "unit", code, "contoh-unit", "kode unit organisasi seperti dalam berkas unit", ("UNOR", "KODE UNIT", "UNOR ID", "KODE UNIT ORGANISASI"), required=True),
    Column("NAMA UNOR", "unit_name", text(200), "Unit Contoh", "hanya untuk diperiksa", ("UNOR NAMA", "NAMA UNIT", "UNIT KERJA", "NAMA UNIT ORGANISASI")),
    Column("NIP ATASAN", "superior", _number, "", "hanya bila atasan bukan pimpinan unitnya", ("ATASAN", "NIP ATASAN LANGSUNG"), blank=""),
    Column("EMAIL", "email", _email, "budi@contoh.invalid", "surel dinas, boleh kosong", ("E-MAIL", "SUREL", "ALAMAT EMAIL")),
    Column("NO HP", "phone", _phone, "081200000000", "boleh kosong", ("NOMOR HP", "HP", "TELEPON", "NO TELEPON")),
    Column("TMT KONTRAK", "contract_from", day, "", "hanya PPPK", ("AWAL KONTRAK", "MULAI KONTRAK")),
    Column("AKHIR KONTRAK", "contract_to", day, "", "hanya PPPK", ("KONTRAK BERAKHIR", "SELESAI KONTRAK")),
)  # fmt: skip


def read_people(table: Table) -> Sheet:
    """Every line as values, or with the reasons why it cannot be taken; problems of the header refuse the file."""
    places, read = arrange(table, COLUMNS)
    if read.problems:
        return read
    same: dict[Any, Any] = {}
    for number, row in lines_of(table):
        line = _line(number, row, places)
        line.values = {name: same.setdefault(value, value) if type(value) is str else value for name, value in line.values.items()}  # fmt: skip
        read.lines.append(line)
    if not read.lines:
        read.problems.append(SpreadsheetProblem("no_lines"))
    _refuse_twice(read.lines)
    return read


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
