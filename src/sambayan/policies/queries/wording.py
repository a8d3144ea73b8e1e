"""A value as people write it."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from sambayan.common.numbers import decimal
from sambayan.policies.rules import Kind, Unit, parse
from sambayan.policies.rules.kinds import LEAP_YEAR
from sambayan.regulations.rows import Setting


def written(setting: Setting, text: str) -> str:
    """A value in the reader's language with its unit: `14 hari kerja`, `31 Januari`, `Ya`, `5 %`, `Kosong`."""
    if not text:
        return gettext("Kosong")
    english = get_language() == "en"
    kind = Kind(setting.kind)
    if kind is Kind.BOOLEAN:
        return gettext("Ya") if text == "true" else gettext("Tidak")
    if kind is Kind.CHOICE:
        words = setting.choices_english if english else setting.choices_indonesian
        return _with_unit(setting, dict(zip(setting.choices, words, strict=True)).get(text, text))
    if kind is Kind.DAY_MONTH:
        month_and_day: Any = parse(setting, text)
        return format_date(date(LEAP_YEAR, *month_and_day), "d MMMM", locale="en_GB" if english else "id_ID")
    return text if kind is Kind.TEXT else _with_unit(setting, " / ".join(_number(part) for part in text.split("/")))


def _number(text: str) -> str:
    exact = Decimal(text.strip().replace(",", "."))
    exponent = exact.normalize().as_tuple().exponent
    return decimal(exact, max(0, -int(exponent)))


def _with_unit(setting: Setting, amount: str) -> str:
    unit = Unit(setting.unit)
    if unit is Unit.NONE:
        return amount
    word = gettext(unit.label)
    return f"{word} {amount}" if unit is Unit.DAY_OF_MONTH else f"{amount}\N{NO-BREAK SPACE}{word}"
