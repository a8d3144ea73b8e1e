"""Figures and dates as people read them: decimal comma in Indonesian, point in English, one dash for nothing."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils.translation import get_language

NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
JAKARTA = ZoneInfo("Asia/Jakarta")

Number = int | float | Decimal | Fraction


def _is_english() -> bool:
    return (get_language() or "id").startswith("en")


def _locale() -> str:
    return "en_GB" if _is_english() else "id_ID"


def rounded(value: Number, places: int) -> Decimal:
    """The value with so many decimals, halves away from zero; exact for fractions, and floats as they are written."""
    if isinstance(value, Fraction):
        twice = 2 * 10**places
        whole = (abs(value.numerator) * twice + value.denominator) // (2 * value.denominator)
        return Decimal(whole if value >= 0 else -whole).scaleb(-places)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _written(value: Number, places: int) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    amount = rounded(value, places)
    return format_decimal(amount or abs(amount), format=pattern, locale=_locale()).replace("-", "−")


def decimal(value: Number | None, places: int = 2) -> str:
    """`83,42`; nothing is a dash."""
    return NOTHING if value is None or value == "" else _written(value, int(places))


def integer(value: Number | None) -> str:
    """`1.204`."""
    return decimal(value, 0)


def percent(ratio: Number | None, places: int = 1) -> str:
    """`26,4 %` for the ratio 0.264: the value is a share of one, never already multiplied."""
    if ratio is None or ratio == "":
        return NOTHING
    exact = Fraction(str(ratio)) if isinstance(ratio, float) else Fraction(ratio)
    return _written(exact * 100, int(places)) + ("%" if _is_english() else f"{NO_BREAK}%")


def interval(bounds: tuple[Number | None, Number | None] | None, places: int = 1) -> str:
    """`82,2–84,7`; when a bound is below zero, words instead of the dash: `−1,1 sampai 2,7`."""
    if not bounds or bounds[0] is None or bounds[1] is None:
        return NOTHING
    low, high = (decimal(bound, places) for bound in bounds)
    if min(bounds[0], bounds[1]) < 0:
        return f"{low} {'to' if _is_english() else 'sampai'} {high}"
    return f"{low}–{high}"


def _dated(value: Any, pattern: str) -> str:
    if not value:
        return NOTHING
    if isinstance(value, datetime):
        value = value.astimezone(JAKARTA).date() if value.tzinfo else value.date()
    return format_date(value, format=pattern, locale=_locale())


def day(value: date | None) -> str:
    """`Jumat, 9 Oktober 2026`: the form of every deadline."""
    return _dated(value, "EEEE, d MMMM y")


def date_short(value: date | None) -> str:
    """`9 Okt 2026`."""
    return _dated(value, "d MMM y")


def date_long(value: date | None) -> str:
    """`9 Oktober 2026`."""
    return _dated(value, "d MMMM y")


def moment(value: datetime | None) -> str:
    """`9 Oktober 2026, 10.42`, in the time of western Indonesia."""
    if not value:
        return NOTHING
    pattern = "d MMMM y, HH:mm" if _is_english() else "d MMMM y, HH.mm"
    return format_datetime(value, format=pattern, tzinfo=JAKARTA, locale=_locale())
