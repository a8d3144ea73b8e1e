"""Objections by office: counted, rolled up, suppressed, exported."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles
from factories import objections as made
from factories.people import post, unit
from sambayan.cycles.models import UnitWeek
from sambayan.cycles.queries.calendars import KEPT
from sambayan.objections import queries
from sambayan.objections.models import Objection
from sambayan.people.models import RoleGrant
from sambayan.policies.models import SettingValue


@pytest.fixture
def small(db):
    """So few people that nothing would be shown: the limit is two."""
    SettingValue.objects.create(
        name="small_cell_limit", value="2", valid_from=TODAY, reason="x", source="x", mark="D", set_at=NOW, set_by="x"
    )


def staff(path: str, n: int):
    return [post(f"{path} {number}", path) for number in range(n)]


@pytest.fixture
def province(cast, small):
    """Two offices of Bapenda with three people each; three decisions in the first, none in the second."""
    first = staff("lpg/bapenda/samsat/", 3)
    second = [post("Kepala dua", "lpg/bapenda/dua/", head=True), *staff("lpg/bapenda/dua/", 3)]
    states = ("upheld", "changed", "changed")
    for person, state in zip(first, states, strict=True):
        made.objection(made.received(person, cast.budi.assignment, cast.citra.assignment), state)
    for person in second[1:]:
        made.received(person, second[0], cast.citra.assignment)
    return cast


def figures(page):
    return {
        row.unit.code: (row.figures.evaluations, row.figures.objections, row.figures.upheld, row.figures.changed)
        for row in (page.total, *page.rows)
    }


def test_figures_are_counted_by_office_and_rolled_up(province):
    page = queries.statistics_page(unit("lpg/bapenda/"), 2026, TODAY)

    assert figures(page) == {"bapenda": (6, 3, 1, 2), "dua": (3, 0, 0, 0), "samsat": (3, 3, 1, 2)}
    assert [row.signals for row in page.rows] == [False, True]
    assert page.total.figures.median_days == 2


def test_a_draft_or_a_refused_attempt_is_no_objection(cast, small):
    for number, state in enumerate(("draft", "refused_late")):
        person = post(f"P{number}", "lpg/bapenda/samsat/")
        made.objection(made.received(person, cast.budi.assignment, cast.citra.assignment), state)

    assert figures(queries.statistics_page(unit("lpg/bapenda/"), 2026, TODAY))["bapenda"] == (2, 0, 0, 0)


def test_another_year_is_not_counted(province):
    assert figures(queries.statistics_page(unit("lpg/bapenda/"), 2025, TODAY))["bapenda"] == (0, 0, 0, 0)


def test_days_to_the_decision_are_working_days(cast, small):
    row = made.objection(
        made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment), "upheld",
        decided_at=made.AT + timedelta(days=7),
    )  # fmt: skip

    page = queries.statistics_page(row.unit, 2026, TODAY)

    assert page.total.figures.median_days == 5


def test_days_to_the_decision_follow_the_working_week_of_the_unit(cast, small):
    UnitWeek.objects.create(unit=cast.unit, working_week=6)
    KEPT.forget()
    row = made.objection(
        made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment), "upheld",
        decided_at=made.AT + timedelta(days=7),
    )  # fmt: skip

    assert queries.statistics_page(row.unit, 2026, TODAY).total.figures.median_days == 6


def test_small_cells_are_hidden_by_the_setting(province):
    page = queries.statistics_page(unit("lpg/bapenda/samsat/"), 2026, TODAY)

    assert (page.limit, page.total.figures.is_hidden) == (2, False)


@pytest.mark.parametrize("offices", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_offices(cast, offices, django_assert_num_queries):
    for number in range(offices):
        made.received(post(f"P{number}", f"lpg/bapenda/unit-{number}/"), cast.budi.assignment, cast.citra.assignment)

    with django_assert_num_queries(6):
        page = queries.statistics_page(cast.office, 2026, TODAY)

    assert len(page.rows) == offices


def address(code: str = "", year: str = "") -> str:
    return f"{reverse('objections:statistics')}?unit={code}&year={year}"


def test_everybody_begins_at_the_top_of_what_he_reads(cast, sign_in, today):
    cycles.quarter()
    pages = {who: sign_in(getattr(cast, who)).get(address()) for who in ("budi", "citra", "admin", "ani", "dewi")}

    assert {who: page.status_code for who, page in pages.items()} == {
        "budi": 200, "citra": 200, "admin": 200, "ani": 403, "dewi": 403,
    }  # fmt: skip
    assert "Unit samsat" in pages["budi"].content.decode()
    assert "Unit lpg" in pages["admin"].content.decode()


def test_a_leader_reads_no_other_office(cast, sign_in, today):
    assert sign_in(cast.citra).get(address("dinsos")).status_code == 403
    assert sign_in(cast.citra).get(address("tidak-ada")).status_code == 404
    assert sign_in(cast.citra).get(address("samsat")).status_code == 200


def test_an_administrator_of_one_office_begins_there(cast, sign_in, today):
    RoleGrant.objects.create(
        account=cast.dewi.account, role="performance_admin", unit=unit("lpg/dinsos/"), from_date=TODAY
    )

    assert "Unit dinsos" in sign_in(cast.dewi).get(address()).content.decode()


def test_the_page_says_what_is_hidden_and_what_is_a_signal(province, sign_in, today):
    page = sign_in(province.citra).get(address("bapenda", "2026")).content.decode()

    assert "Bahas dalam kalibrasi" in page
    assert "Unit dengan kurang dari 2 evaluasi tidak ditampilkan" in page


def test_a_year_nobody_has_is_the_newest(province, sign_in, today):
    for year in ("1999", "abcd", "99999"):
        assert "· 2026" in sign_in(province.citra).get(address("bapenda", year)).content.decode()


def export(form: str) -> str:
    return reverse("objections:export_statistics", args=["bapenda", 2026, form])


def test_the_figures_as_csv(province, sign_in, today):
    lines = sign_in(province.citra).get(export("csv")).content.decode("utf-8-sig").splitlines()

    assert lines == [
        (
            "Kode unit;Unit;Evaluasi diterima;Keberatan;Per 100 evaluasi;Dicabut;Lewat batas;Dikuatkan;Diubah;"
            "Persen diubah;Median hari kerja;Tanda kalibrasi"
        ),
        "bapenda;Unit bapenda;6;3;50.0;0;0;1;2;66.67;2.0;1",
        "dua;Unit dua;3;0;0.0;0;0;0;0;;;0",
        "samsat;Unit samsat;3;3;100.0;0;0;1;2;66.67;2.0;1",
    ]


def test_what_is_hidden_is_empty_in_the_file(cast, sign_in, today):
    made.objection(made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment), "upheld")

    lines = sign_in(cast.citra).get(export("csv")).content.decode("utf-8-sig").splitlines()

    assert lines[1] == "bapenda;Unit bapenda;;;;;;;;;;0"


def test_the_figures_as_a_workbook(province, sign_in, today):
    answer = sign_in(province.citra).get(export("xlsx"))

    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert "Unit samsat" in book.read("xl/sharedStrings.xml").decode()


def test_no_other_form_and_no_other_office(province, sign_in, today):
    client = sign_in(province.budi)

    assert client.get(export("pdf")).status_code == 404
    assert client.get(export("csv")).status_code == 403


@pytest.fixture
def office(cast, small):
    """Two people directly in Bapenda, three in an office below it, one in another; one of the three objects."""
    direct, first = staff("lpg/bapenda/", 2), staff("lpg/bapenda/samsat/", 3)
    for person in (*direct, *first, *staff("lpg/bapenda/dua/", 1)):
        made.received(person, cast.budi.assignment, cast.citra.assignment)
    made.objection(first[0].employee.evaluations.get(), "withdrawn", overdue_since=TODAY)
    return cast


def test_what_is_directly_in_the_office_is_a_row_and_one_objection_is_not_shown(office, sign_in, today):
    lines = sign_in(office.citra).get(export("csv")).content.decode("utf-8-sig").splitlines()

    assert lines[1:] == [
        "bapenda;Unit bapenda;6;;;;;;;;;0",
        "dua;Unit dua;;;;;;;;;;0",
        "samsat;Unit samsat;3;;;;;;;;;0",
        "bapenda;Langsung di Unit bapenda;;;;;;;;;;0",
    ]


def test_the_page_shows_what_is_hidden_in_the_same_places_as_the_file(office, sign_in, today):
    page = sign_in(office.citra).get(address("bapenda", "2026")).content.decode()

    assert "Langsung di Unit bapenda" in page
    assert page.count("terlalu sedikit untuk ditampilkan") == 4


def test_a_small_count_beside_shown_objections_is_hidden_alone(province, sign_in, today):
    Objection.objects.filter(state="upheld").update(overdue_since=TODAY)

    lines = sign_in(province.citra).get(export("csv")).content.decode("utf-8-sig").splitlines()
    page = sign_in(province.citra).get(address("bapenda", "2026")).content.decode()

    assert lines[3] == "samsat;Unit samsat;3;3;100.0;0;;1;2;66.67;2.0;1"
    assert page.count("terlalu sedikit untuk ditampilkan") == 2
