"""Reading surveys: figures, lists with a fixed number of queries, receipts however they are typed."""

import csv
import json
import uuid
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from conftest import NOW, TODAY
from factories import surveys
from sambayan.surveys import actions, queries
from sambayan.surveys.models import ELEMENTS
from sambayan.surveys.rules import CostMode, SurveyFigures, index


def example(name: str) -> list[tuple[int | None, ...]]:
    text = resources.files("sambayan.examples").joinpath(name).read_text()
    return [tuple(int(row[f"u{number}"]) for number in range(1, 10)) for row in csv.DictReader(text.splitlines())]


@pytest.fixture
def sekadau(db):
    return surveys.published(surveys.service(), example("skm-sekadau-2019s1.csv"), source_note="sekadaukab.go.id")


def test_elements_stand_in_the_order_of_the_regulation():
    from sambayan.integrations.spreadsheets.answers import codes_in_order

    assert codes_in_order("list") == ELEMENTS


def test_the_real_example_gives_its_published_figures(sekadau):
    expected = json.loads(
        resources.files("sambayan.examples").joinpath("skm-sekadau-2019s1.expected.json").read_text()
    )["expected"]
    page = queries.result_page(sekadau.result, sekadau)
    in_list_order = sorted(page.elements, key=lambda row: ELEMENTS.index(row.code))

    assert (page.whole.n, str(page.whole.value), page.whole.grade, page.whole.label) == (49, "78.74", "B", "Baik")
    assert (page.gate, page.is_shown, page.has_class, page.elements_used) == ("full", True, True, 9)
    assert page.survey_score == expected["survey_score"]
    assert [row.sum for row in in_list_order] == list(expected["element_sum"].values())
    assert [row.figure.n for row in in_list_order] == list(expected["element_n"].values())
    assert [row.mean for row in in_list_order] == list(expected["element_mean"].values())


def test_the_printed_sum_gives_the_index(sekadau):
    page = queries.result_page(sekadau.result, sekadau)

    assert round(page.mean_sum / page.elements_used * 25, 2) == page.whole.value
    assert set(page.as_usually_printed) == {"0.11", "0.111"}


def test_elements_stand_in_form_order_with_their_name_in_both_languages(sekadau):
    indonesian, english = (queries.result_page(sekadau.result, sekadau, language) for language in ("id", "en"))

    assert [row.code for row in indonesian.elements][-2:] == ["sarpras", "pengaduan"]
    assert indonesian.elements[0].name != english.elements[0].name


@pytest.mark.parametrize(
    ("n", "gate", "is_shown", "has_class"),
    [(4, "suppressed", False, False), (29, "shown_without_class", True, False), (30, "full", True, True)],
)
def test_few_respondents(db, n, gate, is_shown, has_class):
    made = surveys.published(surveys.service(), surveys.mixed(n))
    page = queries.result_page(made.result, made)

    assert (page.gate, page.is_shown, page.has_class) == (gate, is_shown, has_class)
    assert all(row["n_too_small"] is not has_class for row in page.chart_rows)
    assert all((row["value"] is None) is not is_shown for row in page.chart_rows)


def test_an_element_with_few_answers_is_not_shown_although_the_survey_is(db):
    rows = [(3,) * 8 + (4 if number < 4 else None,) for number in range(40)]
    made = surveys.published(surveys.service(), rows)

    last = queries.result_page(made.result, made).chart_rows
    hidden = [row for row in last if row["value"] is None]

    assert [row["n"] for row in hidden] == [4]


def test_no_respondent_gives_no_figure(db):
    empty = surveys.survey(surveys.service())
    page = queries.result_page(queries.live_result(empty, TODAY), empty)

    assert (page.is_shown, page.whole.value, page.whole.label, page.lowest, page.elements[0].mean_value) == (
        False,
        None,
        "",
        (),
        None,
    )


def test_two_classes_in_one_interval(db):
    made = surveys.published(surveys.service(), surveys.mixed(40))
    whole = queries.headline(made.result)

    assert (whole.grade, whole.other_grade, whole.certain) == ("B", "A", False)


def test_live_result_is_computed_until_it_is_frozen(db):
    one = surveys.survey(surveys.service())
    surveys.answers(one, surveys.mixed(10))
    live = queries.live_result(one, TODAY)
    kept = actions.freeze(one, at=NOW)

    assert live.pk is None
    assert live.figures == kept.figures
    assert queries.live_result(one, TODAY) == kept


def test_a_population_below_n_is_left_out(db):
    few = surveys.survey(surveys.service(), population=5)
    surveys.answers(few, surveys.mixed(10))

    assert queries.figures_of(few) == queries_figures_without_population(few)


def queries_figures_without_population(survey) -> SurveyFigures:
    return index(list(queries.answers_of(survey.pk)), ELEMENTS, cost_mode=CostMode.TARIFF)


def test_response_rate_and_population(db):
    made = surveys.published(surveys.service(), surveys.mixed(40), population=160)
    page = queries.result_page(made.result, made)

    assert (page.population, page.response_rate) == (160, Decimal(25))


