"""How many respondents a survey needs."""

from fractions import Fraction

from sambayan.regulations import catalogue

from .rounding import half_up


class PopulationError(ValueError):
    """The number of service users cannot be right; `population` and the least possible `at_least`."""

    def __init__(self, population: int, at_least: int) -> None:
        super().__init__(f"a population of {population} is below {at_least}")
        self.population = population
        self.at_least = at_least


def sample_size(population: int) -> int:
    """Respondents needed for `population` users of the previous period; PopulationError below 1.

    S = chi2 N P Q / (d2 (N - 1) + chi2 P Q) with P = Q = 1/2, 95 %, margin 5 %, ordinary rounding.
    Source: Krejcie & Morgan 1970, the table of PermenPANRB 14/2017 (copies that print 384 for 100,000 err).
    """
    if population < 1:
        raise PopulationError(population, 1)
    settings = catalogue.settings()
    chi_square = Fraction(settings["sample_chi_square"].value)
    margin = Fraction(settings["sample_margin"].value)
    spread = chi_square / 4
    return int(half_up(spread * population / (margin**2 * (population - 1) + spread), 0))
