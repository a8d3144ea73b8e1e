"""Passkeys, shown by a key in software."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from sambayan.accounts.rules import LIMITS
from sambayan.audit.models import Event
from sambayan.people.models import Account

from .conftest import PASSWORD, code, prove, recovery_codes, with_app
from .key import SoftKey

MADE_UP = '{"id": "x"}'


@pytest.fixture
def browser(account):
    """Ani's browser at an address where passkeys work."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    prove(client)
    return client


def add(browser, key: SoftKey):
    url = reverse("accounts:add_passkey")
    credential = key.make(json.loads(browser.get(url).context["options"]))
    return browser.post(url, {"credential": credential, "name": "Ponsel saya"})


@pytest.fixture
def key(browser):
    made = SoftKey()
    add(browser, made)
    return made


@pytest.fixture
def stranger(key):
    """A browser in which nobody has signed in."""
    return Client(SERVER_NAME="localhost")


def offer(client) -> dict:
    return client.get(reverse("accounts:offer_passkey")).json()


def show(client, credential: str):
    return client.post(reverse("accounts:sign_in_with_passkey"), {"credential": credential, "next": "/people/"})


def test_a_passkey_is_added_under_its_name(browser):
    assert add(browser, SoftKey()).url == reverse("accounts:renew_recovery_codes")
    assert browser.get(reverse("accounts:account")).context["factors"][0].name == "Ponsel saya"
    assert Event.objects.get().after == {"factor": "passkey"}


def test_a_second_passkey_leads_back_to_the_account(browser, key, account):
    recovery_codes(account)

    assert add(browser, SoftKey()).url == reverse("accounts:account")
    assert Authenticator.objects.filter(type="webauthn").count() == 2


def test_a_key_without_a_finger_is_not_added(browser):
    assert add(browser, SoftKey(verified=False)).status_code == 422
    assert Authenticator.objects.count() == 0


def test_an_answer_to_another_question_is_not_added(browser):
    url = reverse("accounts:add_passkey")
    first = json.loads(browser.get(url).context["options"])
    browser.get(url)

    assert browser.post(url, {"credential": SoftKey().make(first), "name": "x"}).status_code == 422


def test_a_passkey_alone_lets_in(stranger, key):
    assert show(stranger, key.show(offer(stranger))).url == "/people/"
    assert stranger.get(reverse("accounts:account")).status_code == 200
    assert Event.objects.latest("pk").after == {"door": "passkey"}


def test_an_answer_is_accepted_once(stranger, key):
    answer = key.show(offer(stranger))
    show(stranger, answer)
    again = Client(SERVER_NAME="localhost")

    assert show(stranger, answer).url == reverse("accounts:sign_in")
    assert show(again, answer).url == reverse("accounts:sign_in")


def test_another_key_is_refused(stranger, key):
    other = SoftKey()
    other.user = key.user

    assert show(stranger, other.show(offer(stranger))).url == reverse("accounts:sign_in")


def test_a_key_without_a_finger_does_not_let_in(stranger, key):
    answer = offer(stranger)
    key.flags = 1

    assert show(stranger, key.show(answer)).url == reverse("accounts:sign_in")


def test_a_closed_account_stays_out_with_its_passkey(stranger, key):
    Account.objects.update(is_active=False)

    assert show(stranger, key.show(offer(stranger))).url == reverse("accounts:sign_in")


def test_passkeys_are_limited_by_address(stranger, monkeypatch):
    monkeypatch.setitem(LIMITS, "passkey", 1)
    show(stranger, MADE_UP)

    page = stranger.post(reverse("accounts:sign_in_with_passkey"), {"credential": MADE_UP}, follow=True)
    assert "Terlalu banyak percobaan" in page.content.decode()


def confirm(client, credential: str):
    return client.post(reverse("accounts:confirm_sign_in"), {"credential": credential, "next": "/people/"})


@pytest.fixture
def half_in(stranger, account):
    stranger.post(reverse("accounts:sign_in"), {"login": account.login, "password": PASSWORD})
    return stranger


def test_a_passkey_is_a_second_step(half_in, key):
    assert confirm(half_in, key.show(offer(half_in))).url == "/people/"
    assert half_in.get(reverse("accounts:account")).status_code == 200


def test_the_second_step_counts_wrong_passkeys(half_in, key):
    answers = [confirm(half_in, MADE_UP).content.decode() for _ in range(11)]

    assert ["Terlalu banyak percobaan" in answer for answer in answers] == [False] * 10 + [True]


def test_a_code_serves_where_a_passkey_is_not_at_hand(half_in, account):
    with_app(account)

    assert half_in.post(reverse("accounts:confirm_sign_in"), {"code": code()}).status_code == 302


def test_the_page_names_the_passkey_before_it_is_removed(browser, key):
    row = Authenticator.objects.get()

    page = browser.get(reverse("accounts:remove_factor", args=[row.pk])).content.decode()
    assert "Kunci sandi “Ponsel saya” tidak dapat dipakai lagi." in page
