"""Heavy work is named, not imported: `later("surveys.freeze", 12)`; `tasks.py` of the room registers the name."""

from collections.abc import Callable
from typing import Any

from django_tasks import task

JOBS: dict[str, Any] = {}


def job(name: str) -> Callable[[Callable[..., None]], Any]:
    """Register a function of primitive arguments as the job called `name`; a name used twice is an error."""

    def register(function: Callable[..., None]) -> Any:
        if name in JOBS:
            raise ValueError(f"declared twice: {name}")
        JOBS[name] = task()(function)
        return JOBS[name]

    return register


def later(name: str, *args: Any) -> None:
    """Queue the job in the present transaction: it runs after the commit, and not at all after a rollback."""
    JOBS[name].enqueue(*args)
