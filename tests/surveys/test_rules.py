"""The law of the survey, by hand, by published examples, and by the slow twin of every quick formula."""

import csv
import json
import math
import statistics
from decimal import Decimal
from fractions import Fraction
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from sambayan.regulations import catalogue
from sambayan.surveys import rules
from sambayan.surveys.rules import CostMode, Direction, Gate, ServiceGrade

CODES = tuple(element.code for element in catalogue.survey_instrument().elements)
EXAMPLES = {"skm-sekadau-2019s1": "must_not_be", "skm-metro-pusat-2020": "same_data_with_wrong_weights"}
answers_of_one = st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=3, max_size=3)
surveys = st.lists(answers_of_one, min_size=0, max_size=12)
SETTINGS = settings(max_examples=60, deadline=None, database=None)


def example(name):
    folder = resources.files("sambayan.examples")
    rows = list(csv.DictReader(folder.joinpath(f"{name}.csv").read_text("utf-8").splitlines()))
    elements = [column for column in rows[0] if column not in ("respondent", "date")]
    answers = [{code: int(row[code]) for code in elements} for row in rows]
    return answers, elements, json.loads(folder.joinpath(f"{name}.expected.json").read_text("utf-8"))


def slow_index(rows):
    """The index by its definition, in fractions; None without an answer."""
    means = []
    for column in zip(*rows, strict=True):
        filled = [Fraction(answer) for answer in column if answer is not None]
        if filled:
            means.append(sum(filled) / len(filled))
    return sum(means) / len(means) * 25 if means else None


def slow_standard_error(rows, population=None):
    """The delete-one jackknife by its definition."""
    rows = [row for row in rows if any(answer is not None for answer in row)]
    n = len(rows)
    thetas = [slow_index(rows[:place] + rows[place + 1 :]) for place in range(n)]
    mean = sum(thetas) / n
    variance = Fraction(n - 1, n) * sum((theta - mean) ** 2 for theta in thetas)
    if population:
        variance *= 1 - Fraction(n, population)
    return math.sqrt(variance)


# ---------- published examples


@pytest.mark.parametrize("name", EXAMPLES)
def test_published_example(name):
    answers, elements, document = example(name)
    expected = document["expected"]
    figures = rules.index(answers, elements)
    assert (figures.n, figures.elements_used, figures.skipped) == (expected["n"], 9, 0)
    assert {figure.code: figure.sum for figure in figures.elements} == expected["element_sum"]
    assert {figure.code: figure.n for figure in figures.elements} == expected["element_n"]
    means = {figure.code: str(rules.half_up(figure.mean, 4)) for figure in figures.elements}
    assert means == expected["element_mean"]
    assert str(figures.exact_index) == expected["satisfaction_index_fraction"]
    assert str(figures.satisfaction_index) == expected["satisfaction_index"]
    assert str(rules.half_up(figures.survey_score, 4)) == expected["survey_score"]
    assert figures.service_grade == expected["service_grade"]
    assert list(figures.lowest_elements) == expected["lowest_elements"]
    assert list(figures.highest_elements) == expected["highest_elements"]


