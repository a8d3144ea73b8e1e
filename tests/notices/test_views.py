"""Home, and reading a notice."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles
from sambayan.cycles.queries import days_left
from sambayan.notices import actions, rules
from sambayan.notices.models import Mail, Preference
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


def test_a_notice_leads_to_what_it_is_about(tell, cast, sign_in, today):
    told = tell(cast.ani.employee)
    client = sign_in(cast.ani)

    assert "1 belum dibaca" in client.get(reverse("notices:home")).content.decode()
    assert client.post(reverse("notices:read", args=[told.pk])).url == "/agreements/1/"
    assert "belum dibaca" not in client.get(reverse("notices:home")).content.decode()


def test_a_notice_of_somebody_else_is_refused(tell, cast, sign_in):
    told = tell(cast.ani.employee)

    assert sign_in(cast.budi).post(reverse("notices:read", args=[told.pk])).status_code == 403


def test_home_shows_the_latest_five_and_leads_to_all(plan, cast, sign_in, today):
    for minute in range(7):
        actions.post("planning.set", to=cast.ani.employee, about=plan, url="/", at=NOW + timedelta(minutes=minute))

    page = sign_in(cast.ani).get(reverse("notices:home")).content.decode()

    assert (page.count("ditetapkan dan berlaku"), f'href="{reverse("notices:inbox")}"' in page) == (5, True)


def test_the_inbox_shows_ones_own_only(tell, cast, sign_in):
    tell(cast.ani.employee)
    tell(cast.partner.account, "planning.return")

    seen = {m.actor.name: sign_in(m).get(reverse("notices:inbox")).content.decode().count("SKP Ani 2026") for m in cast}

    assert seen == {"Ani": 1, "Budi": 0, "Citra": 0, "Dewi": 0, "Tri": 0, "Sari": 1, "Hadi": 0}


def test_the_inbox_can_show_only_what_is_unread(tell, cast, sign_in):
    actions.read(tell(cast.ani.employee), by=cast.ani.actor, at=NOW)
    tell(cast.ani.employee, "planning.return")
    client = sign_in(cast.ani)

    assert client.get(reverse("notices:inbox")).content.decode().count("SKP Ani 2026") == 2
    assert client.get(reverse("notices:inbox"), {"unread": "1"}).content.decode().count("SKP Ani 2026") == 1


def test_the_inbox_has_pages(plan, cast, sign_in):
    for minute in range(26):
        actions.post("planning.set", to=cast.ani.employee, about=plan, url="/", at=NOW + timedelta(minutes=minute))

    second = sign_in(cast.ani).get(reverse("notices:inbox"), {"page": "2"}).content.decode()

    assert second.count("ditetapkan dan berlaku") == 1


def test_everything_is_marked_as_read_at_once(tell, cast, sign_in):
    tell(cast.ani.employee)
    client = sign_in(cast.ani)

    page = client.post(reverse("notices:read_all"), follow=True).content.decode()

    assert ("Semua pemberitahuan ditandai terbaca." in page, "Tandai semua terbaca" in page) == (True, False)
    empty = client.get(reverse("notices:inbox"), {"unread": "1"}).content.decode()
    assert "Semua sudah dibaca" in empty


def test_an_empty_inbox_says_so(cast, sign_in):
    assert "Belum ada pemberitahuan" in sign_in(cast.ani).get(reverse("notices:inbox")).content.decode()


def test_the_choice_of_mails_is_kept(cast, sign_in):
    client = sign_in(cast.partner)

    saved = client.post(reverse("notices:prefer"), {"delivery": "digest", "language": "en"})

    assert (saved.status_code, Preference.objects.get().delivery) == (302, "digest")
    assert "checked" in client.get(reverse("notices:prefer")).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"language": "en"}, {"delivery": "pigeon", "language": "en"}, {"delivery": "digest", "language": "xx"}]
)
def test_a_choice_there_is_not_is_refused(cast, sign_in, wrong):
    assert sign_in(cast.ani).post(reverse("notices:prefer"), wrong).status_code == 422
    assert Preference.objects.count() == 0


@pytest.mark.parametrize(("address", "told"), [("", "belum tercatat"), ("ani@contoh.invalid", "ani@contoh.invalid")])
def test_the_choice_says_where_mails_go(cast, sign_in, address, told):
    cast.ani.account.email = address
    cast.ani.account.save()

    assert told in sign_in(cast.ani).get(reverse("notices:prefer")).content.decode()


@pytest.fixture
def failed(tell, reachable, queue):
    """Two mails nobody got, one that was cut off and one that was sent."""
    for name, state in (("ani", "failed"), ("budi", "failed"), ("citra", "sending"), ("dewi", "sent")):
        mail = tell(getattr(reachable, name).employee, "planning.return").mail
        kept = {"state": state, "tries": 1, "tried_at": NOW, "sent_at": NOW if state == "sent" else None}
        Mail.objects.filter(pk=mail.pk).update(reason="550 no such person", **kept)


def test_what_did_not_leave_is_counted_as_the_page_lists_it(failed, cast, sign_in, today):
    (duty,) = [d for d in rules.duties(cast.admin.actor, TODAY) if d.section == "repairs"]

    page = sign_in(cast.admin).get(duty.list_url).content.decode()

    assert (duty.count, page.count('<tr><th scope="row">'), page.count("550 no such person")) == (3, 3, 2)
    assert "Perbaikan data" in sign_in(cast.admin).get(reverse("notices:home")).content.decode()


def test_what_its_reader_saw_in_the_inbox_needs_no_mending(failed, cast, sign_in, today):
    actions.read_all(by=cast.ani.actor, at=NOW)

    (duty,) = [d for d in rules.duties(cast.admin.actor, TODAY) if d.section == "repairs"]

    assert (duty.count, duty.title) == (2, "2 surel tidak terkirim")


def test_what_did_not_leave_is_not_for_everybody(failed, cast, sign_in, today):
    assert [m.actor.name for m in cast if sign_in(m).get(reverse("notices:mails")).status_code == 200] == ["Tri"]
    assert "Perbaikan data" not in sign_in(cast.ani).get(reverse("notices:home")).content.decode()


def test_people_without_an_address_are_counted(cast, sign_in):
    cast.ani.account.email = "ani@contoh.invalid"
    cast.ani.account.save()
    cast.dewi.employee.email = "dewi@contoh.invalid"
    cast.dewi.employee.save()

    page = sign_in(cast.admin).get(reverse("notices:mails")).content.decode()

    assert "5 orang tanpa alamat surel" in page
    assert "Semua surel terkirim" in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "who", "queries"), [("home", "ani", 19), ("inbox", "ani", 7), ("mails", "admin", 8)])
def test_pages_ask_the_database_the_same_number_of_times(
    tell, reachable, sign_in, today, queue, django_assert_num_queries, rows, name, who, queries
):
    for number in range(rows):
        told = tell(reachable.ani.employee, "planning.return", at=NOW + timedelta(minutes=number))
        Mail.objects.filter(pk=told.mail.pk).update(state="failed", tried_at=NOW, reason="x")
    client = sign_in(getattr(reachable, who))

    with django_assert_num_queries(queries):
        client.get(reverse(f"notices:{name}"))


def test_the_page_of_all_parts_shows_what_opens_and_nothing_else(cast, sign_in, today):
    own = sign_in(cast.ani).get("/places/").content.decode()
    admin = sign_in(cast.admin).get("/places/").content.decode()

    assert "Sasaran organisasi" in own
    assert "Tahun kinerja" not in own
    assert "Tahun kinerja" in admin
    assert "Perbaikan data" in admin
