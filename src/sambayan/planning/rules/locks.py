"""When a period may no longer be written in, answered by the rooms above that know why."""

from collections.abc import Callable

Lock = Callable[[int, int], str | None]
LOCKS: list[Lock] = []


def locks_period(lock: Lock) -> Lock:
    """Register a room's answer to "why is this period of this employee closed?"; None while it is not.

    The answer takes the keys of the employee and of the period, and is a sentence for the person who is refused.
    """
    LOCKS.append(lock)
    return lock


def lock_of(employee_id: int, period_id: int) -> str | None:
    """The first reason why what was done in a period may not be changed any more, or None.

    A documentation stays as it was when the evaluation of its period was signed. Source: local policy.
    """
    return next((reason for lock in LOCKS if (reason := lock(employee_id, period_id))), None)
