"""Jobs of the record."""

import logging

from django.utils import timezone

from sambayan.audit import actions
from sambayan.common.jobs import daily

log = logging.getLogger(__name__)


@daily("audit.checkpoint")
def checkpoint() -> None:
    """Sign how far the record has come; without a key only the log says so."""
    try:
        actions.checkpoint(by=None, at=timezone.now())
    except actions.NoKeyError as error:
        log.error("No checkpoint today: %s", error)  # noqa: TRY400 - the reason says it all
