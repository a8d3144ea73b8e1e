"""A file of offices against what is known. Nothing is closed by a file: an office that is not in it stays."""

from collections import deque
from collections.abc import Mapping

from .desk import RowChange
from .imports import Difference, Known, Line, Office, Problem, differing

LONGEST_PATH = 250


def compare_units(
    lines: list[Line], units: Mapping[str, Known], offices: Mapping[str, Office], agency: int
) -> list[Difference]:
    """The differences in the order of the file; a line under a refused new office is refused too."""
    comparison = _Comparison(lines, offices, agency)
    comparison.refuse_all()
    return [_difference(line, units.get(line.key)) for line in lines]


class _Comparison:
    def __init__(self, lines: list[Line], offices: Mapping[str, Office], agency: int) -> None:
        self.offices, self.agency = offices, agency
        self.accepted = {line.key: line for line in lines if line.key and not line.problems}
        self.in_file = {line.key for line in lines if line.key}
        self.waiting = deque(line for line in lines if line.problems)
        self.below: dict[str, list[Line]] = {}
        for line in self.accepted.values():
            self.below.setdefault(line.values["parent"], []).append(line)

    def refuse_all(self) -> None:
        """Refuse what cannot stand alone, circles of parents, and all that is below a refused new office."""
        top = self._top()
        for line in list(self.accepted.values()):
            problem = self._problem(line, top)
            if problem:
                self._refuse(line, problem)
        for line, chain in _circles(self.accepted, self.offices):
            self._refuse(line, Problem("parent_circular", "parent", {"chain": chain}))
        while self.waiting:
            self._refuse_below(self.waiting.popleft())
        for line in list(self.accepted.values()):
            if len(path_of(line.key, self.accepted, self.offices)) > LONGEST_PATH:
                line.problems.append(Problem("path_too_long", "code"))

    def _top(self) -> str | None:
        """The one office without a parent: the stored one, or the only one the file names."""
        stored = (code for code, office in self.offices.items() if office.agency == self.agency and not office.parent)
        tops = [line.key for line in self.below.get("", [])]
        return next(stored, tops[0] if len(tops) == 1 else None)

    def _refuse(self, line: Line, problem: Problem) -> None:
        line.problems.append(problem)
        del self.accepted[line.key]
        self.waiting.append(line)

    def _refuse_below(self, refused: Line) -> None:
        if refused.key in self.offices:
            return
        for line in self.below.get(refused.key, []) if refused.key else []:
            if line.key in self.accepted:
                self._refuse(line, Problem("parent_refused", "parent", {"parent": refused.key}))

    def _problem(self, line: Line, top: str | None) -> Problem | None:
        parent, known = line.values["parent"], self.offices.get(line.key)
        if known and known.agency != self.agency:
            return Problem("unit_elsewhere", "code")
        if known and known.closed:
            return Problem("unit_closed", "code", {"unit": line.key, "closed": known.closed})
        if not parent:
            return None if line.key == top else Problem("parent_missing", "parent")
        return self._wrong_parent(parent)

    def _wrong_parent(self, parent: str) -> Problem | None:
        above = self.offices.get(parent)
        if above is None:
            return None if parent in self.in_file else Problem("parent_unknown", "parent", {"parent": parent})
        if above.agency != self.agency:
            return Problem("parent_unknown", "parent", {"parent": parent})
        return Problem("unit_closed", "parent", {"unit": parent, "closed": above.closed}) if above.closed else None


def path_of(code: str, lines: Mapping[str, Line], offices: Mapping[str, Office]) -> str:
    """The codes from the root down to this office, as it will be."""
    codes: list[str] = []
    while code and code not in codes:
        codes.append(code)
        code = lines[code].values["parent"] if code in lines else offices[code].parent if code in offices else ""
    return "/".join(reversed(codes)) + "/"


def _circles(lines: Mapping[str, Line], offices: Mapping[str, Office]) -> list[tuple[Line, str]]:
    """The lines that stand in a circle of parents, with the circle in words."""
    seen: dict[str, str] = {}
    found: list[tuple[Line, str]] = []
    for start in lines:
        path: list[str] = []
        code = start
        while code and code not in seen:
            seen[code] = start
            path.append(code)
            code = lines[code].values["parent"] if code in lines else offices[code].parent if code in offices else ""
        if code in path:
            circle = path[path.index(code) :]
            chain = " → ".join([*circle, code])[:200]
            found += [(lines[each], chain) for each in circle if each in lines]
    return found


def _difference(line: Line, known: Known | None) -> Difference:
    name = str(line.values.get("name") or "")
    if line.problems:
        return Difference(line.row, RowChange.REFUSED, line.key, name, problems=line.problems)
    if known is None:
        after = {field: value for field, value in line.values.items() if value is not None}
        return Difference(line.row, RowChange.NEW, line.key, name, after=after)
    before, after = differing(known.values, line.values)
    change = RowChange.MOVED if "parent" in after else RowChange.CHANGED if after else RowChange.UNCHANGED
    return Difference(line.row, change, line.key, name, before, after)
