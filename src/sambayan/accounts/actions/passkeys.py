"""Passkeys (WebAuthn): something one has, opened by a finger, a face or a PIN; so one passkey is two factors."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from sambayan.accounts import queries
from sambayan.accounts.actions.attempts import address, allowed
from sambayan.accounts.actions.entering import enter, finish, pending
from sambayan.accounts.actions.factors import added
from sambayan.accounts.rules import Step
from sambayan.common.actor import Actor
from sambayan.people.models import Account

MALFORMED = (ValidationError, AttributeError, KeyError, TypeError, ValueError)
"""What the reading of an answer raises that no browser would send."""


def offer_passkey(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """The question for the browser: any passkey of this house, or one of the account that did the first step."""
    return auth.begin_authentication(pending(request, at=at))


def _shown(account: Account, credential: dict[str, Any], *, at: datetime) -> bool:
    try:
        auth.parse_authentication_response(credential)
        row = auth.complete_authentication(account, credential)
    except MALFORMED:
        return False
    Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
    return True


def sign_in_with_passkey(request: HttpRequest, *, credential: dict[str, Any], at: datetime) -> Step:
    """Sign in with a passkey alone."""
    if not allowed("passkey", address(request), at=at):
        return Step.LIMITED
    try:
        account: Any = auth.extract_user_from_response(credential)
    except MALFORMED:
        return Step.REFUSED
    if not (queries.allowed_in(account) and _shown(account, credential, at=at)):
        return Step.REFUSED
    enter(request, account, door="passkey", second_factor=True, at=at)
    return Step.INSIDE


def confirm_sign_in_with_passkey(
    request: HttpRequest, account: Account, *, credential: dict[str, Any], at: datetime
) -> Step:
    """The second step, with a passkey."""
    if not allowed("code", account.pk, at=at):
        return Step.LIMITED
    if not _shown(account, credential, at=at):
        return Step.REFUSED
    finish(request, account, at=at)
    return Step.INSIDE


@transaction.atomic
def add_passkey(request: HttpRequest, *, credential: dict[str, Any], name: str, by: Actor, at: datetime) -> bool:
    """Add the passkey that the browser made; False when the answer does not fit the question."""
    account: Account = request.user  # type: ignore[assignment]
    first = not queries.has_second_factor(account.pk)
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except MALFORMED:
        return False
    auth.WebAuthn.add(account, name, credential)
    added(request, account, "passkey", first=first, by=by, at=at)
    return True
