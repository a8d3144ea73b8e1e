"""Signing in at the agency's own provider: OpenID Connect, authorisation code with PKCE."""

from datetime import datetime
from typing import Any

import jwt
import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sambayan.accounts import queries
from sambayan.accounts.actions.entering import proceed
from sambayan.accounts.rules import Step
from sambayan.audit.actions import record
from sambayan.common.pages import absolute
from sambayan.people.models import Account
from sambayan.people.queries import actor_for


class Unconfirmed(Exception):  # noqa: N818 - reads as the sentence it is
    """The provider did not confirm anybody: unreachable, cancelled, or an answer that does not fit."""


FAILURES = (OAuth2Error, requests.RequestException, PermissionDenied, jwt.PyJWTError, KeyError, ValueError, TypeError)


class Wire(OpenIDConnectOAuth2Adapter):
    """Our address to return to, and our provider."""

    def get_provider(self) -> OpenIDConnectProvider:
        return _provider(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return absolute(request, reverse("accounts:return_from_elsewhere"))

    def claims(self, code: str, verifier: str | None) -> dict[str, Any]:
        """What the provider says about the person: the identity token, and the answer of its userinfo address."""
        app = self.get_provider().app
        told = self.get_client(self.request, app).get_access_token(code, pkce_code_verifier=verifier)
        self.did_fetch_access_token = True
        identity = self._decode_id_token(app, told["id_token"])
        more = self._fetch_user_info(told["access_token"])
        if more["sub"] != identity["sub"]:
            raise PermissionDenied
        return {**identity, **more}


class Provider(OpenIDConnectProvider):
    """The one provider of the settings."""

    oauth2_adapter_class = Wire


def _chosen() -> dict[str, str]:
    """The provider of the settings; the pages ask only when there is one."""
    return settings.SINGLE_SIGN_ON or {}


def _provider(request: HttpRequest) -> Provider:
    chosen = _chosen()
    app = SocialApp(
        provider="openid_connect",
        provider_id="elsewhere",
        name=chosen["name"],
        client_id=chosen["client_id"],
        secret=chosen["client_secret"],
        settings={"server_url": chosen["issuer"], "oauth_pkce_enabled": True, "scope": ["openid", "profile"]},
    )
    return Provider(request, app=app)


def sign_in_elsewhere(request: HttpRequest, *, onward: str) -> HttpResponse:
    """Send the browser to the provider."""
    try:
        return _provider(request).redirect(request, process="login", next_url=onward)
    except FAILURES as error:
        raise Unconfirmed from error


def return_from_elsewhere(request: HttpRequest, *, at: datetime) -> tuple[Step, str]:
    """The browser comes back: whether the person is inside, and where they wanted to go."""
    provider = _provider(request)
    state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if state is None or "code" not in request.GET:
        raise Unconfirmed
    try:
        claims = Wire(request, "elsewhere").claims(request.GET["code"], state.get("pkce_code_verifier"))
    except FAILURES as error:
        raise Unconfirmed from error
    account = _account_of(claims, at=at)
    if account is None:
        return Step.REFUSED, ""
    return proceed(request, account, door="elsewhere", at=at), state.get("next") or ""


@transaction.atomic
def _account_of(claims: dict[str, Any], *, at: datetime) -> Account | None:
    """The account linked to this identity; the first time, the one whose employee number the claim holds.

    Accounts are never created here, never found by e-mail, and one account is never linked to two identities.
    """
    issuer, subject = _chosen()["issuer"], str(claims["sub"])
    account = queries.linked(issuer, subject)
    if account is not None:
        return account if queries.allowed_in(account) else None
    account = queries.by_number(str(claims.get(_chosen()["number_claim"], "")))
    if account is None or not queries.allowed_in(account):
        return None
    if SocialAccount.objects.filter(user=account, provider=issuer).exists():
        return None
    SocialAccount.objects.create(user=account, provider=issuer, uid=subject)
    record("accounts.link", account, by=actor_for(account, timezone.localdate(at)), at=at)
    return account
