"""How many respondents a survey needs."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sambayan.regulations import catalogue

from .rounding import half_up

CHI_SQUARE = {"90": "2.706", "95": "3.841", "99": "6.635"}
"""Chi-square with one degree of freedom, as printed. Source: Krejcie & Morgan 1970 for 95 %; standard tables."""
_DEFAULTS = catalogue.settings()


@dataclass(frozen=True, slots=True)
class Sampling:
    """How sure a sample must be: confidence and margin, both in percent."""

    confidence: str = _DEFAULTS["sample_confidence"].value
    margin: Decimal = Decimal(_DEFAULTS["sample_margin"].value)


DEFAULT_SAMPLING = Sampling()


class PopulationError(ValueError):
    """The number of service users cannot be right; `population` and the least possible `at_least`."""

    def __init__(self, population: int, at_least: int) -> None:
        super().__init__(f"a population of {population} is below {at_least}")
        self.population = population
        self.at_least = at_least


def sample_size(population: int, sampling: Sampling = DEFAULT_SAMPLING) -> int:
    """Respondents needed for `population` users of the previous period; PopulationError below 1.

    S = chi2 N P Q / (d2 (N - 1) + chi2 P Q) with P = Q = 1/2, by default 95 % and margin 5 %; ordinary rounding.
    Source: Krejcie & Morgan 1970, the table of PermenPANRB 14/2017 (copies that print 384 for 100,000 err).
    """
    if population < 1:
        raise PopulationError(population, 1)
    margin = Fraction(sampling.margin) / 100
    spread = Fraction(CHI_SQUARE[sampling.confidence]) / 4
    return int(half_up(spread * population / (margin**2 * (population - 1) + spread), 0))
