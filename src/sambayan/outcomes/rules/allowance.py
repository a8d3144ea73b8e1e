"""The performance part of an allowance, from the predicate and what the agency decided; never from credit percentages.

Source: PermenPANRB 6/2022 Ps 32 makes the document the basis; how much is for the regulation of the regional head.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sambayan.evaluation.rules import Predicate

SHARES_SETTING = "allowance_predicate_shares"


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """Percent of the allowance: what performance may bring, what this predicate brings, and what discipline may.

    `performance` is None while the agency has not said what a predicate brings.
    """

    performance_most: Decimal
    performance: Decimal | None
    discipline_most: Decimal


def allowance(predicate: Predicate, split: Sequence[Decimal], shares: Sequence[Decimal] | None) -> AllowanceRow:
    """The shares of one person; `shares` are percent of the performance part by predicate, best to worst.

    ValueError when the split does not add up to 100. Source: `allowance_split`, `allowance_predicate_shares`.
    """
    most, discipline = split
    if most + discipline != 100:  # noqa: PLR2004 - the whole
        raise ValueError("the split does not add up to 100")
    brought = None if shares is None else most * shares[list(Predicate).index(predicate)] / 100
    return AllowanceRow(most, brought, discipline)
