"""The directory and a person's page, by everybody."""

from datetime import date

import pytest
from django.urls import reverse

from factories.people import post
from sambayan.people.models import Assignment


def test_the_directory_is_for_those_inside(cast, sign_in):
    url = reverse("people:directory")

    assert [sign_in(who).get(url).status_code for who in (cast.ani, cast.dewi, cast.partner, None)] == [
        200,
        200,
        200,
        302,
    ]


def test_a_personal_page_is_closed_to_strangers(cast, sign_in, today):
    url = reverse("people:person", args=[cast.ani.employee.pk])

    assert [sign_in(who).get(url).status_code for who in cast] == [200, 200, 200, 403, 200, 403, 200]


def test_a_personal_page_says_who_appraises_and_why(cast, sign_in, today):
    page = sign_in(cast.ani).get(reverse("people:person", args=[cast.ani.employee.pk])).content.decode()

    assert "Pegawai dinilai atasan langsungnya, yaitu pimpinan Unit samsat." in page
    assert cast.ani.employee.printed_number in page


def test_a_personal_page_tells_a_vacant_headship(cast, sign_in, today):
    Assignment.objects.filter(pk=cast.budi.assignment.pk).update(to_date=date(2026, 6, 30))

    page = sign_in(cast.ani).get(reverse("people:person", args=[cast.ani.employee.pk])).content.decode()

    assert "Pimpinan Unit samsat: kosong" in page
    assert "Atasan pejabat penilai belum tercatat" in page


def test_a_personal_page_without_an_appraiser_says_so(cast, sign_in, today):
    page = sign_in(cast.dewi).get(reverse("people:person", args=[cast.dewi.employee.pk])).content.decode()

    assert "Pejabat penilai belum tercatat: tidak ada pimpinan di unit ini dan di atasnya." in page


def test_a_head_is_appraised_by_the_head_above(cast, sign_in, today):
    page = sign_in(cast.budi).get(reverse("people:person", args=[cast.budi.employee.pk])).content.decode()

    assert "Pimpinan unit dinilai pimpinan unit di atasnya: Unit bapenda." in page


def test_the_directory_links_only_to_pages_that_open(cast, sign_in, today):
    page = sign_in(cast.budi).get(reverse("people:directory")).content.decode()

    linked = {
        member for member in (cast.ani, cast.budi, cast.citra, cast.dewi) if f'/people/{member.employee.pk}/"' in page
    }
    assert linked == {cast.ani, cast.budi}


def test_a_search_without_an_answer_says_what_to_try(cast, sign_in, today):
    page = sign_in(cast.ani).get(reverse("people:directory"), {"q": "tidak-ada"}).content.decode()

    assert "Tidak ada yang cocok" in page


def test_a_forged_session_is_nobody(client, db):
    client.cookies["sessionid"] = "karangan"

    assert client.get(reverse("people:directory")).status_code == 302


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

    with django_assert_num_queries(7):
        client.get(reverse("people:directory"), {"q": "P"})
