"""Quantiles of Student's t distribution without a numerical library.

Source: the regularised incomplete beta function and its continued fraction (Abramowitz & Stegun 26.5.8,
26.7.1); relative accuracy of the quantile about 1e-12 or better.
"""

import math
from collections.abc import Callable
from functools import lru_cache

_CLOSE = 3e-16
_MEDIAN, _UPPER_QUARTILE, _LOWER_QUARTILE = 0.5, 0.75, 0.25
_HALF = 0.5
_SERIES_BELOW = 0.7
_SERIES_EXPONENT = 6.0
_MOST_STEPS = 100_000
_MOST_ROUNDS = 200
# Gamma(a + 1/2) / Gamma(a) = sqrt(a) * (1 + c1/a + c2/a^2 + ...); exact to double precision from a = 50.
_GAMMA_RATIO = (-1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304)
_GAMMA_RATIO_FROM = 50.0


@lru_cache(maxsize=4096)
def t_quantile(probability: float, degrees_of_freedom: float) -> float:
    """The t with P(T <= t) = `probability`; `degrees_of_freedom` > 0, need not be whole.

    Raises ValueError unless 0 < probability < 1 and degrees_of_freedom > 0.
    """
    if not 0.0 < probability < 1.0:
        raise ValueError(f"probability {probability} is not between 0 and 1")
    if not degrees_of_freedom > 0.0:
        raise ValueError(f"degrees of freedom {degrees_of_freedom} is not above 0")
    df = degrees_of_freedom
    if probability < _MEDIAN:
        return -_central(1.0 - 2.0 * probability, df) if probability > _LOWER_QUARTILE else -_upper(probability, df)
    if probability == _MEDIAN:
        return 0.0
    if probability < _UPPER_QUARTILE:
        return _central(2.0 * probability - 1.0, df)
    return _upper(1.0 - probability, df)


def _upper(tail: float, df: float) -> float:
    """Positive t with P(T > t) = tail, for tail <= 1/4 (solved in the tail: no cancellation)."""
    return _solve(lambda t: tail - _two_sided_tail(t, df) / 2.0, df)


def _central(mass: float, df: float) -> float:
    """Positive t with P(-t < T < t) = mass, for mass <= 1/2 (solved at the centre: no cancellation)."""
    return _solve(lambda t: (_central_mass(t, df) - mass) / 2.0, df)


def _solve(excess: Callable[[float], float], df: float) -> float:
    """Root of the increasing function `excess` (slope = density of t): Newton inside a bracket."""
    low, high = 0.0, 1.0
    while excess(high) < 0.0:
        low, high = high, high * 2.0
    t = (low + high) / 2.0
    for _ in range(_MOST_ROUNDS):  # pragma: no branch - Newton ends long before
        value = excess(t)
        low, high = (t, high) if value < 0.0 else (low, t)
        step = t - value / _density(t, df)
        following = step if low < step < high else (low + high) / 2.0
        if abs(following - t) <= 4e-16 * t:
            return following
        t = following
    return t  # pragma: no cover


def _two_sided_tail(t: float, df: float) -> float:
    """P(|T| > t)."""
    x, y = df / (df + t * t), t * t / (df + t * t)
    return 1.0 - _centre_series(df / 2.0, x, y) if _is_central(df, y) else _tail_fraction(df / 2.0, x, y)


def _central_mass(t: float, df: float) -> float:
    """P(|T| < t)."""
    x, y = df / (df + t * t), t * t / (df + t * t)
    return _centre_series(df / 2.0, x, y) if _is_central(df, y) else 1.0 - _tail_fraction(df / 2.0, x, y)


def _is_central(df: float, y: float) -> bool:
    """Where the series is quick and the tail still large enough to be a difference from 1."""
    return y < _SERIES_BELOW and -df / 2.0 * math.log1p(-y) < _SERIES_EXPONENT


def _density(t: float, df: float) -> float:
    return math.exp(_log_gamma_ratio(df / 2.0) - (df + 1.0) / 2.0 * math.log1p(t * t / df)) / math.sqrt(df * math.pi)


def _log_gamma_ratio(a: float) -> float:
    """log(Gamma(a + 1/2) / Gamma(a)): the series far out, carried back by the recurrence of gamma."""
    factor = 1.0
    while a < _GAMMA_RATIO_FROM:
        factor *= a / (a + 0.5)
        a += 1.0
    correction = sum(c / a**power for power, c in enumerate(_GAMMA_RATIO, start=1))
    return math.log(factor) + 0.5 * math.log(a) + math.log1p(correction)


def _centre_series(a: float, x: float, y: float) -> float:
    """I_y(1/2, a) as a power series of positive terms."""
    term = total = 2.0
    n = 0
    while term > _CLOSE * total:
        term *= (a + 0.5 + n) / (1.5 + n) * y
        total += term
        n += 1
    return total * _kernel(a, x, y)


def _tail_fraction(a: float, x: float, y: float) -> float:
    """I_x(a, 1/2) by Lentz's method for its continued fraction; y = 1 - x given separately."""
    c, d = 1.0, (a + 1.0) / (0.5 + (a + 0.5) * y)
    result = d
    for m in range(1, _MOST_STEPS):  # pragma: no branch - converges before
        for numerator in (
            m * (0.5 - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)),
            -(a + m) * (a + 0.5 + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)),
        ):
            d = 1.0 / (1.0 + numerator * d)
            c = 1.0 + numerator / c
            result *= c * d
        if abs(c * d - 1.0) < _CLOSE:
            break
    return result * _kernel(a, x, y) / a


def _kernel(a: float, x: float, y: float) -> float:
    """x^a * y^(1/2) / B(a, 1/2), with the logarithm of x taken from the smaller of x and y."""
    log_x = math.log(x) if x < _HALF else math.log1p(-y)
    return math.exp(a * log_x + _log_gamma_ratio(a)) * math.sqrt(y / math.pi)
