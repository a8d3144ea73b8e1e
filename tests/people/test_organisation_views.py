"""The tree, the page of an office, and the forms that change it, by everybody."""

from datetime import date

import pytest
from django.urls import reverse

from factories.people import post, unit
from sambayan.people.models import Assignment, OrganisationUnit, Position, Repair, Team
from sambayan.people.queries import search

DAY = {"day": "2026-07-01", "basis": "Pergub 12/2026"}
FOUND = {
    "name": "Samsat Baru", "code": "Samsat-Baru", "unit_type": "technical_unit", "head_title": "Kepala Samsat Baru",
    "head_type": "supervisor", **DAY,
}  # fmt: skip


def office(code="samsat"):
    return reverse("people:office", args=[code])


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", ["organisation", "office", "branch"])
def test_the_tree_is_for_everybody_inside(cast, sign_in, today, name):
    url = reverse(f"people:{name}", args=[] if name == "organisation" else ["samsat"])

    assert [sign_in(who).get(url).status_code for who in (cast.ani, cast.dewi, cast.partner, None)] == [
        200, 200, 200, 302,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["found", "rename", "move", "merge", "close_unit"])
def test_the_tree_is_changed_by_whoever_manages_the_agency(cast, sign_in, today, name):
    url = reverse(f"people:{name}", args=["samsat"])

    assert [sign_in(who).get(url).status_code for who in cast] == [403, 403, 403, 403, 200, 403, 403]


def test_the_tree_names_heads_and_counts_everybody_below(cast, sign_in, today):
    page = words(sign_in(cast.ani).get(reverse("people:organisation"), {"open": "bapenda"}))

    assert "3 pegawai · Citra" in page
    assert "2 pegawai · Budi" in page
    assert "1 pegawai · pimpinan kosong" in page


def test_a_branch_answers_with_the_level_below(cast, sign_in, today):
    page = words(sign_in(cast.ani).get(reverse("people:branch", args=["bapenda"])))

    assert "Unit samsat" in page
    assert "<html" not in page


