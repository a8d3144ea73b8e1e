"""Changing the calendar of an agency: joint leave, regional holidays, and the week of a unit.

Every change computes the open dates anew and says in the record how many moved. Source: local policy (workflow, 1).
"""

from datetime import date, datetime

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.cycles.access import calendar as access  # noqa: F401 - declares the rights
from sambayan.cycles.actions.clocks import recompute
from sambayan.cycles.models import CalendarDay, UnitWeek
from sambayan.cycles.queries.calendars import KEPT
from sambayan.cycles.rules import DayKind, WorkingWeek
from sambayan.people.models import OrganisationUnit


@transaction.atomic
def set_day(
    unit: OrganisationUnit, day: date, *, kind: DayKind, name: str, basis: str, by: Actor, at: datetime
) -> CalendarDay:
    """Say what a day is in a unit and everything below it; saying it again for the same day replaces it."""
    require("cycles.set_day", by, unit)
    earlier = CalendarDay.objects.filter(unit=unit, day=day).first()
    before = {"day": str(day), "day_kind": earlier.kind, "name": earlier.name} if earlier else {}
    kept, _new = CalendarDay.objects.update_or_create(
        unit=unit, day=day, defaults={"kind": kind.value, "name": name, "basis": basis}
    )
    moved = _anew(unit, by=by, at=at)
    after = {"day": str(day), "day_kind": kind.value, "name": name, "dates_moved": moved}
    record("cycles.set_day", kept, by=by, at=at, before=before, after=after, reason=basis)
    return kept


@transaction.atomic
def remove_day(kept: CalendarDay, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a day back, so that the national calendar holds again."""
    require("cycles.remove_day", by, kept)
    before = {"day": str(kept.day), "day_kind": kept.kind, "name": kept.name}
    subject = CalendarDay(pk=kept.pk, unit=kept.unit, day=kept.day, kind=kept.kind, name=kept.name)
    kept.delete()
    after = {"dates_moved": _anew(subject.unit, by=by, at=at)}
    record("cycles.remove_day", subject, by=by, at=at, before=before, after=after, reason=reason)


@transaction.atomic
def set_week(unit: OrganisationUnit, week: WorkingWeek, *, basis: str, by: Actor, at: datetime) -> UnitWeek:
    """Say how many days a unit and everything below it works in a week."""
    require("cycles.set_week", by, unit)
    earlier = UnitWeek.objects.filter(unit=unit).first()
    before = {"working_week": earlier.working_week} if earlier else {}
    kept, _new = UnitWeek.objects.update_or_create(unit=unit, defaults={"working_week": int(week), "basis": basis})
    after = {"working_week": int(week), "dates_moved": _anew(unit, by=by, at=at)}
    record("cycles.set_week", kept, by=by, at=at, before=before, after=after, reason=basis)
    return kept


def _anew(unit: OrganisationUnit, *, by: Actor, at: datetime) -> int:
    KEPT.forget()
    transaction.on_commit(KEPT.forget)
    return recompute(unit.path, by=by, at=at)
