"""The figure of an office: exact, and honest about its interval."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambayan.portal import rules
from sambayan.surveys.rules import index

CODES = ("persyaratan", "prosedur", "waktu")


def stratum(rows) -> rules.Stratum:
    found = index(rows, CODES)
    errors = {}
    for element in found.elements:
        if element.interval:
            exact = Fraction(25 * element.sum, element.n)
            errors[element.code] = rules.element_error(element.n, exact, (element.interval.low, element.interval.high))
    return rules.Stratum(found.n, {e.code: (e.sum, e.n) for e in found.elements}, found.standard_error, errors)


def random_rows(n: int, seed: int, blanks: float = 0.0):
    draw = random.Random(seed)
    return [tuple(None if draw.random() < blanks else draw.choice((2, 3, 3, 4)) for _ in CODES) for _ in range(n)]


def test_one_service_keeps_its_own_index_and_interval():
    rows = random_rows(40, 1, blanks=0.1)
    own, office = index(rows, CODES), rules.pooled([stratum(rows)])
    assert (office.exact_index, office.whole.value) == (own.exact_index, own.satisfaction_index)
    assert (office.whole.low, office.whole.high) == (own.interval.low, own.interval.high)


@settings(deadline=None)
@given(st.integers(1, 500), st.integers(5, 40), st.integers(5, 40))
def test_pooled_index_is_the_index_of_all_answers_together(seed, first, second):
    one, two = random_rows(first, seed, blanks=0.2), random_rows(second, seed + 1000, blanks=0.2)
    assert rules.pooled([stratum(one), stratum(two)]).exact_index == index(one + two, CODES).exact_index


def test_stratified_error_is_the_root_of_weighted_squares():
    error, df = rules.combined([(30, 2.0), (10, 1.0)])
    assert error == pytest.approx(((0.75 * 2) ** 2 + (0.25 * 1) ** 2) ** 0.5)
    first, second = (0.75 * 2) ** 2, 0.25**2
    assert df == pytest.approx((first + second) ** 2 / (first**2 / 29 + second**2 / 9))


def test_services_that_differ_give_a_narrower_interval_than_one_mixed_sample():
    high, low = [(4, 4, 4), (4, 4, 3)] * 20, [(2, 2, 2), (2, 2, 1)] * 20
    office, mixed = rules.pooled([stratum(high), stratum(low)]).whole, index(high + low, CODES).interval
    assert office.high - office.low < mixed.high - mixed.low


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], (None, 0.0)),
        ([(0, None)], (None, 0.0)),
        ([(8, None), (9, 1.0)], (None, 0.0)),
        ([(6, 0.0), (7, 0.0)], (0.0, 11.0)),
    ],
)
def test_no_error_where_a_service_has_none(parts, expected):
    assert rules.combined(parts) == expected


def test_no_answers_no_figure():
    assert rules.pooled([]) is None
    assert rules.pooled([rules.Stratum(6, {"waktu": (0, 0)}, None, {})]) is None


def test_an_element_nobody_answered_has_no_figure():
    strata = [rules.Stratum(6, {"waktu": (18, 6), "biaya": (0, 0)}, 1.0, {"waktu": 1.0})]
    assert rules.pooled(strata).elements["biaya"] == rules.Figure(0)


@pytest.mark.parametrize(
    ("n", "value", "bounds", "grade", "other", "status"),
    [
        (4, "90.00", ("88.40", "95.00"), "", "", "none"),
        (5, "90.00", ("88.40", "95.00"), "", "", "few"),
        (29, "90.00", ("88.40", "95.00"), "", "", "few"),
        (30, "90.00", ("88.31", "95.00"), "A", "", "certain"),
        (30, "90.00", ("88.30", "95.00"), "A", "B", "uncertain"),
        (30, "76.61", ("76.60", "80.00"), "B", "C", "uncertain"),
        (30, "88.00", ("86.00", "88.31"), "B", "A", "uncertain"),
    ],
)
def test_gates_and_classes(n, value, bounds, grade, other, status):
    figure = rules.figure(n, Decimal(value), tuple(map(Decimal, bounds)))
    assert (figure.grade, figure.other_grade, figure.status) == (grade, other, status)


def test_no_class_without_an_interval():
    assert rules.figure(40, Decimal("80.00"), (None, None)).status == "few"


def test_element_error_takes_the_side_the_limits_did_not_cut():
    whole = rules.element_error(20, Fraction(95), (Decimal("89.00"), Decimal("101.00")))
    assert rules.element_error(20, Fraction(95), (Decimal("89.00"), Decimal("100.00"))) == whole
    assert rules.element_error(1, Fraction(95), (Decimal(95), Decimal(95))) is None


def test_the_wrong_weights_are_those_the_law_knows():
    found = index(random_rows(40, 3), CODES)
    assert rules.as_usually_printed(found.exact_index, 3) == {
        "0.33": found.as_usually_printed["0.11"],
        "0.333": found.as_usually_printed["0.111"],
    }
