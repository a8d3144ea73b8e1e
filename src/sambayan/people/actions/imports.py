"""The life of a file of people: uploaded, compared in a job, confirmed, applied and undone as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.forms import fingerprint
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.jobs import later
from sambayan.common.rows import lock
from sambayan.people.actions import applying, undoing, units
from sambayan.people.models import Agency, ImportRow, PeopleImport
from sambayan.people.queries import imports as queries
from sambayan.people.rules import IMPORT_FLOW, ImportKind
from sambayan.people.rules.imports import Difference, Line
from sambayan.people.rules.people_difference import compare_people
from sambayan.people.rules.unit_difference import compare_units

STUCK_AFTER_MINUTES = 15
_BATCH = 1000
Told = tuple[list[dict[str, Any]], dict[str, str]]


FAILED = {
    "code": "failed",
    "id": "berkas tidak selesai diproses karena gangguan; tidak ada yang tersimpan, coba lagi",
    "en": "the file was not finished because of a failure; nothing was stored, try again",
}


def stale(count: int, names: str) -> dict[str, str]:
    """What is told when data changed between preview and confirmation."""
    return {
        "code": "stale",
        "id": f"data {count} orang atau unit berubah sejak berkas dibandingkan ({names}); unggah lagi berkasnya agar "
        "dibandingkan dengan data sekarang",
        "en": f"the data of {count} persons or units changed since the file was compared ({names}); upload the file "
        "again to compare it with the present data",
    }


@dataclass(frozen=True)
class File:
    """What was sent: kind, name, bytes, and whether it holds everybody."""

    kind: ImportKind
    filename: str
    content: bytes
    is_complete: bool = False


@transaction.atomic
def upload(agency: Agency, file: File, *, by: Actor, at: datetime) -> PeopleImport:
    """Keep a file and have it read; nothing is changed yet."""
    require("people.upload", by, agency)
    kept = PeopleImport.objects.create(
        agency=agency,
        kind=file.kind,
        state=IMPORT_FLOW.after(None, "upload"),
        filename=file.filename[:200],
        fingerprint=fingerprint(file.content),
        content=file.content,
        is_complete=file.is_complete and file.kind == ImportKind.PEOPLE,
        uploaded_by_id=by.account_id,
        uploaded_at=at,
    )
    record("people.upload", kept, by=by, at=at)
    later("spreadsheets.read", kept.pk)
    return kept


def begin(kept: PeopleImport, *, at: datetime) -> None:
    """Note that a job has taken the file up, for whoever watches."""
    _progress(kept, started_at=at, done=0)


def _progress(kept: PeopleImport, **values: Any) -> None:
    PeopleImport.objects.filter(pk=kept.pk).update(**values)


@transaction.atomic
def refuse(kept: PeopleImport, problems: list[dict[str, Any]], *, at: datetime) -> None:
    """Close a file that cannot be read, with the reasons; nothing of it stays but its name."""
    if not IMPORT_FLOW.allows(lock(kept).state, "refuse"):
        return
    kept.rows.all().delete()
    kept.state = IMPORT_FLOW.after(kept.state, "refuse")
    kept.problems, kept.content = problems, None
    kept.save(update_fields=["state", "problems", "content"])
    record("people.refuse", kept, by=None, at=at)


def compare(
    kept: PeopleImport,
    lines: list[Line],
    remarks: list[dict[str, Any]],
    told: Callable[[Difference], Told],
    *,
    on: date,
    at: datetime,
) -> None:
    """Store the differences between a file and what is known, in batches, so that progress is seen.

    `told` gives the problems of a refused line in words, and what was typed in it. Doing it twice stores them once.
    """
    found = _differences(kept, lines, on)
    lines.clear()
    kept.rows.all().delete()
    _progress(kept, total=len(found), done=0)
    waiting = iter(found)
    done = 0
    while batch := list(islice(waiting, _BATCH)):
        ImportRow.objects.bulk_create([_row(kept, each, told) for each in batch])
        done += len(batch)
        _progress(kept, done=done)
    _compared(kept, remarks, at=at)


def _differences(kept: PeopleImport, lines: list[Line], on: date) -> list[Difference]:
    if kept.kind == ImportKind.UNITS:
        return compare_units(lines, queries.known_units(kept.agency_id), queries.offices(), kept.agency_id)
    return compare_people(lines, queries.present(kept.agency_id, on, is_complete=kept.is_complete))


def _row(kept: PeopleImport, found: Difference, told: Callable[[Difference], Told]) -> ImportRow:
    problems, typed = told(found) if found.problems else ([], {})
    return ImportRow(
        source=kept,
        row=found.row,
        change=found.change,
        key=found.key,
        name=found.name[:200],
        before=found.before,
        after=typed or found.after,
        problems=problems,
        made={"begins": True} if found.begins else {},
    )


@transaction.atomic
def _compared(kept: PeopleImport, remarks: list[dict[str, Any]], *, at: datetime) -> None:
    if not IMPORT_FLOW.allows(lock(kept).state, "compare"):
        kept.rows.all().delete()
        return
    kept.state = IMPORT_FLOW.after(kept.state, "compare")
    kept.counts, kept.problems, kept.content = queries.counts_of(kept), remarks, None
    kept.save(update_fields=["state", "counts", "problems", "content"])
    record("people.compare", kept, by=None, at=at, after=kept.counts)


@transaction.atomic
def confirm(kept: PeopleImport, *, by: Actor, at: datetime) -> None:
    """Have the differences applied; Denied when there is nothing to apply."""
    require("people.confirm", by, lock(kept))
    if not queries.rows_that_change(kept):
        raise Denied(Refusal(_("Tidak ada yang berubah."), _("Berkas ini dapat dibatalkan.")))
    kept.state = IMPORT_FLOW.after(kept.state, "confirm")
    kept.started_at = None
    kept.save(update_fields=["state", "started_at"])
    record("people.confirm", kept, by=by, at=at)
    later("people.apply_import", kept.pk, by.account_id)


@transaction.atomic
def apply(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """Write every difference, all or none. Doing it twice does it once.

    StaleError names the rows whose data changed since the comparison.
    """
    if not IMPORT_FLOW.allows(lock(kept).state, "apply"):
        return
    require("people.apply", by, kept)
    write = units.apply if kept.kind == ImportKind.UNITS else applying.apply
    write(kept, by=by, on=on, at=at)
    kept.state = IMPORT_FLOW.after(kept.state, "apply")
    kept.applied_at = at
    kept.save(update_fields=["state", "applied_at"])
    record("people.apply", kept, by=by, at=at, after=kept.counts)


@transaction.atomic
def give_up(kept: PeopleImport, problems: list[dict[str, Any]], *, at: datetime, by: Actor | None = None) -> None:
    """Lead an application that failed back to where it can be decided about; nothing of it was stored.

    A person may do so only when nothing was heard of the job for a quarter of an hour.
    """
    lock(kept)
    if by is not None:
        require("people.give_up", by, kept)
        if kept.started_at and at - kept.started_at < timedelta(minutes=STUCK_AFTER_MINUTES):
            raise Denied(Refusal(_("Pekerjaan ini masih berjalan."), _("Tunggu sampai seperempat jam.")))
    if not IMPORT_FLOW.allows(kept.state, "give_up"):
        return
    kept.state = IMPORT_FLOW.after(kept.state, "give_up")
    kept.problems = problems
    kept.save(update_fields=["state", "problems"])
    record("people.give_up", kept, by=by, at=at)


@transaction.atomic
def undo(kept: PeopleImport, *, by: Actor, on: date, at: datetime) -> None:
    """Take an applied file back as a whole; Denied with what was built on it, or after a day."""
    require("people.undo", by, lock(kept))
    ends = queries.undo_ends(kept)
    if ends is None or at > ends:
        raise Denied(
            Refusal(_("Sudah lewat 24 jam."), _("Perubahan berikutnya lewat berkas baru atau perbaikan data."))
        )
    take_back = units.undo if kept.kind == ImportKind.UNITS else undoing.undo
    take_back(kept, by=by, on=on, at=at)
    kept.state = IMPORT_FLOW.after(kept.state, "undo")
    kept.undone_at = at
    kept.save(update_fields=["state", "undone_at"])
    record("people.undo", kept, by=by, at=at, after=kept.counts)


@transaction.atomic
def discard(kept: PeopleImport, *, by: Actor, at: datetime) -> None:
    """Drop a file that is not wanted; its lines are removed, its name stays."""
    require("people.discard", by, lock(kept))
    kept.state = IMPORT_FLOW.after(kept.state, "discard")
    kept.content = None
    kept.save(update_fields=["state", "content"])
    kept.rows.all().delete()
    record("people.discard", kept, by=by, at=at)
