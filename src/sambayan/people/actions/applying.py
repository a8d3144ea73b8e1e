"""Writing the differences of a file of employees, in batches of one statement a table."""

from datetime import date, datetime
from typing import Any

from sambayan.audit.actions import Entry, record_all
from sambayan.common.actor import Actor
from sambayan.people.actions.staleness import refuse_stale
from sambayan.people.models import Assignment, Employee, ImportRow, PeopleImport, Position
from sambayan.people.queries import imports as queries
from sambayan.people.rules import AssignmentKind, RowChange
from sambayan.people.rules.imports import DATES, EMPLOYEE_FIELDS, POST_FIELDS, Known, day_before
from sambayan.people.rules.people_difference import Present

_HELD = ["position", "from_date", "to_date", "direct_superior"]


def apply(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """Write employees first, so that every superior is known, then their posts. StaleError before the first change."""
    present = queries.present(kept.agency_id, on, is_complete=kept.is_complete)
    refuse_stale(kept, present)
    ids = {number: known.keys["employee"] for number, known in present.people.items()}
    for rows in queries.changing_batches(kept):
        _write_employees(rows, present, ids)
    writer = _Posts(present, ids)
    for rows in queries.changing_batches(kept):
        writer.write(rows)
        record_all([entry(row, ids[row.key], "people.import_person") for row in rows], by=by, at=at)


def entry(row: ImportRow, pk: int, event: str) -> Entry:
    """The event about one person of a file."""
    subject = Employee(pk=pk, name=row.name)
    before = {name: value for name, value in row.before.items() if value not in (None, "", False)}
    after = {name: value for name, value in row.after.items() if value not in (None, "", False)}
    return Entry(event, subject, before, after)


def _write_employees(rows: list[ImportRow], present: Present, ids: dict[str, int]) -> None:
    new = [row for row in rows if row.change == RowChange.NEW]
    made = Employee.objects.bulk_create([_employee(row, None) for row in new])
    for row, employee in zip(new, made, strict=True):
        ids[row.key] = row.made["employee"] = employee.pk
    changed = [row for row in rows if row.change != RowChange.NEW and row.after.keys() & set(EMPLOYEE_FIELDS)]
    store_employees([_employee(row, present.people[row.key]) for row in changed])
    _keep_made(new)


def store_employees(employees: list[Employee]) -> None:
    """Write these employees over those with the same key, in one statement a batch."""
    Employee.objects.bulk_create(
        employees, update_conflicts=True, unique_fields=["id"], update_fields=list(EMPLOYEE_FIELDS)
    )


def _employee(row: ImportRow, known: Known | None) -> Employee:
    told = {**(known.values if known else {}), **row.after}
    values = {name: typed(name, told.get(name)) for name in EMPLOYEE_FIELDS if name in told}
    number = None if row.key.startswith("#") else row.key
    return Employee(pk=known.keys["employee"] if known else None, employee_number=number, **values)


def typed(name: str, value: Any) -> Any:
    """A JSON value as the field `name` holds it."""
    return date.fromisoformat(value) if value and name in DATES else value


def _keep_made(rows: list[ImportRow]) -> None:
    ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["made"])


