"""What leaves the house, in how many statements."""

import random
from decimal import Decimal

import pytest

from conftest import TODAY
from factories.people import unit
from factories.surveys import FROZEN_AT, mixed, published, service, survey
from sambayan.portal import queries
from sambayan.surveys.models import ELEMENTS, SurveyResult

pytestmark = pytest.mark.django_db


def varied(n: int, seed: int = 1, blanks: float = 0.0):
    draw = random.Random(seed)
    return [tuple(None if draw.random() < blanks else draw.choice((2, 3, 3, 4)) for _ in ELEMENTS) for _ in range(n)]


def several_units(number: int) -> None:
    for place in range(number):
        path = f"lpg/dinas{place}/loket{place}/"
        first, second = service(f"a{place}", path), service(f"b{place}", path)
        for of in (first, second):
            published(of, mixed(40), "Triwulan II 2026")
            published(of, mixed(40), "Triwulan III 2026")
        survey(first)


@pytest.mark.parametrize("rows", [1, 3])
def test_unit_rows_takes_two_statements(rows, django_assert_num_queries):
    several_units(rows)
    with django_assert_num_queries(2):
        found = queries.unit_rows()
        assert [(row.name, row.above, row.whole.value, len(row.spark), row.is_open) for row in found] == [
            (f"Unit loket{n}", f"Unit dinas{n}", Decimal("87.50"), 2, True) for n in range(rows)
        ]


@pytest.mark.parametrize("services", [1, 3])
def test_unit_page_takes_four_statements(services, django_assert_num_queries):
    for number in range(services):
        of = service(f"s{number}")
        published(of, mixed(40), "Triwulan II 2026")
        published(of, mixed(40), "Triwulan III 2026")
    with django_assert_num_queries(4):
        shown = queries.unit_page("samsat")
        assert (len(shown.elements), len(shown.trend), len(shown.services)) == (9, 2, services)
        assert [file.service_name for file in shown.period.shown]


def test_only_published_surveys_are_seen():
    of = service()
    published(of, mixed(40), "Triwulan II 2026")
    hidden = published(of, varied(40, 7), "Triwulan III 2026")
    hidden.state = "sealed"
    hidden.save()
    shown = queries.unit_page("samsat")
    assert [period.label for period in shown.history] == ["Triwulan II 2026"]
    assert queries.published_survey("samsat", hidden.pk) is None
    assert queries.unit_page("samsat", hidden.pk) is None


def test_below_five_respondents_nothing_passes():
    of = service()
    made = published(of, mixed(4))
    result = queries.suppressed(SurveyResult.objects.get(survey=made))
    assert (result.n, result.figures, result.standard_error, result.whole.value, result.is_shown) == (
        None,
        None,
        None,
        None,
        False,
    )
    assert list(queries.answer_blocks(result)) == []
    assert queries.answers_size(result) == 0
    assert result.response_rate is None


def test_below_thirty_respondents_there_is_no_class():
    made = published(service(), mixed(29))
    result = queries.suppressed(SurveyResult.objects.get(survey=made))
    assert result.whole.n_too_small
    assert (result.figures["service_grade"], result.figures["class_certain"]) == (None, None)
    assert {row["grade"] for row in result.figures["elements"].values()} == {None}


def test_a_rare_element_has_no_figure_and_is_no_extreme():
    rows = [(1 if n < 4 else None, *[3 + n % 2] * 8) for n in range(40)]
    made = published(service(), rows)
    result = queries.suppressed(SurveyResult.objects.get(survey=made))
    row = result.figures["elements"]["persyaratan"]
    assert (row["n"], row["sum"], row["mean"], row["index"], row["interval"], row["grade"]) == (
        4,
        4,
        None,
        None,
        None,
        None,
    )
    assert result.figures["lowest_elements"] == []
    shown = queries.unit_page("samsat")
    assert [row.code for row in shown.lowest] != ["persyaratan", "prosedur"]
    assert [cells["value"] for cells in shown.element_chart][0] is None


def test_suppressing_leaves_the_frozen_row_alone():
    made = published(service(), mixed(20))
    frozen = SurveyResult.objects.get(survey=made)
    before = str(frozen.figures)
    queries.suppressed(frozen)
    assert str(frozen.figures) == before


def test_one_service_gives_its_frozen_figures():
    made = published(service(), varied(60, blanks=0.1), population=300)
    frozen, shown = SurveyResult.objects.get(survey=made), queries.unit_page("samsat")
    assert (shown.whole.value, shown.whole.low, shown.whole.high) == (
        frozen.satisfaction_index,
        frozen.low,
        frozen.high,
    )
    assert {w: str(v) for w, v in shown.as_usually_printed.items()} == frozen.figures["as_usually_printed"]
    for row in shown.elements:
        stored = frozen.figures["elements"][row.code]
        assert (str(row.figure.value), str(row.figure.low), str(row.mean)) == (
            stored["index"],
            stored["interval"]["low"],
            stored["mean"],
        )
    assert (shown.is_pooled, shown.needed, str(shown.period.response_rate)) == (False, 169, "1/5")