@pytest.mark.parametrize("services", [1, 3])
def test_the_list_of_services_takes_the_same_queries_however_long(cast, services, django_assert_num_queries):
    for number in range(services):
        one = surveys.service(f"s{number}")
        surveys.published(one, surveys.mixed(35), "Triwulan II 2026")
        surveys.published(one, surveys.mixed(35, 2, 3), "Triwulan III 2026")
        surveys.survey(one)

    actor = cast.dewi.actor
    with django_assert_num_queries(2):
        rows = queries.service_rows(actor)
        assert [len(row.indices) for row in rows] == [2] * services

    assert (rows[0].survey.label, rows[0].state, rows[0].is_shown) == ("Triwulan III 2026", "Dibuka", True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_surveys_of_a_service_take_one_query(db, count, django_assert_num_queries):
    one = surveys.service()
    for label in list(surveys.PERIODS)[:count]:
        surveys.published(one, surveys.mixed(6), label)

    with django_assert_num_queries(1):
        assert [(survey.answer_count, survey.result.n) for survey in queries.surveys_of(one)] == [(6, 6)] * count


def test_a_service_without_a_survey_and_one_with_few_answers(cast):
    surveys.service("a")
    surveys.published(surveys.service("b"), surveys.mixed(4))

    empty, few = queries.service_rows(cast.dewi.actor)

    assert (empty.survey, empty.state, empty.is_shown) == (None, "", False)
    assert (few.survey.label, few.is_shown, few.indices) == ("Triwulan III 2026", False, ())


def test_the_list_hides_what_the_reader_may_not_read(cast):
    one = surveys.survey(surveys.service(), state="open")
    surveys.answers(one, surveys.mixed(10))
    actions.freeze(one, at=NOW)

    assert [queries.service_rows(who.actor)[0].survey for who in (cast.dewi, cast.budi, cast.admin)] == [
        None,
        None,
        one,
    ]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{bare}", "{spaced}"])
def test_a_receipt_is_found_however_it_is_typed(db, typed):
    one = surveys.survey(surveys.service())
    code = actions.respond(one, actions.Answers(uuid.uuid4(), dict.fromkeys(ELEMENTS, 3)), on=date(2026, 10, 8))

    asked = typed.format(code, lower=code.lower(), bare=code.replace("-", ""), spaced=" ".join(code))

    assert queries.receipt(asked).code == code


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA", "\x00", "'; drop", "x" * 500])
def test_an_unknown_receipt(db, typed):
    assert queries.receipt(typed) is None


def test_what_is_not_there(db):
    assert (queries.service("x"), queries.survey(1), queries.open_survey("x"), queries.answer_import(1)) == (None,) * 4


def test_a_trend_runs_from_old_to_new_without_small_surveys(db):
    one = surveys.service()
    for label, n in zip(surveys.PERIODS, (40, 4, 40), strict=False):
        surveys.published(one, surveys.mixed(n), label)

    assert [point.label for point in queries.trend(queries.published([one.pk]))] == [
        "Triwulan I 2026",
        "Triwulan III 2026",
    ]


def test_a_change_needs_two_figures(db):
    one = surveys.service()
    before = surveys.published(one, surveys.mixed(40, 2, 3), "Triwulan I 2026").result
    after = surveys.published(one, surveys.mixed(40), "Triwulan II 2026").result
    empty = surveys.published(one, [], "Triwulan III 2026").result

    assert queries.change_between(before, after).direction == "up"
    assert queries.change_between(before, empty) is None


def test_the_citizens_voice_reaches_who_works_for_the_service(cast, django_assert_num_queries):
    one, small = surveys.service("a"), surveys.service("b")
    surveys.published(one, surveys.mixed(40, 2, 3), "Triwulan II 2026")
    surveys.published(one, surveys.mixed(40), "Triwulan III 2026")
    surveys.published(small, surveys.mixed(4))
    for service in (one, small):
        surveys.staffed(service, cast.ani.employee)

    with django_assert_num_queries(2):
        whole, hidden = queries.citizen_evidence(cast.ani.employee.pk, date(2026, 9, 30))
    [earlier, _few] = queries.citizen_evidence(cast.ani.employee.pk, date(2026, 9, 30))[:2]

    assert (str(whole.satisfaction_index), whole.gate, whole.movement.direction, len(whole.lowest)) == (
        "87.50",
        "full",
        "up",
        2,
    )
    assert [label for label, _value in whole.trend] == ["Triwulan II 2026", "Triwulan III 2026"]
    assert (hidden.gate, hidden.n, hidden.satisfaction_index, hidden.movement) == ("suppressed", 4, None, None)
    assert earlier.as_document()["service"] == "Layanan a"
    assert queries.citizen_evidence(cast.dewi.employee.pk, date(2026, 9, 30)) == []


def test_the_first_survey_has_no_movement_and_a_later_day_is_needed(cast):
    one = surveys.service()
    surveys.published(one, surveys.mixed(40))
    surveys.staffed(one, cast.ani.employee)

    [evidence] = queries.citizen_evidence(cast.ani.employee.pk, date(2026, 9, 30))

    assert evidence.movement is None
    assert queries.citizen_evidence(cast.ani.employee.pk, date(2026, 9, 29)) == []


def test_the_job_freezes_and_forgets_what_is_gone(db):
    from sambayan.surveys import tasks

    one = surveys.survey(surveys.service())
    surveys.answers(one, surveys.mixed(10))

    tasks.freeze.func(one.pk)
    tasks.freeze.func(999)

    assert queries.live_result(one, TODAY).n == 10


def test_surveys_ask_those_who_run_them(cast):
    ended = surveys.survey(surveys.service("a"), "Triwulan III 2026")
    surveys.survey(surveys.service("b"))
    sealed = surveys.survey(surveys.service("c"), state="sealed")

    assert [d.title for d in queries.survey_duties(cast.admin.actor, TODAY)] == [f"Segel survei {ended.service}"]
    assert [d.title for d in queries.survey_duties(cast.partner.actor, TODAY)] == [
        f"Segel survei {ended.service}",
        f"Terbitkan hasil {sealed.service}",
    ]
    assert queries.survey_duties(cast.budi.actor, TODAY) == []
