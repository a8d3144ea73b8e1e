"""Coming in and going out, each with its record."""

from datetime import datetime

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from sambayan.accounts import queries
from sambayan.accounts.actions import sessions
from sambayan.accounts.actions.attempts import address, allowed, forget
from sambayan.accounts.actions.factors import fits
from sambayan.accounts.models import OpenSession
from sambayan.accounts.rules import Proof, Step
from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.people.models import Account
from sambayan.people.queries import actor_for

BACKEND = "sambayan.accounts.queries.backend.AccountBackend"
PENDING = "accounts.pending"
PENDING_LASTS = 10 * 60


def sign_in(request: HttpRequest, *, name: str, password: str, at: datetime) -> Step:
    """Sign in with login and password. Unknown, wrong, closed: the same answer after the same work."""
    known = queries.find(name)
    who = known.pk if known else "".join(name.split()).lower()
    if not (allowed("address", address(request), at=at) and allowed("account", who, at=at)):
        if known and allowed("refusal", known.pk, at=at):
            record("accounts.sign_in_refused", known, by=None, at=at)
        return Step.LIMITED
    account = authenticate(request, username=name, password=password)
    if account is None:
        return Step.REFUSED
    forget("account", who)
    return proceed(request, account, door="password", at=at)  # type: ignore[arg-type]


def sign_in_as(request: HttpRequest, account: Account, *, at: datetime) -> None:
    """Sign in as a demo persona, without a password. The route exists in demo mode only."""
    enter(request, account, door="persona", second_factor=False, at=at)


def proceed(request: HttpRequest, account: Account, *, door: str, at: datetime) -> Step:
    """After the first step: inside, or to the second step if the account has a second factor."""
    if not queries.has_second_factor(account.pk):
        enter(request, account, door=door, second_factor=False, at=at)
        return Step.INSIDE
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk,
        "bound": account.get_session_auth_hash(),
        "door": door,
        "at": at.timestamp(),
    }
    return Step.SECOND_STEP


def pending(request: HttpRequest, *, at: datetime) -> Account | None:
    """Who has done the first step in this browser, within the last minutes."""
    waiting = request.session.get(PENDING)
    if not waiting or not 0 <= at.timestamp() - waiting["at"] <= PENDING_LASTS:
        return None
    account = queries.by_id(waiting["account"])
    if account is None or not constant_time_compare(account.get_session_auth_hash(), waiting["bound"]):
        return None
    return account


def confirm_sign_in(request: HttpRequest, account: Account, *, code: str, at: datetime) -> Step:
    """The second step, with a code of the authenticator app or a recovery code."""
    if not allowed("code", account.pk, at=at):
        return Step.LIMITED
    if not fits(account, code, at=at):
        return Step.REFUSED
    finish(request, account, at=at)
    return Step.INSIDE


def finish(request: HttpRequest, account: Account, *, at: datetime) -> None:
    """Enter after the second step."""
    forget("code", account.pk)
    door = request.session.pop(PENDING)["door"]
    enter(request, account, door=door, second_factor=True, at=at)


@transaction.atomic
def enter(request: HttpRequest, account: Account, *, door: str, second_factor: bool, at: datetime) -> None:
    """Begin a session under a new key, with nothing of the one before."""
    OpenSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    login(request, account, backend=BACKEND)
    Proof(second_factor, at.timestamp(), at.timestamp()).keep(request.session)
    sessions.began(request, account, at=at)
    by = actor_for(account, timezone.localdate(at))
    record("accounts.sign_in", account, by=by, at=at, after={"door": door})


def confirm_password(request: HttpRequest, *, password: str, at: datetime) -> Step:
    """Prove again who sits there, before something sensitive."""
    account: Account = request.user  # type: ignore[assignment]
    if not allowed("account", account.pk, at=at):
        return Step.LIMITED
    if not account.check_password(password):
        return Step.REFUSED
    forget("account", account.pk)
    Proof.of(request.session).renewed(at).keep(request.session)
    return Step.INSIDE


@transaction.atomic
def sign_out(request: HttpRequest, *, by: Actor, at: datetime) -> None:
    """End the session."""
    record("accounts.sign_out", request.user, by=by, at=at)  # type: ignore[arg-type]
    OpenSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
