"""Something to be told about, and jobs that wait for a worker."""

import pytest
from django_tasks_db.models import DBTaskResult

from conftest import NOW
from factories.planning import agreement
from sambayan.common import jobs
from sambayan.notices import actions


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment)


@pytest.fixture
def tell(plan):
    """Tell somebody about Ani's agreement."""

    def told(to, event="planning.set", at=NOW, url="/agreements/1/"):
        return actions.post(event, to=to, about=plan, url=url, at=at)

    return told


@pytest.fixture
def queue(settings):
    """Jobs are stored as in production; the answer lists the calls that wait, oldest first."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def waiting(name: str) -> list[list]:
        path = jobs.known()[name].module_path
        rows = DBTaskResult.objects.filter(task_path=path).order_by("enqueued_at")
        return [row.args_kwargs["args"] for row in rows]

    return waiting


@pytest.fixture
def reachable(cast):
    """Everybody has an address."""
    for member in cast:
        member.account.email = f"{member.account.name.lower()}@contoh.invalid"
        member.account.save()
    return cast
