"""Writing the differences of a file of offices, and taking them back. A file never closes an office."""

from datetime import date, datetime, timedelta
from typing import Any

from sambayan.audit.actions import Entry, record_all
from sambayan.common.actor import Actor
from sambayan.people.actions.staleness import StaleError
from sambayan.people.actions.undoing import delete, refuse_built_on, refuse_changed, refuse_later
from sambayan.people.models import ImportRow, OrganisationUnit, PeopleImport, Position, UnitVersion
from sambayan.people.queries import imports as queries
from sambayan.people.rules import PositionType, RowChange, UnitChange
from sambayan.people.rules.imports import UNIT_FIELDS

# An office that was never recorded before has stood longer than our data.
BEGINNING = date(2000, 1, 1)
_VERSIONED = ("name", "name_english", "short_name", "unit_type", "parent")
_SHOWN = [name for name in UNIT_FIELDS if name != "parent"]


def apply(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """New offices from the top down, then names and places, then the paths of all below. StaleError before that."""
    rows = [row for batch in queries.changing_batches(kept) for row in batch]
    units = _units(kept)
    _refuse_stale(rows, units)
    for row in _from_the_top(rows, units):
        if row.change == RowChange.NEW:
            units[row.key] = _found(row, kept, units)
            row.made["unit"] = units[row.key].pk
            row.made["head"] = _head_post(units[row.key]).pk
    changed = [row for row in rows if row.change != RowChange.NEW]
    for row in changed:
        _change(row, units, on)
    _store(units, changed)
    ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["made"])
    record_all([Entry("people.import_unit", units[row.key], row.before, row.after) for row in rows], by=by, at=at)


