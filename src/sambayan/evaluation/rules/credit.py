"""Credit points (angka kredit) of functional positions."""

from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction

from sambayan.regulations import catalogue
from sambayan.regulations.rows import CreditLevel

from .predicate import Predicate

MONTHS_PER_YEAR = 12
REPEATING_PLACES = 4


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
    """Credit points as an exact decimal without needless zeros.

    A value that never ends (5 of 12 months of 12.5) is rounded half up to four decimals; `exact_credit`
    keeps it. Source: Peraturan BKN 3/2023 (slides); the rounding is local policy.
    """
    exact = exact_credit(level, predicate, months)
    value = Context(prec=50).divide(Decimal(exact.numerator), Decimal(exact.denominator))
    if Fraction(value) != exact:
        value = value.quantize(Decimal(1).scaleb(-REPEATING_PLACES), ROUND_HALF_UP)
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _row(level: Level) -> CreditLevel:
    return next(row for row in catalogue.credit_tables().levels if row.level == level)
