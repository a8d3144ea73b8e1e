"""Reading instruments."""

from sambayan.instruments.models import InstrumentVersion
from sambayan.instruments.rules import Item, items_from


def items_of(version: InstrumentVersion) -> tuple[Item, ...]:
    """The questions of a version in form order."""
    return items_from(version.items)


def current_version(code: str) -> InstrumentVersion | None:
    """The newest version of an instrument."""
    found = InstrumentVersion.objects.filter(instrument__code=code).order_by("-valid_from", "-pk")
    return found.first()
