"""The actor of a request. Without a session cookie nothing is looked up, so pages for citizens cost no query."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sambayan.common.actor import Actor
from sambayan.people import queries


class ActorMiddleware:
    """Puts `request.actor` in place: an Actor, or None for somebody who has not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.actor = _actor(request) if signed_in else None  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    return queries.actor_for(request.user, timezone.localdate())  # type: ignore[arg-type]
