"""Credit points (angka kredit) of functional positions."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from sambayan.regulations import catalogue
from sambayan.regulations.rows import CreditLevel

from .predicate import Predicate

MONTHS_PER_YEAR = 12
PLACES = 4


class Level(StrEnum):
    """Level of a functional position. Source: Peraturan BKN 3/2023."""

    AHLI_PERTAMA = "ahli_pertama"
    AHLI_MUDA = "ahli_muda"
    AHLI_MADYA = "ahli_madya"
    AHLI_UTAMA = "ahli_utama"
    PEMULA = "pemula"
    TERAMPIL = "terampil"
    MAHIR = "mahir"
    PENYELIA = "penyelia"

    @property
    def label(self) -> str:
        """The name of the level, such as "Ahli Muda"."""
        return _row(self).label_indonesian


class UnknownLevelError(ValueError):
    """A text that names no level; the `word`, and the `accepted` names and codes."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.accepted = tuple(level.label for level in Level)
        self.codes = tuple(level.value for level in Level)
        super().__init__(f"{word!r} is not one of {', '.join(Level)}")


class MonthsError(ValueError):
    """Months outside 1-12; the `months` given."""

    def __init__(self, months: int) -> None:
        super().__init__(f"{months} months is not between 1 and {MONTHS_PER_YEAR}")
        self.months = months


def parse_level(text: str) -> Level:
    """A level from its code, its name, or the SIASN code (PT, MU, ...); else UnknownLevelError."""
    wanted = "".join(filter(str.isalnum, text)).casefold()
    for row in catalogue.credit_tables().levels:
        if wanted in {row.level.replace("_", ""), row.siasn_level_code.casefold()}:
            return Level(row.level)
    raise UnknownLevelError(text)


def exact_credit(level: Level, predicate: Predicate, months: int = MONTHS_PER_YEAR) -> Fraction:
    """Credit = months / 12 x percentage x coefficient, as a fraction; MonthsError outside 1-12.

    Source: Peraturan BKN 3/2023 (slides).
    """
    if not 1 <= months <= MONTHS_PER_YEAR:
        raise MonthsError(months)
    tables = catalogue.credit_tables()
    share = next(row.percentage for row in tables.percentages if row.predicate == predicate)
    return Fraction(months, MONTHS_PER_YEAR) * Fraction(share) / 100 * Fraction(_row(level).coefficient)


def credit(level: Level, predicate: Predicate, months: int = MONTHS_PER_YEAR) -> Decimal:
    """Credit points, rounded once and half up to four decimals, without needless zeros.

    A value that ends later is rounded too (2 of 12 months of 25 % of 3.75 = 0.15625 is 0.1563), so that what is kept
    does not depend on the database; `exact_credit` is the value before. Source: Peraturan BKN 3/2023 (slides); the
    rounding is local policy.
    """
    in_last_place = exact_credit(level, predicate, months) * 10**PLACES
    value = Decimal(floor(in_last_place + Fraction(1, 2))).scaleb(-PLACES)
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _row(level: Level) -> CreditLevel:
    return next(row for row in catalogue.credit_tables().levels if row.level == level)
