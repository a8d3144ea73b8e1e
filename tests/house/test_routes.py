"""Every route of the house: guarded, named like its view, and closed to those it is not for."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from sambayan.common.guard import RIGHTS

VERBS_WITH_TRAILING_UNDERSCORE = {"return_": "return", "open_": "open", "set_": "set"}


def routes() -> list[URLPattern]:
    found, waiting = [], list(get_resolver().url_patterns)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, URLPattern):
            found.append(entry)
        else:
            waiting += entry.url_patterns
    return sorted(found, key=lambda route: str(route.pattern))


@pytest.mark.parametrize("route", routes(), ids=lambda route: str(route.pattern) or "/")
def test_every_route_declares_its_guard(route):
    guard = route.callback.guard

    assert guard in RIGHTS or guard in {"public", "signed_in"}


@pytest.mark.parametrize("route", routes(), ids=lambda route: str(route.pattern) or "/")
def test_path_name_and_view_are_one_word(route):
    view = VERBS_WITH_TRAILING_UNDERSCORE.get(route.callback.__name__, route.callback.__name__)

    assert route.name == view


PUBLIC = {
    "about", "answers", "catalogue", "check_receipt", "codebook", "example", "figures", "method", "qr", "recompute",
    "respond", "sign_in", "sign_in_as", "start", "thanks", "unit", "unit_period", "units", "verify",
}  # fmt: skip


def test_only_these_routes_are_public():
    assert {route.name for route in routes() if route.callback.guard == "public"} == PUBLIC


def test_a_route_that_writes_answers_no_get():
    writing = {route.name for route in routes() if route.callback.methods == ("POST",)}

    assert writing == {
        "confirm", "confirm_receipt", "discard", "hand_over", "open", "propose", "publish", "read", "remove_result",
        "return", "seal", "set", "sign", "sign_in_as", "sign_out",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["notices:home", "people:directory", "planning:agreements", "surveys:services"])
def test_a_stranger_is_asked_to_sign_in(client, db, name):
    answer = client.get(reverse(name))

    assert (answer.status_code, answer.url) == (302, f"{reverse('people:sign_in')}?next={reverse(name)}")
