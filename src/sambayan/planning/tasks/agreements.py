"""Jobs of planning: agreements that were not set in time, and what a cut-off upload left behind."""

from datetime import datetime

from django.utils import timezone

from sambayan.common.jobs import daily, job
from sambayan.cycles.rules import ClockKind, lapses
from sambayan.planning import actions, queries
from sambayan.planning.actions import closing, files, log


@lapses(ClockKind.AGREEMENT_SET)
def mark_overdue(pk: int, at: datetime) -> None:
    """The term for setting an agreement is over: it is marked, and the employee may turn to the superior."""
    agreement = queries.agreement(pk)
    if agreement is not None:
        actions.mark_overdue(agreement, at=at)


@daily("planning.close_over")
def close_over() -> None:
    """Close the agreements whose year was evaluated."""
    closing.close_over(at=timezone.now())


@job("planning.follow_year")
def follow_year(cycle_pk: int) -> None:
    """Let the terms of agreements that were never set end with their year, or run on in it."""
    closing.follow_year(cycle_pk, at=timezone.now())


@daily("planning.sweep")
def sweep() -> None:
    """Remove files without evidence from disk, and tables nobody decided about."""
    files.sweep(at=timezone.now())
    log.forget_log_files(at=timezone.now())
