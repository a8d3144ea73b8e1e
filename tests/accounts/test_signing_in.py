"""Coming in and going out."""

import pytest
from django.urls import reverse

from factories.people import AccountFactory
from sambayan.audit.models import Event
from sambayan.people.models import Account


@pytest.fixture
def account(db):
    return Account.objects.create_user("ani@contoh.invalid", "kata sandi panjang", name="Ani")


def enter(client, login="ani@contoh.invalid", password="kata sandi panjang", **more):
    return client.post(reverse("accounts:sign_in"), {"login": login, "password": password, **more})


def test_sign_in_leads_home_and_is_recorded(client, account):
    assert enter(client).url == reverse("notices:home")
    assert [(e.name, e.actor_name) for e in Event.objects.all()] == [("accounts.sign_in", "Ani")]


def test_sign_in_forgives_spaces_and_capitals(client, account):
    assert enter(client, login=" ANI@contoh.invalid ").status_code == 302


def test_wrong_login_and_wrong_password_get_the_same_answer(client, account):
    one, two = enter(client, login="lain@contoh.invalid"), enter(client, password="salah salah")

    told = "NIP atau surel dan kata sandi tidak cocok."
    assert (one.status_code, two.status_code) == (422, 422)
    assert told in one.content.decode()
    assert told in two.content.decode()


def test_a_closed_account_stays_out(client, account):
    Account.objects.update(is_active=False)

    assert enter(client).status_code == 422


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("/people/", "/people/"),
        ("https://jahat.invalid/", "/home/"),
        ("//jahat.invalid", "/home/"),
        ("", "/home/"),
        ("foo", "/home/"),
    ],
)
def test_sign_in_leads_on_inside_the_house_only(client, account, target, leads):
    assert enter(client, next=target).url == leads


def test_a_persona_enters_with_one_click_in_the_demo(client, db):
    AccountFactory(persona="official", name="Ani")

    assert client.post(reverse("accounts:sign_in_as", args=["official"])).url == reverse("notices:home")
    assert Event.objects.get().name == "accounts.sign_in"


def test_personas_do_not_exist_outside_the_demo(client, db, settings):
    settings.DEMO = False
    AccountFactory(persona="official")

    assert client.post(reverse("accounts:sign_in_as", args=["official"])).status_code == 404
    assert client.get(reverse("accounts:sign_in")).context["personas"] == []


def test_an_unknown_persona_does_not_exist(client, db):
    assert client.post(reverse("accounts:sign_in_as", args=["raja"])).status_code == 404


def test_sign_out_ends_the_session_and_is_recorded(client, account):
    enter(client)

    assert client.post(reverse("accounts:sign_out")).url == reverse("portal:start")
    assert client.get(reverse("notices:home")).status_code == 302
    assert Event.objects.latest("pk").name == "accounts.sign_out"


def test_an_account_without_a_password_lets_nobody_in(client, db):
    Account.objects.create_user("kosong@contoh.invalid", name="Kosong")

    assert enter(client, login="kosong@contoh.invalid", password="").status_code == 422


def test_a_persona_left_over_from_a_demo_stays_out_of_production(client, account, settings):
    settings.DEMO = False
    Account.objects.update(persona="administrator")

    assert enter(client).status_code == 422
