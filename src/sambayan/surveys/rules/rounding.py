"""Rounding half up of exact fractions, once, at the end."""

from decimal import Decimal
from fractions import Fraction

CENTS = 2


def half_up(value: Fraction, places: int = CENTS) -> Decimal:
    """`value` with `places` decimals; ties go away from zero, as by hand.

    Source: PermenPANRB 14/2017 prints two decimals; rounding once at the end is local policy.
    """
    scale = 10**places
    whole = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)
