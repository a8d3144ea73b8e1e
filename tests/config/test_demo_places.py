"""Every persona of the demo opens every place the house shows to it."""

import re
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client

from sambayan.accounts.rules import Proof
from sambayan.common.numbers import JAKARTA
from sambayan.config.demo.load import SMALL, load
from sambayan.config.demo.personas import CAST, OUTSIDERS
from sambayan.cycles.queries.calendars import KEPT
from sambayan.people.models import Account

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=JAKARTA)
LINES: list[str] = []
PERSONAS = [persona.slug for persona in (*CAST, *OUTSIDERS)]
NO_TEAM = {"/agreements/assign-result/", "/agreements/team-doing/"}
EMPTY = {
    "official": {*NO_TEAM, "/feedback/dates/", "/counselling/", "/calibrations/"},
    "appraiser": {"/evaluations/late/"},
    "head": {"/feedback/dates/", "/counselling/", "/evaluations/late/"},
    "administrator": {*NO_TEAM, "/feedback/dates/", "/notices/mails/"},
}
"""What is empty because it is for leaders, confidential, or in order."""


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """One load for all tests of this file, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW, size=SMALL, say=LINES.append)
        yield
        transaction.set_rollback(True)
    KEPT.forget()


@pytest.fixture
def small(loaded, db, monkeypatch):
    """The reduced province on its day; what a test changes is taken back."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def browser_of(persona: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(persona=persona))
    session = client.session
    Proof(second_factor=True, at=NOW.timestamp()).keep(session)
    session.save()
    return client


def main_of(html: str) -> str:
    return html[html.index("<main") : html.rindex("</main")]


def places_of(client: Client) -> list[str]:
    return re.findall(r'<li><span><a class="link is-strong" href="(/[^"]+)"', client.get("/places/").content.decode())


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_persona_opens_every_place_it_is_shown(small, persona):
    client = browser_of(persona)
    places = places_of(client)
    assert places
    found = {url: client.get(url) for url in places}
    assert {url: page.status_code for url, page in found.items() if page.status_code != 200} == {}


@pytest.mark.parametrize("persona", ["official", "appraiser", "head", "administrator"])
def test_the_places_of_a_persona_hold_data(small, persona):
    client = browser_of(persona)
    empty = {url for url in places_of(client) if 'class="empty"' in main_of(client.get(url).content.decode())}
    assert empty == EMPTY[persona]
