"""Holding a row still while a verb decides about it."""

from typing import TypeVar

from django.db import models
from django.db.models import Count, Window

M = TypeVar("M", bound=models.Model)
WHO_AND_WHERE = ("state", "appraiser_id", "superior_id", "unit_id", "appraiser_unit_id")
"""What a guard asks about: where a row stands, and whose it is. All of it may have changed since it was read."""


def lock(row: M) -> M:
    """Read again under a lock where the row stands and whose it is, so two people cannot move the same thing at once.

    PostgreSQL locks the row; SQLite's immediate transaction has locked the whole file already.
    """
    known = {field.attname for field in row._meta.concrete_fields}  # noqa: SLF001 - the documented door to a model's fields
    names = [name for name in WHO_AND_WHERE if name in known]
    held: models.QuerySet[M] = models.QuerySet(type(row)).select_for_update()
    for name, value in held.filter(pk=row.pk).values(*names).get().items():
        setattr(row, name, value)
    return row


def first_and_count(rows: "models.QuerySet[M]") -> tuple[M | None, int]:
    """The first of some rows and how many there are, in one query."""
    first = rows.annotate(of_all=Window(Count("pk"))).first()
    return first, getattr(first, "of_all", 0)
