"""Heavy work is named, not imported."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sambayan.common import jobs


def test_a_name_is_registered_once():
    jobs.known()

    with pytest.raises(ValueError, match="declared twice: surveys.freeze"):
        jobs.job("surveys.freeze")(lambda pk: None)


def test_every_name_that_is_queued_has_its_job():
    import re
    from pathlib import Path

    source = Path(jobs.__file__).parents[1]
    queued = {
        name for path in source.rglob("actions.py") for name in re.findall(r'later\("([a-z.]+)"', path.read_text())
    }

    assert queued
    assert queued <= jobs.known().keys()


RAN = []


@jobs.daily("test.tidy")
def tidy() -> None:
    RAN.append("tidy")


@pytest.fixture
def stored(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
def test_a_daily_job_is_queued_once_a_day(stored):
    today = timezone.localdate()

    assert "test.tidy" in jobs.queue_daily(today)
    assert "test.tidy" not in jobs.queue_daily(today)


@pytest.mark.django_db
def test_the_next_day_it_is_queued_again(stored):
    today: date = timezone.localdate()
    jobs.queue_daily(today)

    assert "test.tidy" in jobs.queue_daily(today + timedelta(days=1))