def test_a_long_level_leads_to_the_page_of_the_office_above(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr("sambayan.people.queries.units.MOST_BRANCHES", 1)
    unit("lpg/bapenda/pusat/")
    client = sign_in(cast.ani)

    assert "1 unit lagi di bawah Unit bapenda" in words(client.get(reverse("people:branch", args=["bapenda"])))
    assert "2 unit lagi di bawah Unit lpg" in words(client.get(reverse("people:organisation")))


def test_the_tree_is_searched_by_name(cast, sign_in, today):
    page = words(sign_in(cast.ani).get(reverse("people:organisation"), {"q": "SAMSAT unit"}))

    assert "1 unit cocok" in page
    assert "?open=samsat#unit-samsat" in page


def test_a_closed_office_hides_until_it_is_asked_for(cast, sign_in, today):
    unit("lpg/lama/", closed_on=date(2026, 1, 1))
    client, url = sign_in(cast.ani), reverse("people:organisation")

    assert "Unit lama" not in words(client.get(url))
    assert "ditutup 1 Januari 2026" in words(client.get(url, {"closed": "1"}))
    assert "1 unit cocok" in words(client.get(url, {"q": "lama", "closed": "1"}))


def test_an_office_tells_head_people_teams_and_repairs(cast, sign_in, today):
    Team.objects.create(unit=cast.unit, name="Tim Loket", from_date=date(2026, 1, 1))
    Repair.objects.create(kind="unit_headless", owner="personnel_agency", unit=cast.unit, since=date(2026, 1, 1))

    page = words(sign_in(cast.ani).get(office()))

    for told in ("<strong>Budi</strong>", "sejak 1 Januari 2025", "Tim Loket", "0 anggota", "1 data pegawai perlu"):
        assert told in page


def test_an_office_tells_since_when_it_has_no_head_and_who_acts(cast, sign_in, today):
    head = Position.objects.get(unit=cast.unit, is_head=True)
    Assignment.objects.filter(pk=cast.budi.assignment.pk).update(to_date=date(2026, 6, 30))
    for kind, since, until in (("plt", date(2026, 7, 1), None), ("plh", date(2026, 1, 1), date(2026, 1, 9))):
        Assignment.objects.create(
            employee=cast.citra.employee, position=head, kind=kind, from_date=since, to_date=until
        )
    Assignment.objects.create(employee=cast.dewi.employee, position=head, kind="additional", from_date=date(2020, 1, 1))

    page = words(sign_in(cast.ani).get(office()))

    assert "Kosong sejak 1 Juli 2026" in page
    assert "Pelaksana tugas (Plt.) · Kepala Unit samsat" in page
    assert "1 Juli 2026 – sekarang" in page


def test_an_older_head_does_not_make_an_office_vacant(cast, sign_in, today):
    old = post("Zul", "lpg/dinsos/")
    Assignment.objects.create(
        employee=old.employee, position=cast.budi.assignment.position, kind="plh", from_date=date(2019, 1, 1),
        to_date=date(2019, 2, 1),
    )  # fmt: skip
    Assignment.objects.filter(pk=old.pk).update(
        position=cast.budi.assignment.position, from_date=date(2018, 1, 1), to_date=date(2018, 12, 31)
    )

    assert "<strong>Budi</strong>" in words(sign_in(cast.ani).get(office()))


def test_members_are_searched_within_the_office(cast, sign_in, today):
    client = sign_in(cast.ani)

    assert client.get(office(), {"q": "ani"}).context["members"].paginator.count == 1
    assert "Tidak ada yang cocok dengan “zzz”" in words(client.get(office(), {"q": "zzz"}))


def test_an_unknown_office_is_not_found(cast, sign_in):
    assert sign_in(cast.ani).get(office("tidak-ada")).status_code == 404


def test_buttons_say_who_could(cast, sign_in, today):
    assert "Pengelola kinerja Pemerintah Provinsi Lampung dapat melakukannya." in words(sign_in(cast.ani).get(office()))
    assert "tidak dapat dipindah, digabung, atau ditutup" in words(sign_in(cast.admin).get(office("lpg")))


def test_found_leads_to_the_new_office(cast, sign_in, today):
    answer = sign_in(cast.admin).post(reverse("people:found", args=["bapenda"]), FOUND)

    assert answer.url == office("samsat-baru")


def test_found_says_what_is_missing(cast, sign_in, today):
    answer = sign_in(cast.admin).post(reverse("people:found", args=["bapenda"]), {"name": ""})

    assert answer.status_code == 422


def test_rename_starts_from_the_present_name(cast, sign_in, today):
    client, url = sign_in(cast.admin), reverse("people:rename", args=["samsat"])

    assert 'value="Unit samsat"' in words(client.get(url))
    assert client.post(url, {"name": "Samsat Raya", **DAY}).url == office()
    assert "Berganti nama" in words(client.get(office()))


def test_move_offers_offices_outside_the_branch(cast, sign_in, today):
    client, url = sign_in(cast.admin), reverse("people:move", args=["bapenda"])

    assert [found.code for found in client.get(url, {"q": "unit"}).context["found"]] == ["bkd", "dinsos", "lpg"]
    assert 'value="dinsos"' in words(client.get(url, {"target": "dinsos"}))
    assert client.post(url, {"target": "dinsos", **DAY}).url == office("bapenda")


@pytest.mark.parametrize(("target", "told"), [("x", "Tidak ada unit dengan kode ini."), ("samsat", "ada di bawahnya")])
def test_move_says_why_not_above_the_fields(cast, sign_in, today, target, told):
    answer = sign_in(cast.admin).post(reverse("people:move", args=["bapenda"]), {"target": target, **DAY})

    assert answer.status_code == 422
    assert told in words(answer)


def test_merge_leads_to_the_office_that_is_no_more(cast, sign_in, today):
    unit("lpg/bapenda/pusat/")
    client = sign_in(cast.admin)

    assert client.post(reverse("people:merge", args=["samsat"]), {"target": "pusat", **DAY}).url == office()
    assert "Digabung ke Unit pusat" in words(client.get(office()))


def test_close_unit_leads_to_its_history(cast, sign_in, today):
    unit("lpg/kosong/")
    client = sign_in(cast.admin)

    assert client.post(reverse("people:close_unit", args=["kosong"]), DAY).url == office("kosong")
    assert OrganisationUnit.objects.get(code="kosong").closed_on == date(2026, 7, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        post(f"P{number}", f"lpg/bapenda/s{number}/", head=True)
        post(f"Q{number}", "lpg/bapenda/")
    client = sign_in(cast.dewi)

    with django_assert_num_queries(20):
        client.get(office("bapenda"))
    with django_assert_num_queries(10):
        client.get(reverse("people:organisation"), {"open": "bapenda"})
    with django_assert_num_queries(10):
        client.get(reverse("people:branch", args=["bapenda"]))


def test_the_directory_stays_within_a_unit_and_a_kind_of_position(cast, sign_in, today):
    client, url = sign_in(cast.ani), reverse("people:directory")

    def found(**asked):
        return [row.employee.name for row in client.get(url, asked).context["shown"]]

    assert found(unit="bapenda") == ["Ani", "Budi", "Citra"]
    assert found(unit="bapenda", type="supervisor") == ["Budi", "Citra"]
    assert found(unit="tidak-ada", type="x") == ["Ani", "Budi", "Citra", "Dewi", "Tri"]
    assert "Hanya Unit bapenda dan unit di bawahnya." in words(client.get(url, {"unit": "bapenda"}))


def test_the_directory_stops_counting(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 2)

    page = sign_in(cast.ani).get(reverse("people:directory"), {"q": "unit"})

    assert [row.employee.name for row in page.context["shown"]] == ["Ani", "Budi"]
    assert "Lebih dari 1.000 pegawai" in words(page)
