"""Lines of the daily log from a table whose columns nobody has published.

The export of the national application has no public description, so its columns are guessed from the words of their
headings, the employee says whether the guess is right, and nothing is stored before. Source: local policy.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sambayan.common.words import Labelled, _

LONGEST_TEXT, LONGEST_SPAN = 1000, 40
MOST_MINUTES = 24 * 60
MOST_LINES = 2000
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}[:.]\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,]+\d{1,2}[:.]\d{2}.*)?")
_WORDS = re.compile(r"(?:[a-z']+,?\s+)?(\d{1,2})\s+([a-z]+)\s+(\d{4})")
_SERIAL = re.compile(r"[1-9]\d{4}")
_SERIAL_START = date(1899, 12, 30)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?")
_SPANS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(jam|j|hours?|h|menit|mnt|m|minutes?|min)?\b")


class LogField(Labelled):
    """What a column of the file may hold."""

    DAY = "day", _("Tanggal")
    TEXT = "text", _("Kegiatan atau progres")
    RESULT = "result", _("Rencana hasil kerja")
    MINUTES = "minutes", _("Lama pengerjaan")


REQUIRED = (LogField.DAY, LogField.TEXT)
_HEADINGS: Mapping[LogField, tuple[str, ...]] = {
    LogField.DAY: ("tanggal", "tgl", "hari", "date", "waktu mulai"),
    LogField.RESULT: ("rhk", "rencana hasil kerja", "hasil kerja", "skp", "rencana kinerja"),
    LogField.TEXT: ("kegiatan", "aktivitas", "aktifitas", "uraian", "progres", "progress", "deskripsi", "pekerjaan"),
    LogField.MINUTES: ("durasi", "menit", "lama", "jam kerja", "waktu", "volume waktu"),
}

Mapped = Mapping[LogField, int]


@dataclass(frozen=True)
class Line:
    """One line that can be stored; `key` is the same whenever the same line of the same file comes again."""

    row: int
    day: date
    text: str
    minutes: int | None
    result_id: int | None
    key: str


@dataclass(frozen=True)
class RowProblem:
    """Why a row is not taken: its number, the sentence (marked for translation) and what the sentence names."""

    row: int
    sentence: str
    names: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What a file holds: the lines that can be stored and the rows that cannot."""

    lines: tuple[Line, ...]
    problems: tuple[RowProblem, ...]


def fold(text: str) -> str:
    """A text as it is compared: small letters, signs as blanks, blanks made one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


def guess(header: Sequence[str]) -> dict[LogField, int]:
    """The column of each field by the words of its heading, each column once. Source: local policy."""
    found: dict[LogField, int] = {}
    names = [fold(cell) for cell in header]
    for is_met in (_is_same, _begins, _holds):
        for wanted, words in _HEADINGS.items():
            free = (place for place, name in enumerate(names) if place not in found.values() and is_met(name, words))
            place = next(free, None) if wanted not in found else None
            if place is not None:
                found[wanted] = place
    return found


def _is_same(name: str, words: Sequence[str]) -> bool:
    return name in words


def _begins(name: str, words: Sequence[str]) -> bool:
    return any(name.startswith(f"{word} ") for word in words)


def _holds(name: str, words: Sequence[str]) -> bool:
    return any(f" {word} " in f" {name} " for word in words)


def day_of(cell: str) -> date | None:
    """A date as it stands in exports: ISO, day first, in Indonesian words, or a spreadsheet's number; else None."""
    text = cell.strip().casefold()
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS.fullmatch(text)) and found[2] in MONTHS:
            return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
    return _SERIAL_START + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def minutes_of(cell: str) -> int | None:
    """Minutes from "90", "90 menit", "1 jam 30 menit", "1,5 jam" or "01:30"; None when it is none of these."""
    if len(cell) > LONGEST_SPAN:
        return None
    text = " ".join(cell.casefold().split())
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    spans = list(_SPANS.finditer(text))
    if not spans or _SPANS.sub("", text).strip():
        return None
    amounts = (
        float(span[1].replace(",", ".")) * (60 if (span[2] or "").startswith(("j", "h")) else 1) for span in spans
    )
    return round(sum(amounts))


def read(
    rows: Sequence[Sequence[str]],
    places: Mapped,
    *,
    first_row: int,
    results: Mapping[str, int],
    first: date,
    last: date,
) -> Reading:
    """The lines of a table; a row that cannot be understood is told with its number and why, and is left out.

    `places` says which column holds what, `results` the keys of planned results by folded title, `first` and `last`
    the days a line may be about. Source: local policy.
    """
    lines: list[Line] = []
    problems: list[RowProblem] = []
    seen: Counter[tuple[date, str, int | None]] = Counter()
    for number, row in enumerate(rows, start=first_row):
        cells = {name: " ".join(row[place].split()) for name, place in places.items() if place < len(row)}
        if not any(cells.values()):
            continue
        read_row = _read_row(number, cells, first, last)
        if isinstance(read_row, RowProblem):
            problems.append(read_row)
            continue
        same = (read_row.day, fold(read_row.text), read_row.minutes)
        seen[same] += 1
        result_id = results.get(fold(cells.get(LogField.RESULT, "")))
        lines.append(Line(number, read_row.day, read_row.text, read_row.minutes, result_id, _key(same, seen[same])))
    return Reading(tuple(lines), tuple(problems))


@dataclass(frozen=True)
class _Row:
    day: date
    text: str
    minutes: int | None


def _read_row(number: int, cells: Mapping[LogField, str], first: date, last: date) -> _Row | RowProblem:
    day, text = day_of(cells.get(LogField.DAY, "")), cells.get(LogField.TEXT, "")
    spent = cells.get(LogField.MINUTES, "")
    minutes = minutes_of(spent) if spent else None
    if day is None:
        sentence = _("“{cell}” bukan tanggal; tulis seperti 31-01-2026")
        return RowProblem(number, sentence, {"cell": cells.get(LogField.DAY, "")[:40]})
    if not first <= day <= last:
        return RowProblem(number, _("tanggalnya di luar {first}–{last}"), {"first": first, "last": last})
    if not text:
        return RowProblem(number, _("kegiatannya kosong"))
    if len(text) > LONGEST_TEXT:
        sentence = _("kegiatannya {found} huruf, paling banyak {limit}")
        return RowProblem(number, sentence, {"found": len(text), "limit": LONGEST_TEXT})
    if spent and (minutes is None or not 0 < minutes <= MOST_MINUTES):
        return RowProblem(number, _("“{cell}” bukan lama pengerjaan; tulis menit, misalnya 90"), {"cell": spent[:40]})
    return _Row(day, text, minutes)


def _key(same: tuple[date, str, int | None], occurrence: int) -> str:
    """The same line twice in one file is two lines; the same file twice is the same lines."""
    return hashlib.sha256("\x1f".join(map(str, (*same, occurrence))).encode()).hexdigest()
