"""Starting and stopping the clocks of the law, inside the action that gives the cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sambayan.cycles import rules
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import calendar
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind, ClockState
from sambayan.policies.queries import values_on

_BATCH = 1000


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
    made = start_clocks([start])
    return made[0] if made else None


def start_clocks(starts: Iterable[Start]) -> list[Clock]:
    """Start many clocks at once; an open one of the same kind and thing is kept as it is.

    Lengths come from the settings of the day each one starts. Called inside the action that gives the cause.
    """
    rows = [row for start in starts if (row := _row(start))]
    return Clock.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def stop_clocks(kind: ClockKind, about_kind: str, about_pks: Iterable[int], *, at: datetime, void: bool = False) -> int:
    """End the open clocks of these things: done, or with `void` no longer needed. How many were ended."""
    state = ClockState.VOID if void else ClockState.MET
    found = Clock.objects.filter(
        kind=kind.value, about_kind=about_kind, about_pk__in=list(about_pks), state__in=OPEN_CLOCKS
    )
    return found.update(state=state.value, ended_at=at)


def _row(start: Start) -> Clock | None:
    length, due = _length(start), start.due
    if due is None and length is None:
        return None
    days = calendar(start.on.year)
    return Clock(
        kind=start.kind.value,
        about_kind=start.about_kind,
        about_pk=start.about_pk,
        holder_id=start.holder_id,
        unit_id=start.unit_id,
        started_on=start.on,
        length=length,
        due_on=due or rules.due_on(start.on, length or 0, days),
    )


def _length(start: Start) -> int | None:
    name = rules.TERMS[start.kind].setting
    if start.due is not None or name is None:
        return None
    values = values_on(start.on)
    return values.integer(name) if values.text(name) else None
