"""Taking a file of employees back as a whole, unless something was built on it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from sambayan.audit.actions import record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal
from sambayan.people.actions.applying import entry, store_assignments, store_employees, store_heads, typed
from sambayan.people.models import Assignment, Employee, ImportRow, PeopleImport, Position
from sambayan.people.queries import imports as queries
from sambayan.people.rules import RowChange
from sambayan.people.rules.imports import EMPLOYEE_FIELDS, Known

NAMED = 5
# What the house computes anew by itself is nothing that somebody built.
DERIVED = frozenset({"people.Repair"})


def undo(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """Assignments first, then employees, then posts nobody holds. Denied names who stands in the way."""
    people = queries.known_people()
    refuse_later(kept)
    rows = [row for batch in queries.changing_batches(kept) for row in batch]
    refuse_changed(row.name for row in rows if _differs(row, people.get(row.key)))
    assignments = {row.made["assignment"]: row.name for row in rows if "assignment" in row.made}
    employees = {row.made["employee"]: row.name for row in rows if "employee" in row.made}
    refuse_built_on(Assignment, assignments, {})
    corrected = {row.made["was"][0] for row in rows if "was" in row.made}
    refuse_built_on(Employee, employees, {Assignment: {*assignments, *corrected}})
    delete(Assignment, assignments)
    _restore_assignments(rows)
    _restore_heads(rows)
    _restore_employees(rows, people)
    back = [entry(row, people[row.key].keys["employee"], "people.undo_person") for row in map(_back, rows)]
    record_all(back, by=by, at=at)
    delete(Employee, employees)
    made = [row.made["position"] for row in rows if "position" in row.made]
    free = [pk for part in parts(made) for pk in _unused(part)]
    delete(Position, free)


def _back(row: ImportRow) -> ImportRow:
    return ImportRow(key=row.key, name=row.name, before=row.after, after=row.before)


def refuse_later(kept: PeopleImport) -> None:
    """Denied when a later file touched the same people or offices."""
    names = list(queries.later_touched(kept).values_list("name", flat=True)[: NAMED + 1])
    what = _("Berkas sesudahnya mengubah orang atau unit yang sama: {names}.")
    _refuse(names, what, _("Batalkan berkas itu lebih dahulu."))


def refuse_changed(names: Iterable[str]) -> None:
    """Denied when these were changed since the file was applied."""
    what = _("Datanya sudah diubah sesudah berkas diterapkan: {names}.")
    _refuse(list(names), what, _("Betulkan lewat berkas baru."))


def _refuse(names: list[str], what: str, instead: str) -> None:
    if names:
        raise Denied(Refusal(what.format(names=told(names)), instead))


def _differs(row: ImportRow, known: Known | None) -> bool:
    return known is None or any((known.values[name] or "") != (value or "") for name, value in row.after.items())


def refuse_built_on(
    model: type[models.Model], made: dict[int, str], own: Mapping[type[models.Model], Collection[int]]
) -> None:
    """Denied when a row of any table refers to what the import made, except rows it made itself."""
    names: list[str] = []
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 - the documented door to relations
        if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
            continue
        other = relation.related_model
        if other._meta.label in DERIVED:  # noqa: SLF001
            continue
        field = relation.field.attname
        theirs = own.get(other, ())
        pairs = other._default_manager.exclude(**{field: None}).values_list("pk", field).iterator(5000)  # noqa: SLF001
        names += [made[target] for pk, target in pairs if target in made and pk not in theirs]
    _refuse(sorted(set(names)), _("Sudah ada data lain yang memakainya: {names}."), _("Betulkan lewat berkas baru."))


def told(names: list[str]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:NAMED])
    return _("{shown}, dan {n} lagi").format(shown=shown, n=len(names) - NAMED) if len(names) > NAMED else shown


def parts(pks: Collection[int]) -> list[list[int]]:
    """The keys in parts a statement can hold."""
    kept = list(pks)
    return [kept[start : start + queries.BATCH] for start in range(0, len(kept), queries.BATCH)]


def delete(model: type[models.Model], pks: Collection[int]) -> None:
    """Delete these rows."""
    for part in parts(pks):
        model._default_manager.filter(pk__in=part).delete()  # noqa: SLF001 - the documented door to all rows


def _restore_assignments(rows: list[ImportRow]) -> None:
    was = [row.made["was"] for row in rows if "was" in row.made]
    for start in range(0, len(was), queries.BATCH):
        part = {values[0]: values for values in was[start : start + queries.BATCH]}
        held = Assignment.objects.in_bulk(list(part))
        for pk, assignment in held.items():
            position, since, until, superior = part[pk][1:]
            assignment.position_id, assignment.direct_superior_id = position, superior
            assignment.from_date, assignment.to_date = date.fromisoformat(since), typed("until", until)
        store_assignments(list(held.values()))


def _restore_heads(rows: list[ImportRow]) -> None:
    """In reverse, so that a post corrected by two lines gets its first words back."""
    first: dict[int, list[Any]] = {
        row.made["head"][0]: row.made["head"] for row in reversed(rows) if "head" in row.made
    }
    units = dict(Position.objects.filter(pk__in=first).values_list("pk", "unit_id"))
    store_heads([[pk, units[pk], *words[1:]] for pk, words in first.items()])


def _restore_employees(rows: list[ImportRow], people: dict[str, Known]) -> None:
    changed = []
    for row in rows:
        if row.change == RowChange.NEW or not row.before.keys() & set(EMPLOYEE_FIELDS):
            continue
        known = people[row.key]
        values = {name: typed(name, {**known.values, **row.before}[name]) for name in EMPLOYEE_FIELDS}
        changed.append(Employee(pk=known.keys["employee"], employee_number=row.key, **values))
    store_employees(changed)


def _unused(part: list[int]) -> list[int]:
    return list(Position.objects.filter(pk__in=part, assignments=None).values_list("pk", flat=True))
