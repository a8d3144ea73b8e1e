"""Accounts, by what people know of them."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from sambayan.accounts.access import Holder
from sambayan.accounts.models import OpenSession
from sambayan.common.actor import Grant, Role
from sambayan.people.models import Account, RoleGrant
from sambayan.people.queries import assignment_of, open_on


def allowed_in(account: Account | None) -> bool:
    """Whether the account may be used at all: active, and a demo persona only in the demo."""
    return account is not None and account.is_active and (settings.DEMO or not account.persona)


def is_exempt(account: Any) -> bool:
    """Whether the duty of a second factor leaves this account out: a persona of the demo."""
    return settings.DEMO and bool(account.persona)


def find(text: str) -> Account | None:
    """The account with this employee number or e-mail; blanks and capitals do not matter."""
    name = "".join(text.split()).lower()
    found = Account.objects.filter(login=name).first()
    return found or (Account.objects.filter(email__iexact=name).first() if "@" in name else None)


def by_id(pk: int) -> Account | None:
    """One account, if it may be used."""
    account = Account.objects.filter(pk=pk).first()
    return account if allowed_in(account) else None


def by_number(number: str) -> Account | None:
    """The account of the employee with this number; blanks do not matter."""
    return Account.objects.filter(employee__employee_number="".join(number.split())).first()


def linked(provider: str, subject: str) -> Account | None:
    """The account that a sign-on elsewhere was linked to."""
    found = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user").first()
    return found.user if found else None  # type: ignore[return-value]


def sessions_of(account_id: int) -> QuerySet[OpenSession]:
    """The open sessions of an account, the latest used first."""
    return OpenSession.objects.filter(account_id=account_id).order_by("-last_used_at", "-pk")


def open_session(pk: int) -> OpenSession | None:
    """One open session."""
    return OpenSession.objects.filter(pk=pk).first()


def holder(pk: int) -> Holder | None:
    """An employee with account and grants, as administrators of accounts see them."""
    day = timezone.localdate()
    post = assignment_of(pk, day)
    if post is None:
        return None
    account = Account.objects.filter(employee_id=pk).first()
    grants = RoleGrant.objects.filter(open_on(day), account=account).select_related("unit") if account else ()
    held = frozenset(Grant(Role(each.role), each.unit.path if each.unit else "") for each in grants)
    return Holder(post.employee, post.position.unit.path, account, held)
