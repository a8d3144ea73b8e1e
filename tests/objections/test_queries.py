"""Lists and guards agree, and rows say what they are."""

import pytest

from conftest import NOW, TODAY
from factories import objections as made
from factories.people import AccountFactory, post
from sambayan.common.guard import why_not
from sambayan.objections import queries
from sambayan.objections.models import Objection, ObjectionBundle
from sambayan.objections.queries import objection_duties
from sambayan.objections.queries.reading import Asked
from sambayan.people.models import RoleGrant
from sambayan.people.queries import actor_for


@pytest.fixture
def rows(cast):
    """One objection in every state, of a colleague each, and one of another office."""
    for state in ("draft", "lodged", "refused_late", "in_examination", "upheld", "changed", "withdrawn"):
        own = post(f"Rekan {state}", "lpg/bapenda/samsat/")
        made.objection(made.received(own, cast.budi.assignment, cast.citra.assignment), state)
    head = post("Kepala lain", "lpg/dinsos/", head=True)
    made.objection(made.received(post("Jauh", "lpg/dinsos/"), head), "lodged")
    made.objection(made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment), "draft")
    return list(Objection.objects.select_related("unit"))


def test_the_list_shows_exactly_what_the_right_allows(rows, cast):
    for member in cast:
        actor = member.actor
        listed = set(queries.objections(actor, Asked()).values_list("pk", flat=True))

        assert listed == {row.pk for row in rows if why_not("objections.read", actor, row) is None}


def test_an_administrator_who_is_no_employee_sees_what_is_overdue(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    made.objection(evaluation, "lodged", overdue_since=TODAY)
    account = AccountFactory(name="Admin")
    for role in ("performance_admin", "partner_coordinator"):
        RoleGrant.objects.create(account=account, role=role, from_date=TODAY)
    actor = actor_for(account, TODAY)

    assert [duty.title for duty in objection_duties(actor, TODAY)] == ["Keputusan keberatan lewat batas"]
    assert queries.top_of(actor).path == "lpg/"


def test_rows_say_what_they_are(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    row = made.objection(evaluation, "in_examination", heard="explained")
    bundle = ObjectionBundle(objection=row, kind="lodged", manifest_hash="a" * 64, frozen_at=NOW)

    assert str(row) == "Ani, Triwulan III 2026"
    assert str(row.explanations.first()) == "Ani, Triwulan III 2026: appraiser"
    assert str(bundle) == f"Ani, Triwulan III 2026: {'a' * 16}"
