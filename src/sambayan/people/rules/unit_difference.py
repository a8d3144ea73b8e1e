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
    accepted = {line.key: line for line in lines if line.key and not line.problems}
    root = next((code for code, office in offices.items() if office.agency == agency and not office.parent), None)
    in_file = {line.key for line in lines if line.key}
    tops = [line.key for line in accepted.values() if not line.values["parent"]]
    top = root if root is not None else tops[0] if len(tops) == 1 else None
    waiting = deque(line for line in lines if line.problems)
    below: dict[str, list[Line]] = {}
    for line in accepted.values():
        below.setdefault(line.values["parent"], []).append(line)

    def refuse(line: Line, problem: Problem) -> None:
        line.problems.append(problem)
        if accepted.pop(line.key, None) is line:
            waiting.append(line)

    for line in list(accepted.values()):
        problem = _problem(line, offices, agency, top, in_file)
        if problem:
            refuse(line, problem)
    for line, chain in _circles(accepted, offices):
        refuse(line, Problem("parent_circular", "parent", {"chain": chain}))
    while waiting:
        refused = waiting.popleft()
        for line in below.get(refused.key, []) if refused.key and refused.key not in offices else []:
            if line.key in accepted:
                refuse(line, Problem("parent_refused", "parent", {"parent": refused.key}))
    for line in list(accepted.values()):
        if len(path_of(line.key, accepted, offices)) > LONGEST_PATH:
            line.problems.append(Problem("path_too_long", "code"))
    return [_difference(line, units.get(line.key)) for line in lines]


def path_of(code: str, lines: Mapping[str, Line], offices: Mapping[str, Office]) -> str:
    """The codes from the root down to this office, as it will be."""
    codes: list[str] = []
    while code and code not in codes:
        codes.append(code)
        code = lines[code].values["parent"] if code in lines else offices[code].parent if code in offices else ""
    return "/".join(reversed(codes)) + "/"


def _problem(
    line: Line, offices: Mapping[str, Office], agency: int, top: str | None, in_file: set[str]
) -> Problem | None:
    parent, known = line.values["parent"], offices.get(line.key)
    if known and known.agency != agency:
        return Problem("unit_elsewhere", "code")
    if known and known.closed:
        return Problem("unit_closed", "code", {"unit": line.key, "closed": known.closed})
    if not parent:
        return None if line.key == top else Problem("parent_missing", "parent")
    above = offices.get(parent)
    if (above is None and parent not in in_file) or (above is not None and above.agency != agency):
        return Problem("parent_unknown", "parent", {"parent": parent})
    if above is not None and above.closed:
        return Problem("unit_closed", "parent", {"unit": parent, "closed": above.closed})
    return None


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
