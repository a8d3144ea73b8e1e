"""Jobs of planning: sweeping away what a cut-off upload left behind."""

from django.utils import timezone

from sambayan.common.jobs import daily
from sambayan.planning.actions import files, log


@daily("planning.sweep")
def sweep() -> None:
    """Remove files without evidence from disk, and tables nobody decided about."""
    files.sweep(at=timezone.now())
    log.forget_log_files(at=timezone.now())
