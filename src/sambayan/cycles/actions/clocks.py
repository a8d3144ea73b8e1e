"""Starting and stopping the clocks of the law, inside the action that gives the cause; and what time brings."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.cycles import queries, rules
from sambayan.cycles.access import clocks as access  # noqa: F401 - declares the rights
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import clocks as reading
from sambayan.cycles.rules import LAPSES, OPEN_CLOCKS, ClockKind, ClockState
from sambayan.notices import actions as notices
from sambayan.people.models import OrganisationUnit
from sambayan.policies.queries import timeline
from sambayan.policies.rules import Timeline

_BATCH = 1000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """A clock to be started: for what thing, who has to act, in which unit, from which day, and until when if fixed."""

    kind: ClockKind
    about_kind: str
    about_pk: int
    holder_id: int | None
    unit_id: int
    on: date
    due: date | None = None


def start_clock(start: Start) -> Clock | None:
    """Start one clock; None when its length is an empty setting, so that no term runs."""
    start_clocks([start])
    same = {"kind": start.kind.value, "about_kind": start.about_kind, "about_pk": start.about_pk}
    return Clock.objects.filter(**same, state__in=OPEN_CLOCKS).first()


def start_clocks(starts: Iterable[Start]) -> list[Clock]:
    """Start many clocks at once; an open one of the same kind and thing is kept as it is.

    Lengths come from the settings of the day each one starts. Called inside the action that gives the cause. What is
    returned has no keys yet: the database may have kept an earlier one.
    """
    wanted = list(starts)
    paths = dict(OrganisationUnit.objects.filter(pk__in={s.unit_id for s in wanted}).values_list("pk", "path"))
    held = timeline()
    rows = [row for start in wanted if (row := _row(start, paths[start.unit_id], held))]
    return Clock.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def stop_clocks(kind: ClockKind, about_kind: str, about_pks: Iterable[int], *, at: datetime, void: bool = False) -> int:
    """End the open clocks of these things: done, or with `void` no longer needed. How many were ended."""
    state = ClockState.VOID if void else ClockState.MET
    found = Clock.objects.filter(
        kind=kind.value, about_kind=about_kind, about_pk__in=list(about_pks), state__in=OPEN_CLOCKS
    )
    return found.update(state=state.value, ended_at=at)


def hand_clock(kind: ClockKind, about_kind: str, about_pk: int, *, holder_id: int) -> int:
    """Let somebody else answer for the open clock of a thing, who is reminded anew; how many changed hands.

    Called inside the action that gives the cause.
    """
    found = Clock.objects.filter(kind=kind.value, about_kind=about_kind, about_pk=about_pk, state__in=OPEN_CLOCKS)
    return found.update(holder_id=holder_id, reminded_on=None)


def _row(start: Start, path: str, held: Timeline) -> Clock | None:
    length, due = _length(start, held), start.due
    if due is None and length is None:
        return None
    return Clock(
        kind=start.kind.value,
        about_kind=start.about_kind,
        about_pk=start.about_pk,
        holder_id=start.holder_id,
        unit_id=start.unit_id,
        started_on=start.on,
        length=length,
        due_on=due or rules.due_on(start.on, length or 0, queries.calendar(start.on.year, path)),
        calendar=queries.code_of(start.on.year, path),
    )


def _length(start: Start, held: Timeline) -> int | None:
    name = rules.TERMS[start.kind].setting
    if start.due is not None or name is None:
        return None
    values = held.on(start.on)
    return values.integer(name) if values.text(name) else None


def lapse(*, at: datetime) -> int:
    """Let every running clock lapse whose day is over: its room acts on it, and the clock stays open as late.

    Each one is a transaction of its own; one that fails is written to the log and tried again the next time. Returns
    how many lapsed. Running it twice changes nothing the second time.
    """
    today = timezone.localdate(at)
    late = Clock.objects.filter(state=ClockState.RUNNING.value, due_on__lt=today).order_by("due_on", "pk")
    lapsed = 0
    for pk in list(late.values_list("pk", flat=True)):
        try:
            lapsed += _lapse_one(pk, at)
        except Exception:  # noqa: BLE001 - one broken thing must not hold up the clocks of everybody else
            _LOG.exception("clock %s could not lapse", pk)
    return lapsed


@transaction.atomic
def _lapse_one(pk: int, at: datetime) -> bool:
    clock = Clock.objects.select_for_update().filter(pk=pk, state=ClockState.RUNNING.value).first()
    if clock is None:
        return False
    clock.state, clock.lapsed_at = ClockState.LAPSED.value, at
    clock.save(update_fields=["state", "lapsed_at"])
    act = LAPSES.get(ClockKind(clock.kind))
    if act is not None:
        act(clock.about_pk, at)
    return True


@transaction.atomic
def remind_all(*, at: datetime) -> int:
    """Remind everybody of the clocks whose day comes, is today, or passed: one notice a person and kind of term a day.

    When: rules.is_reminder_day. Running it twice on a day tells nobody twice. Returns how many notices were posted.
    """
    today = timezone.localdate(at)
    before = timeline().on(today).integer("reminder_days_before")
    due = [
        clock
        for clock in reading.remindable(today)
        if rules.is_reminder_day(
            today, clock.due_on, before, queries.calendar(min(today, clock.due_on).year, clock.unit.path)
        )
    ]
    return _tell(due, at=at)


@transaction.atomic
def remind(unit: OrganisationUnit, kind: ClockKind | None, *, by: Actor, at: datetime) -> int:
    """Remind everybody in a unit and below who is late, of one kind of term or of all; once a day at most.

    Returns how many notices were posted.
    """
    require("cycles.remind", by, unit)
    late = [clock for clock in reading.late_in(unit, kind) if clock.reminded_on != timezone.localdate(at)]
    told = _tell(late, at=at)
    after = {"reminded": told, "kind": kind.value if kind else ""}
    record("cycles.remind", unit, by=by, at=at, after=after)
    return told


def _tell(clocks: Iterable[Clock], *, at: datetime) -> int:
    grouped: dict[tuple[int | None, str], list[Clock]] = defaultdict(list)
    for clock in [each for each in clocks if each.holder_id is not None]:
        grouped[clock.holder_id, clock.kind].append(clock)
    for rows in grouped.values():
        first = min(rows, key=lambda clock: (clock.due_on, clock.pk))
        assert first.holder is not None
        words = {"task": first.kind_word, "n": len(rows), "due": first.due_on}
        notices.post("cycles.remind", to=first.holder, about=first, url=reverse("notices:home"), at=at, **words)
    told = [clock.pk for rows in grouped.values() for clock in rows]
    for start in range(0, len(told), _BATCH):
        Clock.objects.filter(pk__in=told[start : start + _BATCH]).update(reminded_on=timezone.localdate(at))
    return len(grouped)


@transaction.atomic
def refresh(*, at: datetime) -> int:
    """Compute all open dates anew, because a setting of the working week may have changed; recorded if any moved."""
    moved = recompute("", by=None, at=at)
    root = OrganisationUnit.objects.filter(parent__isnull=True).order_by("pk").first()
    if moved and root is not None:
        record("cycles.recompute", root, by=None, at=at, after={"dates_moved": moved})
    return moved


def recompute(path: str, *, by: Actor | None, at: datetime) -> int:
    """Compute the dates of all open clocks of a unit and below anew, after its calendar changed; how many moved.

    Clocks with a date given by the law or by a period keep it. Recorded by the verb that changed the calendar.
    """
    open_ = Clock.objects.filter(state__in=OPEN_CLOCKS, length__isnull=False, unit__path__startswith=path)
    moved = []
    for clock in open_.select_related("unit").iterator(chunk_size=_BATCH):
        place, year = clock.unit.path, clock.started_on.year
        due = rules.due_on(clock.started_on, clock.length or 0, queries.calendar(year, place))
        if due != clock.due_on:
            clock.due_on, clock.calendar = due, queries.code_of(year, place)
            if clock.state == ClockState.LAPSED and due >= timezone.localdate(at):
                continue  # what lapsed has had its effect; a later day does not undo it
            moved.append(clock)
    Clock.objects.bulk_update(moved, ["due_on", "calendar"], batch_size=_BATCH)
    return len(moved)
