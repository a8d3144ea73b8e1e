"""Jobs of planning for everybody: drafts of a year, and agreements that follow a move."""

from django.utils import timezone

from sambayan.common.jobs import daily, job
from sambayan.cycles.actions import openings
from sambayan.planning.actions import moves, opening


@job("planning.open_year")
def open_year(opening_pk: int) -> None:
    """Make the drafts of a year, or go on with it."""
    openings.carry_on(opening_pk, opening.write_drafts, clock=timezone.now)


@daily("planning.follow_moves")
def follow_moves() -> None:
    """Let agreements follow whoever moved or left, and whoever stands above the appraiser."""
    moves.follow_moves(at=timezone.now())
    moves.follow_superiors(at=timezone.now())
