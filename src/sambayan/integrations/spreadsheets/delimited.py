"""Texts with a separator: `;`, `,` or TAB, in UTF-8, UTF-16 with a mark, or Windows-1252."""

import csv
import io
import re

from .problem import SpreadsheetError, SpreadsheetProblem, unreadable

SEPARATORS = (";", "\t", ",")
_LINES_LOOKED_AT = 20
_LONGEST_CELL = 1_000_000
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(content: bytes) -> list[list[str]]:
    """Rows of texts; a blank line is an empty row, so row numbers stay those of a spreadsheet program.

    SpreadsheetError if the bytes are not text or the quotation marks do not match.
    """
    text = _decode(content)
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    separator = declared.group(1) if declared else _separator(text)
    rows: list[list[str]] = [[]] if declared else []
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.StringIO(rest if declared else text, newline="")
    try:
        rows.extend(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error as error:
        raise SpreadsheetError(SpreadsheetProblem("quoting", row=len(rows) + 1)) from error
    return rows


def _decode(content: bytes) -> str:
    text = _text(content)
    if "\x00" in text:
        raise unreadable("nul")
    if _CONTROL.search(text):
        raise unreadable("binary")
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise unreadable("encoding") from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable("nul" if b"\x00" in content else "encoding")


def _separator(text: str) -> str:
    """The candidate whose count in the lines below agrees best with the header; ties in the order of the list."""
    lines = [line for line in text.splitlines() if line.strip()][:_LINES_LOOKED_AT]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]

    def agreement(separator: str) -> int:
        return sum(line.count(separator) == bare[0].count(separator) for line in bare)

    present = [separator for separator in SEPARATORS if bare and separator in bare[0]]
    return max(present, key=agreement, default=",")