def undo(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """Give every office back what it was; offices the file made are removed. Denied names what stands in the way."""
    refuse_later(kept)
    rows = [row for batch in queries.changing_batches(kept) for row in batch]
    units = _units(kept)
    known = queries.known_units(kept.agency_id)
    refuse_changed(
        r.name for r in rows if r.key not in known or any(known[r.key].values[n] != v for n, v in r.after.items())
    )
    made = {row.made["unit"]: row.name for row in rows if "unit" in row.made}
    versions = UnitVersion.objects.filter(unit__in=made).values_list("pk", flat=True)
    corrected = [row.key for row in rows if row.change != RowChange.NEW]
    theirs = {units[key].pk for key in corrected}
    heads = {row.made["head"]: row.name for row in rows if "head" in row.made}
    own = {OrganisationUnit: {*made, *theirs}, UnitVersion: {*versions, *_current(theirs)}, Position: set(heads)}
    refuse_built_on(OrganisationUnit, made, own)
    refuse_built_on(Position, heads, {})
    for row in rows:
        if row.change != RowChange.NEW:
            _restore(row, units)
    _store(units, [row for row in rows if row.change != RowChange.NEW])
    back = [ImportRow(key=row.key, name=row.name, before=row.after, after=row.before) for row in rows]
    record_all([Entry("people.undo_unit", units[row.key], row.before, row.after) for row in back], by=by, at=at)
    delete(Position, heads)
    OrganisationUnit.objects.filter(pk__in=made).update(parent=None)
    UnitVersion.objects.filter(unit__in=made).delete()
    delete(OrganisationUnit, made)


def _current(units: set[int]) -> list[int]:
    return list(UnitVersion.objects.filter(unit__in=units, to_date=None).values_list("pk", flat=True))


def _units(kept: PeopleImport) -> dict[str, OrganisationUnit]:
    return {unit.code: unit for unit in OrganisationUnit.objects.filter(agency=kept.agency_id).select_related("parent")}


def _refuse_stale(rows: list[ImportRow], units: dict[str, OrganisationUnit]) -> None:
    new = {row.key for row in rows if row.change == RowChange.NEW}
    taken = set(OrganisationUnit.objects.filter(code__in=new).values_list("code", flat=True)) if new else set()
    names = [row.name for row in rows if row.key in taken or not _as_shown(row, units)]
    parents = [(row.after.get("parent"), row.name) for row in rows]
    names += [
        name for code, name in parents if code and code not in new and (code not in units or units[code].closed_on)
    ]
    if names:
        raise StaleError(names)


def _as_shown(row: ImportRow, units: dict[str, OrganisationUnit]) -> bool:
    if row.change == RowChange.NEW:
        return True
    unit = units.get(row.key)
    return (
        unit is not None and not unit.closed_on and all(_value(unit, name) == was for name, was in row.before.items())
    )


def _value(unit: OrganisationUnit, name: str) -> str:
    return (unit.parent.code if unit.parent else "") if name == "parent" else getattr(unit, name)


def _from_the_top(rows: list[ImportRow], units: dict[str, OrganisationUnit]) -> list[ImportRow]:
    """The lines in an order in which every parent comes before what is below it."""
    by_code = {row.key: row for row in rows}
    ordered: dict[str, ImportRow] = {}
    for row in rows:
        above: list[ImportRow] = []
        each: ImportRow | None = row
        while each is not None and each.key not in ordered and each not in above:
            above.append(each)
            each = by_code.get(each.after.get("parent", ""))
        ordered |= {one.key: one for one in reversed(above)}
    return list(ordered.values())


def _found(row: ImportRow, kept: PeopleImport, units: dict[str, OrganisationUnit]) -> OrganisationUnit:
    values = {name: row.after.get(name, "") for name in _SHOWN}
    parent = units.get(row.after.get("parent", ""))
    path = f"{parent.path if parent else ''}{row.key}/"
    unit = OrganisationUnit.objects.create(agency_id=kept.agency_id, code=row.key, parent=parent, path=path, **values)
    _version(unit, BEGINNING, UnitChange.FOUND)
    return unit


def _head_post(unit: OrganisationUnit) -> Position:
    """Every office has the post of its head, filled or not; whoever takes it up brings the right title and kind."""
    title = f"Kepala {unit.name}"
    return Position.objects.create(unit=unit, title=title, position_type=PositionType.SUPERVISOR, is_head=True)


def _version(unit: OrganisationUnit, since: date, change: UnitChange) -> UnitVersion:
    words = {"name": unit.name, "name_english": unit.name_english, "short_name": unit.short_name}
    return UnitVersion.objects.create(
        unit=unit, from_date=since, change=change, unit_type=unit.unit_type, parent=unit.parent, **words
    )


def _change(row: ImportRow, units: dict[str, OrganisationUnit], on: date) -> None:
    """The office as it is from today, and a new version; of two changes on a day the second corrects the first."""
    unit = units[row.key]
    _set(unit, row.after, units)
    if not row.after.keys() & set(_VERSIONED):
        return
    version = UnitVersion.objects.filter(unit=unit, to_date=None).first()
    if version and version.from_date >= on:
        row.made["version_was"] = _words(version)
        _correct(version, unit)
        return
    if version:
        version.to_date = on - timedelta(days=1)
        version.save(update_fields=["to_date"])
        row.made["version_ended"] = version.pk
    change = UnitChange.MOVE if "parent" in row.after else UnitChange.RENAME
    row.made["version"] = _version(unit, on, change).pk


def _words(version: UnitVersion) -> list[Any]:
    return [version.pk, version.name, version.name_english, version.short_name, version.unit_type, version.parent_id]


def _correct(version: UnitVersion, unit: OrganisationUnit) -> None:
    version.name, version.name_english, version.short_name = unit.name, unit.name_english, unit.short_name
    version.unit_type, version.parent = unit.unit_type, unit.parent
    version.save(update_fields=["name", "name_english", "short_name", "unit_type", "parent"])


def _set(unit: OrganisationUnit, values: dict[str, Any], units: dict[str, OrganisationUnit]) -> None:
    for name, value in values.items():
        setattr(unit, name, units.get(value) if name == "parent" else value)


def _restore(row: ImportRow, units: dict[str, OrganisationUnit]) -> None:
    _set(units[row.key], row.before, units)
    if "version" in row.made:
        UnitVersion.objects.filter(pk=row.made["version"]).delete()
    if "version_ended" in row.made:
        UnitVersion.objects.filter(pk=row.made["version_ended"]).update(to_date=None)
    if "version_was" in row.made:
        pk, name, english, short, kind, parent = row.made["version_was"]
        UnitVersion.objects.filter(pk=pk).update(
            name=name, name_english=english, short_name=short, unit_type=kind, parent=parent
        )


def _store(units: dict[str, OrganisationUnit], rows: list[ImportRow]) -> None:
    """Write what changed, with the paths of all that is below."""
    changed = {row.key for row in rows}
    touched = []
    for code, unit in units.items():
        path = _path(unit, units)
        if path != unit.path or code in changed:
            unit.path = path
            touched.append(unit)
    OrganisationUnit.objects.bulk_update(touched, [*_SHOWN, "parent", "path"], batch_size=50)


def _path(unit: OrganisationUnit, units: dict[str, OrganisationUnit]) -> str:
    codes, above = [unit.code], unit.parent
    while above is not None:
        codes.append(above.code)
        above = units[above.code].parent
    return "/".join(reversed(codes)) + "/"
