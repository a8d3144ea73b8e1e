"""Heavy work is named, not imported: `later("surveys.freeze", 12)`; `tasks.py` of the room registers the name."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks import task
from django_tasks_db.models import DBTaskResult

JOBS: dict[str, Any] = {}
DAILY: list[str] = []


def job(name: str) -> Callable[[Callable[..., None]], Any]:
    """Register a function of primitive arguments as the job called `name`; a name used twice is an error."""

    def register(function: Callable[..., None]) -> Any:
        if name in JOBS:
            raise ValueError(f"declared twice: {name}")
        return JOBS.setdefault(name, task()(function))

    return register


def later(name: str, *args: Any, after: datetime | None = None) -> None:
    """Queue the job in the present transaction: it runs after the commit (and `after`), not at all after a rollback."""
    queued = known()[name]
    (queued.using(run_after=after) if after else queued).enqueue(*args)


def daily(name: str) -> Callable[[Callable[[], None]], Any]:
    """Register a function without arguments as a job that is queued once a day; it must bear being run twice."""
    DAILY.append(name)
    return job(name)


def queue_daily(day: date) -> list[str]:
    """Queue every daily job that was not queued on `day` yet; the names of those queued now."""
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    queued = set(DBTaskResult.objects.filter(enqueued_at__gte=midnight).values_list("task_path", flat=True))
    due = [name for name, each in known().items() if name in DAILY and each.module_path not in queued]
    for name in due:
        later(name)
    return due


@cache
def known() -> dict[str, Any]:
    """All jobs by name, with the `tasks.py` of every room read."""
    autodiscover_modules("tasks")
    return JOBS
