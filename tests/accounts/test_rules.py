"""Devices in words, and what a session has proven."""

from datetime import UTC, datetime, timedelta

import pytest

from sambayan.accounts.rules import Proof, device, owes_second_factor
from sambayan.common.actor import Actor, Grant, Role

NOW = datetime(2026, 10, 8, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent, words):
    assert device(agent) == words


@pytest.mark.parametrize("role", Role)
def test_some_roles_owe_a_second_factor(role):
    actor = Actor(account_id=1, name="Tri", grants=frozenset({Grant(role, "lpg/")}))

    assert owes_second_factor(actor) == (
        role in {Role.PERFORMANCE_ADMIN, Role.SYSTEM_ADMIN, Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER}
    )


def test_nobody_without_a_role_owes_one():
    assert not owes_second_factor(Actor(account_id=1, name="Ani"))


@pytest.mark.parametrize(("minutes", "fresh"), [(0, True), (10, True), (11, False), (-1, False)])
def test_a_proof_is_fresh_for_ten_minutes(minutes, fresh):
    assert Proof(at=NOW.timestamp()).is_fresh(NOW + timedelta(minutes=minutes)) == fresh


def test_a_session_is_noted_as_used_every_quarter_of_an_hour():
    proof = Proof(seen=NOW.timestamp())

    assert [proof.was_seen_long_ago(NOW + timedelta(minutes=late)) for late in (15, 16)] == [False, True]
    assert not Proof().was_seen_long_ago(NOW)


def test_a_proof_survives_the_session():
    session = {}
    Proof(second_factor=True, at=3, seen=2).keep(session)

    assert Proof.of(session) == Proof(True, 3, 2)
    assert Proof.of({}) == Proof()
