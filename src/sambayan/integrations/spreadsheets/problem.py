"""What is wrong with a spreadsheet, where, and how it is said in Indonesian and English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class SpreadsheetProblem:
    """One problem (or remark): `code` of the message, its `arguments`, and the place if there is one.

    `row` is the row number a spreadsheet program shows (from 1); `column_letter` its letter; `column` the
    name in the header.
    """

    code: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    row: int | None = None
    column: str | None = None
    column_letter: str | None = None

    @property
    def address(self) -> str:
        """Cell address such as "D7"; empty without row and column."""
        return f"{self.column_letter}{self.row}" if self.row and self.column_letter else ""

    def text(self, language: str = "id") -> str:
        """The problem in one sentence, place first; `language` id or en."""
        sentences = wording()
        message = sentences[self.code][language].format(**self.arguments)
        if self.row is None:
            return message
        key = "place_cell" if self.column_letter else "place_row"
        place = sentences[key][language].format(row=self.row, column=self.column, address=self.address)
        return f"{place}: {message}"


class SpreadsheetError(ValueError):
    """A file that cannot be read as a table; `problem` says why."""

    def __init__(self, problem: SpreadsheetProblem) -> None:
        super().__init__(problem.text("en"))
        self.problem = problem


def unreadable(code: str, **arguments: str | int) -> SpreadsheetError:
    """The error for a whole file."""
    return SpreadsheetError(SpreadsheetProblem(code, arguments))


def column_letter(place: int) -> str:
    """Spreadsheet letter of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Every sentence by code and language."""
    import yaml  # noqa: PLC0415 - keeps the command line quick to start

    text = resources.files(__package__).joinpath("problems.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded
