"""Who a login and a password belong to. Django asks this class at sign-in and again on every request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from sambayan.accounts.queries.accounts import allowed_in, find
from sambayan.people.models import Account


class AccountBackend(ModelBackend):
    """Employee number or e-mail, and password; an account that is closed is nobody from the next request on."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Account | None:
        """The account, or None after the same work: an unknown login costs one hash as well."""
        account = find(username or "")
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password or "") and allowed_in(account) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether a session of this account still counts."""
        return allowed_in(user)
