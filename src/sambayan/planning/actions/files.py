"""Evidence: links and files, kept once a person, and removed from disk only after the change has been committed."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.planning.access import doing as access  # noqa: F401 - declares the rights
from sambayan.planning.models import Evidence, EvidenceFile, PerformanceDocumentation
from sambayan.planning.queries import doing as queries
from sambayan.planning.queries.doing import Desk
from sambayan.planning.rules import files as rules

YOUNG = timedelta(days=1)
"""How old a file without a row has to be before it is swept: a younger one may belong to a running transaction."""


@dataclass(frozen=True)
class Upload:
    """A file that was examined: its clean name, its kind, and what is in it."""

    name: str
    kind: rules.FileType
    content: bytes


def _storage() -> Storage:
    return storages["evidence"]


def _desk(entry: PerformanceDocumentation, at: datetime) -> Desk:
    return queries.desk_of(lock(entry.result.agreement), entry.period, timezone.localdate(at))


@transaction.atomic
def attach(entry: PerformanceDocumentation, words: dict[str, Any], *, by: Actor, at: datetime) -> list[str]:
    """Add a link and files to an entry of a period that is still open; the titles of what was added."""
    found = _desk(entry, at)
    require("planning.attach", by, found)
    kept = keep(entry, words, employee_id=found.employee_id, at=at)
    record("planning.attach", found.agreement, by=by, at=at, after={"evidence": kept})
    return kept


@transaction.atomic
def detach(piece: Evidence, *, by: Actor, at: datetime) -> None:
    """Take a piece of evidence away from an entry of a period that is still open."""
    found = _desk(piece.documentation, at)
    require("planning.detach", by, found)
    record("planning.detach", found.agreement, by=by, at=at, before={"evidence": piece.title})
    file = piece.file
    piece.delete()
    release([file] if file else [])


def keep(entry: PerformanceDocumentation, words: dict[str, Any], *, employee_id: int, at: datetime) -> list[str]:
    """Store the link and the examined files of `words` as evidence of an entry; a file that is there already is not
    stored again. The titles of what is new.
    """
    made = []
    if words["url"]:
        made.append(Evidence(documentation=entry, title=words["title"] or words["url"][:200], url=words["url"]))
    attached = set(entry.evidence.filter(file__isnull=False).values_list("file_id", flat=True))
    for upload in words["uploads"]:
        file = store(upload, employee_id, at)
        if file.pk not in attached:
            made.append(Evidence(documentation=entry, title=upload.name, file=file))
            attached.add(file.pk)
    for piece in made:
        piece.recorded_at = at
    Evidence.objects.bulk_create(made)
    return [f"{piece.title} · SHA-256 {piece.file.sha256}" if piece.file else piece.title for piece in made]


def store(upload: Upload, employee_id: int, at: datetime) -> EvidenceFile:
    """The file of this person with this content, written to disk when it is new."""
    sha256 = rules.digest(upload.content)
    own = EvidenceFile.objects.select_for_update().filter(employee_id=employee_id, sha256=sha256).first()
    if own is not None:
        return own
    place = f"{sha256[:2]}/{secrets.token_hex(16)}"
    return EvidenceFile.objects.create(
        employee_id=employee_id,
        sha256=sha256,
        name=upload.name,
        ending=upload.kind.ending,
        size=len(upload.content),
        stored_as=_storage().save(place, ContentFile(upload.content)),
        stored_at=at,
    )


def release(freed: Sequence[EvidenceFile]) -> None:
    """Forget files that no evidence names any more; they leave the disk once this transaction is committed.

    A file that something frozen holds stays.
    """
    held = EvidenceFile.objects.select_for_update().filter(pk__in=[each.pk for each in freed])
    for file in held.order_by("pk"):
        if file.held_at is None and not file.evidence.exists():
            transaction.on_commit(partial(_storage().delete, file.stored_as))
            file.delete()


def hold(files: Iterable[EvidenceFile], *, at: datetime) -> None:
    """Keep files from now on, whatever happens to the evidence: something that was frozen names them."""
    EvidenceFile.objects.filter(pk__in=[each.pk for each in files], held_at=None).update(held_at=at)


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Remove files from disk that no row names and that are older than a day; how many there were.

    Such a file is left behind when the transaction that stored it was cut off.
    """
    storage, found = _storage(), []
    for folder in storage.listdir("")[0] if storage.exists("") else []:
        found += [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    named = set(EvidenceFile.objects.values_list("stored_as", flat=True))
    left = [place for place in found if place not in named and storage.get_modified_time(place) < at - YOUNG]
    for place in left:
        storage.delete(place)
    return len(left)
