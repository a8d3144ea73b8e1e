"""Checks that several tables of people carry."""

from typing import Any

from django.db import models
from django.db.models import F, Q


def one_of(field: str, values: Any, *, blank: bool = False) -> models.CheckConstraint:
    """The value is one of these words, or empty where that is allowed."""
    known = [value.value for value in values] + [""] * blank
    return models.CheckConstraint(condition=Q(**{f"{field}__in": known}), name=f"%(class)s_{field}_known")


def ends_after_start() -> models.CheckConstraint:
    """A from–to row does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="%(class)s_ends_after_start"
    )
