"""Quantiles against scipy, a development dependency."""

import math

import pytest
from scipy.stats import t

from sambayan.analytics.student import t_quantile

PROBABILITIES = (1e-6, 0.001, 0.025, 0.2, 0.3, 0.45, 0.6, 0.74, 0.75, 0.9, 0.95, 0.975, 0.99, 0.9995)
DEGREES = (1, 1.5, 2, 3, 7.3, 12, 29, 48, 99, 100, 101, 1999, 1e5, 1e6)


@pytest.mark.parametrize("df", DEGREES)
def test_agrees_with_scipy(df):
    for probability in PROBABILITIES:
        assert t_quantile(probability, df) == pytest.approx(t.ppf(probability, df), rel=1e-12)


@pytest.mark.parametrize("probability", [0.5 + 1e-9, 0.50001, 0.7, 0.9, 0.999999])
def test_agrees_with_the_tangent_at_one_degree(probability):
    assert t_quantile(probability, 1) == pytest.approx(math.tan(math.pi * (probability - 0.5)), rel=1e-9)


def test_is_odd_around_the_median():
    assert t_quantile(0.5, 9) == 0.0
    assert t_quantile(0.025, 9) == pytest.approx(-t_quantile(0.975, 9), rel=1e-14)


@pytest.mark.parametrize(
    ("probability", "df"), [(0.0, 5), (1.0, 5), (-1.0, 5), (math.nan, 5), (0.9, 0), (0.9, math.nan)]
)
def test_refuses_what_has_no_quantile(probability, df):
    with pytest.raises(ValueError, match="not"):
        t_quantile(probability, df)
