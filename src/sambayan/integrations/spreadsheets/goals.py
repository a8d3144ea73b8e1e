"""Key indicators of a performance contract from a table."""

from collections.abc import Mapping

from sambayan.people.rules.imports import Line, Problem
from sambayan.planning.rules import Direction, Perspective

from .answers import fold
from .columns import CellError, Sheet, arrange, columns_of, lines_of, one_of, text, understand
from .problem import SpreadsheetProblem
from .reading import Table

_HIGHEST, _LONGEST = 999, 9
_DIRECTIONS = {
    "makin tinggi": Direction.HIGHER,
    "makin rendah": Direction.LOWER,
    "rentang": Direction.RANGE,
    "tahapan": Direction.MILESTONE,
} | {direction.label: direction for direction in Direction}


def _number(cell: str) -> str:
    digits = cell.lstrip("'").removesuffix(".0").removesuffix(".").strip()
    if not digits.isdecimal() or len(digits) > _LONGEST or not 1 <= int(digits) <= _HIGHEST:
        raise CellError("goal_number", value=cell[:40])
    return str(int(digits))


_UNDERSTAND = {
    "number": _number,
    "goal": text(300),
    "name": text(300),
    "target": text(120),
    "measurement_unit": text(60),
    "direction": one_of({fold(word): found.value for word, found in _DIRECTIONS.items()}, ", ".join(_DIRECTIONS)),
    "perspective": one_of({fold(p.label): p.value for p in Perspective}, ", ".join(p.label for p in Perspective)),
    "parent": _number,
}
COLUMNS = columns_of(
    "goals", _UNDERSTAND, dict.fromkeys(("measurement_unit", "direction", "perspective", "parent"), "")
)
_TOLD = tuple(column.name for column in COLUMNS if column.name != "number")


def read_goals(table: Table, above: str, numbers: Mapping[int, int]) -> Sheet:
    """Every line as words of an indicator, or with the reasons why it cannot be taken.

    `numbers` are the indicators of the unit called `above`, which a line may support; problems of the header refuse
    the file.
    """
    places, read = arrange(table, COLUMNS)
    if read.problems:
        return read
    first: dict[str, Line] = {}
    for number, row in lines_of(table):
        line = Line(number, "", dict.fromkeys(_TOLD, ""))
        understand(row, places, COLUMNS, line)
        line.key = line.values.pop("number", None) or ""
        other = first.setdefault(line.key, line)
        if line.key and other is not line:
            line.problems.append(Problem("goal_twice", "number", {"other": other.row}))
        line.problems += _parent_problems(line.values["parent"], above, numbers)
        read.lines.append(line)
    if not read.lines:
        read.problems.append(SpreadsheetProblem("no_lines"))
    return read


def _parent_problems(parent: str | None, above: str, numbers: Mapping[int, int]) -> list[Problem]:
    if not parent or int(parent) in numbers:
        return []
    if not numbers:
        return [Problem("goal_nothing_above", "parent")]
    return [Problem("goal_parent_unknown", "parent", {"number": parent, "above": above})]
