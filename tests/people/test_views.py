"""The directory and a person's page, by everybody."""

import pytest
from django.urls import reverse

from factories.people import post


def test_the_directory_is_for_those_inside(cast, sign_in):
    url = reverse("people:directory")

    assert [sign_in(who).get(url).status_code for who in (cast.ani, cast.dewi, cast.partner, None)] == [200, 200, 200, 302]


def test_a_personal_page_is_closed_to_strangers(cast, sign_in, today):
    url = reverse("people:person", args=[cast.ani.employee.pk])

    assert [sign_in(who).get(url).status_code for who in cast] == [200, 200, 200, 403, 200, 403, 200]


def test_a_personal_page_says_who_appraises_and_why(cast, sign_in, today):
    page = sign_in(cast.ani).get(reverse("people:person", args=[cast.ani.employee.pk])).content.decode()

    assert "Pegawai dinilai atasan langsungnya, yaitu pimpinan Unit samsat." in page
    assert cast.ani.employee.printed_number in page


def test_the_directory_shows_no_number(cast, sign_in, today):
    page = sign_in(cast.dewi).get(reverse("people:directory")).content.decode()

    assert "Ani" in page
    assert cast.ani.employee.employee_number not in page


def test_somebody_unknown_is_not_found(cast, sign_in):
    assert sign_in(cast.ani).get(reverse("people:person", args=[999_999])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_directory_asks_the_database_the_same_number_of_times(cast, sign_in, django_assert_num_queries, rows):
    for number in range(rows):
        post(f"P{number}", "lpg/bapenda/")
    client = sign_in(cast.dewi)

    with django_assert_num_queries(6):
        client.get(reverse("people:directory"), {"q": "P"})
