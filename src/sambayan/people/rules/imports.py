"""What a file says about an office or an employee, line by line, as plain values.

`None` is "the file does not say": what is known stays. Source: local policy, after the columns of SIASN and SIMPEG.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sambayan.people.rules.desk import RowChange

EMPLOYEE_FIELDS = (
    "name", "employment_type", "rank_grade", "birth_date", "sex", "email", "phone", "contract_from", "contract_to",
    "left_on", "left_reason",
)  # fmt: skip
POST_FIELDS = ("unit", "title", "position_type", "level", "is_head")
ASSIGNMENT_FIELDS = ("since", "until", "superior")
UNIT_FIELDS = ("name", "name_english", "short_name", "unit_type", "parent", "address")
DATES = frozenset({"birth_date", "contract_from", "contract_to", "left_on", "since", "until"})
CHANGING = (RowChange.NEW, RowChange.CHANGED, RowChange.MOVED, RowChange.LEFT)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused: a code of the list of sentences, the field it is `about`, and what the sentence names."""

    code: str
    about: str = ""
    arguments: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Line:
    """One line of a file: its row, the key of what it is about, and the fields it tells, all as JSON values.

    Lines that cannot be taken carry `problems`.
    """

    row: int
    key: str
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """What is stored under a key: every field as a JSON value, and the keys of the rows that hold it."""

    values: dict[str, Any]
    keys: dict[str, Any]


@dataclass(slots=True)
class Office:
    """An office as it is stored: its agency, its parent's code, whether it is closed; fields as JSON values."""

    pk: int
    agency: int
    path: str
    parent: str
    name: str
    closed: str | None = None


@dataclass(slots=True)
class Difference:
    """A line against what is known; `before` and `after` hold only the fields that differ.

    `begins` tells that a new assignment begins; otherwise the present one is corrected.
    """

    row: int
    change: RowChange
    key: str
    name: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    begins: bool = False


def differing(known: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields the line tells otherwise: what they were, and what they become."""
    changed = [name for name, value in told.items() if value is not None and known.get(name) != value]
    return {name: known.get(name) for name in changed}, {name: told[name] for name in changed}


def day_before(day: str) -> str:
    """The day before an ISO date, as an ISO date."""
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
