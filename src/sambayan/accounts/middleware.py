"""Who must show a second factor gets no further without one; and the list of sessions learns which are used."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sambayan.accounts import actions, queries
from sambayan.accounts.rules import Proof, owes_second_factor

OPEN = {"add_second_factor", "add_app", "add_passkey", "confirm_password", "sign_out"}


class SecondFactorMiddleware:
    """Asks the session only: pages cost no query more, whoever opens them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "actor", None) is not None:
            actions.seen(request, at=timezone.now())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to the page that sets a second factor up; demo personas are exempt."""
        actor = getattr(request, "actor", None)
        if actor is None or not owes_second_factor(actor) or Proof.of(request.session).second_factor:
            return None
        if view.__name__ in OPEN or queries.is_exempt(request.user):
            return None
        return redirect("accounts:add_second_factor")