@pytest.mark.parametrize(("name", "key"), list(EXAMPLES.items()))
def test_wrong_weights_are_explained_not_used(name, key):
    answers, elements, document = example(name)
    printed = rules.index(answers, elements).as_usually_printed
    wrong = document[key]
    assert str(printed["0.11"]) == wrong["w011"]["satisfaction_index"]
    assert str(printed["0.111"]) == wrong["w0111"]["satisfaction_index"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_error_of_complete_answers_is_that_of_the_respondents_means(name):
    answers, elements, _ = example(name)
    figures = rules.index(answers, elements)
    means = [sum(row.values()) / 9 * 25 for row in answers]
    error = statistics.stdev(means) / math.sqrt(len(means))
    assert figures.standard_error == pytest.approx(error, rel=1e-12)
    half = t.ppf(0.975, len(means) - 1) * error
    assert float(figures.interval.low) == pytest.approx(statistics.mean(means) - half, abs=0.005001)
    assert float(figures.interval.high) == pytest.approx(statistics.mean(means) + half, abs=0.005001)


def test_sekadau_may_be_of_class_c():
    answers, elements, _ = example("skm-sekadau-2019s1")
    figures = rules.index(answers, elements)
    assert (str(figures.interval.low), str(figures.interval.high)) == ("76.26", "81.23")
    assert figures.class_certain is False
    assert (figures.interval.level, figures.interval.method) == (Decimal("0.95"), "delete_one_jackknife")


# ---------- grades and gates


@pytest.mark.parametrize(
    ("index", "grade"),
    [  # PermenPANRB 14/2017, Lampiran: borders of every band
        ("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"),
        ("76.61", "B"), ("88.30", "B"), ("88.31", "A"), ("100.00", "A"),
    ],
)  # fmt: skip
def test_border_values_of_the_bands(index, grade):
    assert rules.grade_of(Decimal(index)) == grade


@pytest.mark.parametrize(
    ("score", "label", "english"), [("A", "Sangat baik", "Very good"), ("D", "Tidak baik", "Not good")]
)
def test_grade_labels(score, label, english):
    assert (ServiceGrade(score).label, ServiceGrade(score).label_english) == (label, english)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, Gate.SUPPRESSED),
        (4, Gate.SUPPRESSED),
        (5, Gate.SHOWN_WITHOUT_CLASS),
        (29, Gate.SHOWN_WITHOUT_CLASS),
        (30, Gate.FULL),
    ],
)
def test_gate(n, expected):
    assert rules.gate(n) is expected


def test_gate_takes_the_limits_of_an_agency():
    assert rules.gate(7, rules.Limits(8, 30)) is Gate.SUPPRESSED
    assert rules.gate(7, rules.Limits(2, 7)) is Gate.FULL


def test_a_tie_is_rounded_half_up_before_the_class_is_read():
    """64.995 -> 65.00 (C), which round() on a float would call 64.99 or 65.00 by luck."""
    index = Fraction(64995, 1000)
    assert rules.half_up(index) == Decimal("65.00")
    assert rules.grade_of(rules.half_up(index)) is ServiceGrade.C
    assert rules.half_up(Fraction(-5, 1000)) == Decimal("-0.01")


# ---------- blanks, cost, nobody


def test_a_blank_is_missing_and_each_element_has_its_own_n():
    figures = rules.index([{"a": 4, "b": None}, {"a": 2}, {"a": None, "b": 1}], ("a", "b"))
    assert [(f.n, f.sum, f.mean) for f in figures.elements] == [(2, 6, 3), (1, 1, 1)]
    assert (figures.n, figures.survey_score, figures.satisfaction_index) == (3, 2, Decimal("50.00"))
    assert figures.element("b").grade is ServiceGrade.D
    with pytest.raises(KeyError):
        figures.element("c")


def test_respondents_without_an_answer_are_skipped():
    figures = rules.index([(3, 3), (None, None), (None, None)], ("a", "b"))
    assert (figures.n, figures.skipped, figures.satisfaction_index) == (1, 2, Decimal("75.00"))


@pytest.mark.parametrize("answers", [[], [(None, None)]])
def test_nobody_gives_no_figure(answers):
    figures = rules.index(answers, ("a", "b"))
    assert (figures.n, figures.elements_used) == (0, 0)
    assert figures.satisfaction_index is figures.survey_score is figures.exact_index is None
    assert figures.service_grade is figures.interval is figures.standard_error is None
    assert figures.as_usually_printed == {"0.11": None, "0.111": None}
    assert (figures.lowest_elements, figures.highest_elements, figures.class_certain) == ((), (), False)


def test_an_element_nobody_answered_does_not_weigh():
    figures = rules.index([(4, None), (2, None)], ("a", "b"))
    assert (figures.elements_used, figures.satisfaction_index) == (1, Decimal("75.00"))
    assert (figures.element("b").n, figures.element("b").mean, figures.element("b").interval) == (0, None, None)


