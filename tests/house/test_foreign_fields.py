"""Mass assignment: whatever route is sent every field of every model that its form does not name, nothing more changes."""

from random import Random

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from pytest import MonkeyPatch

from conftest import NOW
from house.closed_world import TABLE
from house.test_closed_world import _address, _methods, world  # noqa: F401 - the fixture
from sambayan.common.forms import Form
from sambayan.common.verification import codes_from

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MODELS = [model for model in apps.get_models() if model.__module__.startswith("sambayan.")]
FOREIGN = {field.name for model in MODELS for field in model._meta.fields} | {
    field.attname for model in MODELS for field in model._meta.fields
}
# Drawn by chance, or counted by a sequence that is not taken back.
RANDOM = {
    "salt",
    "commitment",
    "leaf_hash",
    "peaks",
    "password",
    "session_key",
    "code",
    "document_code",
    "receipt",
    "id",
    "subject_id",
}
WRITING = [row for row in TABLE if row[2] and "POST" in _methods(row[0])]


def _snapshot() -> dict[str, list]:
    """Every row of the house without what is drawn by chance."""
    found = {}
    for model in MODELS:
        names = [field.attname for field in model._meta.fields if field.name not in RANDOM]
        found[model._meta.label] = sorted(map(repr, model._base_manager.values_list(*names)))
    return found


def _after(world, actor: str, address: str, sent: dict[str, str]) -> dict[str, list]:  # noqa: F811
    chance = Random(1)  # noqa: S311 - both times the same codes, which also stand inside documents
    with transaction.atomic(), codes_from(chance), MonkeyPatch.context() as patch:
        patch.setattr("secrets.token_bytes", chance.randbytes)
        patch.setattr("secrets.token_hex", lambda length: chance.randbytes(length).hex())
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = world.sessions[actor]
        answer = client.post(address, sent)
        answer.close()
        seen = _snapshot()
        transaction.set_rollback(True)
    assert answer.status_code < 500
    return seen


@pytest.mark.slow  # two whole snapshots a route
@pytest.mark.parametrize("row", WRITING, ids=lambda row: f"{row[0]}-{row[1]}".replace(" ", "_"))
def test_no_field_is_taken_that_the_form_does_not_name(world, monkeypatch, row):  # noqa: F811
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    named: set[str] = set()
    plain = Form.__init__

    def noting(self, *args, **kwargs) -> None:
        plain(self, *args, **kwargs)
        named.update(self.fields)

    monkeypatch.setattr(Form, "__init__", noting)
    route, thing, allowed, _far = row
    with transaction.atomic():
        address, actor = _address(route, thing, world.things["ani"]), allowed.split()[0]
        nothing = _after(world, actor, address, {"unknown": "1"})
        sent = dict.fromkeys(FOREIGN - named - {"next", "csrfmiddlewaretoken"}, "1")
        everything = _after(world, actor, address, sent)
        transaction.set_rollback(True)

    assert {label for label in nothing if nothing[label] != everything[label]} == set()


def test_there_is_something_to_send():
    assert {"employee", "employee_id", "state", "predicate", "role", "is_active", "appraiser"} <= FOREIGN
