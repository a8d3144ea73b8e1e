"""Reads CSV, XLSX, XLS and ODS into one plain table of texts, refusing everything that is not one."""

from dataclasses import dataclass
from pathlib import Path

from . import delimited, workbook
from .problem import unreadable

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
TEXT_EXTENSIONS = (".csv", ".tsv", ".txt")
WORKBOOK_EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods")
# First bytes of files that are sent by mistake, and what to call them.
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows as texts; cells of one row may be fewer than the header.

    `first_row_number` is the number a spreadsheet program shows for the first of `rows`, whose numbers run
    on without gaps. `sheet` and `other_sheets` are set for workbooks.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row_number: int
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def read_table(source: Path | str | bytes, filename: str = "", *, most_bytes: int = MOST_BYTES) -> Table:
    """The table in a file: bytes with their file name, or a path.

    Blank rows above the header are passed over. SpreadsheetError for anything that is not a table within
    `most_bytes`, 200,000 rows and 200 columns.
    """
    content, name = (source, filename) if isinstance(source, bytes) else _content(Path(source))
    extension = Path(name).suffix.lower()
    if extension not in TEXT_EXTENSIONS + WORKBOOK_EXTENSIONS:
        raise unreadable("extension", extension=extension or f'"{Path(name).name}"')
    if len(content) > most_bytes:
        raise unreadable("too_large", size=-(-len(content) // 2**20), limit=most_bytes // 2**20)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise unreadable("empty")
    _refuse_other_kinds(content)
    kind = workbook.kind_of(content)
    if (kind is None) != (extension in TEXT_EXTENSIONS):
        raise unreadable("kind_differs", extension=extension, kind=kind or "CSV")
    if kind is None:
        return _table(delimited.read(content))
    limits = workbook.Limits(MOST_ROWS, MOST_COLUMNS)
    sheet = workbook.read(content, limits)
    return _table(sheet.rows, sheet.name, sheet.others)


def _content(path: Path) -> tuple[bytes, str]:
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise unreadable("not_found")
        if path.stat().st_size > MOST_BYTES:
            raise unreadable("too_large", size=-(-path.stat().st_size // 2**20), limit=MOST_BYTES // 2**20)
        return path.read_bytes(), path.name
    except (FileNotFoundError, NotADirectoryError) as error:
        raise unreadable("not_found") from error
    except IsADirectoryError as error:
        raise unreadable("is_folder") from error
    except OSError as error:
        raise unreadable("not_permitted") from error


def _refuse_other_kinds(content: bytes) -> None:
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise unreadable("html")
    for signature, kind in _OTHER_KINDS:
        if start.startswith(signature):
            raise unreadable("other_kind", kind=kind)


def _table(rows: list[list[str]], sheet: str = "", others: tuple[str, ...] = ()) -> Table:
    """Header = first row that is not blank; limits are checked once more for texts."""
    place = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), None)
    if place is None:
        raise unreadable("empty")
    if len(rows) > MOST_ROWS:
        raise unreadable("too_many_rows", limit=MOST_ROWS)
    widest = max(len(row) for row in rows)
    if widest > MOST_COLUMNS:
        raise unreadable("too_many_columns", limit=MOST_COLUMNS)
    header = [cell.strip() for cell in rows[place]]
    while not header[-1]:
        header.pop()
    body = tuple(tuple(row) for row in rows[place + 1 :])
    return Table(tuple(header), body, place + 2, sheet, others)
