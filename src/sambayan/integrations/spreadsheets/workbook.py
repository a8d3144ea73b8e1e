"""Workbooks (XLSX, XLS, ODS) through python-calamine, after checks that keep a hostile file from hurting."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from .problem import SpreadsheetError, unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 250
RATIO_FROM = 20 * 1024 * 1024
MOST_CELLS = 10_000_000
# From here on a number cell has lost digits: it is shown as such, never as digits that look right.
_FIRST_INEXACT = 10**15
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What a damaged archive, or one that names impossible sizes, raises when it is read."""
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_REPEATED_ROW = re.compile(rb'number-rows-repeated="(\d+)"[^>]*>(.*?)</table:table-row>', re.DOTALL)
_FILLED_CELL = re.compile(rb"<table:table-cell\b[^>]*office:value-type[^>]*>")
_REPEATED_COLUMN = re.compile(rb'number-columns-repeated="(\d+)"')


@dataclass(frozen=True, slots=True)
class Limits:
    """Most rows and columns of a sheet."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of texts of the sheet that was read, and the names of other sheets with data."""

    name: str
    rows: list[list[str]]
    others: tuple[str, ...]


def kind_of(content: bytes) -> str | None:
    """The kind of workbook by its first bytes, or None for a text."""
    if content.startswith(_OLE):
        return "XLS"
    return "XLSX/ODS" if content.startswith(_ZIP) else None


def read(content: bytes, limits: Limits) -> Sheet:
    """The first sheet with data, dates as ISO texts and whole numbers without decimals.

    SpreadsheetError for encrypted, damaged, oversized or foreign archives.
    """
    if content.startswith(_OLE) and _ENCRYPTED_STREAM in content:
        raise unreadable("encrypted")
    if content.startswith(_ZIP):
        _check_archive(content, limits)
    return _read(content, limits)


def _read(content: bytes, limits: Limits) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - quick start

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _first_sheet(book, limits)
    except PasswordError as error:
        raise unreadable("encrypted") from error
    except (CalamineError, OSError) as error:
        raise unreadable("encrypted" if "assword" in str(error) else "damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable("damaged") from error


def _first_sheet(book: "CalamineWorkbook", limits: Limits) -> Sheet:
    filled = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is None:
            continue
        if sheet.end[0] >= limits.rows:
            raise unreadable("too_many_rows", limit=limits.rows)
        if sheet.end[1] >= limits.columns:
            raise unreadable("too_many_columns", limit=limits.columns)
        filled.append(sheet)
    if not filled:
        raise unreadable("no_sheet")
    rows = [[_text(cell) for cell in row] for row in filled[0].to_python(skip_empty_area=False)]
    return Sheet(filled[0].name, rows, tuple(sheet.name for sheet in filled[1:]))


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float) and abs(cell) >= _FIRST_INEXACT:
        return f"{cell:.6E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if "\x00" in str(cell):
        raise unreadable("nul")
    return str(cell)


def _check_archive(content: bytes, limits: Limits) -> None:
    """Refuse archives that are no workbook, are encrypted, unpack too large, or lie about their sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise unreadable("encrypted")
            _check_sizes(entries)
            names = {entry.filename for entry in entries}
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise unreadable("other_kind", kind="ZIP")
            for entry in entries:
                _check_extent(entry.filename, archive.read(entry), limits)
    except SpreadsheetError:
        raise
    except _BROKEN as error:
        raise unreadable("damaged") from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > MOST_UNPACKED or (total > RATIO_FROM and total > MOST_RATIO * packed):
        raise unreadable("unpacks_too_large", limit=MOST_UNPACKED // 2**20)


def _check_extent(name: str, content: bytes, limits: Limits) -> None:
    """Refuse a far-away or endlessly repeated cell before the reader makes room for all cells up to it."""
    if name.startswith("xl/worksheets/"):
        letters, numbers = set(), set()
        for cell in _CELL.finditer(content):
            letters.add(cell[1])
            numbers.add(cell[2])
        rows = max(map(int, numbers), default=0)
        columns = max(map(_column_number, letters), default=0)
    elif name == "content.xml":
        repeats = [int(times) for cell in _FILLED_CELL.findall(content) for times in _REPEATED_COLUMN.findall(cell)]
        columns = max(repeats, default=0)
        rows = max(
            (int(times) for times, inner in _REPEATED_ROW.findall(content) if b"office:value-type" in inner),
            default=0,
        )
    else:
        return
    if rows > limits.rows:
        raise unreadable("too_many_rows", limit=limits.rows)
    if columns > limits.columns:
        raise unreadable("too_many_columns", limit=limits.columns)
    if rows * columns > MOST_CELLS:
        raise unreadable("too_many_cells", limit=MOST_CELLS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
