"""One way to answer with a page."""

from django.test import RequestFactory

from sambayan.common.pages import absolute, steps
from sambayan.planning.rules import AgreementState


def test_a_fragment_is_answered_when_its_element_asks(cast, sign_in):
    headers = {"hx-request": "true", "hx-target": "results"}

    answer = sign_in(cast.ani).get("/people/", {"q": "Budi"}, headers=headers)

    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="results"')
    assert ("Budi" in page, "Dewi" in page, "<html" in page) == (True, False, False)
    assert "HX-Target" in answer["Vary"]


def test_a_target_that_is_no_name_is_ignored(cast, sign_in):
    answer = sign_in(cast.ani).get("/people/", headers={"hx-request": "true", "hx-target": "../x"})

    assert "<html" in answer.content.decode()


def test_states_before_now_are_done():
    assert steps(AgreementState, "proposed") == [
        ("Draf", "done"),
        ("Dalam dialog", "done"),
        ("Diusulkan", "current"),
        ("Ditandatangani pegawai", "todo"),
        ("Berlaku", "todo"),
        ("Diganti", "todo"),
        ("Selesai", "todo"),
        ("Dikecualikan", "todo"),
    ]


def test_the_last_state_is_done_once_reached():
    assert {mark for _label, mark in steps(AgreementState, "exempt")} == {"done"}


def test_addresses_are_those_of_the_request_unless_a_public_one_is_set(settings):
    request = RequestFactory().get("/", headers={"host": "localhost"})

    assert absolute(request, "/s/demo/") == "http://localhost/s/demo/"
    settings.BASE_URL = "https://sambayan.example"
    assert absolute(request, "/s/demo/") == "https://sambayan.example/s/demo/"


def test_the_menu_knows_where_we_are(cast, sign_in):
    page = sign_in(cast.ani).get("/people/")

    assert [place.label for place in page.context["nav"] if place.current] == ["Pegawai"]
    assert "Catatan" not in [str(place.label) for place in page.context["nav"]]


def test_the_record_is_among_the_places_of_those_who_may_read_it(cast, sign_in):
    assert 'href="/record/"' in sign_in(cast.admin).get("/places/").content.decode()
    assert 'href="/record/"' not in sign_in(cast.ani).get("/places/").content.decode()
