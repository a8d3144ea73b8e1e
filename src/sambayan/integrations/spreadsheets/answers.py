"""Answers of a satisfaction survey from a table, whatever its header looks like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sambayan.regulations import catalogue

from .problem import SpreadsheetProblem, column_letter
from .reading import Table

LIST_ORDER, FORM_ORDER = "list", "form"
MOST_ELEMENTS = 9
_POSITIONAL = re.compile(r"u\s*\.?\s*([1-9])")
_PREFIX = re.compile(r"^(?:u\s*)?[1-9]\s*[.):\-]*\s+|^u[1-9]\s*[.):\-]+\s*|^[1-9]\s*[.):\-]+\s*")
_ANSWER = re.compile(r"([1-4])(?:[.,]0+)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
# Columns of the official form that are no elements and need no warning.
QUIET_COLUMNS = frozenset(
    (
        "respondent", "responden", "no", "nomor", "id", "id responden", "no responden", "nomor responden",
        "kode responden", "no urut", "nomor urut", "date", "tanggal", "tanggal survei", "tgl", "tgl survei",
        "timestamp", "jam", "jam survei", "jenis kelamin", "kelamin", "l p", "usia", "umur", "pendidikan",
        "pendidikan terakhir", "pekerjaan", "jenis layanan", "jenis layanan yang diterima", "saran",
    )
)  # fmt: skip


class HeaderKind(StrEnum):
    """How the columns name the elements; None in a sheet without a usable header."""

    CODES = "codes"
    POSITIONAL = "positional"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answers of one respondent in the order of the sheet's elements; `row` as the program numbers it."""

    row: int
    answers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything read: good rows, all problems (a row with one is not in `rows`), remarks, and counts.

    `skipped` = respondents without a single answer; they are not in `rows`.
    """

    elements: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    problems: tuple[SpreadsheetProblem, ...]
    warnings: tuple[SpreadsheetProblem, ...]
    ignored_columns: tuple[str, ...]
    skipped: int
    header_kind: HeaderKind | None

    @property
    def refused(self) -> int:
        """Rows with at least one problem."""
        return len({problem.row for problem in self.problems if problem.row is not None})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Place of each element in the table, and the columns that are none."""

    places: Mapping[str, int]
    kind: HeaderKind
    ignored: tuple[str, ...]


def read_answers(table: Table, *, elements: str | Sequence[str] | None = None) -> AnswerSheet:
    """Read answers 1-4 (also "3.0", "3,0"; blank = missing) from a table.

    The header may hold element codes, `u1`..`u9` or Indonesian names in any usual spelling. `elements`:
    None keeps `u1`.. as codes; "list" or "form" names the order of the regulation or of the printed form;
    a sequence of codes names the columns u1.. in this order, or chooses among named columns.
    """
    columns, problems = _columns(table, elements)
    if columns is None:
        return AnswerSheet((), (), tuple(problems), (), (), 0, None)
    rows, found, skipped = _rows(table, columns.places)
    if not rows and not found and not skipped:
        found.append(SpreadsheetProblem("no_rows"))
    return AnswerSheet(
        tuple(columns.places),
        tuple(rows),
        tuple(found),
        _warnings(table, columns, elements, skipped),
        columns.ignored,
        skipped,
        columns.kind,
    )


def codes_in_order(order: str) -> tuple[str, ...]:
    """The nine codes in the order of the regulation ("list") or of the printed form ("form").

    Source: PermenPANRB 14/2017, Lampiran; positions 8 and 9 differ.
    """
    by = "no_in_list" if order == LIST_ORDER else "no_on_form"
    ordered = sorted(catalogue.survey_instrument().elements, key=lambda element: int(getattr(element, by)))
    return tuple(element.code for element in ordered)


