"""Jobs of the year: its calendar, and openings whose job was lost."""

from django.utils import timezone

from sambayan.common.jobs import daily
from sambayan.cycles.actions import openings, years


@daily("cycles.follow_calendar")
def follow_calendar() -> None:
    """Open what begins today, close what is over."""
    years.follow_calendar(at=timezone.now())


@daily("cycles.resume_openings")
def resume_openings() -> None:
    """Go on with openings whose job was lost."""
    openings.resume_lost(at=timezone.now())
