"""The pages of the year: who sees what, what the forms say, and how far an opening is."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles
from factories.people import AgencyFactory, post, unit
from sambayan.audit.models import Event
from sambayan.cycles.models import Cycle, EvaluationPeriod, LeftOut, Opening
from sambayan.people.models import OrganisationUnit, RoleGrant
from sambayan.planning.models import PerformanceAgreement

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.admin)


@pytest.fixture
def year(cast):
    cycles.quarter(3)
    return cycles.cycle()


def finished(year, **more) -> Opening:
    return Opening.objects.create(
        **{"kind": "agreements", "cycle": year, "day": TODAY, "state": "finished", "asked_at": NOW, "asked_by": "Tri", **more}
    )  # fmt: skip


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_of_years_costs_the_same_statements_with_one_and_three(admin, year, more, django_assert_num_queries):
    for number in range(more - 1):
        Cycle.objects.create(agency=year.agency, year=2020 + number)
    finished(year, made=1955)
    admin.get("/years/")

    with django_assert_num_queries(8):
        answer = admin.get("/years/")

    assert b"1.955 draf" in answer.content
    assert answer.content.count(b"<tr>") == more + 1


def test_a_year_of_another_agency_is_neither_listed_nor_shown(cast, sign_in, year):
    other = AgencyFactory(code="5971", name="Pemerintah Kota Contoh")
    OrganisationUnit.objects.filter(pk=unit("kota/").pk).update(agency=other)
    theirs = Cycle.objects.create(agency=other, year=2026)
    RoleGrant.objects.create(
        account=cast.budi.account, role="performance_admin", unit=unit("kota/"), from_date=date(2026, 1, 1)
    )
    browser = sign_in(cast.budi)

    listed = browser.get("/years/").content.decode()

    assert f'href="/years/{theirs.pk}/"' in listed
    assert f'href="/years/{year.pk}/"' not in listed
    assert browser.get(f"/years/{year.pk}/").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_of_a_year_costs_the_same_statements(admin, year, more, django_assert_num_queries):
    for number in range(more):
        cycles.quarter(number + 1)
        finished(year, kind="evaluations", period=cycles.quarter(number + 1))
    admin.get(f"/years/{year.pk}/")

    with django_assert_num_queries(10):
        answer = admin.get(f"/years/{year.pk}/")

    assert answer.status_code == 200


def test_a_year_is_created_opened_closed_and_reopened(admin, cast, year):
    answer = admin.post("/years/create/", {"year": "2027"})
    made = Cycle.objects.get(year=2027)
    assert answer.url == f"/years/{made.pk}/"

    admin.post(f"/years/{made.pk}/open/")
    admin.post(f"/years/{made.pk}/close/", {"reason": "Salah membuat"})
    admin.post(f"/years/{made.pk}/reopen/", {"reason": "Ternyata benar"})

    names = Event.objects.filter(subject_id=str(made.pk), name__startswith="cycles.").order_by("pk")
    assert list(names.values_list("name", flat=True)) == [
        "cycles.create", "cycles.open", "cycles.close", "cycles.reopen",
    ]  # fmt: skip
    assert "Tri membuka kembali tahun kinerja 2027" in admin.get(f"/years/{made.pk}/").content.decode()


def test_a_year_that_exists_or_is_none_is_told(admin, year):
    assert "2026 sudah ada" in admin.post("/years/create/", {"year": "2026"}).content.decode()
    assert admin.post("/years/create/", {"year": "1999"}).status_code == 422
    assert admin.get("/years/create/").status_code == 200


def test_with_several_agencies_the_form_asks_which(admin, year):
    other = AgencyFactory(code="5971", name="Pemerintah Kota Contoh")
    OrganisationUnit.objects.filter(pk=unit("kota/").pk).update(agency=other)

    assert admin.post("/years/create/", {"year": "2027"}).status_code == 422
    admin.post("/years/create/", {"year": "2027", "agency": other.pk})

    assert Cycle.objects.get(year=2027).agency == other


def test_create_is_refused_to_whoever_keeps_no_agency(cast, sign_in, year):
    answer = sign_in(cast.inspector).get("/years/create/")

    assert answer.status_code == 403


def test_a_period_is_closed_opened_again_and_its_window_moved(admin, year):
    period = cycles.quarter(3)

    admin.post(
        f"/periods/{period.pk}/set-window/", {"window_from": "2026-09-20", "window_to": "2026-10-30", "reason": "SK"}
    )
    admin.post(f"/periods/{period.pk}/close-period/", {"reason": "Lengkap"})
    admin.post(f"/periods/{period.pk}/reopen-period/", {"until": "2026-11-05", "reason": "Belum lengkap"})

    period.refresh_from_db()
    assert (period.state, period.window_from, period.window_to) == ("open", date(2026, 9, 20), date(2026, 11, 5))


def test_a_prepared_period_is_opened(admin, year):
    EvaluationPeriod.objects.update(state="planned")
    period = cycles.quarter(3)

    admin.post(f"/periods/{period.pk}/open-period/")

    period.refresh_from_db()
    assert period.state == "open"


def test_what_the_action_refuses_stands_on_the_form(admin, year):
    period = cycles.quarter(3)
    words = {"window_from": "2026-09-20", "window_to": "2026-09-21", "reason": "SK"}

    answer = admin.post(f"/periods/{period.pk}/set-window/", words)

    assert answer.status_code == 422
    assert "berakhir sebelum periodenya berakhir" in answer.content.decode()
    assert admin.post(f"/periods/{period.pk}/close-period/", {"reason": ""}).status_code == 422


def test_a_running_opening_is_asked_again_and_shows_how_far_it_is(admin, year):
    opening = finished(year, state="running", total=100_000, done=42_000)

    page = admin.get(f"/openings/{opening.pk}/").content.decode()
    part = admin.get(
        f"/openings/{opening.pk}/", headers={"HX-Request": "true", "HX-Target": "progress"}
    ).content.decode()

    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "42.000 dari 100.000 pegawai" in part
    assert "<h1>" not in part


@pytest.mark.parametrize("more", [1, 3])
def test_a_finished_opening_lists_who_was_left_out(admin, cast, year, more, django_assert_num_queries):
    opening = finished(year)
    for number in range(more):
        who = post(f"Pegawai {number}", "lpg/dinsos/")
        LeftOut.objects.create(opening=opening, employee=who.employee, unit=who.position.unit, reason="no_appraiser")
    LeftOut.objects.create(opening=opening, employee=cast.ani.employee, unit=cast.unit, reason="exempt")
    admin.get(f"/openings/{opening.pk}/")

    with django_assert_num_queries(9):
        page = admin.get(f"/openings/{opening.pk}/?reason=no_appraiser").content.decode()

    assert page.count("Pejabat penilai belum tercatat</td>") == more
    assert reverse("people:repairs") in page
    assert "Ani" not in page


def test_an_opening_that_left_nobody_out_says_so(admin, year):
    assert "Tidak seorang pun terlewat" in admin.get(f"/openings/{finished(year).pk}/").content.decode()


def test_a_stopped_opening_is_resumed_from_its_page(admin, cast, year):
    opening = finished(year, state="stopped", error="RuntimeError: x")
    assert "Lanjutkan" in admin.get(f"/openings/{opening.pk}/").content.decode()

    admin.post(f"/openings/{opening.pk}/resume/")

    opening.refresh_from_db()
    assert (opening.state, PerformanceAgreement.objects.count()) == ("finished", 2)


def test_opening_the_year_leads_to_the_progress(admin, year):
    answer = admin.post(f"/agreements/open-year/{year.pk}/")

    opening = Opening.objects.get()
    assert (answer.url, opening.state) == (f"/openings/{opening.pk}/", "finished")


def test_a_year_with_agreements_shows_how_far_it_is(admin, year):
    admin.post(f"/agreements/open-year/{year.pk}/")

    assert "0 dari 2" in admin.get(f"/years/{year.pk}/").content.decode()
