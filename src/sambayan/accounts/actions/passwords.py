"""Password and e-mail address of an account."""

from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from sambayan.accounts import queries
from sambayan.accounts.actions import mail, sessions
from sambayan.accounts.actions.attempts import address, allowed, forget
from sambayan.accounts.models import OpenSession
from sambayan.accounts.queries import Link
from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.jobs import later
from sambayan.common.pages import absolute
from sambayan.people.models import Account
from sambayan.people.queries import actor_for


@transaction.atomic
def change_password(request: HttpRequest, *, password: str, by: Actor, at: datetime) -> None:
    """Set a new password; every other session of the account ends."""
    account: Account = request.user  # type: ignore[assignment]
    account.set_password(password)
    account.save(update_fields=["password"])
    before = request.session.session_key
    sessions.end(OpenSession.objects.filter(account=account).exclude(session_key=before))
    update_session_auth_hash(request, account)
    OpenSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    record("accounts.change_password", account, by=by, at=at)
    mail.tell(account, "password_changed")


def forgot_password(request: HttpRequest, *, name: str, at: datetime) -> None:
    """Have a reset link mailed. Known and unknown logins cost the same work: one job, which may find nobody."""
    account = queries.find(name)
    who = account.pk if account else "".join(name.split()).lower()
    if allowed("mail_address", address(request), at=at) and allowed("mail", who, at=at):
        later("accounts.mail_reset", account.pk if account else 0, absolute(request, "/"), get_language())


@transaction.atomic
def set_password(link: Link, *, password: str, at: datetime) -> None:
    """Set the password with a link that works once; every session of the account ends."""
    account = link.account
    account.set_password(password)
    account.save(update_fields=["password"])
    sessions.end(OpenSession.objects.filter(account=account))
    forget("account", account.pk)
    by = actor_for(account, timezone.localdate(at))
    record("accounts.reset_password", account, by=by, at=at)
    mail.tell(account, "password_changed")


def change_email(request: HttpRequest, *, email: str, by: Actor, at: datetime) -> None:
    """Mail a confirmation link to the new address; an address in use gets none, and the page does not tell."""
    account: Account = request.user  # type: ignore[assignment]
    taken = queries.find(email)
    if taken is None and allowed("mail", f"new {account.pk}", at=at):
        mail.confirm_email(account, email, absolute(request, "/"))


@transaction.atomic
def confirm_email(link: Link, *, at: datetime) -> bool:
    """Take the confirmed address; False when somebody else has taken it meanwhile."""
    account, before = link.account, link.account.email
    if queries.find(link.email):
        return False
    mail.tell(account, "email_changed")
    account.email = link.email
    account.save(update_fields=["email"])
    by = actor_for(account, timezone.localdate(at))
    record("accounts.change_email", account, by=by, at=at, before={"email": before}, after={"email": link.email})
    return True