def _columns(table: Table, elements: str | Sequence[str] | None) -> tuple[_Columns | None, list[SpreadsheetProblem]]:
    wrong = _wrong_choice(elements)
    if wrong is not None:
        return None, [wrong]
    positional, named, others = _recognise(table.header)
    if positional and named:
        arguments = {"positional": ", ".join(sorted(positional)), "named": ", ".join(named)}
        return None, [SpreadsheetProblem("mixed_header", arguments)]
    repeated = _repeated({**positional, **named})
    if repeated:
        return None, repeated
    if not positional and not named:
        return None, [_no_column(table.header)]
    ignored = tuple(name for name in others if fold(name) not in QUIET_COLUMNS)
    first = {key: places[0] for key, places in (positional or named).items()}
    if named:
        is_codes = all(table.header[place].strip().casefold() == code for code, place in first.items())
        kind = HeaderKind.CODES if is_codes else HeaderKind.NAMES
        return _chosen(first, kind, ignored, elements)
    return _mapped(dict(sorted(first.items())), ignored, elements)


def _wrong_choice(elements: str | Sequence[str] | None) -> SpreadsheetProblem | None:
    if elements is None or elements in (LIST_ORDER, FORM_ORDER):
        return None
    codes = [elements] if isinstance(elements, str) else list(elements)
    known = codes_in_order(LIST_ORDER)
    for place, code in enumerate(codes):
        if code not in known:
            return SpreadsheetProblem("unknown_element", {"element": code, "known": ", ".join(known)})
        if code in codes[:place]:
            return SpreadsheetProblem("repeated_element", {"element": code})
    return None


def _recognise(header: Sequence[str]) -> tuple[dict[str, list[int]], dict[str, list[int]], list[str]]:
    """Columns by position name (u1..), by element code, and the rest, each with its places."""
    positional: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    others = []
    for place, text in enumerate(header):
        match = _POSITIONAL.fullmatch(text.strip().casefold())
        code = None if match else _element(text)
        if match:
            positional.setdefault(f"u{match.group(1)}", []).append(place)
        elif code:
            named.setdefault(code, []).append(place)
        elif text:
            others.append(text)
    return positional, named, others


def _repeated(columns: Mapping[str, list[int]]) -> list[SpreadsheetProblem]:
    return [
        SpreadsheetProblem(
            "duplicate_column",
            {"element": key, "first": column_letter(places[0]), "second": column_letter(places[1])},
        )
        for key, places in columns.items()
        if len(places) > 1
    ]


def _no_column(header: Sequence[str]) -> SpreadsheetProblem:
    if all(_NUMBER.fullmatch(cell) for cell in header if cell):
        return SpreadsheetProblem("header_missing")
    found = ", ".join(cell[:30] for cell in header if cell)
    return SpreadsheetProblem("no_known_column", {"found": found[:120]})


def _chosen(
    first: Mapping[str, int], kind: HeaderKind, ignored: tuple[str, ...], elements: str | Sequence[str] | None
) -> tuple[_Columns | None, list[SpreadsheetProblem]]:
    """Named columns, all or the chosen ones."""
    if elements is None or isinstance(elements, str):
        return _Columns(first, kind, ignored), []
    missing = [code for code in elements if code not in first]
    if missing:
        return None, [SpreadsheetProblem("column_missing", {"element": code}) for code in missing]
    left_out = tuple(code for code in first if code not in elements)
    return _Columns({code: first[code] for code in elements}, kind, ignored + left_out), []


def _mapped(
    first: Mapping[str, int], ignored: tuple[str, ...], elements: str | Sequence[str] | None
) -> tuple[_Columns | None, list[SpreadsheetProblem]]:
    """Columns u1.. under their own names, or under the codes of a declared order."""
    if elements is None:
        return _Columns(first, HeaderKind.POSITIONAL, ignored), []
    if isinstance(elements, str):
        order = codes_in_order(elements)
        mapping = {order[int(key[1:]) - 1]: place for key, place in first.items()}
        return _Columns(mapping, HeaderKind.POSITIONAL, ignored), []
    if len(elements) != len(first):
        return None, [SpreadsheetProblem("column_count", {"found": len(first), "expected": len(elements)})]
    for number in range(1, len(elements) + 1):
        if f"u{number}" not in first:
            arguments: dict[str, str | int] = {"column": f"u{number}", "last": len(elements)}
            return None, [SpreadsheetProblem("positional_gap", arguments)]
    mapping = {code: first[f"u{number}"] for number, code in enumerate(elements, start=1)}
    return _Columns(mapping, HeaderKind.POSITIONAL, ignored), []


