"""Coming in and going out."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.urls import reverse
from django.utils import timezone

from factories.people import AccountFactory
from sambayan.accounts.actions.attempts import allowed
from sambayan.accounts.models import Attempt, OpenSession
from sambayan.audit.models import Event
from sambayan.people.models import Account

from .conftest import PASSWORD, code, prove, recovery_codes, with_app


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


def test_sign_in_with_the_employee_number_in_its_groups(client, cast):
    cast.ani.account.login = cast.ani.employee.employee_number
    cast.ani.account.set_password(PASSWORD)
    cast.ani.account.save()

    assert enter(client, login=cast.ani.employee.printed_number).status_code == 302


def test_sign_in_with_the_email_beside_the_login(client, account):
    Account.objects.update(login="198001012010011001", email="ani@contoh.invalid")

    assert enter(client, login="ANI@contoh.INVALID").status_code == 302


ANSWERS = {
    "wrong": {"password": "salah salah"},
    "unknown": {"login": "lain@contoh.invalid"},
    "closed": {},
    "persona": {},
    "without": {},
}


@pytest.mark.parametrize("case", ANSWERS)
def test_every_failure_looks_and_costs_the_same(client, account, settings, monkeypatch, case):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    account.set_password(PASSWORD)
    account.is_active, account.persona = case != "closed", "official" if case == "persona" else ""
    if case == "without":
        account.set_unusable_password()
    account.save()
    hashed = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or encode(*a, **k))

    page = enter(client, **ANSWERS[case])

    typed = ANSWERS[case].get("login", "ani@contoh.invalid")
    text = re.sub(r"csrfmiddlewaretoken\" value=\"\w+", "", page.content.decode()).replace(typed, "")
    assert (page.status_code, len(hashed)) == (422, 1)
    assert "NIP atau surel dan kata sandi tidak cocok" in text


def test_the_eleventh_attempt_is_not_looked_at(client, account):
    answers = [enter(client, password="salah salah").content.decode() for _ in range(11)]

    assert ["Terlalu banyak percobaan" in answer for answer in answers] == [False] * 10 + [True]
    assert "Terlalu banyak percobaan" in enter(client).content.decode()
    assert [event.name for event in Event.objects.all()] == ["accounts.sign_in_refused"]


def test_an_unknown_login_is_limited_like_a_known_one(client, db):
    answers = [enter(client, login="lain@contoh.invalid").content.decode() for _ in range(11)]

    assert ["Terlalu banyak percobaan" in answer for answer in answers] == [False] * 10 + [True]
    assert Event.objects.count() == 0


def test_attempts_count_for_an_hour(account, db):
    now = timezone.now()
    assert [allowed("account", 7, at=now) for _ in range(11)] == [True] * 10 + [False]

    assert allowed("account", 7, at=now + timedelta(hours=1))
    assert Attempt.objects.count() == 1


def test_attempts_name_neither_login_nor_address(client, account):
    enter(client, password="salah salah")

    assert {len(attempt.key) for attempt in Attempt.objects.all()} == {64}


def test_a_success_starts_the_count_anew(client, account):
    for _ in range(9):
        enter(client, password="salah salah")
    enter(client)

    assert enter(client, password="salah salah").content.decode().count("Terlalu banyak") == 0


def test_the_session_gets_a_new_key_at_sign_in(client, account):
    client.get(reverse("accounts:offer_passkey"))
    before = client.session.session_key
    enter(client)

    assert client.session.session_key != before


def test_a_closed_account_is_out_at_the_next_request(mine, account):
    Account.objects.update(is_active=False)

    assert mine.get(reverse("accounts:account")).status_code == 302


def test_a_persona_with_a_session_is_out_of_production(mine, account, settings):
    settings.DEMO = False
    Account.objects.update(persona="administrator")

    assert mine.get(reverse("accounts:account")).status_code == 302


def test_a_session_is_listed_with_its_device(client, account):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
    client.post(
        reverse("accounts:sign_in"), {"login": account.login, "password": PASSWORD}, headers={"user-agent": agent}
    )

    assert [(row.device, row.session_key) for row in OpenSession.objects.all()] == [
        ("Firefox, Linux", client.session.session_key)
    ]


def second_step(client, value):
    return client.post(reverse("accounts:confirm_sign_in"), {"code": value, "next": "/people/"})


def test_a_second_factor_makes_a_second_step(client, account):
    with_app(account)

    assert enter(client, next="/people/").url == "/sign-in/confirm/?next=%2Fpeople%2F"
    assert client.get(reverse("accounts:account")).status_code == 302
    assert second_step(client, code()).url == "/people/"
    assert client.get(reverse("accounts:account")).status_code == 200


def test_a_code_is_accepted_once(client, account):
    with_app(account)
    enter(client)
    used = code()
    second_step(client, used)
    enter(client)

    assert second_step(client, used).status_code == 422
    assert second_step(client, code(ahead=1)).status_code == 302


def test_a_recovery_code_is_accepted_once(client, account):
    with_app(account)
    one = recovery_codes(account)[0]
    enter(client)
    assert second_step(client, one).status_code == 302
    enter(client)

    assert second_step(client, one).status_code == 422
    event = Event.objects.get(name="accounts.use_recovery_code")
    assert event.after == {"codes_left": 9}


def test_codes_are_limited_too(client, account):
    with_app(account)
    enter(client)
    answers = [second_step(client, "000000").content.decode() for _ in range(11)]

    assert ["Terlalu banyak percobaan" in answer for answer in answers] == [False] * 10 + [True]


def test_the_second_step_waits_ten_minutes(client, account, monkeypatch):
    with_app(account)
    enter(client)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert second_step(client, code()).url == reverse("accounts:sign_in")


def test_the_second_step_ends_when_the_password_changes(client, account):
    with_app(account)
    enter(client)
    account.set_password("kata sandi lain")
    account.save()

    assert second_step(client, code()).url == reverse("accounts:sign_in")


def test_nobody_reaches_the_second_step_without_the_first(client, db):
    assert client.get(reverse("accounts:confirm_sign_in")).url == reverse("accounts:sign_in")


@pytest.mark.parametrize("credential", ["", "x", "[]", "{}", '{"response": 1}', '{"response": {"userHandle": "OTk5"}}'])
def test_a_made_up_passkey_lets_nobody_in(client, db, credential):
    client.get(reverse("accounts:offer_passkey"))
    answer = client.post(reverse("accounts:sign_in_with_passkey"), {"credential": credential}, follow=True)

    assert "Kunci sandi itu tidak dikenal di sini" in answer.content.decode()


@pytest.mark.parametrize(
    "credential", ["", "[]", "{}", '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}']
)
def test_a_made_up_passkey_is_no_second_step(client, account, credential):
    with_app(account)
    enter(client)

    assert client.post(reverse("accounts:confirm_sign_in"), {"credential": credential}).status_code == 422


def test_a_role_that_owes_a_second_factor_goes_no_further(client, cast, today):
    client.force_login(cast.admin.account)
    setting_up = reverse("accounts:add_second_factor")

    assert {client.get(reverse(name)).url for name in ("notices:home", "portal:start", "accounts:account")} == {
        setting_up
    }
    assert client.get(setting_up).status_code == 200


def test_a_persona_of_the_demo_owes_none(client, cast, today):
    Account.objects.filter(pk=cast.admin.account.pk).update(persona="administrator")
    client.force_login(cast.admin.account)

    assert client.get(reverse("notices:home")).status_code == 200


def test_a_persona_outside_the_demo_is_nobody(client, cast, today, settings):
    settings.DEMO = False
    Account.objects.filter(pk=cast.admin.account.pk).update(persona="administrator")
    client.force_login(cast.admin.account)

    assert client.get(reverse("notices:home")).url == "/sign-in/?next=/home/"


def test_the_duty_asks_the_database_nothing(client, cast, today, django_assert_num_queries):
    counts = []
    for member in (cast.ani, cast.admin):
        client.force_login(member.account)
        prove(client)
        with django_assert_num_queries(7) as asked:
            client.get(reverse("accounts:account"))
        counts.append(len(asked))

    assert counts == [7, 7]


def test_last_used_is_written_every_quarter_of_an_hour(client, account, monkeypatch):
    enter(client)
    later = timezone.now() + timedelta(minutes=20)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client.get(reverse("accounts:account"))

    assert OpenSession.objects.get().last_used_at == later
