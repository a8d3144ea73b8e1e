"""Home, and reading a notice."""

import pytest
from django.urls import reverse

from conftest import NOW
from factories import cycles
from sambayan.notices import actions


def test_home_asks_to_sign_in(client, db):
    assert client.get(reverse("notices:home")).status_code == 302


def test_home_says_what_has_to_be_done(cast, sign_in, today):
    cycles.cycle()

    page = sign_in(cast.ani).get(reverse("notices:home")).content.decode()

    assert "Yang harus dikerjakan" in page
    assert "Tulis SKP 2026" in page
    assert "lewat batas" in page
    assert "Kamis, 8 Oktober 2026" in page


def test_home_without_duties_says_so(cast, sign_in, today):
    page = sign_in(cast.partner).get(reverse("notices:home")).content.decode()

    assert "Tidak ada yang menunggu Anda" in page


def test_a_notice_leads_to_what_it_is_about(cast, sign_in, today):
    told = actions.post("x", "SKP berlaku.", to=cast.ani.employee.pk, url="/agreements/", at=NOW)
    client = sign_in(cast.ani)

    assert "belum dibaca" in client.get(reverse("notices:home")).content.decode()
    assert client.post(reverse("notices:read", args=[told.pk])).url == "/agreements/"
    assert "belum dibaca" not in client.get(reverse("notices:home")).content.decode()


def test_a_notice_of_somebody_else_is_refused(cast, sign_in):
    told = actions.post("x", "SKP berlaku.", to=cast.ani.employee.pk, url="/agreements/", at=NOW)

    assert sign_in(cast.budi).post(reverse("notices:read", args=[told.pk])).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for _ in range(rows):
        actions.post("x", "SKP berlaku.", to=cast.ani.employee.pk, url="/agreements/", at=NOW)
    client = sign_in(cast.ani)

    with django_assert_num_queries(11):
        client.get(reverse("notices:home"))
