"""The end of an agreement's year: closing what was evaluated, and the terms of what was never set.

Source: workflow 8.1 (`close`, by the system: year evaluated); the rest is local policy.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.actions.clocks import Start, start_clocks, stop_clocks
from sambayan.cycles.rules import ClockKind, CycleState
from sambayan.planning.actions.steps import held
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries import closing as queries
from sambayan.planning.queries import deadline
from sambayan.planning.rules import FLOW
from sambayan.planning.rules.closing import still_due
from sambayan.planning.rules.opening import set_by


@transaction.atomic
def close(agreement: PerformanceAgreement, *, by: Actor | None, at: datetime) -> PerformanceAgreement:
    """Close an agreement after its year; by the system (`by` None) or by the performance administrator of the unit.

    Denied while the year is not over, or its evaluation is still due.
    """
    held(agreement)
    if by is not None:
        require("planning.close", by, agreement)
    today, year = timezone.localdate(at), agreement.cycle.year
    if today.year <= year:
        raise Denied(Refusal(_("SKP {year} ditutup setelah tahunnya berakhir.").format(year=year)))
    if still_due(agreement.cycle_id, [agreement.employee_id], today):
        told = _("SKP {year} ditutup setelah evaluasi tahunannya final dan jangka waktu penilaiannya berakhir.")
        raise Denied(Refusal(told.format(year=year)))
    entry = _closed(agreement, at)
    agreement.save(update_fields=["state", "ended_at"])
    record("planning.close", agreement, by=by, at=at, before=entry.before, after=entry.after)
    return agreement


def close_over(*, at: datetime) -> int:
    """Close, as the system, every agreement whose year was evaluated, a batch at a time; how many. Again: none."""
    closed, after = 0, 0
    while batch := queries.to_close(timezone.localdate(at), after):
        after = batch[-1]
        closed += _close_batch(batch, at=at)
    return closed


@transaction.atomic
def _close_batch(pks: list[int], *, at: datetime) -> int:
    rows = list(queries.held_to_close(pks))
    people: dict[int, set[int]] = {}
    for row in rows:
        people.setdefault(row.cycle_id, set()).add(row.employee_id)
    due = {cycle: still_due(cycle, found, timezone.localdate(at)) for cycle, found in people.items()}
    ready = [row for row in rows if row.employee_id not in due[row.cycle_id]]
    entries = [_closed(row, at) for row in ready]
    PerformanceAgreement.objects.bulk_update(ready, ["state", "ended_at"])
    record_all(entries, by=None, at=at)
    return len(ready)


def _closed(agreement: PerformanceAgreement, at: datetime) -> Entry:
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "close")
    agreement.ended_at = agreement.ended_at or at
    return Entry("planning.close", agreement, before={"state": before}, after={"state": agreement.state})


def follow_year(cycle_pk: int, *, at: datetime) -> None:
    """End the terms of agreements that were never set with their year; let them run when it is opened again.

    What was late before stays marked as late and gets no second term.
    """
    cycle, today = queries.cycle(cycle_pk), timezone.localdate(at)
    limit = deadline(cycle.year, today)
    for batch in queries.unfinished_in(cycle_pk):
        if cycle.state == CycleState.OPEN:
            start_clocks(
                Start(
                    ClockKind.AGREEMENT_SET, "agreement", row.pk, row.appraiser_id, row.unit_id, today,
                    set_by(row.from_date or date(cycle.year, 1, 1), limit),
                )
                for row in batch
                if row.overdue_since is None
            )  # fmt: skip
        else:
            stop_clocks(ClockKind.AGREEMENT_SET, "agreement", [row.pk for row in batch], at=at, void=True)
