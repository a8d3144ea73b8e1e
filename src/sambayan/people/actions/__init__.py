"""Coming in and going out, each with its record."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.people import queries
from sambayan.people.models import Account


def sign_in(request: HttpRequest, *, name: str, password: str, at: datetime) -> Account | None:
    """Sign in with login and password. None when they do not fit; the two failures cannot be told apart."""
    account = authenticate(request, username="".join(name.split()).lower(), password=password)
    if account is None or (account.persona and not settings.DEMO):
        return None
    return _enter(request, account, at=at)  # type: ignore[arg-type]


def sign_in_as(request: HttpRequest, account: Account, *, at: datetime) -> Account:
    """Sign in as a demo persona, without a password. The route exists in demo mode only."""
    return _enter(request, account, at=at)


@transaction.atomic
def _enter(request: HttpRequest, account: Account, *, at: datetime) -> Account:
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    record("people.sign_in", account, by=queries.actor_for(account, timezone.localdate(at)), at=at)
    return account


@transaction.atomic
def sign_out(request: HttpRequest, *, by: Actor, at: datetime) -> None:
    """End the session."""
    record("people.sign_out", request.user, by=by, at=at)  # type: ignore[arg-type]
    logout(request)