def test_a_suppressed_service_cannot_be_computed_back_from_its_office():
    published(service("a"), mixed(40))
    published(service("b"), [(1,) * 9] * 4)
    shown = queries.unit_page("samsat")
    assert (shown.whole.value, shown.period.n, shown.is_pooled) == (Decimal("87.50"), 40, False)


def test_several_services_are_pooled_from_their_sums():
    published(service("a"), [(4,) * 9] * 30, population=100)
    published(service("b"), [(2,) * 9] * 10, population=50)
    shown = queries.unit_page("samsat")
    assert (shown.whole.value, shown.whole.low, shown.period.n) == (Decimal("87.50"), Decimal("87.50"), 40)
    assert (shown.mean_sum, shown.period.population, shown.scale_low) == (Decimal("31.5000"), 150, "25")


def test_a_change_is_one_only_without_zero_in_its_interval():
    of = service()
    published(of, varied(60, 1), "Triwulan I 2026")
    published(of, varied(60, 2), "Triwulan II 2026")
    published(of, [(4,) * 9] * 60, "Triwulan III 2026")
    shown = queries.unit_page("samsat")
    label, change = shown.change
    assert (label, change.direction) == ("Triwulan II 2026", "up")
    assert shown.distance == change.difference
    middle = queries.unit_page("samsat", shown.history[1].results[0].survey.pk)
    assert (middle.change[0], middle.change[1].direction, middle.is_latest) == ("Triwulan I 2026", "uncertain", False)
    assert [point[0] for point in middle.trend] == ["Triwulan I 2026", "Triwulan II 2026"]


def test_rows_are_found_and_ordered():
    published(service("a", "lpg/x/satu/", name="Uji air"), mixed(40), population=400)
    published(service("b", "lpg/x/dua/", name="Pajak"), mixed(60, 4, 4))
    published(service("c", "lpg/x/tiga/"), mixed(3))
    unit("lpg/x/kosong/")
    rows = queries.unit_rows()
    assert [row.code for row in queries.found(rows, "uji UNIT")] == ["satu"]
    assert [row.code for row in queries.found(rows, "unit x")] == ["dua", "satu", "tiga"]
    orders = {sort: [row.code for row in queries.ordered(rows, sort)] for sort in queries.SORTS}
    assert orders == {
        "-index": ["dua", "satu", "tiga"],
        "index": ["satu", "dua", "tiga"],
        "name": ["dua", "satu", "tiga"],
        "-n": ["dua", "satu", "tiga"],
        "-response": ["satu", "dua", "tiga"],
    }
    assert queries.counts(rows) == {"certain": 1, "uncertain": 1, "few": 0, "none": 1, "open": 0}
    assert [row.code for row in queries.latest(rows, 2)] == ["dua", "satu"]


def test_a_period_that_has_no_figure_still_stands_in_the_history():
    made = published(service(), mixed(3))
    shown = queries.unit_page("samsat")
    assert (shown.whole.is_shown, shown.elements, shown.trend, shown.change, shown.weights) == (False, (), (), None, [])
    assert (shown.frozen_at, shown.organisers, shown.period.results[0].survey) == (FROZEN_AT, [made.organisers], made)


def test_a_unit_without_services_is_not_there():
    unit("lpg/kosong/")
    assert queries.unit_page("kosong") is None
    assert queries.unit_page("tidak-ada") is None


def test_a_unit_with_nothing_published_shows_its_services():
    survey(service())
    shown = queries.unit_page("samsat")
    assert (shown.period, shown.frozen_at, shown.organisers, shown.notes, shown.needed, shown.is_latest) == (
        None,
        None,
        [],
        [],
        None,
        False,
    )
    assert (len(shown.open_services), shown.as_usually_printed, shown.distance) == (1, {}, None)


def test_the_worked_example_is_the_published_one():
    example = queries.worked_example("en")
    assert (str(example.figures.satisfaction_index), len(example.elements)) == ("80.56", 9)
    assert queries.method_page(TODAY)["below_compare"] == 29


def test_an_element_nobody_answered_is_not_shown():
    published(service(), [(None, *[4] * 8)] * 6)
    assert queries.unit_page("samsat").weights == []
    assert [row.code for row in queries.unit_page("samsat").elements] == [
        *("prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarpras", "pengaduan")
    ]
