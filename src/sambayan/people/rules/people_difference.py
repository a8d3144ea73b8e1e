"""A file of employees against what is known: who is new, changed, moved or gone, and which lines are refused."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .desk import RowChange
from .imports import EMPLOYEE_FIELDS, POST_FIELDS, Difference, Known, Line, Office, Problem, differing
from .kinds import LeavingReason
from .number import parse_employee_number


@dataclass(frozen=True)
class Present:
    """What is stored: employees by number (`#12` where there is none), offices by code, whose file it is, and today.

    With `is_complete` whoever of the agency is not in the file has left.
    """

    people: Mapping[str, Known]
    offices: Mapping[str, Office]
    agencies: Mapping[int, str]
    agency: int
    today: str
    is_complete: bool

    def works(self, known: Known) -> bool:
        """Whether somebody holds a post that has not ended."""
        values = known.values
        until = values["until"]
        return values["since"] is not None and values["left_on"] is None and (not until or until >= self.today)


def compare_people(lines: list[Line], present: Present) -> list[Difference]:
    """The differences in the order of the file, then who is gone; refusing one line refuses what leans on it."""
    comparison = _Comparison(lines, present)
    comparison.refuse_all()
    return [comparison.difference(line) for line in lines] + comparison.leaving()


class _Comparison:
    def __init__(self, lines: list[Line], present: Present) -> None:
        self.present, self.lines = present, lines
        self.by_number = {line.key: line for line in lines if line.key and not line.problems}
        self.in_file = {line.key for line in lines}
        self.waiting = deque(line for line in lines if line.problems)
        self.led_by: dict[str, list[Line]] = {}
        self.wanted: dict[str, Line] = {}
        self.held = {
            known.values["unit"]: number
            for number, known in present.people.items()
            if known.values["is_head"] and self.present.works(known)
        }

    def refuse_all(self) -> None:
        """Refuse what cannot stand alone, then what leans on a refused line, then circles of superiors."""
        self._refuse_alone()
        self._refuse_heads()
        for line in list(self.by_number.values()):
            self._check_superior(line)
        self._settle()
        while circles := self._circles():
            for circle in circles:
                self._refuse_circle(circle)
            self._settle()
        self._drop_usual_superiors()

    def _drop_usual_superiors(self) -> None:
        """The head above is the superior without being named."""
        for line in self.by_number.values():
            if line.values["superior"] and line.values["superior"] == self._head_above(line.key, line.values["unit"]):
                line.values["superior"] = ""

    def _refuse_alone(self) -> None:
        for line in list(self.by_number.values()):
            self._complete(line)
            for problem in self._problems(line):
                self._refuse(line, problem)
            self.led_by.setdefault(line.values["superior"], []).append(line)

    def _leaves(self, number: str) -> bool:
        known = self.present.people[number]
        gone = self.present.is_complete and known.keys["agency"] == self.present.agency and number not in self.in_file
        return gone and not number.startswith("#") and self.present.works(known)

    def _complete(self, line: Line) -> None:
        """Where the file is silent about a post, the present one answers; a new post begins under the unit's head."""
        known = self.present.people.get(line.key)
        values = line.values
        for name, silent in (("level", ""), ("is_head", False)):
            if values.get(name) is None:
                values[name] = (known.values[name] if known else None) or silent
        if values.get("superior") is None:
            stays = known is not None and all(known.values[name] == values[name] for name in POST_FIELDS)
            values["superior"] = known.values["superior"] if known and stays else ""

    def _problems(self, line: Line) -> list[Problem]:
        found, values, known = [], line.values, self.present.people.get(line.key)
        office = self.present.offices.get(values["unit"])
        if office is None or office.agency != self.present.agency:
            found.append(Problem("unit_unknown", "unit", {"unit": values["unit"]}))
        elif office.closed:
            found.append(Problem("unit_closed", "unit", {"unit": values["unit"], "closed": office.closed}))
        if values["superior"] == line.key:
            found.append(Problem("own_superior", "superior"))
        if known and self.present.works(known) and known.keys["agency"] != self.present.agency:
            agency = self.present.agencies[known.keys["agency"]]
            found.append(Problem("other_agency", "number", {"agency": agency}))
        return found + (self._wrong_start(values, known) if known else [])

    def _wrong_start(self, values: dict[str, Any], known: Known) -> list[Problem]:
        since, was, ended = values["since"], known.values["since"], known.keys["previous_end"]
        moves = any(known.values[name] != values[name] for name in POST_FIELDS)
        if was and moves and since < was:
            return [Problem("post_before_present", "since", {"since": since, "present": was})]
        if ended and since <= ended:
            return [Problem("post_overlaps", "since", {"since": since, "ended": ended})]
        return []

    def _refuse(self, line: Line, problem: Problem) -> None:
        line.problems.append(problem)
        if self.by_number.pop(line.key, None) is line:
            self.waiting.append(line)

    def _refuse_heads(self) -> None:
        for line in list(self.by_number.values()):
            if not line.values["is_head"]:
                continue
            unit = line.values["unit"]
            other = self.wanted.setdefault(unit, line)
            if other is not line:
                for one, two in ((line, other), (other, line)):
                    self._refuse(one, Problem("two_heads", "is_head", {"unit": unit, "other": two.row}))
        for unit, line in self.wanted.items():
            holder = self.held.get(unit)
            if holder and holder != line.key and holder not in self.by_number and not self._leaves(holder):
                self._refuse_taken(line, unit, holder)

    def _refuse_taken(self, line: Line, unit: str, holder: str) -> None:
        arguments = {"unit": unit, "holder": str(self.present.people[holder].values["name"])}
        self._refuse(line, Problem("head_taken", "is_head", arguments))

    def _check_superior(self, line: Line) -> None:
        superior = line.values["superior"]
        if not superior or superior in self.by_number:
            return
        known = self.present.people.get(superior)
        if known is None:
            code = "superior_refused" if superior in self.in_file else "superior_unknown"
            self._refuse(line, Problem(code, "superior", {"superior": superior}))
        elif not self.present.works(known) or self._leaves(superior):
            self._refuse(line, Problem("superior_left", "superior", {"superior": superior}))

    def _settle(self) -> None:
        """What leaned on a refused line is refused too: the next head of its unit, and those it would lead."""
        while self.waiting:
            refused = self.waiting.popleft()
            known = self.present.people.get(refused.key)
            if known and known.values["is_head"] and self.held.get(known.values["unit"]) == refused.key:
                unit = known.values["unit"]
                next_head = self.wanted.get(unit)
                if next_head and next_head is not refused and next_head.key in self.by_number:
                    self._refuse_taken(next_head, unit, refused.key)
            for line in self.led_by.get(refused.key, []) if refused.key else []:
                if line.key in self.by_number:
                    self._check_superior(line)

    def _head_of(self, unit: str) -> str | None:
        line = self.wanted.get(unit)
        if line is not None and line.key in self.by_number:
            return line.key
        holder = self.held.get(unit)
        return None if holder is None or holder in self.by_number or self._leaves(holder) else holder

    def _head_above(self, number: str, unit: str) -> str | None:
        while unit in self.present.offices:
            head = self._head_of(unit)
            if head and head != number:
                return head
            unit = self.present.offices[unit].parent
        return None

    def _superior_of(self, number: str) -> str | None:
        line, known = self.by_number.get(number), self.present.people.get(number)
        if line is None and (known is None or not self.present.works(known)):
            return None
        values = line.values if line else known.values  # type: ignore[union-attr]
        return values["superior"] or self._head_above(number, values["unit"])

    def _circles(self) -> list[list[str]]:
        seen: dict[str, str] = {}
        circles = []
        for start in self.by_number:
            path: list[str] = []
            number: str | None = start
            while number and number not in seen:
                seen[number] = start
                path.append(number)
                number = self._superior_of(number)
            if number and seen[number] == start and number in path:
                circle = path[path.index(number) :]
                if any(self._closes(each) for each in circle):
                    circles.append(circle)
        return circles

    def _closes(self, number: str) -> bool:
        """Whether this line of the file has a part in a circle: it names its superior, or takes up another post."""
        line, known = self.by_number.get(number), self.present.people.get(number)
        if line is None:
            return False
        moves = known is None or any(known.values[name] != line.values[name] for name in POST_FIELDS)
        return bool(line.values["superior"]) or moves

    def _refuse_circle(self, circle: list[str]) -> None:
        chain = " → ".join([*circle[:4], *["…"] * (len(circle) > 4), circle[0]])  # noqa: PLR2004 - enough to recognise
        for number in circle:
            if number in self.by_number and self._closes(number):
                self._refuse(self.by_number[number], Problem("superior_circular", "superior", {"chain": chain}))

    def difference(self, line: Line) -> Difference:
        """One line against what is known."""
        name = str(line.values.get("name") or "")
        if line.problems:
            return Difference(line.row, RowChange.REFUSED, line.key, name, problems=line.problems)
        known = self.present.people.get(line.key)
        if known is None:
            return Difference(line.row, RowChange.NEW, line.key, name, after=_born(line), begins=True)
        return self._changed(line, known, name)

    def _changed(self, line: Line, known: Known, name: str) -> Difference:
        told = {field: line.values.get(field) for field in EMPLOYEE_FIELDS}
        before, after = differing(known.values, told)
        post = {field: line.values[field] for field in (*POST_FIELDS, "since", "superior")}
        was, is_now = differing(known.values, post)
        moves, since, until = bool(is_now.keys() - {"since"}), known.values["since"], known.values["until"]
        ended = known.values["left_on"] is not None or bool(until and until < self.present.today)
        begins = since is None or (post["since"] > since and (bool(is_now.keys() & {*POST_FIELDS}) or ended))
        if begins and ended and until and post["since"] <= until:
            begins = bool(is_now.keys() & {*POST_FIELDS})
        if ended and not begins and until:
            was["until"], is_now["until"] = until, None
        if known.values["left_on"] is not None:
            was |= {"left_on": known.values["left_on"], "left_reason": known.values["left_reason"]}
            is_now |= {"left_on": None, "left_reason": ""}
        before, after = before | was, after | is_now
        change = RowChange.MOVED if moves or begins else RowChange.CHANGED if after else RowChange.UNCHANGED
        return Difference(line.row, change, line.key, name, before, after, begins=begins)

    def leaving(self) -> list[Difference]:
        """Who of the agency works there and is not in a complete file."""
        found = []
        for number in self.present.people:
            if self._leaves(number):
                values = self.present.people[number].values
                until = max(self.present.today, values["since"])
                before = {"left_on": None, "left_reason": "", "until": values["until"]}
                after = {"left_on": self.present.today, "left_reason": LeavingReason.UNKNOWN.value, "until": until}
                found.append(Difference(0, RowChange.LEFT, number, values["name"], before, after))
        return found


def _born(line: Line) -> dict[str, Any]:
    """All that a new employee is stored with; birth date and sex come from the number where the file is silent."""
    told = parse_employee_number(line.key)
    kept = (*EMPLOYEE_FIELDS, *POST_FIELDS, "since", "superior")
    values = {name: line.values[name] for name in kept if line.values.get(name) is not None}
    return {"birth_date": told.birth_date.isoformat(), "sex": told.sex.value, **values}