@pytest.mark.parametrize("elements", [("persyaratan", "biaya"), ("u1", "u4")])
@pytest.mark.parametrize(
    ("mode", "k", "index"),
    [
        (CostMode.TARIFF, 2, "62.50"),
        (CostMode.FREE_SCORED_4, 2, "62.50"),
        (CostMode.REPLACEMENT_QUESTION, 2, "62.50"),
        (CostMode.NOT_APPLICABLE, 1, "25.00"),
    ],
)
def test_cost_modes(elements, mode, k, index):
    figures = rules.index([(1, 4)], elements, cost_mode=mode)
    assert (figures.elements_used, str(figures.satisfaction_index), figures.cost_mode) == (k, index, mode)
    assert len(figures.elements) == k


def test_who_answered_cost_only_is_skipped_when_cost_does_not_apply():
    figures = rules.index([{"biaya": 4}, {"waktu": 2}], CODES, cost_mode=CostMode.NOT_APPLICABLE)
    assert (figures.n, figures.skipped) == (1, 1)


def test_eight_elements_print_their_own_cut_weights():
    figures = rules.index([(4,) * 9], CODES, cost_mode=CostMode.NOT_APPLICABLE)
    assert figures.as_usually_printed == {"0.11": Decimal("96.00"), "0.111": Decimal("100.00")}


@pytest.mark.parametrize("wrong", [0, 5, -1, 2.5, "3", True])
def test_answers_outside_the_scale_are_refused_with_their_place(wrong):
    with pytest.raises(rules.AnswerError) as caught:
        rules.index([(1, 2), (1, 2), (3, wrong)], ("a", "b"))
    assert (caught.value.respondent, caught.value.element, caught.value.value) == (3, "b", wrong)


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 answers, not 2"):
        rules.index([(1, 2, 3)], ("a", "b"))


# ---------- interval


def test_one_respondent_has_no_interval():
    figures = rules.index([(4, 4)], ("a", "b"))
    assert (figures.interval, figures.standard_error, figures.class_certain) == (None, None, False)


def test_equal_answers_give_a_point():
    figures = rules.index([(3, 4)] * 6, ("a", "b"))
    assert (figures.interval.low, figures.interval.high) == (Decimal("87.50"), Decimal("87.50"))
    assert figures.class_certain is True


def test_limits_stay_on_the_scale():
    figures = rules.index([(1,), (4,)], ("a",))
    assert (figures.interval.low, figures.interval.high) == (Decimal("25.00"), Decimal("100.00"))


def test_population_narrows_the_interval_to_a_point():
    rows = [(1, 2), (3, 4), (2, 2), (4, 4)]
    plain = rules.index(rows, ("a", "b"))
    half = rules.index(rows, ("a", "b"), population=8)
    whole = rules.index(rows, ("a", "b"), population=4)
    assert half.standard_error == pytest.approx(plain.standard_error * math.sqrt(0.5), rel=1e-12)
    assert (whole.standard_error, whole.interval.low) == (0.0, whole.interval.high)
    assert whole.interval.low == whole.satisfaction_index
    assert half.element("a").interval.low >= plain.element("a").interval.low


def test_a_population_below_the_respondents_is_refused():
    with pytest.raises(rules.PopulationError) as caught:
        rules.index([(1,), (2,), (3,)], ("a",), population=2)
    assert (caught.value.population, caught.value.at_least) == (2, 3)


def test_an_element_answered_by_one_respondent_drops_out_without_him():
    rows = [(4, 1), (3, None), (2, None)]
    assert rules.index(rows, ("a", "b")).standard_error == pytest.approx(slow_standard_error(rows), rel=1e-12)


@SETTINGS
@given(surveys, st.integers(0, 20))
def test_index_and_error_equal_their_slow_twins(rows, more):
    figures = rules.index(rows, ("a", "b", "c"))
    assert figures.exact_index == slow_index(rows or [(None,) * 3])
    answered = [row for row in rows if any(row)]
    assert (figures.n, figures.skipped) == (len(answered), len(rows) - len(answered))
    if len(answered) > 1:
        population = len(answered) + more
        assert figures.standard_error == pytest.approx(slow_standard_error(rows), rel=1e-9, abs=1e-12)
        corrected = rules.index(rows, ("a", "b", "c"), population=population).standard_error
        assert corrected == pytest.approx(slow_standard_error(rows, population), rel=1e-9, abs=1e-12)


