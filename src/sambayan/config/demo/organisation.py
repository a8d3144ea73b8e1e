"""What happened to the offices of the demo: renamed, moved, merged, without a head, or led for a time."""

from datetime import date, timedelta

from sambayan.config.demo.timeline import Timeline
from sambayan.people.models import Assignment, Employee, OrganisationUnit, Position, UnitVersion
from sambayan.people.rules import AssignmentKind, LeavingReason, PositionType, UnitChange, UnitType

BEGINNING = date(2000, 1, 1)
_FIRST_OFFICES = 3
_SHOWN = "lpg/bapenda/"
"""Where the personas rate each other: nobody of these offices acts elsewhere."""


def build(units: dict[str, OrganisationUnit], line: Timeline) -> None:
    """Give every office its versions; all but a few have only the first. Expects the people in their posts."""
    versions = {
        code: UnitVersion(
            unit=unit, from_date=BEGINNING, change=UnitChange.FOUND, name=unit.name, name_english=unit.name_english,
            short_name=unit.short_name, unit_type=unit.unit_type, parent=unit.parent,
        )
        for code, unit in units.items()
    }  # fmt: skip
    UnitVersion.objects.bulk_create(versions.values(), batch_size=500)
    day, root = date(line.running.year - 1, 7, 1), next(iter(units.values()))
    small = [unit for unit in units.values() if unit.unit_type == UnitType.TECHNICAL_UNIT][:_FIRST_OFFICES]
    if len(small) == _FIRST_OFFICES:
        renamed, moved, kept = small
        _follow(versions[renamed.code], day, UnitChange.RENAME, name=f"Balai {renamed.name}")
        _follow(versions[moved.code], day, UnitChange.MOVE, parent=root)
        _merged(kept, day)
    _headships(units, line)


def _follow(now: UnitVersion, day: date, change: UnitChange, **former: object) -> None:
    """The office as it is began on `day`; before, it was what `former` says."""
    UnitVersion.objects.filter(pk=now.pk).update(to_date=day - timedelta(days=1), **former)
    basis = f"Peraturan Gubernur contoh {day.year}"
    UnitVersion.objects.create(
        unit=now.unit, from_date=day, change=change, name=now.name, name_english=now.name_english,
        short_name=now.short_name, unit_type=now.unit_type, parent=now.parent, basis=basis,
    )  # fmt: skip


def _merged(into: OrganisationUnit, day: date) -> None:
    """An office that is no more: its last version says into which it went."""
    code, name = f"{into.code}-lama", f"Pos Pembantu {into.name}"
    assert into.parent is not None
    gone = OrganisationUnit.objects.create(
        agency=into.agency, parent=into.parent, code=code, path=f"{into.parent.path}{code}/", name=name,
        unit_type=into.unit_type, closed_on=day, merged_into=into,
    )  # fmt: skip
    title = f"Kepala {name}"
    Position.objects.create(unit=gone, title=title, position_type=PositionType.SUPERVISOR, is_head=True)
    first = UnitVersion.objects.create(
        unit=gone, from_date=BEGINNING, change=UnitChange.FOUND, name=name, unit_type=gone.unit_type, parent=gone.parent
    )
    UnitVersion.objects.filter(pk=first.pk).update(to_date=day - timedelta(days=1))
    UnitVersion.objects.create(
        unit=gone, from_date=day, change=UnitChange.MERGE, name=first.name, unit_type=first.unit_type,
        parent=first.parent, basis=f"Peraturan Gubernur contoh {day.year}",
    )  # fmt: skip


def _headships(units: dict[str, OrganisationUnit], line: Timeline) -> None:
    """One head has left and nobody follows; one post is led by a Plt., one is led day by day by a Plh."""
    heads = Assignment.objects.filter(
        position__is_head=True, to_date=None, employee__account=None, kind=AssignmentKind.MAIN.value,
        position__unit__in=[unit for unit in units.values() if unit.parent_id],
    )  # fmt: skip
    elsewhere = heads.exclude(position__unit__path__startswith=_SHOWN).exclude(position__unit__code="setda")
    chosen = list(elsewhere.select_related("position__unit").order_by("-pk")[: _FIRST_OFFICES + 1])
    if len(chosen) <= _FIRST_OFFICES:
        return
    vacant, led, away, other = chosen
    since = line.today - timedelta(days=60)
    Assignment.objects.filter(pk__in=[vacant.pk, led.pk]).update(to_date=since - timedelta(days=1))
    left = Employee.objects.filter(pk__in=[vacant.employee_id, led.employee_id])
    left.update(left_on=since, left_reason=LeavingReason.RETIRED)
    Assignment.objects.create(
        employee=other.employee, position=led.position, kind=AssignmentKind.PLT, from_date=since, basis="Sprin contoh"
    )
    Assignment.objects.create(
        employee=other.employee, position=away.position, kind=AssignmentKind.PLH, from_date=line.today,
        to_date=line.today + timedelta(days=7), basis="Sprin contoh",
    )  # fmt: skip
