"""Two who move the same employee at the same moment. PostgreSQL only: SQLite has one writer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from conftest import NOW
from sambayan.common.guard import Denied
from sambayan.people.actions import posts
from sambayan.people.models import Assignment

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")


@pytest.mark.slow(reason="two real connections")
@pytest.mark.django_db(transaction=True)
def test_of_two_moves_at_once_only_one_wins(cast):
    actor, start = cast.admin.actor, Barrier(2)

    def assign(where):
        try:
            wanted = posts.Post(where, "Analis", "executing_staff", date(2026, 10, 1))
            start.wait()
            posts.assign(cast.ani.assignment, wanted, by=actor, at=NOW)
            return "moved"
        except Denied:
            return "denied"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(assign, [cast.unit, cast.office]))

    assert answers == ["denied", "moved"]
    assert Assignment.objects.filter(employee=cast.ani.employee, kind="main", to_date=None).count() == 1
