"""The record only grows: the database itself refuses everything else."""

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import NOW
from sambayan.audit.actions import record
from sambayan.audit.models import Event


@pytest.fixture
def event(cast):
    return record(
        "planning.set", cast.unit, by=cast.budi.actor, at=NOW, before={"state": "proposed"}, reason="Lengkap",
        rule_version="PermenPANRB 6/2022",
    )  # fmt: skip


def test_an_event_says_who_what_when_and_why(event, cast):
    assert (event.actor_name, event.subject_kind, event.subject_id, event.subject_label) == (
        "Budi",
        "people.OrganisationUnit",
        str(cast.unit.pk),
        "Unit samsat",
    )
    assert (event.before, event.after, event.reason, event.at) == ({"state": "proposed"}, {}, "Lengkap", NOW)


def test_what_the_system_does_carries_its_name(cast):
    assert record("surveys.freeze", cast.unit, by=None, at=NOW).actor_name == "Sambayan"


@pytest.mark.parametrize("attack", ["save", "update", "delete", "raw"])
def test_the_database_refuses_changes(event, attack):
    def strike():
        match attack:
            case "save":
                event.actor_name = "Orang lain"
                event.save()
            case "update":
                Event.objects.update(actor_name="Orang lain")
            case "delete":
                event.delete()
            case "raw":
                connection.cursor().execute("DELETE FROM audit_event")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        strike()

    assert Event.objects.get().actor_name == "Budi"


def test_an_event_outlives_its_subject(event, cast):
    assert Event._meta.get_field("subject_id").remote_field is None
