"""Reads an export of the national application, and scores of potential: one row a person and period, or year."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.rules import UnknownWordError, parse_predicate, parse_rating
from sambayan.outcomes.rules import ForeignResult, Key, Potential

from .answers import fold
from .columns import MONTHS
from .problem import SpreadsheetProblem, column_letter
from .reading import Table

_ROMAN = ("i", "ii", "iii", "iv")
_HEADINGS = {
    "number": ("nip", "nip baru", "employee number"),
    "name": ("nama", "nama pegawai", "name"),
    "national_id": ("id pns", "pns id", "pns orang id", "id orang", "pnsdinilaiorang", "pnsdinilaiid"),
    "year": ("tahun", "tahun penilaian", "year"),
    "period": ("periode", "periode penilaian", "period"),
    "result": ("hasil kerja", "rating hasil kerja", "hasil kinerja", "hasilkinerjanilai", "result"),
    "behaviour": ("perilaku kerja", "rating perilaku kerja", "perilaku", "perilakukerjanilai", "behaviour"),
    "predicate": ("predikat", "predikat kinerja", "predikat kinerja pegawai", "kuadran", "kuadran kinerja",
                  "kuadrankinerjanilai", "predicate"),
    "potential": ("potensi", "tingkat potensi", "potential"),
    "source": ("sumber", "dasar", "source"),
}  # fmt: skip
_POTENTIAL = {"rendah": Potential.LOW, "menengah": Potential.MEDIUM, "sedang": Potential.MEDIUM,
              "tinggi": Potential.HIGH, **{value.value: value for value in Potential}}  # fmt: skip


@dataclass
class NationalSheet:
    """What was read: results with the national key where the file has one, and every problem by row."""

    results: list[ForeignResult] = field(default_factory=list)
    identities: dict[str, str] = field(default_factory=dict)
    problems: list[SpreadsheetProblem] = field(default_factory=list)


@dataclass(frozen=True)
class PotentialRow:
    """One score of potential."""

    employee_number: str
    year: int
    potential: Potential
    source: str


def read_national(table: Table) -> NationalSheet:
    """The results of an export; ratings and predicates in any usual spelling or as SIASN codes, anything else refused.

    A row is refused whole; a key that appears twice is refused the second time.
    """
    sheet, seen = NationalSheet(), set()
    rows = _Rows(table, ("number", "year", "period", "predicate"), sheet.problems)
    for row, cells in rows:
        kind, number = rows.read(row, cells, "period", _period) or (None, 0)
        found = ForeignResult(
            Key(
                rows.read(row, cells, "number", _number) or "",
                rows.read(row, cells, "year", _year) or 0,
                kind.value if kind else "",
                number,
            ),
            cells.get("name", "")[:200],
            rows.read(row, cells, "result", parse_rating),
            rows.read(row, cells, "behaviour", parse_rating),
            rows.read(row, cells, "predicate", parse_predicate),
        )
        if rows.refused(row):
            continue
        if found.key in seen:
            sheet.problems.append(SpreadsheetProblem("national_twice", {}, row=row))
            continue
        seen.add(found.key)
        sheet.results.append(found)
        if cells.get("national_id"):
            sheet.identities[found.key.employee_number] = cells["national_id"][:60]
    return sheet


def read_potential(table: Table) -> tuple[list[PotentialRow], list[SpreadsheetProblem]]:
    """The scores of potential in a table, and what is wrong with it; a row is refused whole."""
    found: list[PotentialRow] = []
    problems: list[SpreadsheetProblem] = []
    rows = _Rows(table, ("number", "year", "potential", "source"), problems)
    seen = set()
    for row, cells in rows:
        number = rows.read(row, cells, "number", _number) or ""
        year = rows.read(row, cells, "year", _year) or 0
        potential = rows.read(row, cells, "potential", _potential)
        if not cells.get("source"):
            problems.append(SpreadsheetProblem("national_cell", {"value": "", "column": "SUMBER"}, row=row))
        if rows.refused(row) or potential is None:
            continue
        if (number, year) in seen:
            problems.append(SpreadsheetProblem("national_twice", {}, row=row))
            continue
        seen.add((number, year))
        found.append(PotentialRow(number, year, potential, cells["source"][:200]))
    return found, problems


class _Rows:
    """The rows of a table by field, and the problems met on the way."""

    def __init__(self, table: Table, wanted: tuple[str, ...], problems: list[SpreadsheetProblem]) -> None:
        self.table, self.problems = table, problems
        headings = [fold(heading) for heading in table.header]
        self.places: dict[str, int] = {}
        for name, spellings in _HEADINGS.items():
            found = [place for place, heading in enumerate(headings) if heading in spellings]
            if found:
                self.places[name] = found[0]
        missing = [name for name in wanted if name not in self.places]
        if missing:
            names = ", ".join(_HEADINGS[name][0].upper() for name in missing)
            problems.append(SpreadsheetProblem("columns_missing", {"missing": names, "columns": names}))
        self.is_readable = not missing

    def __iter__(self) -> Any:
        if not self.is_readable:
            return
        for offset, cells in enumerate(self.table.rows):
            if any(cell.strip() for cell in cells):
                yield self.table.first_row_number + offset, self._by_field(cells)

    def _by_field(self, cells: tuple[str, ...]) -> dict[str, str]:
        return {name: cells[place].strip() for name, place in self.places.items() if place < len(cells)}

    def read(self, row: int, cells: dict[str, str], name: str, understand: Callable[[str], Any]) -> Any:
        """One cell understood; None when it is empty and may be, or when it was refused with a problem."""
        text = cells.get(name, "")
        if not text and name in ("result", "behaviour"):
            return None
        try:
            return understand(text)
        except (ValueError, UnknownWordError):
            place = self.places[name]
            arguments = {"value": text[:60], "column": self.table.header[place]}
            letter = column_letter(place)
            column = self.table.header[place]
            self.problems.append(SpreadsheetProblem("national_cell", arguments, row, column, letter))
            return None

    def refused(self, row: int) -> bool:
        """Whether something in this row was refused."""
        return any(problem.row == row for problem in self.problems)


def _number(text: str) -> str:
    digits = re.sub(r"[\s.'’]", "", text)
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise ValueError(text)
    return digits


def _year(text: str) -> int:
    if not re.fullmatch(r"20[0-9]{2}(?:[.,]0+)?", text):
        raise ValueError(text)
    return int(text[:4])


def _period(text: str) -> tuple[PeriodKind, int]:
    """Kind and number of "Tahunan", "Triwulan III", "Triwulan 3" or the name of a month."""
    words = fold(text).split()
    if words and words[0] in ("tahunan", "tahun", "final", "yearly"):
        return PeriodKind.YEARLY, 1
    if len(words) > 1 and words[0] in ("triwulan", "tw", "quarter"):
        places = [place for place, roman in enumerate(_ROMAN, 1) if words[1] in (roman, str(place))]
        if places:
            return PeriodKind.QUARTERLY, places[0]
    if words and words[0] in MONTHS:
        return PeriodKind.MONTHLY, MONTHS.index(words[0]) + 1
    raise ValueError(text)


def _potential(text: str) -> Potential:
    found = _POTENTIAL.get(fold(text))
    if found is None:
        raise ValueError(text)
    return found
