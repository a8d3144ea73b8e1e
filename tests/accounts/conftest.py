"""What the tests of signing in need: an account with a password, and codes as an app would show them."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.utils import timezone

from sambayan.accounts.rules import Proof
from sambayan.people.models import Account

PASSWORD = "kata sandi panjang"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(ahead: int = 0) -> str:
    """What the app shows now, or some half minutes ahead."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + ahead))


def with_app(account: Account) -> Authenticator:
    return TOTP.activate(account, SECRET).instance


def recovery_codes(account: Account) -> list[str]:
    return RecoveryCodes.activate(account).generate_codes()


def prove(client, *, second_factor: bool = True) -> None:
    """As if the person had just signed in."""
    session = client.session
    Proof(second_factor, timezone.now().timestamp(), timezone.now().timestamp()).keep(session)
    session.save()


@pytest.fixture
def account(db):
    return Account.objects.create_user("ani@contoh.invalid", PASSWORD, name="Ani", email="ani@contoh.invalid")


@pytest.fixture
def mine(client, account):
    """A browser in which Ani has just signed in."""
    client.force_login(account)
    prove(client)
    return client
