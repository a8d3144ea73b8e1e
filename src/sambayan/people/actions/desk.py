"""Bringing the desk in line with the data: every day, when somebody asks, and after every change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.jobs import later
from sambayan.people import rules
from sambayan.people.access import desk as access  # noqa: F401 - declares the rights
from sambayan.people.models import Agency, Repair
from sambayan.people.queries.faults import FINDERS, WHOLE, Finding
from sambayan.people.queries.scope import Scope, touched_by
from sambayan.people.rules import RepairKind

BATCH = 2000


@dataclass
class Tally:
    """How many repairs came, went and stand."""

    found: int = 0
    mended: int = 0
    standing: int = 0


@transaction.atomic
def order_inspection(*, by: Actor) -> None:
    """Have everything inspected now, by a job, and recorded under this name."""
    require("people.inspect", by)
    later("people.inspect_for", by.account_id, by.name)


@transaction.atomic
def inspect(*, by: Actor | None, at: datetime) -> Tally:
    """Inspect the data of everybody; `by` None is the daily job. Twice on a day changes nothing the second time."""
    tally = _bring_in_line(Scope(), timezone.localdate(at))
    agency = Agency.objects.order_by("pk").first()
    if agency is not None:
        after = {"repairs_found": tally.found, "repairs_mended": tally.mended, "repairs_open": tally.standing}
        record("people.inspect", agency, by=by, at=at, after=after)
    return tally


@transaction.atomic
def recheck(employee_ids: Iterable[int] = (), unit_ids: Iterable[int] = (), *, at: datetime) -> Tally:
    """Inspect what a change to these employees and units can have touched; called inside the changing action.

    A constant number of statements. Units: those whose head, place, closing or delegations changed.
    """
    day = timezone.localdate(at)
    return _bring_in_line(touched_by(employee_ids, unit_ids, day), day)


def _bring_in_line(scope: Scope, day: date) -> Tally:
    tally = Tally()
    for kind, finder in FINDERS.items():
        standing = Repair.objects.all() if kind in WHOLE else scope.repairs()
        _line_up(kind, finder(scope, day), standing.filter(kind=kind.value), day, tally)
    return tally


Key = tuple[int | None, int | None]


def _key(employee_id: int | None, unit_id: int) -> Key:
    return (employee_id, None) if employee_id is not None else (None, unit_id)


def _line_up(
    kind: RepairKind, findings: Iterator[Finding], standing: QuerySet[Repair], day: date, tally: Tally
) -> None:
    """Make what is new, keep what stands with its age, delete what was mended; in batches."""
    known: dict[Key, tuple[int, int, str]] = {
        _key(employee_id, unit_id): (pk, unit_id, detail)
        for pk, employee_id, unit_id, detail in standing.values_list("pk", "employee_id", "unit_id", "detail")
    }
    made: list[Repair] = []
    changed: list[Repair] = []
    for found in findings:
        tally.standing += 1
        before = known.pop(_key(found.employee_id, found.unit_id), None)
        if before is None:
            tally.found += 1
            made.append(Repair(kind=kind, owner=rules.OWNER[kind], since=day, **found._asdict()))
        elif before[1:] != (found.unit_id, found.detail):
            changed.append(Repair(pk=before[0], unit_id=found.unit_id, detail=found.detail))
    tally.mended += len(known)
    gone = [pk for pk, _unit, _detail in known.values()]
    for start in range(0, len(gone), BATCH):
        Repair.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    Repair.objects.bulk_update(changed, ["unit_id", "detail"], batch_size=BATCH // 4)
    Repair.objects.bulk_create(made, batch_size=BATCH)
