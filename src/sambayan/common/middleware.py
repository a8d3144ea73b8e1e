"""What every request meets: the language it asked for, and a readable answer when something is refused."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import translation

from sambayan.common.guard import Denied

COOKIE = "language"


class PlainTextMiddleware:
    """Refuses what no page of ours sends: a NUL in the address, or a form in another encoding than UTF-8."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.path + unquote(request.META.get("QUERY_STRING", ""))
        encoding = (request.content_params or {}).get("charset", "utf-8").lower()
        if "\x00" in address or encoding not in ("utf-8", "utf8"):
            return HttpResponseBadRequest("400")
        return self.get_response(request)


class LanguageMiddleware:
    """Indonesian unless the address (`?lang=en`) or an earlier choice says otherwise; a browser's guess never does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang")
        chosen = next((c for c in (asked, request.COOKIES.get(COOKIE)) if c in self.known), settings.LANGUAGE_CODE)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        if asked in self.known:
            response.set_cookie(COOKIE, asked, max_age=365 * 24 * 60 * 60, samesite="Lax", httponly=True)
        return response


class RefusalMiddleware:
    """A refused action becomes a page that says why, and who could do it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The 403 page for Denied; every other exception goes on."""
        if not isinstance(exception, Denied):
            return None
        return render(request, "403.html", {"refusal": exception.refusal}, status=403)
