"""Jobs of the evaluation for everybody: opening a period, following moves and windows."""

from django.utils import timezone

from sambayan.common.jobs import daily, job
from sambayan.cycles.actions import openings
from sambayan.evaluation.actions import opening, passing


@job("evaluation.open")
def open_(opening_pk: int) -> None:
    """Open the evaluations of a period, or go on with it."""
    openings.carry_on(opening_pk, opening.write_evaluations, opening.nobody_met, clock=timezone.now)


@daily("evaluation.open_due")
def open_due() -> None:
    """Open what is missing where the window is open."""
    opening.open_due(at=timezone.now())


@daily("evaluation.follow_moves")
def follow_moves() -> None:
    """Let unsigned evaluations follow whoever moved, and those with a superior whoever stands there now."""
    opening.follow_moves(at=timezone.now())
    passing.follow_superiors(at=timezone.now())


@job("evaluation.follow_window")
def follow_window(period_pk: int) -> None:
    """Let running terms end with the moved window."""
    opening.follow_window(period_pk)
