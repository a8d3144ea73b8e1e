"""What a public figure of a whole office is, when each of its services was measured on its own. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from sambayan.analytics.student import t_quantile
from sambayan.surveys.rules import DEFAULT_LIMITS, Estimate, Gate, Limits, gate, grade_of, half_up

LOWEST, HIGHEST, PER_POINT = Fraction(25), Fraction(100), 25
UPPER_TAIL = 0.975
FEWEST = 2


@dataclass(frozen=True)
class Stratum:
    """One service in the figure of its office: respondents, `sums` as (sum, filled answers) by element, errors.

    `standard_error` is that of the index, `element_errors` those of the elements, all on the scale 25-100.
    """

    n: int
    sums: Mapping[str, tuple[int, int]]
    standard_error: float | None
    element_errors: Mapping[str, float | None]
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True)
class Figure:
    """An index on the scale 25-100 with what may be said of it; `grade` is empty where no class may be named.

    `other_grade` is set when the interval reaches into a second class: then the class is not certain.
    """

    n: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    grade: str = ""
    other_grade: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether there is a figure to show."""
        return self.value is not None

    @property
    def certain(self) -> bool:
        """Whether a class may be named and the whole interval lies in it."""
        return bool(self.grade) and not self.other_grade

    @property
    def n_too_small(self) -> bool:
        """Whether a figure is shown but no class, because too few have answered."""
        return self.is_shown and not self.grade

    @property
    def status(self) -> str:
        """In one word: certain, uncertain, few or none."""
        if not self.is_shown:
            return "none"
        if self.n_too_small:
            return "few"
        return "certain" if self.certain else "uncertain"


NO_FIGURE = Figure(0)


def figure(
    n: int, value: Decimal | None, bounds: tuple[Decimal | None, Decimal | None], limits: Limits = DEFAULT_LIMITS
) -> Figure:
    """The figure that may be shown for n respondents: nothing and no class below the limits or without an interval.

    Source: local policy (`min_respondents_show`, `min_respondents_compare`); the class is certain when both ends
    of the interval lie in it.
    """
    allowed = gate(n, limits)
    if allowed is Gate.SUPPRESSED or value is None:
        return Figure(n)
    low, high = bounds
    if allowed is not Gate.FULL or low is None or high is None:
        return Figure(n, value, low, high)
    own = grade_of(value).value
    other = next((end for end in (grade_of(low).value, grade_of(high).value) if end != own), "")
    return Figure(n, value, low, high, own, other)


@dataclass(frozen=True)
class Pooled:
    """The figures of an office over its services: exact index, its error, and the elements."""

    n: int
    sums: Mapping[str, tuple[int, int]]
    exact_index: Fraction
    whole: Figure
    elements: Mapping[str, Figure]
    estimate: Estimate


def pooled(strata: Sequence[Stratum]) -> Pooled | None:
    """All answers of an office's services in one period as one figure; None when there is no answer.

    The index is exact: sums and counts of every element are added over the services, then mean of element means
    x 25. Its interval is that of a stratified sample: SE = sqrt(sum (n_h/n)^2 SE_h^2) with Welch-Satterthwaite
    degrees of freedom, limited to 25-100. Exact for complete answers; with blanks the shares n_h/n stand for the
    shares of each element. One service alone gives that service's own frozen interval.
    Source: local policy [D]; the strata errors are those of the frozen results.
    """
    codes = list(dict.fromkeys(code for stratum in strata for code in stratum.sums))
    added = {code: _added(strata, code) for code in codes}
    sums = {code: (total, filled) for code, (total, filled) in added.items() if filled}
    n = sum(stratum.n for stratum in strata)
    if not sums:
        return None
    exact = sum((Fraction(total, filled) for total, filled in sums.values()), Fraction(0)) / len(sums) * PER_POINT
    error, df = combined([(stratum.n, stratum.standard_error) for stratum in strata])
    return Pooled(
        n=n,
        sums=added,
        exact_index=exact,
        whole=figure(n, half_up(exact), interval(exact, error, df), strictest(strata)),
        elements={code: _element(strata, code, added[code]) for code in codes},
        estimate=Estimate(math.floor(df) + 1 if df else n, Fraction(half_up(exact)), error),
    )


def strictest(strata: Sequence[Stratum]) -> Limits:
    """The limits that satisfy those of every stratum."""
    return reduce(Limits.stricter, (stratum.limits for stratum in strata))


def combined(parts: Sequence[tuple[int, float | None]]) -> tuple[float | None, float]:
    """Standard error and degrees of freedom of a mean over strata, given (n, standard error) of each.

    Source: stratified sampling with shares n_h/n; Welch-Satterthwaite. None when a stratum has no error.
    """
    present = [(n, error) for n, error in parts if n]
    if not present or any(error is None or n < FEWEST for n, error in present):
        return None, 0.0
    n = sum(count for count, _ in present)
    variances = [(count, (count / n * (error or 0.0)) ** 2) for count, error in present]
    total = sum(variance for _, variance in variances)
    spread = sum(variance**2 / (count - 1) for count, variance in variances)
    if len(present) == 1:
        return present[0][1], float(n - 1)
    return math.sqrt(total), total**2 / spread if spread else float(n - len(present))


def interval(exact: Fraction, error: float | None, df: float) -> tuple[Decimal | None, Decimal | None]:
    """95 % interval around an exact index, limited to 25-100 and rounded half up; (None, None) without an error."""
    if error is None or not df:
        return None, None
    half = Fraction(t_quantile(UPPER_TAIL, df)) * Fraction(error)
    return half_up(max(exact - half, LOWEST)), half_up(min(exact + half, HIGHEST))


def element_error(n: int, exact: Fraction, bounds: tuple[Decimal, Decimal]) -> float | None:
    """The standard error an element's frozen interval was made with: its wider side over the t quantile.

    The wider side is the one the limits 25 and 100 did not cut. Source: local policy; within the rounding of the
    interval (0.005).
    """
    if n < FEWEST:
        return None
    half = max(exact - Fraction(bounds[0]), Fraction(bounds[1]) - exact)
    return float(half) / t_quantile(UPPER_TAIL, n - 1)


def _added(strata: Sequence[Stratum], code: str) -> tuple[int, int]:
    found = [stratum.sums.get(code, (0, 0)) for stratum in strata]
    return sum(total for total, _ in found), sum(filled for _, filled in found)


def _element(strata: Sequence[Stratum], code: str, added: tuple[int, int]) -> Figure:
    total, filled = added
    if not filled:
        return NO_FIGURE
    exact = Fraction(PER_POINT * total, filled)
    parts = [(s.sums[code][1], s.element_errors.get(code)) for s in strata if code in s.sums]
    return figure(filled, half_up(exact), interval(exact, *combined(parts)), strictest(strata))


def as_usually_printed(exact_index: Fraction, elements: int) -> dict[str, Decimal]:
    """What the same answers give when 1/k is cut to two or three decimals (0.11, 0.111 for nine elements).

    Source: seen in published reports; wrong, shown only to explain other people's figures.
    """
    weights = (Fraction(10**places // elements, 10**places) for places in (2, 3))
    names = (f"0.{10**places // elements:0{places}}" for places in (2, 3))
    return {name: half_up(exact_index * elements * weight) for name, weight in zip(names, weights, strict=True)}
