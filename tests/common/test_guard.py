"""A guard answers why not; the same answer serves action, page and button."""

from types import SimpleNamespace

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from sambayan.common import guard
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.flow import Flow
from sambayan.common.guard import Denied, Guard, Refusal, in_state, needs, public, require, rights, signed_in, why_not
from sambayan.common.words import Labelled

ANI = Actor(account_id=1, name="Ani", employee_id=1)
NO, NEVER = Refusal("Belum bisa.", "Budi dapat melakukannya."), Refusal("Tidak pernah.")
YES = Guard(lambda actor, thing: None)
REFUSES, FORBIDS = Guard(lambda actor, thing: NO), Guard(lambda actor, thing: NEVER)


class Door(Labelled):
    OPEN = "open", "Terbuka"
    SHUT = "shut", "Tertutup"


FLOW = Flow("door", {"shut": (frozenset({Door.OPEN}), Door.SHUT)})


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(guard, "RIGHTS", {})
    return rights({"door.see": YES, "door.shut": REFUSES})


@pytest.mark.parametrize(
    ("combined", "answer"),
    [
        (YES & YES, None),
        (YES & REFUSES, NO),
        (REFUSES & FORBIDS, NO),
        (YES | REFUSES, None),
        (REFUSES | YES, None),
        (REFUSES | FORBIDS, NO),
    ],
)
def test_guards_combine_and_the_first_reason_is_told(combined, answer):
    assert combined(ANI, None) == answer


def test_a_refusal_reads_as_one_sentence():
    assert (str(NO), str(NEVER)) == ("Belum bisa. Budi dapat melakukannya.", "Tidak pernah.")


def test_a_state_that_does_not_fit_is_named():
    refusal = in_state(FLOW, "shut", Door)(ANI, SimpleNamespace(state="shut"))

    assert str(refusal) == "Belum bisa: keadaannya sekarang “Tertutup”, yang diperlukan “Terbuka”."


def test_a_state_that_fits_is_no_reason():
    assert in_state(FLOW, "shut", Door)(ANI, SimpleNamespace(state="open")) is None


def test_a_right_is_declared_once(table):
    with pytest.raises(ValueError, match="declared twice"):
        rights({"door.see": YES})


def test_nobody_may_anything_before_signing_in(table):
    assert str(why_not("door.see", None)) == "Anda perlu masuk lebih dahulu."


def test_require_raises_with_the_reason(table):
    require("door.see", ANI)
    with pytest.raises(Denied, match="Budi dapat melakukannya") as caught:
        require("door.shut", ANI)

    assert caught.value.refusal == NO


def ask(view, method="get", actor=ANI, **kwargs):
    request = getattr(RequestFactory(), method)("/pintu/")
    request.actor = actor
    return view(request, **kwargs)


def test_a_public_route_is_open_to_citizens():
    view = public("GET")(lambda request: HttpResponse("ya"))

    assert ask(view, actor=None).content == b"ya"
    assert ask(view, "post", actor=None).status_code == 405
    assert view.guard == "public"


def test_a_route_for_the_signed_in_sends_others_to_the_door():
    view = signed_in()(lambda request: HttpResponse("ya"))

    assert ask(view).content == b"ya"
    assert ask(view, actor=None).url == "/sign-in/?next=/pintu/"


def test_a_route_with_a_right_asks_for_it(table):
    view = needs("door.see")(lambda request: HttpResponse("ya"))
    shut = needs("door.shut")(lambda request: HttpResponse("ya"))

    assert ask(view).content == b"ya"
    assert ask(view, actor=None).status_code == 302
    with pytest.raises(Denied):
        ask(shut)


def test_a_route_loads_its_thing_first(table):
    doors = {1: "depan"}
    view = needs("door.see", load=lambda pk: doors.get(pk))(lambda request, door: HttpResponse(door))

    assert ask(view, pk=1).content == b"depan"
    with pytest.raises(Http404):
        ask(view, pk=2)


def test_grants_reach_down_the_tree():
    actor = Actor(1, "x", unit_path="lpg/bapenda/", heads_unit=True, grants=frozenset({Grant(Role.INSPECTOR, "lpg/")}))

    assert actor.has(Role.INSPECTOR, "lpg/bapenda/") and not actor.has(Role.INSPECTOR, "lain/")
    assert actor.has_anywhere(Role.INSPECTOR) and not actor.has_anywhere(Role.SYSTEM_ADMIN)
    assert actor.leads("lpg/bapenda/samsat/") and not actor.leads("lpg/dinsos/")
