"""When the agreements of a year may be closed, answered by the rooms above that know what is still due."""

from collections.abc import Callable, Collection
from datetime import date

Due = Callable[[int, Collection[int], date], set[int]]
DUE: list[Due] = []


def holds_year_open(due: Due) -> Due:
    """Register a room's answer to "of these employees, for whom is something of this year still due on a day?".

    The answer takes the key of the year, those of the employees, and the day; it asks about all of them at once.
    """
    DUE.append(due)
    return due


def still_due(cycle_id: int, employee_ids: Collection[int], day: date) -> set[int]:
    """The employees whose year is not evaluated yet: their agreements stay. Source: workflow 8.1 (`close`)."""
    return {person for due in DUE for person in due(cycle_id, employee_ids, day)}
