"""Every route of the house: guarded, named like its view, and closed to those it is not for."""

import re

import pytest
from django.urls import URLPattern, get_resolver, reverse

from sambayan.common.guard import RIGHTS

VERBS_WITH_TRAILING_UNDERSCORE = {"return_": "return", "open_": "open", "set_": "set", "print_": "print"}


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
    "about", "answers", "catalogue", "check_receipt", "checkpoints", "codebook", "confirm_email",
    "confirm_sign_in", "example", "figures", "forgot_password", "leaves", "method", "note", "offer_passkey",
    "qr", "recompute", "respond", "return_from_elsewhere", "set_password", "sign_in", "sign_in_as",
    "sign_in_elsewhere", "sign_in_with_passkey", "start", "thanks", "unit", "unit_period", "units",
    "verifier", "verify",
}  # fmt: skip


def test_only_these_routes_are_public():
    assert {route.name for route in routes() if route.callback.guard == "public"} == PUBLIC


def test_a_route_that_writes_answers_no_get():
    writing = {route.name for route in routes() if route.callback.methods == ("POST",)}

    assert writing == {
        "add_lent", "align", "ask_explanations", "assign_log", "checkpoint", "close", "close_calibration",
        "close_changed", "collect_log", "confirm", "confirm_goals", "confirm_log", "confirm_receipt", "consent",
        "copy_actions", "copy_last_year", "count_credit", "detach", "discard", "discard_goals", "discard_log",
        "discuss", "dismiss_case", "dissolve_team", "download_bundle", "drop_date", "export", "export_allowance",
        "finish_action", "follow_moves", "give_up", "hand_over", "hold_counselling", "inspect", "keep_draft",
        "keep_draft_as_superior", "open", "open_account", "open_calibration", "open_dialogue", "open_period",
        "open_year", "place", "plan_calibration", "plan_feedback", "propose", "publish", "read", "read_all", "record",
        "record_dialogue", "refresh_matrix", "remind", "remove_action", "remove_documentation", "remove_indicator",
        "remove_key", "remove_log", "remove_result", "reopen_contract", "reply", "report", "report_to_appraiser",
        "report_to_superior", "report_up", "request_superior_dialogue", "resume", "retire_template", "return",
        "return_signed", "revise", "seal", "select_case", "set", "set_contract", "set_unsigned", "sign",
        "sign_as_superior", "sign_decision", "sign_guidance", "sign_in_as", "sign_in_elsewhere",
        "sign_in_with_passkey", "sign_out", "sign_out_everywhere", "sign_out_session", "sort_result", "start_for",
        "start_pre_vote", "unbind", "unbind_key", "undiscuss", "undo", "withdraw", "withdraw_proposal", "write_log",
        "write_note", "write_role",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["notices:home", "people:directory", "planning:agreements", "surveys:services"])
def test_a_stranger_is_asked_to_sign_in(client, db, name):
    answer = client.get(reverse(name))

    assert (answer.status_code, answer.url) == (302, f"{reverse('accounts:sign_in')}?next={reverse(name)}")


SAMPLES = {"code": "x", "receipt": "X", "persona": "x", "kind": "svg", "form": "csv"}
HUGE = "9" * 20


def address_of(route: URLPattern) -> str:
    """An address that the route answers, or would answer were its key not beyond every database."""
    text = str(route.pattern).replace(r"qr\.(?P<kind>svg|png|pdf)$", "qr.svg").replace("^", "")
    text = re.sub(r"\(\?P<code>[^)]*\)", "x", text)
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: HUGE if m[1] == "key" else SAMPLES.get(m[2], "x"), text)


@pytest.mark.parametrize("route", routes(), ids=lambda route: str(route.pattern) or "/")
def test_nothing_typed_into_an_address_breaks_a_page(route, cast, sign_in, today):
    headers = {"hx-request": "true", "hx-target": "nosuch"}
    for client in (sign_in(), sign_in(cast.admin)):
        for query in ("", "?page=abc&period=99999999999&q=%F0%9F&event=x&state=x&lang=zz", "?q=%00"):
            answer = client.get(address_of(route) + query, headers=headers)
            assert answer.status_code < 500, (address_of(route), query)


def test_a_key_too_long_for_the_database_is_not_found(client, db):
    assert client.get(f"/units/x/{HUGE}/figures.json").status_code == 404


def test_a_nul_or_another_encoding_is_refused(client, db):
    assert client.get("/verify/%00/").status_code == 400
    assert (
        client.post("/s/x/", "a=1", content_type="application/x-www-form-urlencoded; charset=utf-16").status_code == 400
    )


def test_an_unknown_fragment_is_answered_with_the_whole_page(client, db):
    page = client.get("/units/", headers={"hx-request": "true", "hx-target": "nosuch"})

    assert "<html" in page.content.decode()
