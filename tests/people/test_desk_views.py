"""The desk of repairs, by everybody."""

import csv
import io

import pytest
from django.db.models import Q
from django.urls import reverse

from conftest import NOW, TODAY
from factories.people import post, unit
from sambayan.common.actor import Role
from sambayan.common.guard import why_not
from sambayan.notices.queries import data_duties
from sambayan.notices.rules import duties
from sambayan.people.access.desk import visible_repairs
from sambayan.people.actions import desk
from sambayan.people.models import Employee, Repair, RoleGrant
from sambayan.people.rules import RepairKind
from sambayan.people.views.desk import TARGETS, mends


@pytest.fixture
def inspected(cast, today):
    """The cast's own faults: 3 without an appraiser, 3 units without a head, 5 without an address."""
    desk.inspect(by=None, at=NOW)
    return cast


def administer(member, path):
    RoleGrant.objects.filter(account=member.account).delete()
    RoleGrant.objects.create(account=member.account, role=Role.PERFORMANCE_ADMIN, unit=unit(path), from_date=TODAY)


def test_the_desk_is_for_administrators_and_inspectors(inspected, sign_in):
    for name in ("people:repairs", "people:export_repairs"):
        answers = [sign_in(who).get(reverse(name)).status_code for who in inspected]
        assert answers == [403, 403, 403, 403, 200, 403, 200]


def test_the_desk_counts_by_kind_and_by_owner(inspected, sign_in):
    page = sign_in(inspected.admin).get(reverse("people:repairs"))

    chips = {chip["label"]: chip["count"] for chip in (*page.context["kinds"], *page.context["owners"])}
    assert chips == {
        "Atasan langsung belum ada": 3,
        "Unit tanpa pimpinan": 3,
        "Surel belum diisi": 5,
        "Pegawai sendiri": 5,
        "Pengelola kinerja unit": 3,
        "Badan kepegawaian": 3,
    }


def test_each_chip_opens_as_many_as_it_counts(inspected, sign_in):
    client = sign_in(inspected.admin)
    first = client.get(reverse("people:repairs")).context

    for chip in (*first["kinds"], *first["owners"]):
        assert client.get(chip["url"]).context["shown"].paginator.count == chip["count"]


def test_a_chip_pressed_again_lets_go(inspected, sign_in):
    page = sign_in(inspected.admin).get(reverse("people:repairs"), {"kind": "unit_headless"})

    assert [(chip["label"], chip["url"]) for chip in page.context["kinds"] if chip["current"]] == [
        ("Unit tanpa pimpinan", reverse("people:repairs"))
    ]


def test_an_unknown_filter_finds_nothing_and_says_so(inspected, sign_in):
    page = sign_in(inspected.admin).get(reverse("people:repairs"), {"kind": "karangan"}).content.decode()

    assert "Tidak ada yang cocok" in page


def test_the_desk_tells_who_what_since_when_and_who_mends_it(inspected, sign_in):
    page = sign_in(inspected.admin).get(reverse("people:repairs"), {"kind": "superior_missing"}).content.decode()

    for words in ("Dewi", "Tidak ada pimpinan di unit ini dan di atasnya", "sejak hari ini", "Pengelola kinerja unit"):
        assert words in page


def test_an_old_repair_tells_its_days(inspected, sign_in):
    Repair.objects.update(since="2026-10-05")

    page = sign_in(inspected.admin).get(reverse("people:repairs")).content.decode()

    assert page.count("sejak 3 hari") == 11


def test_an_empty_desk_says_so(cast, sign_in, today):
    page = sign_in(cast.admin).get(reverse("people:repairs")).content.decode()

    assert "Tidak ada yang perlu diperbaiki" in page


def test_an_inspector_reads_and_gets_no_buttons(inspected, sign_in):
    page = sign_in(inspected.inspector).get(reverse("people:repairs")).content.decode()

    assert ("Dewi" in page, ">Perbaiki<" in page, "Periksa sekarang" in page) == (True, False, False)


