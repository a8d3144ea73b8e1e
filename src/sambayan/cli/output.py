"""How answers are written: numbers, tables, JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import click

from .messages import Words

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def number(value: Decimal | int | None, words: Words) -> str:
    """A number as people of the language write it; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,")) if words.is_indonesian else text


def long_date(day: date, words: Words) -> str:
    """Weekday, day, month, year."""
    weekday = _DAYS[words.language][day.weekday()]
    return f"{weekday}, {day.day} {_MONTHS[words.language][day.month - 1]} {day.year}"


def write_json(value: Mapping[str, object]) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    """Names on the left, values on the right."""
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        click.echo(f"{name:<{width}}  {value}")


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with the first column to the left and numbers to the right."""
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
