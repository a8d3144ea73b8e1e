"""One way to answer with a page, and what every page is surrounded by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Role
from sambayan.common.words import Labelled


def page(request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Render `template`, or only its fragment when the request asks for one.

    A fragment is named like the id of the element it fills, so the header `HX-Target: results` renders the partial
    `results` of the same file; without script the whole page is answered and nothing is missing.
    """
    target = request.headers.get("HX-Target", "") if request.headers.get("HX-Request") else ""
    response = _fragment(request, template, target, context or {}, status) if target.isidentifier() else None
    if response is None:
        response = render(request, template, context or {}, status=status)
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request", "HX-Target"]))
    return response


def _fragment(
    request: HttpRequest, template: str, target: str, context: dict[str, Any], status: int
) -> HttpResponse | None:
    try:
        return render(request, f"{template}#{target}", context, status=status)
    except TemplateDoesNotExist:
        return None


def absolute(request: HttpRequest, path: str) -> str:
    """The full public address of a path, for QR codes and documents."""
    return f"{settings.BASE_URL}{path}" if settings.BASE_URL else request.build_absolute_uri(path)


LOCAL = "http://127.0.0.1:8000"


def address(path: str) -> str:
    """The full address of a path where there is no request, as in a mail; without SAMBAYAN_BASE_URL this machine's."""
    return f"{settings.BASE_URL or LOCAL}{path}"


def steps(states: Iterable[Labelled], now: str) -> list[tuple[str, str]]:
    """The states of a lifecycle in order, each `done`, `current` or `todo`; the last one is done once reached."""
    order = list(states)
    reached = [state.value for state in order].index(now)
    reached += reached == len(order) - 1
    marks = ["done" if place < reached else "current" if place == reached else "todo" for place in range(len(order))]
    return [(gettext(state.label), mark) for state, mark in zip(order, marks, strict=True)]


@dataclass(frozen=True)
class Place:
    """One entry of the main menu."""

    label: Any
    url: str
    current: bool


PUBLIC = ((_("Hasil unit"), "portal:units"), (_("Cara menghitung"), "portal:method"))
HOME = (_("Beranda"), "notices:home")
PERFORMANCE = (
    (_("Rencana"), "planning:agreements"),
    (_("Umpan balik"), "growth:feedback"),
    (_("Penilaian"), "evaluation:evaluations"),
)
OFFICE = (
    (_("Suara warga"), "surveys:services"),
    (_("Pegawai"), "people:directory"),
    (_("Hasil unit"), "portal:units"),
)
ALL = (_("Semua bagian"), "notices:places")


def _menu(request: HttpRequest) -> list[Place]:
    actor = getattr(request, "actor", None)
    entries: tuple[tuple[Any, str], ...] = PUBLIC
    if actor is not None:
        oversees = actor.has(Role.INSPECTOR) or actor.has(Role.PERFORMANCE_ADMIN)
        works = PERFORMANCE if actor.employee_id is not None or oversees else ()
        entries = (HOME, *works, *OFFICE, ALL)
    places = [(label, reverse(name)) for label, name in entries]
    return [Place(label, url, request.path.startswith(url)) for label, url in places]


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What base.html needs on every page: menu, language, where we are, and whether this is the demo."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "nav": _menu(request),
        "language": language,
        "other_language": "en" if language == "id" else "id",
        "demo": settings.DEMO,
        "here": request.path,
    }
