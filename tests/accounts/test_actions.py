"""Looking after an account: password, e-mail, factors, sessions, and what administrators do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.people import AccountFactory, post
from sambayan.accounts import actions, queries
from sambayan.accounts.models import Attempt, OpenSession
from sambayan.audit.models import Event
from sambayan.audit.sentences import SENTENCES
from sambayan.common.actor import Role
from sambayan.common.guard import Denied
from sambayan.common.jobs import DAILY, later
from sambayan.notices.models import Notice
from sambayan.people.models import Account, RoleGrant
from sambayan.people.queries import actor_for

from .conftest import PASSWORD, SECRET, code, prove, recovery_codes, with_app

NEW = {"new_password": "sawah di lereng gunung", "again": "sawah di lereng gunung"}


def enter(client, password=PASSWORD):
    return client.post(reverse("accounts:sign_in"), {"login": "ani@contoh.invalid", "password": password})


def names() -> list[str]:
    return [event.name for event in Event.objects.order_by("pk")]


def linked() -> str:
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_changing_the_password_ends_every_other_session(client, account, django_capture_on_commit_callbacks):
    other = Client()
    enter(other), enter(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:change_password"), NEW)

    assert [one.get(reverse("accounts:account")).status_code for one in (client, other)] == [200, 302]
    assert [row.session_key for row in OpenSession.objects.all()] == [client.session.session_key]
    assert names()[-1] == "accounts.change_password"
    assert mail.outbox[-1].to == ["ani@contoh.invalid"]


@pytest.mark.parametrize(
    ("password", "again"),
    [("pendek", "pendek"), ("password123", "password123"), ("ani@contoh.invalid",) * 2, ("a" * 201,) * 2,
     ("sawah di lereng", "sawah di bukit")],
)  # fmt: skip
def test_a_poor_password_is_refused(mine, password, again):
    answer = mine.post(reverse("accounts:change_password"), {"new_password": password, "again": again})

    assert answer.status_code == 422


@pytest.mark.parametrize("password", ["aaaaaaaz", "x" * 200, "12345 67890 12345"])
def test_a_password_needs_no_composition(mine, account, password):
    mine.post(reverse("accounts:change_password"), {"new_password": password, "again": password})
    account.refresh_from_db()

    assert account.check_password(password)


@pytest.mark.parametrize("name", ["change_password", "change_email", "add_app", "add_passkey", "renew_recovery_codes"])
def test_sensitive_pages_ask_for_the_password_again(client, account, name):
    client.force_login(account)

    assert client.get(reverse(f"accounts:{name}")).url.startswith(reverse("accounts:confirm_password"))
    client.post(reverse("accounts:confirm_password"), {"password": PASSWORD})
    assert client.get(reverse(f"accounts:{name}")).status_code == 200


def test_a_wrong_password_proves_nothing_and_is_limited(client, account):
    client.force_login(account)
    url = reverse("accounts:confirm_password")
    answers = [client.post(url, {"password": "salah"}).content.decode() for _ in range(11)]

    assert ["Terlalu banyak percobaan" in answer for answer in answers] == [False] * 10 + [True]


def forgot(client, login="ani@contoh.invalid"):
    return client.post(reverse("accounts:forgot_password"), {"login": login})


def test_a_forgotten_password_is_reset_by_mail_once(client, account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        forgot(client)
    link = linked()

    assert client.get(link).status_code == 200
    assert client.post(link, NEW).url == reverse("accounts:sign_in")
    assert client.post(link, NEW).status_code == 410
    assert enter(client, NEW["again"]).status_code == 302
    assert names() == ["accounts.reset_password", "accounts.sign_in"]


def test_a_reset_says_the_same_for_known_and_unknown(client, account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        known, unknown = forgot(client), forgot(client, "lain@contoh.invalid")

    assert known.content == unknown.content
    assert len(mail.outbox) == 1


def test_a_reset_link_lasts_an_hour(client, account, monkeypatch):
    token = queries.link(account, "reset")
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 3601)

    assert client.get(reverse("accounts:set_password", args=[token])).status_code == 410


def test_a_sign_in_ends_the_reset_link(client, account):
    token = queries.link(account, "reset")
    enter(client)

    assert client.get(reverse("accounts:set_password", args=[token])).status_code == 410


def test_a_link_is_good_for_its_purpose_only(client, account):
    token = queries.link(account, "email", "baru@contoh.invalid")

    assert client.get(reverse("accounts:set_password", args=[token])).status_code == 410


def test_reset_mails_are_limited(client, account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            forgot(client)

    assert len(mail.outbox) == 3


def test_an_address_changes_once_its_link_is_confirmed(mine, account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mine.post(reverse("accounts:change_email"), {"email": "Baru@contoh.invalid"})
    link = linked()
    mine.get(link)
    account.refresh_from_db()
    assert account.email == "ani@contoh.invalid"

    assert mine.post(link).url == reverse("accounts:account")
    account.refresh_from_db()
    assert account.email == "baru@contoh.invalid"
    assert names() == ["accounts.change_email"]
    assert mine.post(link).status_code == 410


def test_an_address_in_use_gets_no_mail_and_the_page_does_not_tell(mine, account):
    AccountFactory(email="budi@contoh.invalid")

    assert mine.post(reverse("accounts:change_email"), {"email": "budi@contoh.invalid"}).status_code == 302
    assert mail.outbox == []


def test_an_address_taken_meanwhile_is_not_taken_twice(client, account):
    token = queries.link(account, "email", "baru@contoh.invalid")
    AccountFactory(email="baru@contoh.invalid")

    assert client.post(reverse("accounts:confirm_email", args=[token])).status_code == 410


def test_a_confirmed_address_leads_a_stranger_to_the_door(client, account):
    token = queries.link(account, "email", "baru@contoh.invalid")

    assert client.post(reverse("accounts:confirm_email", args=[token])).url == reverse("accounts:sign_in")


@pytest.fixture
def secret(monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)


def test_an_app_is_added_with_its_first_code_and_other_sessions_end(client, account, secret):
    other = Client()
    enter(other), enter(client)
    assert SECRET[:4] in client.get(reverse("accounts:add_app")).content.decode()

    assert client.post(reverse("accounts:add_app"), {"code": code()}).url == reverse("accounts:renew_recovery_codes")
    assert other.get(reverse("accounts:account")).status_code == 302
    assert names()[-1] == "accounts.add_factor"
    assert SECRET not in str(Authenticator.objects.get().data)


def test_an_app_with_a_wrong_code_is_not_added(mine, account, secret):
    assert mine.post(reverse("accounts:add_app"), {"code": "000000"}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_a_new_app_replaces_the_old_and_ends_nothing(client, account, secret):
    with_app(account)
    client.force_login(account)
    prove(client)
    session = OpenSession.objects.create(
        account=account, session_key="x", started_at=timezone.now(), last_used_at=timezone.now()
    )
    client.post(reverse("accounts:add_app"), {"code": code()})

    assert Authenticator.objects.count() == 1
    assert OpenSession.objects.get() == session


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "[]",
        "{}",
        "9" * 30,
        '"x"',
        "[1]",
        '{"id": "' + "x" * 20_000 + '"}',
        '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}',
    ],
)
def test_a_made_up_passkey_is_not_added(mine, credential):
    mine.get(reverse("accounts:add_passkey"))

    assert mine.post(reverse("accounts:add_passkey"), {"credential": credential, "name": "x"}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_recovery_codes_are_shown_once(mine, account):
    with_app(account)
    url = reverse("accounts:renew_recovery_codes")
    shown = mine.post(url)

    codes = re.findall(r"<li><code>(\d+)</code>", shown.content.decode())
    assert codes == recovery_codes(account)
    assert len(set(codes)) == 10
    assert "Tersisa 10 kode" in mine.get(url).content.decode()


def test_recovery_codes_come_with_a_factor_only(mine):
    assert mine.post(reverse("accounts:renew_recovery_codes")).status_code == 403


def test_removing_the_last_factor_takes_the_recovery_codes_along(mine, account):
    row = with_app(account)
    recovery_codes(account)
    mine.get(reverse("accounts:remove_factor", args=[row.pk]))
    mine.post(reverse("accounts:remove_factor", args=[row.pk]))

    assert Authenticator.objects.count() == 0
    assert names() == ["accounts.remove_factor"]


def test_removing_one_of_two_keeps_the_rest(account):
    row = with_app(account)
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "Ponsel", "credential": {}})
    by = actor_for(account, timezone.localdate())
    actions.remove_factor(queries.factor(row.pk), by=by, at=timezone.now())

    assert [factor.name for factor in queries.factors_of(account.pk)] == ["Ponsel"]


def test_the_last_factor_stays_where_a_role_demands_one(cast, client):
    row = with_app(cast.admin.account)
    client.force_login(cast.admin.account)
    prove(client)

    assert client.post(reverse("accounts:remove_factor", args=[row.pk])).status_code == 403
    assert Authenticator.objects.count() == 1


def test_one_session_is_signed_out(client, account):
    other = Client()
    enter(other), enter(client)
    theirs = OpenSession.objects.get(session_key=other.session.session_key)
    client.post(reverse("accounts:sign_out_session", args=[theirs.pk]))

    assert [one.get(reverse("accounts:account")).status_code for one in (client, other)] == [200, 302]


def test_the_sessions_of_others_stay(mine, account):
    theirs = OpenSession.objects.create(
        account=AccountFactory(), session_key="x", started_at=timezone.now(), last_used_at=timezone.now()
    )

    assert mine.post(reverse("accounts:sign_out_session", args=[theirs.pk])).status_code == 403


def test_sign_out_everywhere_means_here_too(client, account):
    other = Client()
    enter(other), enter(client)
    client.post(reverse("accounts:sign_out_everywhere"))

    assert [one.get(reverse("accounts:account")).status_code for one in (client, other)] == [302, 302]
    assert names()[-1] == "accounts.sign_out_everywhere"


def test_sweeping_removes_what_has_run_out(account):
    then = timezone.now() - timedelta(days=1)
    OpenSession.objects.create(account=account, session_key="x", started_at=then, last_used_at=then)
    Attempt.objects.create(key="x", at=then)
    actions.sweep(at=timezone.now())

    assert (OpenSession.objects.count(), Attempt.objects.count()) == (0, 0)


def administer(client, member, name, employee, **words):
    client.force_login(member.account)
    prove(client)
    return client.post(reverse(f"accounts:{name}", args=[employee.pk]), words)


def handed(answer) -> str:
    return re.search(r"http://testserver(/set-password/[^<]+)<", answer.content.decode())[1]


def test_an_administrator_resets_a_password_with_a_reason(client, cast):
    cast.ani.account.set_password(PASSWORD)
    cast.ani.account.save()
    answer = administer(client, cast.admin, "reset_by_administrator", cast.ani.employee, reason="Lupa.")
    account = Account.objects.get(pk=cast.ani.account.pk)

    assert not account.check_password(PASSWORD)
    event = Event.objects.latest("pk")
    assert (event.name, event.reason) == ("accounts.reset_by_administrator", "Lupa.")
    assert Notice.objects.get().recipient_id == cast.ani.employee.pk
    assert Client().post(handed(answer), NEW).status_code == 302


def test_a_reset_needs_a_reason(client, cast):
    assert administer(client, cast.admin, "reset_by_administrator", cast.ani.employee, reason="").status_code == 422


def test_a_handed_link_lasts_a_day(client, cast, monkeypatch):
    answer = administer(client, cast.admin, "reset_by_administrator", cast.ani.employee, reason="Lupa.")
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 86_000)
    assert Client().get(handed(answer)).status_code == 200
    monkeypatch.setattr("time.time", lambda: now + 86_500)
    assert Client().get(handed(answer)).status_code == 410


@pytest.mark.parametrize("email", ["eko@contoh.invalid", ""])
def test_an_administrator_opens_an_account(client, cast, email, django_capture_on_commit_callbacks):
    eko = post("Eko", "lpg/bapenda/").employee
    eko.email = email
    eko.save()
    with django_capture_on_commit_callbacks(execute=True):
        answer = administer(client, cast.admin, "open_account", eko)

    account = Account.objects.get(employee=eko)
    assert (account.login, account.email) == (eko.employee_number, email)
    assert Client().get(handed(answer)).status_code == 200
    assert len(mail.outbox) == bool(email)
    assert Event.objects.latest("pk").name == "accounts.open_account"


def test_only_the_system_administrator_removes_factors_of_others(client, cast):
    with_app(cast.ani.account)
    refused = administer(client, cast.admin, "remove_factors", cast.ani.employee, reason="Ponsel hilang.")
    RoleGrant.objects.filter(account=cast.admin.account).update(role=Role.SYSTEM_ADMIN)
    done = administer(client, cast.admin, "remove_factors", cast.ani.employee, reason="Ponsel hilang.")

    assert (refused.status_code, done.url) == (403, reverse("accounts:manage", args=[cast.ani.employee.pk]))
    assert Authenticator.objects.count() == 0
    assert Event.objects.latest("pk").reason == "Ponsel hilang."


def test_strangers_do_not_administer(client, cast):
    for name in ("manage", "reset_by_administrator", "remove_factors"):
        client.force_login(cast.budi.account)
        prove(client)
        assert client.get(reverse(f"accounts:{name}", args=[cast.ani.employee.pk])).status_code == 403
    assert client.post(reverse("accounts:open_account", args=[cast.ani.employee.pk])).status_code == 403


def test_actions_refuse_without_the_page(rf, cast):
    holder = queries.holder(cast.ani.employee.pk)

    with pytest.raises(Denied):
        actions.reset_by_administrator(rf.get("/"), holder, reason="x", by=cast.dewi.actor, at=timezone.now())


def test_the_person_page_leads_administrators_to_the_account(cast, sign_in, today):
    url = reverse("people:person", args=[cast.ani.employee.pk])
    link = reverse("accounts:manage", args=[cast.ani.employee.pk])

    assert [link in sign_in(who).get(url).content.decode() for who in (cast.admin, cast.budi, cast.ani)] == [
        True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens(cast, client, today, language):
    with_app(cast.admin.account)
    client.force_login(cast.admin.account)
    prove(client)
    mine = ["account", "confirm_password", "change_password", "change_email", "add_second_factor", "add_app",
            "add_passkey", "renew_recovery_codes", "forgot_password", "sign_in"]  # fmt: skip
    others = ["manage", "reset_by_administrator"]
    addresses = [reverse(f"accounts:{name}") for name in mine]
    addresses += [reverse(f"accounts:{name}", args=[cast.ani.employee.pk]) for name in others]

    assert {client.get(address, {"lang": language}).status_code for address in addresses} == {200}


def test_somebody_without_a_post_or_factor_is_not_found(client, cast):
    client.force_login(cast.admin.account)
    prove(client)

    assert client.get(reverse("accounts:manage", args=[999_999])).status_code == 404
    assert client.get(reverse("accounts:remove_factor", args=[999_999])).status_code == 404


def test_the_daily_sweep_is_a_job(account):
    then = timezone.now() - timedelta(days=1)
    Attempt.objects.create(key="x", at=then)
    later("accounts.sweep")

    assert Attempt.objects.count() == 0
    assert "accounts.sweep" in DAILY


def test_the_page_asks_before_factors_of_others_are_removed(client, cast):
    with_app(cast.ani.account)
    RoleGrant.objects.filter(account=cast.admin.account).update(role=Role.SYSTEM_ADMIN)
    client.force_login(cast.admin.account)
    prove(client)

    assert client.get(reverse("accounts:remove_factors", args=[cast.ani.employee.pk])).status_code == 200
    assert administer(client, cast.admin, "remove_factors", cast.ani.employee, reason="").status_code == 422
    assert Authenticator.objects.count() == 1


def test_rows_are_named_in_words(account):
    now = timezone.now()
    session = OpenSession(account=account, device="Firefox, Linux", started_at=now, last_used_at=now)

    assert str(session) == "Firefox, Linux"
    assert str(Attempt(key="x", at=now)) == f"{now:%Y-%m-%d %H:%M}"


def test_every_event_of_the_room_has_a_sentence():
    code = "".join(path.read_text() for path in Path(actions.__file__).parent.glob("*.py"))

    recorded = set(re.findall(r'record\(\s*"([a-z_.]+)"', code))
    assert recorded == {name for name in SENTENCES if name.startswith("accounts.")}


def test_the_owner_is_told_when_factors_change(mine, account, django_capture_on_commit_callbacks):
    row = with_app(account)
    with django_capture_on_commit_callbacks(execute=True):
        mine.post(reverse("accounts:remove_factor", args=[row.pk]))

    assert [letter.subject for letter in mail.outbox] == ["Faktor kedua akun Sambayan Anda baru saja diubah."]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_account_asks_the_database_the_same_number_of_times(mine, account, django_assert_num_queries, rows):
    now = timezone.now()
    for number in range(rows):
        Authenticator.objects.create(user=account, type="webauthn", data={"name": f"Kunci {number}"})
        OpenSession.objects.create(account=account, session_key=f"s{number}", started_at=now, last_used_at=now)

    with django_assert_num_queries(6):
        mine.get(reverse("accounts:account"))
