"""Home, and reading a notice."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles
from sambayan.cycles.queries import days_left
from sambayan.notices import actions, rules
from sambayan.notices.rules import Duty


def test_home_asks_to_sign_in(client, db):
    assert client.get(reverse("notices:home")).status_code == 302


def test_home_says_what_has_to_be_done(cast, sign_in, today):
    cycles.cycle()

    page = sign_in(cast.ani).get(reverse("notices:home")).content.decode()

    assert "Yang harus dikerjakan" in page
    assert "Tulis SKP 2026" in page
    assert f"lewat {-days_left(TODAY, date(2026, 1, 31))} hari kerja" in page
    assert "Sabtu, 31 Jan" in page
    assert "Kamis, 8 Oktober 2026" in page


@pytest.mark.parametrize(
    ("due", "days_left", "told"),
    [
        (date(2026, 10, 9), 1, "1 hari kerja lagi"),
        (date(2026, 10, 8), 0, "hari terakhir"),
        (date(2026, 10, 7), -1, "lewat 1 hari kerja"),
        (date(2027, 1, 29), 75, "Jumat, 29 Jan 2027"),
        (None, None, "Tanpa batas waktu"),
    ],
)
def test_a_duty_tells_its_day_in_words(cast, sign_in, today, monkeypatch, due, days_left, told):
    row = Duty(due, "Isi formulir", "", "Sumber", "/people/", "Buka", days_left)
    monkeypatch.setattr(rules, "SOURCES", [lambda actor, day: [row]])

    assert told in sign_in(cast.ani).get(reverse("notices:home")).content.decode()


def test_a_day_off_since_the_date_is_still_late(cast, sign_in, monkeypatch):
    """On Sunday no working day has passed since Saturday, and yet the date is over."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 11, 9, tzinfo=NOW.tzinfo))
    row = Duty(date(2026, 10, 10), "Isi formulir", "", "", "/people/", "Buka", 0)
    monkeypatch.setattr(rules, "SOURCES", [lambda actor, day: [row]])

    assert "sudah lewat" in sign_in(cast.ani).get(reverse("notices:home")).content.decode()


def test_only_the_first_button_is_filled(cast, sign_in, today, monkeypatch):
    rows = [Duty(None, f"Hal {n}", "", "", f"/{n}/", "Buka") for n in (1, 2)]
    monkeypatch.setattr(rules, "SOURCES", [lambda actor, day: rows])

    page = sign_in(cast.ani).get(reverse("notices:home")).content.decode()

    assert [part in page for part in ('href="/1/" class="button"', 'href="/2/" class="button is-outline"')] == [
        True,
        True,
    ]


def test_home_without_duties_says_so(cast, sign_in, today):
    page = sign_in(cast.partner).get(reverse("notices:home")).content.decode()

    assert "Tidak ada yang menunggu Anda" in page


def test_a_notice_leads_to_what_it_is_about(cast, sign_in, today):
    told = actions.post("x", "SKP berlaku.", to=cast.ani.employee.pk, url="/agreements/", at=NOW)
    client = sign_in(cast.ani)

    assert "1 belum dibaca" in client.get(reverse("notices:home")).content.decode()
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

    with django_assert_num_queries(14):
        client.get(reverse("notices:home"))
