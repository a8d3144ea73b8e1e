"""Reading instruments."""

from sambayan.instruments.models import InstrumentVersion
from sambayan.instruments.rules import Item, items_from


def items_of(version: InstrumentVersion) -> tuple[Item, ...]:
    """The questions of a version in form order."""
    return items_from(version.items)
