"""Heavy work is named, not imported: `later("surveys.freeze", 12)`; `tasks.py` of the room registers the name."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules
from django_tasks import task

JOBS: dict[str, Any] = {}


def job(name: str) -> Callable[[Callable[..., None]], Any]:
    """Register a function of primitive arguments as the job called `name`; a name used twice is an error."""

    def register(function: Callable[..., None]) -> Any:
        if name in JOBS:
            raise ValueError(f"declared twice: {name}")
        return JOBS.setdefault(name, task()(function))

    return register


def later(name: str, *args: Any) -> None:
    """Queue the job in the present transaction: it runs after the commit, and not at all after a rollback."""
    known()[name].enqueue(*args)


@cache
def known() -> dict[str, Any]:
    """All jobs by name, with the `tasks.py` of every room read."""
    autodiscover_modules("tasks")
    return JOBS
