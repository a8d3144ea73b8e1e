"""Signing in as people do it: password, app, passkey, recovery code, reset by mail, provider."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail

from accounts.test_elsewhere import chosen, provider
from sambayan.common.actor import Role
from sambayan.people.models import Account, Employee, RoleGrant

PASSWORD = "kata sandi panjang"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ani(cast):
    account = cast.ani.account
    account.login, account.email = "197912312010011001", "ani@contoh.invalid"
    account.set_password(PASSWORD)
    account.save()
    return account


def enter(page, login="ani@contoh.invalid", password=PASSWORD):
    page.goto("/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.get_by_role("button", name="Masuk", exact=True).click()


def leave(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Keluar", exact=True).first.click()


def app_code(secret: str, ahead: int) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_app_and_recovery_code(ani, visit):
    page = visit("/sign-in/")
    enter(page)
    page.goto("/account/")
    page.get_by_role("link", name="Tambah faktor kedua").click()
    page.get_by_role("link", name="Sambungkan aplikasi").click()
    secret = page.locator(".copy-value").inner_text().replace(" ", "")
    page.fill("[name=code]", app_code(secret, 0))
    page.get_by_role("button", name="Sambungkan").click()
    page.get_by_role("button", name="Buat kode cadangan").click()
    page.locator("[data-codes] code").last.wait_for()
    codes = page.locator("[data-codes] code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh kode").click()
    assert codes == re.findall(r"\d{8}", download.value.path().read_text())

    leave(page)
    enter(page, "1979 1231 2010 0110 01")
    page.fill("[name=code]", app_code(secret, 1))
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/home/")
    leave(page)
    enter(page)
    page.fill("[name=code]", codes[3])
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/home/")
    assert page.problems == []


def authenticator(page) -> None:
    """A phone that opens its keys with a finger, as Chromium plays it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_for_somebody_who_must(ani, visit):
    RoleGrant.objects.create(account=ani, role=Role.INSPECTOR, from_date="2026-01-01")
    page = visit("/sign-in/")
    authenticator(page)
    enter(page)
    page.wait_for_url("**/account/add-second-factor/")

    page.get_by_role("link", name="Buat kunci sandi").click()
    page.fill("[name=name]", "Ponsel saya")
    page.get_by_role("button", name="Buat kunci sandi").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/account/")
    page.get_by_text("Ponsel saya").first.wait_for()

    leave(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.wait_for_url("**/home/")
    leave(page)
    enter(page)
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/home/")
    assert page.problems == []


def test_reset_by_mail(ani, visit):
    page = visit("/sign-in/")
    page.get_by_role("link", name="Lupa kata sandi").click()
    page.fill("[name=login]", "ani@contoh.invalid")
    page.get_by_role("button", name="Kirim tautan").click()
    page.get_by_text("Periksa kotak surel").first.wait_for()

    page.goto(re.search(r"http\S+/set-password/\S+", mail.outbox[-1].body)[0])
    page.fill("[name=new_password]", "sawah di lereng gunung")
    page.fill("[name=again]", "sawah di lereng gunung")
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan kata sandi").click()
    enter(page, password="sawah di lereng gunung")
    page.wait_for_url("**/home/")
    assert page.problems == []


@pytest.mark.slow  # starts a provider
def test_provider(ani, visit, live_server, settings, tmp_path):
    Employee.objects.filter(account=ani).update(employee_number=ani.login)
    with provider(tmp_path, f"{live_server.url}/sign-in/elsewhere/return/") as issuer:
        settings.SINGLE_SIGN_ON = chosen(issuer)
        directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "form-action": ["'self'", issuer]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
        page = visit("/sign-in/")
        page.context.add_cookies([{"name": "who", "value": ani.login, "url": issuer}])
        page.get_by_role("button", name="Masuk lewat SSO Lampung").click()
        page.wait_for_url("**/home/")
        assert [problem for problem in page.problems if not problem.startswith(issuer)] == []
    assert Account.objects.count() == 7
