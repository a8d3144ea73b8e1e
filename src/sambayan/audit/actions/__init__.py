"""What writes the record: events, checkpoints, erasures."""

from sambayan.audit.actions.checkpoint import NoKeyError, checkpoint
from sambayan.audit.actions.erasure import erase
from sambayan.audit.actions.event import Entry, record, record_all, record_each

__all__ = ["Entry", "NoKeyError", "checkpoint", "erase", "record", "record_all", "record_each"]
