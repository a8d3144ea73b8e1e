"""What may be written as the value of a setting, and what is said when something else is written."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambayan.common.words import _
from sambayan.regulations.rows import Setting

Typed = int | Decimal | bool | str | tuple[int, int] | tuple[Decimal, ...] | None
LEAP_YEAR = 2024
LONGEST = 200


class Kind(StrEnum):
    """The shapes a value can have."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    NUMBERS = "numbers"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    TEXT = "text"
    DAY_MONTH = "day_month"


class ValueRefusedError(ValueError):
    """A text that cannot be the value of a setting; `expected` says in Indonesian, with `words`, what can be."""

    def __init__(self, expected: str, **words: object) -> None:
        super().__init__(expected.format(**words))
        self.expected = expected
        self.words = words


def parse(setting: Setting, text: str) -> Typed:
    """The typed value a text stands for, None for an empty one that may be empty; ValueRefusedError otherwise."""
    written = text.strip()
    if written:
        return _READERS[Kind(setting.kind)](setting, written)
    if setting.is_optional:
        return None
    raise ValueRefusedError(_("Isi nilainya; bagian ini tidak boleh kosong."))


def _integer(setting: Setting, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueRefusedError(_("Tulis bilangan bulat dari {least} sampai {most}."), **_bounds(setting))
    return int(_bounded(setting, Decimal(text)))


def _decimal(setting: Setting, text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,6})?", text):
        raise ValueRefusedError(
            _("Tulis bilangan dari {least} sampai {most}; pecahan dengan koma."), **_bounds(setting)
        )
    return _bounded(setting, Decimal(text.replace(",", ".")))


def _numbers(setting: Setting, text: str) -> tuple[Decimal, ...]:
    example = setting.value or "/".join(["100"] * setting.numbers)
    parts, count = text.split("/"), example.count("/") + 1
    if len(parts) != count:
        raise ValueRefusedError(
            _("Tulis {count} bilangan, dipisah garis miring, seperti {example}."), count=count, example=example
        )
    return tuple(_decimal(setting, part.strip()) for part in parts)


def _boolean(setting: Setting, text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueRefusedError(_("Pilih ya atau tidak."))
    return text == "true"


def _choice(setting: Setting, text: str) -> str:
    if text not in setting.choices:
        raise ValueRefusedError(_("Pilih salah satu: {choices}."), choices=", ".join(setting.choices_indonesian))
    return text


def _text(setting: Setting, text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise ValueRefusedError(_("Tulis satu baris, paling panjang {most} huruf."), most=LONGEST)
    return text


def _day_month(setting: Setting, text: str) -> tuple[int, int]:
    """Month and day; 29 February is possible."""
    if re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        month, day = (int(part) for part in text.split("-"))
        try:
            date(LEAP_YEAR, month, day)
        except ValueError:
            pass
        else:
            return month, day
    raise ValueRefusedError(_("Tulis bulan dan tanggal sebagai BB-TT, misalnya 01-31 untuk 31 Januari."))


def _bounded(setting: Setting, number: Decimal) -> Decimal:
    bounds = _bounds(setting)
    if not bounds["least"] <= number <= bounds["most"]:
        raise ValueRefusedError(_("Nilainya harus dari {least} sampai {most}."), **bounds)
    return number


def _bounds(setting: Setting) -> dict[str, Decimal]:
    """Both bounds; every setting that is a number has them (tested with the rows)."""
    return {"least": setting.least or Decimal(0), "most": setting.most or Decimal(0)}


_READERS: Mapping[Kind, Callable[[Setting, str], Typed]] = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.NUMBERS: _numbers,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.DAY_MONTH: _day_month,
}
