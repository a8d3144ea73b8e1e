"""The language of a request, and the page of a refusal."""

import pytest

from factories.people import post


@pytest.fixture
def page(client, db):
    return lambda path="/sign-in/", **headers: client.get(path, **headers)


def test_indonesian_is_spoken_first_whatever_the_browser_says(page):
    assert page(headers={"accept-language": "en"})["Content-Language"] == "id"


def test_the_address_chooses_the_language_and_it_is_remembered(page):
    chosen = page("/sign-in/?lang=en")

    assert (chosen["Content-Language"], chosen.cookies["language"].value) == ("en", "en")
    assert page()["Content-Language"] == "en"


def test_an_unknown_language_changes_nothing(page):
    answer = page("/sign-in/?lang=xx")

    assert answer["Content-Language"] == "id"
    assert "language" not in answer.cookies


def test_a_refusal_is_a_page_with_its_reason(cast, sign_in):
    stranger = post("Eko", "lpg/dinkes/")

    answer = sign_in(cast.ani).get(f"/people/{stranger.employee_id}/")

    assert answer.status_code == 403
    assert "Halaman pribadi ini hanya untuk orangnya sendiri" in answer.content.decode()


def test_any_other_failure_goes_on(cast, sign_in, monkeypatch):
    monkeypatch.setattr("sambayan.people.queries.directory", lambda *_, **__: 1 / 0)
    client = sign_in(cast.ani)

    with pytest.raises(ZeroDivisionError):
        client.get("/people/")