def test_an_administrator_of_an_office_sees_that_office(inspected, sign_in):
    administer(inspected.admin, "lpg/bapenda/")

    page = sign_in(inspected.admin).get(reverse("people:repairs"))

    assert {row["repair"].unit.path for row in page.context["rows"]} == {"lpg/bapenda/", "lpg/bapenda/samsat/"} | {
        "lpg/bkd/"
    }


def test_the_list_and_the_right_agree(inspected):
    for member in inspected:
        listed = set(Repair.objects.filter(visible_repairs(member.actor) & Q()).values_list("pk", flat=True))
        allowed = {
            repair.pk
            for repair in Repair.objects.select_related("unit", "employee")
            if why_not("people.request_repair", member.actor, repair) is None
        }
        assert listed == allowed


def test_every_kind_opens_a_form(inspected):
    assert TARGETS.keys() == set(RepairKind)
    assert all(mends(repair).startswith("/") for repair in Repair.objects.select_related("unit"))


def test_a_letter_asks_the_owner(inspected, sign_in):
    dewis = Repair.objects.get(kind="superior_missing", employee=inspected.dewi.employee)
    empty = Repair.objects.get(kind="unit_headless", unit__code="dinsos")

    for repair in (dewis, empty):
        answers = [sign_in(who).get(reverse("people:request_repair", args=[repair.pk])) for who in inspected]
        assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 200, 403, 200]
        assert answers[4].content.startswith(b"%PDF")


def test_a_person_has_the_letter_of_what_is_theirs(inspected, sign_in):
    own = Repair.objects.get(kind="contact_missing", employee=inspected.ani.employee)
    url = reverse("people:request_repair", args=[own.pk])

    assert [sign_in(who).get(url).status_code for who in inspected] == [200, 403, 403, 403, 200, 403, 200]


def test_the_file_holds_what_the_list_shows(inspected, sign_in):
    Employee.objects.filter(pk=inspected.dewi.employee.pk).update(name="=1+1")

    answer = sign_in(inspected.admin).get(reverse("people:export_repairs"), {"kind": "superior_missing"})

    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [(row["Pegawai"], row["Hari"], row["Yang memperbaiki"]) for row in rows] == [
        ("Citra", "0", "Pengelola kinerja unit"),
        ("'=1+1", "0", "Pengelola kinerja unit"),
        ("Tri", "0", "Pengelola kinerja unit"),
    ]


def test_an_inspection_is_ordered_with_a_button(inspected, sign_in):
    answers = [sign_in(who).post(reverse("people:inspect")).status_code for who in inspected]

    assert answers == [403, 403, 403, 403, 302, 403, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_the_database_the_same_number_of_times(cast, today, sign_in, django_assert_num_queries, rows):
    for number in range(rows):
        post(f"P{number}", "lpg/bapenda/")
    desk.inspect(by=None, at=NOW)
    client = sign_in(cast.admin)

    with django_assert_num_queries(7):
        client.get(reverse("people:repairs"))


def test_home_counts_what_the_list_shows(inspected, sign_in):
    for path in ("lpg/", "lpg/bapenda/"):
        administer(inspected.admin, path)
        (duty,) = [each for each in duties(inspected.admin.actor, TODAY) if each.url == reverse("people:repairs")]
        listed = sign_in(inspected.admin).get(duty.url).context["shown"].paginator.count

        assert duty.title == f"Perbaikan data: {listed} menunggu"


def test_home_tells_everybody_what_is_theirs(inspected):
    found = {each.title for each in duties(inspected.ani.actor, TODAY) if "surel" in each.title.lower()}

    assert found == {"Surel belum diisi"}


def test_home_is_silent_without_anything_to_mend(cast, today):
    assert [duty.title for duty in duties(cast.admin.actor, TODAY) if "data" in duty.title] == []


def test_home_asks_no_more_than_two_statements(inspected, django_assert_num_queries):
    for member, statements in ((inspected.admin, 2), (inspected.ani, 1), (inspected.partner, 0)):
        actor = member.actor
        with django_assert_num_queries(statements):
            data_duties(actor, TODAY)
