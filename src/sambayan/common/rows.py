"""Holding a row still while a verb decides about it."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def lock(row: M) -> M:
    """Read the row's state again under a lock, so two people cannot move the same thing at once.

    PostgreSQL locks the row; SQLite's immediate transaction has locked the whole file already.
    """
    locking: models.QuerySet[M] = models.QuerySet(type(row)).select_for_update()
    row.refresh_from_db(fields=["state"], from_queryset=locking)
    return row
