"""The columns of a file of offices or employees: how each is headed, what it may hold, and how a cell is understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import resources
from typing import Any

import yaml

from sambayan.people.rules.imports import Line, Problem

from .answers import fold
from .problem import SpreadsheetProblem, column_letter
from .reading import Table

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")
_SERIAL = re.compile(r"[1-9]\d{4}")
_SERIAL_START = date(1899, 12, 30)
# The sheet of our own template that says what belongs in each column.
EXPLANATIONS = "Keterangan"
EARLIEST, LATEST = date(1930, 1, 1), date(2100, 12, 31)

Understand = Callable[[str], Any]


class CellError(ValueError):
    """A cell that cannot be understood: the code of the sentence, and what it names."""

    def __init__(self, code: str, **arguments: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True)
class Column:
    """A column: its heading and other spellings of it, the field it fills, an example and what belongs in it.

    `blank` is what an empty cell says: None for "nothing is said", which leaves what is known.
    """

    heading: str
    name: str
    understand: Understand
    example: str = ""
    hint: str = ""
    spellings: tuple[str, ...] = ()
    required: bool = False
    blank: Any = None
    choices: tuple[str, ...] = ()


def columns_of(kind: str, understand: Mapping[str, Understand], blank: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns of one kind of file in the order of the template, each with how its cells are understood."""
    text = resources.files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)[kind]
    for row in rows:
        row |= {name: tuple(row.get(name, ())) for name in ("spellings", "choices")}
    return tuple(Column(understand=understand[row["name"]], blank=blank.get(row["name"]), **row) for row in rows)


@dataclass
class Sheet:
    """What was read from a table: lines, problems of the whole file, remarks, and where each field stands."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    problems: list[SpreadsheetProblem] = field(default_factory=list)
    remarks: list[SpreadsheetProblem] = field(default_factory=list)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def located(self, problem: Problem, row: int) -> SpreadsheetProblem:
        """The problem of a line with its place in the file."""
        heading, letter = self.places.get(problem.about, (None, None))
        return SpreadsheetProblem(problem.code, problem.arguments, row or None, heading, letter)

    def typed(self, row: int) -> dict[str, str]:
        """What was typed in a row, by heading, to be sent back."""
        cells = self.table.rows[row - self.table.first_row_number]
        return {head: cell[:300] for head, cell in zip(self.table.header, cells, strict=False) if head}


def text(limit: int) -> Understand:
    """A text of at most so many letters, blanks between words made one."""

    def understand(cell: str) -> str:
        words = " ".join(cell.split())
        if len(words) > limit:
            raise CellError("cell_too_long", found=len(words), limit=limit)
        return words

    return understand


def one_of(values: Mapping[str, Any], expected: str) -> Understand:
    """One of some words in any spelling; `values` by folded word."""

    def understand(cell: str) -> Any:
        word = fold(cell)
        if word not in values:
            raise CellError("cell_choice", value=cell[:40], expected=expected)
        return values[word]

    return understand


def day(cell: str) -> str:
    """A date as ISO text: a date cell, ISO, day first with - or /, or "1 Januari 2026"; nothing is guessed."""
    found = _day(cell)
    if found is None:
        raise CellError("cell_date", value=cell[:40])
    if not EARLIEST <= found <= LATEST:
        raise CellError("cell_date_far", value=cell[:40], earliest=EARLIEST.year, latest=LATEST.year)
    return found.isoformat()


def _day(cell: str) -> date | None:
    try:
        if match := _ISO.fullmatch(cell):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(cell):
            return date(int(match[4]), int(match[3]), int(match[1]))
        if (match := _WORDS.fullmatch(cell)) and match[2].casefold() in MONTHS:
            return date(int(match[3]), MONTHS.index(match[2].casefold()) + 1, int(match[1]))
    except ValueError:
        return None
    return _SERIAL_START + timedelta(days=int(cell)) if _SERIAL.fullmatch(cell) else None


def code(cell: str) -> str:
    """The code of an office: letters, digits, - and _; dots and slashes become -."""
    found = re.sub(r"[\s./]+", "-", cell.strip().lower()).strip("-")
    if not re.fullmatch(r"[a-z0-9_-]{1,60}", found):
        raise CellError("unit_code", value=cell[:40])
    return found


def arrange(table: Table, columns: tuple[Column, ...]) -> tuple[dict[str, int], Sheet]:
    """Where each column stands by field name, with problems of the header and remarks about what is not read."""
    known = {fold(spelling): column for column in columns for spelling in (column.heading, *column.spellings)}
    read, places, ignored = Sheet(table), dict[str, int](), list[str]()
    for place, heading in enumerate(table.header):
        column = known.get(fold(heading))
        if column is None:
            ignored += [heading[:40]] if heading else []
        elif column.name in places:
            first, second = column_letter(places[column.name]), column_letter(place)
            read.problems.append(
                SpreadsheetProblem("column_twice", {"column": column.heading, "first": first, "second": second})
            )
        else:
            places[column.name] = place
            read.places[column.name] = (column.heading, column_letter(place))
    missing = [column.heading for column in columns if column.required and column.name not in places]
    if missing:
        read.problems.append(SpreadsheetProblem("columns_missing", {"columns": ", ".join(missing)}))
    if ignored:
        read.remarks.append(SpreadsheetProblem("ignored_columns", {"columns": ", ".join(ignored)[:300]}))
    others = ", ".join(name for name in table.other_sheets if name != EXPLANATIONS)
    if others:
        read.remarks.append(SpreadsheetProblem("other_sheets", {"sheet": table.sheet, "others": others[:200]}))
    return places, read


def understand(row: tuple[str, ...], places: dict[str, int], columns: tuple[Column, ...], line: Line) -> None:
    """Fill the values of a line, or say for each cell that cannot be understood why."""
    for column in columns:
        place = places.get(column.name)
        if place is None:
            continue
        cell = row[place].strip() if place < len(row) else ""
        if not cell:
            if column.required and column.blank is None:
                line.problems.append(Problem("cell_missing", column.name, {"column": column.heading}))
            line.values[column.name] = column.blank
            continue
        try:
            line.values[column.name] = column.understand(cell)
        except CellError as error:
            line.problems.append(Problem(error.code, column.name, error.arguments))


def lines_of(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The rows that are not blank, with the numbers a spreadsheet program shows."""
    numbered = enumerate(table.rows, start=table.first_row_number)
    return [(number, row) for number, row in numbered if any(cell.strip() for cell in row)]
