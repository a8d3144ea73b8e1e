"""What administrators do to accounts of others."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from sambayan.accounts import queries
from sambayan.accounts.access import Holder
from sambayan.accounts.actions import mail, sessions
from sambayan.accounts.models import OpenSession
from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.pages import absolute
from sambayan.notices.actions import post
from sambayan.people.actions.desk import recheck
from sambayan.people.models import Account


def _tell(event: str, holder: Holder, *, by: Actor, at: datetime) -> None:
    post(event, to=holder.employee, about=holder.account, url=reverse("accounts:account"), at=at, name=by.name)


def _one_time(request: HttpRequest, account: Account) -> str:
    """A link for the new password, valid for a day; mailed too when an address is known."""
    address = absolute(request, reverse("accounts:set_password", args=[queries.link(account, "handed")]))
    mail.hand_over(account, address)
    return address


@transaction.atomic
def open_account(request: HttpRequest, holder: Holder, *, by: Actor, at: datetime) -> str:
    """Open the account of an employee under the employee number; the answer is the link to hand over."""
    require("accounts.open_account", by, holder)
    employee = holder.employee
    free = bool(employee.email) and queries.find(employee.email) is None
    account = Account.objects.create_user(
        employee.employee_number, name=employee.name, employee=employee, email=employee.email if free else ""
    )
    record("accounts.open_account", account, by=by, at=at)
    recheck([employee.pk], at=at)
    return _one_time(request, account)


@transaction.atomic
def reset_by_administrator(request: HttpRequest, holder: Holder, *, reason: str, by: Actor, at: datetime) -> str:
    """Stop the password at once and end every session; the answer is the link to hand over."""
    require("accounts.reset_by_administrator", by, holder)
    account = holder.account
    account.set_unusable_password()
    account.save(update_fields=["password"])
    sessions.end(OpenSession.objects.filter(account=account))
    record("accounts.reset_by_administrator", account, by=by, at=at, reason=reason)
    _tell("accounts.reset_by_administrator", holder, by=by, at=at)
    return _one_time(request, account)


@transaction.atomic
def remove_factors(holder: Holder, *, reason: str, by: Actor, at: datetime) -> None:
    """Remove every second factor of somebody who lost them; all sessions end."""
    require("accounts.remove_factors", by, holder)
    Authenticator.objects.filter(user_id=holder.account.pk).delete()
    mail.tell(holder.account, "factors_changed")
    sessions.end(OpenSession.objects.filter(account=holder.account))
    record("accounts.remove_factors", holder.account, by=by, at=at, reason=reason)
    _tell("accounts.remove_factors", holder, by=by, at=at)
