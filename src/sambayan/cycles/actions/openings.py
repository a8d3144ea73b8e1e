"""Opening something for everybody of an agency: asked for once, then done batch by batch.

Each batch is one transaction that also stores how far it came, so a job that is killed goes on where it stopped, and
two jobs on one opening do nothing twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.jobs import later
from sambayan.cycles.models import Cycle, EvaluationPeriod, LeftOut, Opening
from sambayan.cycles.queries import openings as queries
from sambayan.cycles.rules import JOBS, UNFINISHED_OPENINGS, LeftOutReason, OpeningKind, OpeningState
from sambayan.people.queries.everybody import Everybody, Standing, bound_on

BATCH = 500
SYSTEM = "Sambayan"
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Written:
    """What a batch brought: how many new rows, and who was left out, in which unit, and why."""

    made: int = 0
    left_out: list[tuple[int, int, LeftOutReason]] = field(default_factory=list)


Write = Callable[[Opening, list[Standing], datetime], Written]
"""Makes the rows of one batch, inside its transaction; making them twice makes them once."""
Finish = Callable[[Opening], Iterable[tuple[int, int, LeftOutReason]]]
"""Who else is left out, asked once at the end."""


def nobody_else(opening: Opening) -> Iterable[tuple[int, int, LeftOutReason]]:
    """For openings that find everybody on the way."""
    return ()


@transaction.atomic
def begin(
    kind: OpeningKind, cycle: Cycle, period: EvaluationPeriod | None = None, *, by: Actor | None, at: datetime
) -> Opening:
    """Ask for an opening, inside the action that was granted it; the job starts after the commit.

    Denied while the same one is not finished. Who was left out before is forgotten: this one finds out again.
    """
    waiting = Opening.objects.filter(kind=kind, cycle=cycle, period=period, state__in=UNFINISHED_OPENINGS).exists()
    if waiting:
        raise Denied(Refusal(_("Pembukaan ini masih berjalan."), _("Kemajuannya tampak di halaman tahun kinerja.")))
    LeftOut.objects.filter(opening__kind=kind, opening__cycle=cycle, opening__period=period).delete()
    made = Opening.objects.create(
        kind=kind,
        cycle=cycle,
        period=period,
        day=timezone.localdate(at),
        asked_at=at,
        asked_by=by.name if by else SYSTEM,
    )
    later(JOBS[kind], made.pk)
    return made


def carry_on(pk: int, write: Write, finish: Finish = nobody_else, *, clock: Clock, size: int = BATCH) -> None:
    """Do what is left of an opening, batch by batch; nothing for one that is finished or gone.

    What fails stops it with the reason, keeps what was done, and is raised.
    """
    opening = queries.opening(pk)
    if opening is None or opening.state not in UNFINISHED_OPENINGS:
        return
    try:
        _start(opening, at=clock())
        everybody = Everybody(opening.day, queries.window_of(opening.period))
        while _again(pk, everybody, write, finish, at=clock(), size=size):
            pass
    except Exception as error:
        stop(pk, f"{type(error).__name__}: {error}", at=clock())
        raise


def _start(opening: Opening, *, at: datetime) -> None:
    total = opening.done + bound_on(opening.day, opening.cycle.agency_id, opening.last_key)
    fresh = {"state": OpeningState.RUNNING, "total": total, "beat_at": at, "error": ""}
    Opening.objects.filter(pk=opening.pk).update(started_at=opening.started_at or at, **fresh)


def _again(pk: int, everybody: Everybody, write: Write, finish: Finish, *, at: datetime, size: int) -> bool:
    """One step; a second try where somebody began the very same thing by hand at the same moment."""
    try:
        return step(pk, everybody, write, finish, at=at, size=size)
    except IntegrityError:
        return step(pk, everybody, write, finish, at=at, size=size)


@transaction.atomic
def step(pk: int, everybody: Everybody, write: Write, finish: Finish, *, at: datetime, size: int = BATCH) -> bool:
    """One batch with its progress, in one transaction; False when there is nothing left to do."""
    opening = Opening.objects.select_for_update().get(pk=pk)
    if opening.state not in UNFINISHED_OPENINGS:
        return False
    batch = everybody.batch(opening.last_key, size, agency_id=opening.cycle.agency_id)
    written = write(opening, batch, at) if batch else Written(left_out=list(finish(opening)))
    LeftOut.objects.bulk_create(
        [LeftOut(opening=opening, employee_id=who, unit_id=unit, reason=why) for who, unit, why in written.left_out]
    )
    opening.made += written.made
    opening.done += len(batch)
    opening.beat_at = at
    if batch:
        opening.last_key = batch[-1].employee_id
    else:
        opening.state, opening.finished_at, opening.total = OpeningState.FINISHED, at, opening.done
    opening.save()
    if not batch:
        counts = {reason.value: n for reason, n in queries.left_out_counts(pk).items()}
        record("cycles.finish", opening, by=None, at=at, after={"opened": opening.made, **counts})
    return bool(batch)


@transaction.atomic
def stop(pk: int, error: str, *, at: datetime) -> None:
    """Say that the job failed and why; it can be set going again."""
    found = Opening.objects.filter(pk=pk, state__in=UNFINISHED_OPENINGS)
    found.update(state=OpeningState.STOPPED, error=error[:300], beat_at=at)


@transaction.atomic
def resume(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """Set an opening going again that stopped, or of which nothing was heard for a while.

    Denied while its job is at work.
    """
    require("cycles.resume", by, opening)
    held = Opening.objects.select_for_update().get(pk=opening.pk)
    at_work = held.state != OpeningState.STOPPED and not queries.is_silent(held, at)
    if held.state not in UNFINISHED_OPENINGS or at_work:
        raise Denied(Refusal(_("Pembukaan ini sudah selesai atau masih berjalan.")))
    held.state, held.beat_at = OpeningState.WAITING, at
    held.save(update_fields=["state", "beat_at"])
    record("cycles.resume", held, by=by, at=at)
    later(JOBS[OpeningKind(held.kind)], held.pk)
    return held


def resume_lost(*, at: datetime) -> list[int]:
    """Set the openings going again whose job was lost, as after a restart of the machine; their keys."""
    pks = []
    for opening in queries.lost(at):
        Opening.objects.filter(pk=opening.pk).update(beat_at=at)
        later(JOBS[OpeningKind(opening.kind)], opening.pk)
        pks.append(opening.pk)
    return pks
