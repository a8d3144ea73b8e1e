"""Two who change the tree at the same moment. PostgreSQL only: SQLite has one writer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections

from conftest import NOW
from factories.people import unit
from sambayan.common.guard import Denied
from sambayan.people.actions import organisation as offices
from sambayan.people.actions.organisation import Decree
from sambayan.people.models import OrganisationUnit

DECREE = Decree(date(2026, 7, 1), "Pergub 12/2026")
pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")


@pytest.mark.slow(reason="two real connections")
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_never_close_a_circle(cast):
    """A below C's branch and B below A's: each alone is right, both would leave a circle apart from the tree."""
    first, second = unit("lpg/a/"), unit("lpg/b/")
    below_first, below_second = unit("lpg/a/x/"), unit("lpg/b/y/")
    actor = cast.admin.actor

    def move(pair):
        try:
            offices.move(*pair, DECREE, by=actor, at=NOW)
            return "moved"
        except Denied:
            return "denied"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(move, [(first, below_second), (second, below_first)]))

    assert answers == ["denied", "moved"]
    assert all(row.path.startswith("lpg/") for row in OrganisationUnit.objects.all())
