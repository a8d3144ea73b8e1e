"""The list of open sessions."""

from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import logout
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from sambayan.accounts.models import Attempt, OpenSession
from sambayan.accounts.rules import WINDOW, Proof, device
from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.people.models import Account


def began(request: HttpRequest, account: Account, *, at: datetime) -> None:
    """List the session that just began."""
    words = device(request.headers.get("User-Agent", ""))
    key = request.session.session_key or ""
    OpenSession.objects.create(account=account, session_key=key, device=words, started_at=at, last_used_at=at)


def end(sessions: QuerySet[OpenSession]) -> None:
    """End these sessions: their browsers are strangers from the next request on."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in sessions:
        store.delete(session.session_key)
    sessions.delete()


def seen(request: HttpRequest, *, at: datetime) -> None:
    """Note that a listed session is in use, at most every quarter of an hour."""
    proof = Proof.of(request.session)
    if proof.was_seen_long_ago(at):
        OpenSession.objects.filter(session_key=request.session.session_key).update(last_used_at=at)
        replace(proof, seen=at.timestamp()).keep(request.session)


@transaction.atomic
def sign_out_session(session: OpenSession, *, by: Actor, at: datetime) -> None:
    """End one session."""
    require("accounts.sign_out_session", by, session)
    record("accounts.sign_out_session", session.account, by=by, at=at, before={"device": session.device})
    end(OpenSession.objects.filter(pk=session.pk))


@transaction.atomic
def sign_out_everywhere(request: HttpRequest, *, by: Actor, at: datetime) -> None:
    """End every session of the account, this one too."""
    record("accounts.sign_out_everywhere", request.user, by=by, at=at)  # type: ignore[arg-type]
    end(OpenSession.objects.filter(account_id=by.account_id))
    logout(request)


def sweep(*, at: datetime) -> None:
    """Remove what has run out: sessions, their entries in the list, attempts outside the window."""
    call_command("clearsessions")
    OpenSession.objects.filter(last_used_at__lt=at - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    Attempt.objects.filter(at__lte=at - WINDOW).delete()
