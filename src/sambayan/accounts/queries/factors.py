"""The second factors of an account. The tables and the arithmetic are django-allauth's."""

import base64
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac

Type = Authenticator.Type


class Sealed(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes encrypted in the database."""

    def _cipher(self) -> Fernet:
        key = salted_hmac("sambayan.accounts.factors", "", secret=settings.SECRET_KEY, algorithm="sha256").digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode()).decode()


@dataclass(frozen=True)
class Factor:
    """One second factor as its owner sees it."""

    pk: int
    account_id: int
    is_passkey: bool
    name: str
    added_at: datetime
    last_used_at: datetime | None

    def __str__(self) -> str:
        return self.name


def _factor(row: Authenticator) -> Factor:
    passkey = row.type == Type.WEBAUTHN
    name = row.data["name"] if passkey else ""
    return Factor(row.pk, row.user_id, passkey, name, row.created_at, row.last_used_at)


def factors_of(account_id: int) -> list[Factor]:
    """Authenticator app and passkeys, in the order they were added; recovery codes are not a factor of their own."""
    rows = Authenticator.objects.filter(user_id=account_id).exclude(type=Type.RECOVERY_CODES).order_by("pk")
    return [_factor(row) for row in rows]


def factor(pk: int) -> Factor | None:
    """One authenticator app or passkey."""
    row = Authenticator.objects.filter(pk=pk).exclude(type=Type.RECOVERY_CODES).first()
    return _factor(row) if row else None


def has_second_factor(account_id: int) -> bool:
    """Whether signing in takes a second step."""
    return Authenticator.objects.filter(user_id=account_id).exclude(type=Type.RECOVERY_CODES).exists()


def recovery_codes_left(account_id: int) -> int | None:
    """How many recovery codes are unused; None when none were made."""
    row = Authenticator.objects.filter(user_id=account_id, type=Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else None
