"""What time brings: clocks that lapse, and reminders."""

from django.utils import timezone

from sambayan.common.jobs import daily
from sambayan.cycles.actions import clocks


@daily("cycles.run_clocks")
def run_clocks() -> None:
    """Bring the dates in line with the calendar, let lapse what is over, then remind; twice a day changes nothing."""
    clocks.refresh(at=timezone.now())
    clocks.lapse(at=timezone.now())
    clocks.remind_all(at=timezone.now())
