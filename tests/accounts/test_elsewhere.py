"""Signing in at a provider: the real round trip against a provider in a process of its own."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from sambayan.audit.models import Event
from sambayan.config.environment import origin, single_sign_on
from sambayan.people.models import Account, Employee, RoleGrant

from .conftest import with_app
from .provider import CLIENT_ID, CLIENT_SECRET, PEOPLE

HERE = "http://testserver/sign-in/elsewhere/return/"
ANI, STRANGER = PEOPLE


@contextmanager
def provider(folder: Path, *redirect_uris: str):
    """The address of a running provider that knows these addresses to return to."""
    command = [sys.executable, Path(__file__).with_name("provider.py"), folder, *redirect_uris]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with provider(tmp_path_factory.mktemp("provider"), HERE) as address:
        yield address


def chosen(issuer: str) -> dict:
    return {
        "issuer": issuer, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "SSO Lampung",
        "number_claim": "nip",
    }  # fmt: skip


@pytest.fixture
def sso(settings, issuer):
    settings.SINGLE_SIGN_ON = chosen(issuer)
    return issuer


@pytest.fixture
def ani(cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(employee_number=ANI)
    return cast.ani.account


def travel(client, who: str, onward: str = "/people/"):
    """Start here, sign in there as `who`, and come back."""
    start = client.post(reverse("accounts:sign_in_elsewhere"), {"next": onward})
    with requests.Session() as browser:
        browser.cookies.set("who", who)
        address = start.url
        while not address.startswith(HERE):
            address = requests.compat.urljoin(address, browser.get(address, allow_redirects=False).headers["location"])
    return start.url, address, client.get(address)


pytestmark = pytest.mark.slow  # starts a provider and speaks to it over a socket


def test_the_first_time_links_by_employee_number(client, ani, sso):
    rights = RoleGrant.objects.count(), Account.objects.count()
    asked, _returned, answer = travel(client, ANI)

    told = parse_qs(urlsplit(asked).query)
    assert (told["response_type"], told["code_challenge_method"]) == (["code"], ["S256"])
    assert answer.url == "/people/"
    assert client.get(reverse("accounts:account")).context["account"] == ani
    assert [event.name for event in Event.objects.order_by("pk")] == ["accounts.link", "accounts.sign_in"]
    assert (RoleGrant.objects.count(), Account.objects.count()) == rights
    assert SocialAccount.objects.get().extra_data == {}


def test_the_second_time_the_link_counts_and_not_the_number(client, ani, sso):
    travel(client, ANI)
    Employee.objects.filter(account=ani).update(employee_number="198001012010019999")

    assert travel(client, ANI)[2].url == "/people/"
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "case", ["unknown", "closed", "persona outside the demo", "linked to another identity", "only the e-mail"]
)
def test_nobody_is_let_in_or_created_otherwise(client, ani, sso, settings, case):
    if case == "closed":
        Account.objects.filter(pk=ani.pk).update(is_active=False)
    if case == "persona outside the demo":
        settings.DEMO = False
        Account.objects.filter(pk=ani.pk).update(persona="official")
    if case == "linked to another identity":
        SocialAccount.objects.create(user=ani, provider=sso, uid="99")
    before = Account.objects.count(), SocialAccount.objects.count()

    answer = travel(client, STRANGER if case in ("unknown", "only the e-mail") else ANI)[2]

    assert answer.status_code == 403
    assert "Pengelola kinerja unit Anda atau pengelola sistem dapat membuka akun" in answer.content.decode()
    assert (Account.objects.count(), SocialAccount.objects.count()) == before
    assert client.get(reverse("accounts:account")).status_code == 302


def test_a_closed_account_stays_out_though_it_is_linked(client, ani, sso):
    SocialAccount.objects.create(user=ani, provider=sso, uid="1")
    Account.objects.filter(pk=ani.pk).update(is_active=False)

    assert travel(client, ANI)[2].status_code == 403


def test_the_second_factor_is_asked_all_the_same(client, ani, sso):
    with_app(ani)

    assert travel(client, ANI)[2].url == "/sign-in/confirm/?next=%2Fpeople%2F"
    assert client.get(reverse("accounts:account")).status_code == 302


def test_an_answer_works_once_and_in_its_own_browser(client, ani, sso, django_user_model):
    from django.test import Client

    _asked, returned, _answer = travel(client, ANI)

    assert client.get(returned).status_code == 403
    assert Client().get(returned).status_code == 403


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied"])
def test_an_answer_nobody_asked_for_is_refused(client, db, sso, query):
    assert client.get(reverse("accounts:return_from_elsewhere") + query).status_code == 403


def test_a_made_up_code_is_refused(client, ani, sso):
    start = client.post(reverse("accounts:sign_in_elsewhere"), {"next": "/"})
    state = parse_qs(urlsplit(start.url).query)["state"][0]

    assert client.get(reverse("accounts:return_from_elsewhere"), {"state": state, "code": "x"}).status_code == 403


def test_an_unreachable_provider_is_told(client, db, settings):
    settings.SINGLE_SIGN_ON = chosen("http://127.0.0.1:9")

    assert client.post(reverse("accounts:sign_in_elsewhere")).status_code == 502


def test_without_a_provider_there_is_no_button_and_no_route(client, db):
    assert "Masuk lewat" not in client.get(reverse("accounts:sign_in")).content.decode()
    assert client.post(reverse("accounts:sign_in_elsewhere")).status_code == 404
    assert client.get(reverse("accounts:return_from_elsewhere")).status_code == 404


def test_with_a_provider_there_is_a_button(client, db, sso):
    assert "Masuk lewat SSO Lampung" in client.get(reverse("accounts:sign_in")).content.decode()


ISSUER = "https://sso.lampung.invalid/realms/asn"


def test_half_a_provider_is_an_error(monkeypatch):
    monkeypatch.setenv("SAMBAYAN_OIDC_ISSUER", ISSUER)

    with pytest.raises(ImproperlyConfigured, match="SAMBAYAN_OIDC_CLIENT_ID, SAMBAYAN_OIDC_CLIENT_SECRET"):
        single_sign_on(demo=False)


def test_personas_and_a_real_provider_exclude_each_other(monkeypatch):
    monkeypatch.setenv("SAMBAYAN_OIDC_ISSUER", ISSUER)

    with pytest.raises(ImproperlyConfigured, match="one-click personas"):
        single_sign_on(demo=True)


def test_a_provider_without_https_is_an_error_in_production(monkeypatch):
    monkeypatch.setenv("SAMBAYAN_OIDC_ISSUER", "http://sso.lampung.invalid")

    with pytest.raises(ImproperlyConfigured, match="https"):
        single_sign_on(demo=False)


def test_the_provider_of_the_settings(monkeypatch):
    for name, value in {"ISSUER": f"{ISSUER}/", "CLIENT_ID": "a", "CLIENT_SECRET": "b"}.items():
        monkeypatch.setenv(f"SAMBAYAN_OIDC_{name}", value)

    assert single_sign_on(demo=False) == {
        "issuer": ISSUER, "client_id": "a", "client_secret": "b", "name": "SSO", "number_claim": "nip",
    }  # fmt: skip
    assert origin(ISSUER) == "https://sso.lampung.invalid"


def test_a_provider_that_says_two_things_is_refused(client, ani, sso, monkeypatch):
    monkeypatch.setattr(
        "sambayan.accounts.actions.elsewhere.Wire._fetch_user_info", lambda *_: {"sub": "somebody else"}
    )

    assert travel(client, ANI)[2].status_code == 403