class _Posts:
    """Writes the posts and assignments of a batch; posts with the same words in a unit are one."""

    def __init__(self, present: Present, ids: dict[str, int]) -> None:
        self.present, self.ids = present, ids
        self.found: dict[tuple[Any, ...], int] = {}
        self.heads: dict[int, list[Any]] = {}
        columns = ("pk", "unit_id", "title", "position_type", "level", "is_head")
        agency = Position.objects.filter(unit__agency=present.agency).order_by("-pk")
        for pk, unit, title, kind, level, is_head in agency.values_list(*columns).iterator(2000):
            if is_head:
                self.heads[unit] = [pk, title, kind, level]
            else:
                self.found[unit, title, kind, level] = pk

    def write(self, rows: list[ImportRow]) -> None:
        """Posts, then the ends of what ended, then what begins."""
        positions = self._positions([row for row in rows if row.change != RowChange.LEFT])
        touched = [row for row in rows if row.change != RowChange.NEW and _touches_post(row)]
        pks = [self.present.people[row.key].keys["assignment"] for row in touched]
        held = Assignment.objects.in_bulk([pk for pk in pks if pk])
        changed: list[Assignment] = []
        for row in touched:
            assignment = held.get(self.present.people[row.key].keys["assignment"])
            if assignment and row.made.get("begins"):
                changed += self._end(row, assignment)
            elif assignment:
                changed.append(self._correct(row, assignment, positions))
        begins = [row for row in rows if row.made.get("begins")]
        begun = [self._begin(row, positions[row.pk]) for row in begins]
        store_assignments(changed)
        for row, assignment in zip(begins, Assignment.objects.bulk_create(begun), strict=True):
            row.made["assignment"] = assignment.pk
        _keep_made(rows)

    def _target(self, row: ImportRow) -> dict[str, Any]:
        known = self.present.people.get(row.key)
        return {**(known.values if known else {}), **row.after}

    def _positions(self, rows: list[ImportRow]) -> dict[int, int]:
        """The key of each row's post; missing posts are made, and a head's post takes the words of the file."""
        wanted: dict[int, int] = {}
        missing: dict[tuple[Any, ...], list[ImportRow]] = {}
        corrected: dict[int, list[Any]] = {}
        for row in rows:
            if not row.made.get("begins") and not row.after.keys() & set(POST_FIELDS):
                continue
            told = self._target(row)
            unit = self.present.offices[told["unit"]].pk
            words = [told["title"], told["position_type"], told["level"]]
            head = self.heads.get(unit)
            if told["is_head"] and head:
                wanted[row.pk] = head[0]
                if head[1:] != words:
                    row.made["head"] = list(head)
                    corrected[head[0]] = [unit, *words]
                    head[1:] = words
            elif not told["is_head"] and (unit, *words) in self.found:
                wanted[row.pk] = self.found[unit, *words]
            else:
                missing.setdefault((unit, *words, told["is_head"]), []).append(row)
        self._correct_heads(corrected)
        return wanted | self._made(missing)

    def _made(self, missing: dict[tuple[Any, ...], list[ImportRow]]) -> dict[int, int]:
        fields = ("unit_id", "title", "position_type", "level", "is_head")
        made = Position.objects.bulk_create([Position(**dict(zip(fields, key, strict=True))) for key in missing])
        wanted: dict[int, int] = {}
        for position, (key, rows) in zip(made, missing.items(), strict=True):
            if key[-1]:
                self.heads[key[0]] = [position.pk, *key[1:-1]]
            else:
                self.found[key[:-1]] = position.pk
            rows[0].made["position"] = position.pk
            wanted |= {row.pk: position.pk for row in rows}
        return wanted

    def _correct_heads(self, corrected: dict[int, list[Any]]) -> None:
        store_heads([[pk, *words] for pk, words in corrected.items()])

    def _superior(self, row: ImportRow) -> int | None:
        number = self._target(row).get("superior")
        return self.ids[number] if number else None

    def _begin(self, row: ImportRow, position: int) -> Assignment:
        since = date.fromisoformat(self._target(row)["since"])
        superior = self._superior(row)
        kind = AssignmentKind.MAIN.value
        employee = self.ids[row.key]
        return Assignment(
            employee_id=employee, position_id=position, kind=kind, from_date=since, direct_superior_id=superior
        )

    def _end(self, row: ImportRow, assignment: Assignment) -> list[Assignment]:
        last = date.fromisoformat(day_before(row.after["since"]))
        if assignment.to_date is not None and assignment.to_date <= last:
            return []
        row.made["was"] = _was(assignment)
        assignment.to_date = last
        return [assignment]

    def _correct(self, row: ImportRow, assignment: Assignment, positions: dict[int, int]) -> Assignment:
        row.made["was"] = _was(assignment)
        assignment.position_id = positions.get(row.pk, assignment.position_id)
        if "since" in row.after:
            assignment.from_date = date.fromisoformat(row.after["since"])
        if "until" in row.after:
            assignment.to_date = typed("until", row.after["until"])
        if "superior" in row.after:
            assignment.direct_superior_id = self._superior(row)
        return assignment


def store_assignments(changed: list[Assignment]) -> None:
    """Write these assignments over those with the same key."""
    Assignment.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=_HELD)


def store_heads(words: list[list[Any]]) -> None:
    """Give the posts of heads these words: key, unit, title, kind, level."""
    posts = [Position(pk=w[0], unit_id=w[1], title=w[2], position_type=w[3], level=w[4], is_head=True) for w in words]
    Position.objects.bulk_create(
        posts, update_conflicts=True, unique_fields=["id"], update_fields=["title", "position_type", "level"]
    )


def _touches_post(row: ImportRow) -> bool:
    return bool(row.after.keys() & {*POST_FIELDS, "since", "until", "superior"})


def _was(assignment: Assignment) -> list[Any]:
    until = assignment.to_date.isoformat() if assignment.to_date else None
    return [
        assignment.pk,
        assignment.position_id,
        assignment.from_date.isoformat(),
        until,
        assignment.direct_superior_id,
    ]