@SETTINGS
@given(surveys.filter(lambda rows: any(any(row) for row in rows)), st.data())
def test_no_improvement_of_one_answer_lowers_the_index(rows, data):
    places = [(r, c) for r, row in enumerate(rows) for c, answer in enumerate(row) if answer in (1, 2, 3)]
    if not places:
        return
    r, c = data.draw(st.sampled_from(places))
    better = [list(row) for row in rows]
    better[r][c] += 1
    before, after = rules.index(rows, ("a", "b", "c")), rules.index(better, ("a", "b", "c"))
    assert after.exact_index > before.exact_index
    assert after.satisfaction_index >= before.satisfaction_index


@SETTINGS
@given(surveys)
def test_figures_do_not_depend_on_the_order_of_respondents(rows):
    assert rules.index(rows, ("a", "b", "c")) == rules.index(rows[::-1], ("a", "b", "c"))


# ---------- change


def survey_of(answers):
    return rules.index([(answer,) for answer in answers], ("a",))


def test_change_is_the_welch_interval():
    before, after = [2, 3, 3, 2, 3, 2, 3, 3], [4, 4, 3, 4, 3, 4, 4, 4, 4, 3]
    found = rules.change(survey_of(before), survey_of(after))
    first, second = (statistics.variance(side) / len(side) * 625 for side in (before, after))
    df = (first + second) ** 2 / (first**2 / (len(before) - 1) + second**2 / (len(after) - 1))
    half = t.ppf(0.975, df) * math.sqrt(first + second)
    gap = (statistics.mean(after) - statistics.mean(before)) * 25
    assert float(found.interval.low) == pytest.approx(gap - half, abs=0.005001)
    assert float(found.interval.high) == pytest.approx(gap + half, abs=0.005001)
    assert (found.direction, found.interval.method) == (Direction.UP, "welch")


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ([3, 3, 3, 3], [4, 4, 4, 4], Direction.UP),  # no spread at all: a point
        ([4, 4, 4, 4], [3, 3, 3, 3], Direction.DOWN),
        ([3, 3], [3, 3], Direction.UNCERTAIN),
        ([1, 4, 2], [2, 4, 3], Direction.UNCERTAIN),  # belum tentu naik
        ([3, 3, 3, 3], [4, 4, 4, 3], Direction.UNCERTAIN),
    ],
)
def test_direction_of_a_change(before, after, direction):
    assert rules.change(survey_of(before), survey_of(after)).direction is direction


def test_a_change_needs_two_respondents_on_each_side_to_be_certain():
    found = rules.change(survey_of([1]), survey_of([4, 4, 4]))
    assert (found.difference, found.interval, found.direction) == (Decimal("75.00"), None, Direction.UNCERTAIN)
    assert rules.change(survey_of([]), survey_of([4])) is None
    assert rules.change(survey_of([4]), survey_of([])) is None


# ---------- sample


@pytest.mark.parametrize(
    ("population", "sample"),
    [  # Krejcie & Morgan 1970; 100,000 by the formula, not the 384 of many copies
        (1, 1), (10, 10), (50, 44), (100, 80), (200, 132), (300, 169), (500, 217),
        (1000, 278), (5000, 357), (10000, 370), (100000, 383), (1000000, 384),
    ],
)  # fmt: skip
def test_sample_size(population, sample):
    assert rules.sample_size(population) == sample


@pytest.mark.parametrize(
    ("confidence", "margin", "sample"),
    [("95", "5", 383), ("90", "5", 270), ("99", "5", 659), ("95", "2.5", 1513), ("95", "10", 96)],
)
def test_sample_size_follows_confidence_and_margin(confidence, margin, sample):
    assert rules.sample_size(100_000, rules.Sampling(confidence, Decimal(margin))) == sample


def test_the_stricter_limits_satisfy_both():
    assert rules.Limits(5, 40).stricter(rules.Limits(8, 30)) == rules.Limits(8, 40)


def test_sample_never_exceeds_the_population_and_never_falls():
    sizes = [rules.sample_size(population) for population in range(1, 400)]
    assert all(size <= population for population, size in enumerate(sizes, start=1))
    assert sizes == sorted(sizes)


def test_nobody_needs_no_sample():
    with pytest.raises(rules.PopulationError):
        rules.sample_size(0)