def _rows(table: Table, places: Mapping[str, int]) -> tuple[list[AnswerRow], list[SpreadsheetProblem], int]:
    """Good rows, problems of the others, and the number of respondents without an answer."""
    last = max((n for n, row in enumerate(table.rows, 1) if any(map(str.strip, row))), default=0)
    good: list[AnswerRow] = []
    problems: list[SpreadsheetProblem] = []
    skipped = 0
    for number, row in enumerate(table.rows[:last], start=table.first_row_number):
        if not row:
            continue
        answers, wrong = _answers(row, number, table.header, places)
        problems.extend(wrong)
        if wrong:
            continue
        if any(answer is not None for answer in answers):
            good.append(AnswerRow(number, answers))
        else:
            skipped += 1
    return good, problems, skipped


def _answers(
    row: Sequence[str], number: int, header: Sequence[str], places: Mapping[str, int]
) -> tuple[tuple[int | None, ...], list[SpreadsheetProblem]]:
    problems = []
    if any(cell.strip() for cell in row[len(header) :]):
        arguments = {"found": len(row), "expected": len(header)}
        problems.append(SpreadsheetProblem("too_many_cells_in_row", arguments, row=number))
    answers: list[int | None] = []
    for place in places.values():
        text = row[place].strip() if place < len(row) else ""
        match = _ANSWER.fullmatch(text)
        answers.append(int(match.group(1)) if match else None)
        if text and not match:
            shown = re.sub(r"\s+", " ", text)[:40]
            problems.append(SpreadsheetProblem("answer", {"value": shown}, number, header[place], column_letter(place)))
    return tuple(answers), problems


def _warnings(
    table: Table, columns: _Columns, elements: str | Sequence[str] | None, skipped: int
) -> tuple[SpreadsheetProblem, ...]:
    found = []
    if table.other_sheets:
        arguments = {"sheet": table.sheet, "others": ", ".join(table.other_sheets)}
        found.append(SpreadsheetProblem("other_sheets", arguments))
    if columns.kind is HeaderKind.POSITIONAL and elements is None and {"u8", "u9"} & set(columns.places):
        found.append(SpreadsheetProblem("order_not_declared"))
    if columns.ignored:
        found.append(SpreadsheetProblem("ignored_columns", {"columns": ", ".join(columns.ignored)}))
    missing = _missing(columns, elements)
    if missing:
        found.append(SpreadsheetProblem("elements_missing", {"elements": ", ".join(missing)}))
    if skipped:
        found.append(SpreadsheetProblem("blank_rows", {"count": skipped}))
    return tuple(found)


def _missing(columns: _Columns, elements: str | Sequence[str] | None) -> list[str]:
    if elements is not None and not isinstance(elements, str):
        return []
    has_own_names = columns.kind is HeaderKind.POSITIONAL and elements is None
    wanted = [f"u{n}" for n in range(1, MOST_ELEMENTS + 1)] if has_own_names else codes_in_order(LIST_ORDER)
    return [code for code in wanted if code not in columns.places]


def _element(text: str) -> str | None:
    """Element code of a column heading, with or without a number in front."""
    plain = text.strip().casefold()
    return _spellings().get(fold(plain)) or _spellings().get(fold(_PREFIX.sub("", plain)))


@cache
def _spellings() -> Mapping[str, str]:
    return {
        fold(spelling): element.code
        for element in catalogue.survey_instrument().elements
        for spelling in (element.code, *element.spellings)
    }


def fold(text: str) -> str:
    """Lower case words without punctuation and without "dan": how headings are compared."""
    words = re.sub(r"[\W_]+", " ", text.casefold()).split()
    return " ".join(word for word in words if word != "dan")
