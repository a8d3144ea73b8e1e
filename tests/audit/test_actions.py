"""The record only grows: the database itself refuses everything else."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction

from conftest import NOW
from sambayan.audit import tasks
from sambayan.audit.actions import Entry, NoKeyError, checkpoint, erase, record, record_all
from sambayan.audit.actions.erasure import BLANK
from sambayan.audit.models import Erasure, Event, Head
from sambayan.audit.queries import demo_key_file, lines, verifier_key
from sambayan.audit.rules import root
from sambayan.audit.scripts.verify import report
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import Denied
from sambayan.people.models import OrganisationUnit

OFFICER = Actor(account_id=9, name="Wulan", grants=frozenset({Grant(Role.DATA_PROTECTION_OFFICER, "")}))


@pytest.fixture
def key(settings):
    settings.CHECKPOINT_KEY = base64.b64encode(secrets.token_bytes(32)).decode()


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


def test_the_index_has_no_gaps_and_the_head_follows(cast):
    for _ in range(3):
        record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
        raise ZeroDivisionError
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    events = Event.objects.order_by("index")

    assert [event.index for event in events] == [0, 1, 2, 3]
    assert Head.objects.get().frontier.root == root([bytes.fromhex(event.leaf_hash) for event in events])


@pytest.mark.slow  # 2,500 events
def test_many_events_are_the_same_as_one_after_another(cast):
    entries = (Entry("planning.set", cast.unit, after={"n": n}, reason="Sekaligus") for n in range(2500))

    assert record_all(entries, by=cast.admin.actor, at=NOW) == 2500
    assert record_all([], by=None, at=NOW) == 0
    assert record("planning.set", cast.unit, by=None, at=NOW).index == 2500
    assert report(lines()) == 0


def test_many_events_cost_few_statements(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        record_all((Entry("planning.set", cast.unit) for _ in range(1000)), by=None, at=NOW)


def test_one_event_costs_three_statements(cast, django_assert_num_queries):
    record("planning.set", cast.unit, by=None, at=NOW)

    with django_assert_num_queries(5):  # savepoint, head, event, head, release
        record("planning.set", cast.unit, by=None, at=NOW)


# ---------- checkpoints


def test_a_checkpoint_signs_what_stands_and_is_recorded(cast, settings, key):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    signed = checkpoint(by=cast.inspector.actor, at=NOW)

    assert (signed.size, signed.origin, signed.root) == (
        1,
        "sambayan.localhost/record",
        Event.objects.get(index=0).leaf_hash,
    )
    assert [(e.name, e.actor_name) for e in Event.objects.filter(index=1)] == [("audit.checkpoint", "Hadi")]


def test_a_second_checkpoint_without_news_is_the_first(cast, key):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)

    assert checkpoint(by=None, at=NOW) == checkpoint(by=None, at=NOW)
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    assert checkpoint(by=None, at=NOW).size == 3


def test_the_demo_makes_a_key_for_itself_that_only_it_reads(cast, settings, tmp_path):
    settings.VAR, settings.DEMO, settings.CHECKPOINT_KEY = tmp_path, True, ""

    assert verifier_key() == ""
    checkpoint(by=None, at=NOW)
    assert demo_key_file().stat().st_mode & 0o777 == 0o600
    assert verifier_key().startswith("sambayan.localhost/record+")


def test_in_production_a_missing_key_is_named(cast, settings, tmp_path, caplog):
    settings.VAR, settings.DEMO, settings.CHECKPOINT_KEY = tmp_path, False, ""

    with pytest.raises(NoKeyError, match="isi SAMBAYAN_CHECKPOINT_KEY"):
        checkpoint(by=cast.inspector.actor, at=NOW)
    tasks.checkpoint.func()
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    assert Event.objects.count() == 0


def test_the_daily_job_signs(cast, key):
    tasks.checkpoint.func()

    assert [event.actor_name for event in Event.objects.all()] == ["Sambayan"]


@pytest.mark.parametrize("text", ["x", "eA==", "é"])
def test_a_key_that_is_none_is_refused(settings, text):
    settings.CHECKPOINT_KEY = text

    with pytest.raises(ImproperlyConfigured, match="32 random bytes"):
        verifier_key()


# ---------- erasing


def test_erasing_needs_officer_reason_and_something_to_erase(event, cast):
    with pytest.raises(Denied, match="pejabat pelindungan data pribadi"):
        erase(Event.objects.all(), reason="Permohonan", by=cast.inspector.actor, at=NOW)
    with pytest.raises(Denied, match="Tuliskan alasan"):
        erase(Event.objects.all(), reason=" ", by=OFFICER, at=NOW)
    erase(Event.objects.all(), reason="Permohonan", by=OFFICER, at=NOW)
    with pytest.raises(Denied, match="Tidak ada catatan"):
        erase(Event.objects.all(), reason="Permohonan", by=OFFICER, at=NOW)


STILL_REFUSED = {
    "another field": {"name": "x"}, "half": {"actor_name": ""}, "the time": {"at": NOW.replace(year=2025)},
    "new words": {"reason": "x"}, "the hash": {"leaf_hash": "x"},
}  # fmt: skip


@pytest.mark.parametrize("values", STILL_REFUSED.values(), ids=STILL_REFUSED)
def test_even_a_named_event_may_only_be_emptied(event, values):
    Erasure.objects.create(event_index=event.index, by_index=0)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.update(**values)


def test_an_event_that_is_not_named_cannot_be_emptied(event):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.update(**BLANK)


@pytest.mark.parametrize("table", ["audit_checkpoint", "audit_erasure", "audit_event"])
def test_nothing_of_the_record_can_be_taken_away(event, key, table):
    checkpoint(by=None, at=NOW)
    Erasure.objects.create(event_index=event.index, by_index=0)
    ways = [f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1"]
    ways.append(
        f"TRUNCATE {table}" if connection.vendor == "postgresql" else f"REPLACE INTO {table} SELECT * FROM {table}"
    )
    for way in ways:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            connection.cursor().execute(way)


@pytest.mark.slow  # commits, so every table is emptied afterwards
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_people_who_record_at_once_get_one_number_each():
    unit = OrganisationUnit(pk=1, name="Unit")

    def write(_n):
        try:
            return [record("planning.set", unit, by=None, at=NOW).index for _ in range(10)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        given = list(people.map(write, range(4)))

    assert sorted(index for own in given for index in own) == list(range(40))
    assert report(lines()) == 0
