"""Links that work once: signed, dated, and bound to what they change, so that using one ends it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from sambayan.accounts.queries.accounts import by_id
from sambayan.people.models import Account

LASTS = {"reset": timedelta(hours=1), "handed": timedelta(hours=24), "email": timedelta(hours=24)}


@dataclass(frozen=True)
class Link:
    """A link that was followed and still counts: whose it is, what for, and the address it confirms."""

    account: Account
    purpose: str
    email: str = ""


def _bound_to(account: Account) -> str:
    """Changes when password, e-mail or last sign-in change; the link then no longer fits."""
    state = f"{account.password} {account.email} {account.last_login}"
    return salted_hmac("sambayan.accounts.link", state, algorithm="sha256").hexdigest()[:32]


def link(account: Account, purpose: str, email: str = "") -> str:
    """The secret part of a link for `purpose`: reset (one hour), handed (a day), email (a day)."""
    content: dict[str, Any] = {"account": account.pk, "purpose": purpose, "bound": _bound_to(account), "email": email}
    return signing.dumps(content, salt="sambayan.accounts.link")


def opened(token: str, *purposes: str) -> Link | None:
    """What a link stands for; None when it is forged, too old, used, or for something else."""
    try:
        content = signing.loads(token, salt="sambayan.accounts.link")
        purpose = content["purpose"] if content["purpose"] in purposes else ""
        signing.loads(token, salt="sambayan.accounts.link", max_age=LASTS[purpose])
    except (signing.BadSignature, KeyError):
        return None
    account = by_id(content["account"])
    if account is None or not constant_time_compare(_bound_to(account), content["bound"]):
        return None
    return Link(account, purpose, content["email"])
