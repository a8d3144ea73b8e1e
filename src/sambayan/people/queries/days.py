"""What holds on a day."""

from datetime import date

from django.db.models import Q


def open_on(day: date, prefix: str = "") -> Q:
    """The condition that a from–to row holds on `day`; `prefix` leads to the row (`assignments__`)."""
    ended = Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": day})
    return Q(**{f"{prefix}from_date__lte": day}) & ended
