"""Taking in what others told: an export of the national application, and scores of potential."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.outcomes import access, queries  # noqa: F401 - access declares the rights
from sambayan.outcomes.models import NationalFile, NationalIdentity, NationalResult, PotentialScore
from sambayan.outcomes.queries import Scope
from sambayan.outcomes.rules import ForeignResult, Potential
from sambayan.people.models import Employee, OrganisationUnit

T = TypeVar("T")

_BATCH = 1000
_MOST_NAMED = 10


@dataclass(frozen=True)
class Told:
    """What a file of the national application tells, read whole and without problems."""

    filename: str
    fingerprint: str
    results: list[ForeignResult]
    identities: dict[str, str]


@transaction.atomic
def upload_national(scope: Scope, told: Told, *, by: Actor, at: datetime) -> tuple[NationalFile, bool]:
    """Take what an export of the national application tells in place of what was known of the periods it covers.

    Returns the file, and whether anything was written: the newest file changes nothing when it comes again, an earlier
    one is applied anew. National keys are kept for employees of this agency only. Local policy.
    """
    require("outcomes.upload_national", by, scope)
    OrganisationUnit.objects.select_for_update().get(pk=scope.root.pk)
    newest = queries.newest_file(scope.agency)
    if newest is not None and newest.fingerprint == told.fingerprint:
        return newest, False
    kept, _is_new = NationalFile.objects.update_or_create(
        agency=scope.agency,
        fingerprint=told.fingerprint,
        defaults={
            "filename": told.filename[:200],
            "rows": len(told.results),
            "uploaded_at": at,
            "uploaded_by": by.name,
        },
    )
    replaced = _clear(scope, told.results)
    rows = [_national(kept, result) for result in told.results]
    NationalResult.objects.bulk_create(rows, batch_size=_BATCH)
    known = _keep_identities(scope, told.identities, by=by, at=at)
    after = {"rows": len(rows), "replaced": replaced, "national_ids": known}
    record("outcomes.upload_national", kept, by=by, at=at, after=after)
    return kept, True


def _clear(scope: Scope, results: Iterable[ForeignResult]) -> int:
    """Take away what the agency knew of every period in these results; how many rows that were."""
    numbers: dict[tuple[int, str], set[int]] = {}
    for key in (result.key for result in results):
        numbers.setdefault((key.year, key.kind), set()).add(key.number)
    gone = 0
    for (year, kind), covered in numbers.items():
        there = NationalResult.objects.filter(agency=scope.agency, year=year, kind=kind, number__in=covered)
        gone += there.delete()[0]
    return gone


def _national(kept: NationalFile, result: ForeignResult) -> NationalResult:
    return NationalResult(
        file=kept,
        agency_id=kept.agency_id,
        employee_number=result.key.employee_number,
        name=result.name,
        year=result.key.year,
        kind=result.key.kind,
        number=result.key.number,
        result_rating=result.result.value if result.result else "",
        behaviour_rating=result.behaviour.value if result.behaviour else "",
        predicate=result.predicate.value if result.predicate else "",
    )


def _keep_identities(scope: Scope, identities: dict[str, str], *, by: Actor, at: datetime) -> int:
    """Keep the national keys of employees of this agency; a key that changes leaves its own event.

    Changed keys are taken from everybody before they are given, so that two people may swap theirs.
    """
    people = _employees(scope, identities)
    _refuse_taken(people, identities)
    told = {pk: identities[number] for number, pk in people.items()}
    held: dict[int, str] = {}
    for part in _batches(told):
        known = NationalIdentity.objects.filter(employee_id__in=part)
        held.update(known.values_list("employee_id", "national_id"))
    changed = [pk for pk, national_id in held.items() if told[pk] != national_id]
    for part in _batches(changed):
        NationalIdentity.objects.filter(employee_id__in=part).delete()
    wanted = [*(pk for pk in told if pk not in held), *changed]
    rows = [NationalIdentity(employee_id=pk, national_id=told[pk]) for pk in wanted]
    NationalIdentity.objects.bulk_create(rows, batch_size=_BATCH)
    for part in _batches(changed):
        record_all(
            (
                Entry(
                    "outcomes.upload_national",
                    each,
                    before={"national_id": held[each.pk]},
                    after={"national_id": told[each.pk]},
                )
                for each in Employee.objects.filter(pk__in=part).order_by("pk")
            ),
            by=by,
            at=at,
        )
    return len(told)


def _refuse_taken(people: dict[str, int], identities: dict[str, str]) -> None:
    """Denied when one key stands for two people: twice in the file, or once and already that of somebody outside."""
    numbers: dict[str, list[str]] = {}
    for number in people:
        numbers.setdefault(identities[number], []).append(number)
    taken = {national_id for national_id, of in numbers.items() if len(of) > 1}
    own = set(people.values())
    for part in _batches(numbers):
        known = NationalIdentity.objects.filter(national_id__in=part).values_list("national_id", "employee_id")
        taken |= {national_id for national_id, employee in known if employee not in own}
    if taken:
        rows = [f"{each} (NIP {', '.join(sorted(numbers[each]))})" for each in sorted(taken)[:_MOST_NAMED]]
        message = _(
            "ID PNS berikut dipakai lebih dari satu pegawai: {rows}. Perbaiki berkasnya; tidak ada yang disimpan."
        )
        raise Denied(Refusal(message.format(rows="; ".join(rows))))


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while part := list(islice(waiting, _BATCH)):
        yield part


def _employees(scope: Scope, numbers: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in _batches(numbers):
        here = Employee.objects.filter(
            employee_number__in=part, assignments__position__unit__agency=scope.agency
        ).distinct()
        found.update({number: pk for number, pk in here.values_list("employee_number", "pk") if number})
    return found


@transaction.atomic
def upload_potential(
    scope: Scope, rows: list[tuple[str, int, Potential, str]], *, by: Actor, at: datetime
) -> tuple[int, list[str]]:
    """Keep scores of potential as (employee number, year, potential, source); a newer score overwrites.

    Returns how many were kept, and the numbers nobody in this agency has: those are left out and named.
    """
    require("outcomes.upload_potential", by, scope)
    people = _employees(scope, {number for number, _y, _p, _s in rows})
    kept = [
        PotentialScore(employee_id=people[number], year=year, potential=potential.value, source=source)
        for number, year, potential, source in rows
        if number in people
    ]
    PotentialScore.objects.bulk_create(
        kept,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["employee", "year"],
        update_fields=["potential", "source"],
    )
    unknown = sorted({number for number, *_rest in rows} - people.keys())
    after = {"rows": len(kept), "unknown": len(unknown)}
    record("outcomes.upload_potential", scope.root, by=by, at=at, after=after)
    return len(kept), unknown
