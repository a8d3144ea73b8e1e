"""Figures and dates are written as people read them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sambayan.common import numbers
from sambayan.common.numbers import NO_BREAK


@pytest.fixture(params=["id", "en"])
def language(request):
    """Each language in turn."""
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("value", "places", "indonesian", "english"),
    [
        (Decimal("83.4166"), 2, "83,42", "83.42"),
        (Fraction(3003, 36), 2, "83,42", "83.42"),
        (1204, 0, "1.204", "1,204"),
        (1234567.891, 1, "1.234.567,9", "1,234,567.9"),
        (-1.1, 1, "−1,1", "−1.1"),
        (-0.001, 1, "0,0", "0.0"),
        (Fraction(-1, 8), 2, "−0,13", "−0.13"),
        (0.125, 2, "0,13", "0.13"),
        (0, 2, "0,00", "0.00"),
        (None, 2, "–", "–"),
        ("", 2, "–", "–"),
    ],
)
def test_decimal(language, value, places, indonesian, english):
    assert numbers.decimal(value, places) == (indonesian if language == "id" else english)


def test_integer(language):
    assert numbers.integer(1204) == ("1.204" if language == "id" else "1,204")
    assert numbers.integer(None) == "–"


@pytest.mark.parametrize(
    ("ratio", "indonesian", "english"),
    [
        (Fraction(318, 1204), f"26,4{NO_BREAK}%", "26.4%"),
        (0.264, f"26,4{NO_BREAK}%", "26.4%"),
        (Decimal(1), f"100,0{NO_BREAK}%", "100.0%"),
        (None, "–", "–"),
        ("", "–", "–"),
    ],
)
def test_percent_takes_a_share_of_one(language, ratio, indonesian, english):
    assert numbers.percent(ratio) == (indonesian if language == "id" else english)


@pytest.mark.parametrize(
    ("bounds", "indonesian", "english"),
    [
        ((82.18, 84.66), "82,2–84,7", "82.2–84.7"),
        ((-1.1, 2.7), "−1,1 sampai 2,7", "−1.1 to 2.7"),
        ((None, 84.66), "–", "–"),
        ((82.18, None), "–", "–"),
        (None, "–", "–"),
    ],
)
def test_interval(language, bounds, indonesian, english):
    assert numbers.interval(bounds) == (indonesian if language == "id" else english)


def test_interval_with_more_places():
    with translation.override("id"):
        assert numbers.interval((82.18, 84.66), 2) == "82,18–84,66"


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        (numbers.day, "Jumat, 9 Oktober 2026", "Friday, 9 October 2026"),
        (numbers.date_short, "9 Okt 2026", "9 Oct 2026"),
        (numbers.date_long, "9 Oktober 2026", "9 October 2026"),
    ],
)
def test_dates(language, written, indonesian, english):
    expected = indonesian if language == "id" else english
    assert written(date(2026, 10, 9)) == expected
    assert written(None) == "–"


def test_a_date_of_a_moment_is_the_day_in_jakarta():
    with translation.override("id"):
        assert numbers.date_long(datetime(2026, 10, 8, 20, tzinfo=UTC)) == "9 Oktober 2026"
        assert numbers.date_long(datetime(2026, 10, 9, 20)) == "9 Oktober 2026"  # noqa: DTZ001 a moment without zone


def test_moment(language):
    written = numbers.moment(datetime(2026, 10, 9, 3, 42, tzinfo=UTC))
    assert written == ("9 Oktober 2026, 10.42" if language == "id" else "9 October 2026, 10:42")
    assert numbers.moment(None) == "–"


def test_without_an_active_language_it_is_indonesian():
    with translation.override(None):
        assert numbers.decimal(1.5, 1) == "1,5"


@given(st.fractions(min_value=-200, max_value=200), st.integers(0, 4))
def test_rounding_a_fraction_moves_it_by_at_most_half_a_step(value, places):
    rounded = Fraction(numbers.rounded(value, places))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert numbers.rounded(-value, places) == -numbers.rounded(value, places)
