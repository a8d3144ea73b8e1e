"""Files of people in words: states, chips, differences field by field, and the refused lines as a file."""

import csv
import io
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.utils.translation import gettext as _

from sambayan.common.numbers import date_short, integer
from sambayan.people.actions.imports import STUCK_AFTER_MINUTES
from sambayan.people.queries import imports as queries
from sambayan.people.rules import (
    EmploymentType,
    ImportKind,
    ImportState,
    LeavingReason,
    PositionType,
    RowChange,
    Sex,
    UnitType,
)
from sambayan.people.rules.imports import DATES

FIELDS = {
    "name": gettext_lazy("Nama"),
    "employment_type": gettext_lazy("Status pegawai"),
    "rank_grade": gettext_lazy("Pangkat, golongan ruang"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
    "email": gettext_lazy("Surel"),
    "phone": gettext_lazy("Nomor telepon"),
    "contract_from": gettext_lazy("Kontrak mulai"),
    "contract_to": gettext_lazy("Kontrak berakhir"),
    "left_on": gettext_lazy("Berhenti"),
    "left_reason": gettext_lazy("Sebab berhenti"),
    "unit": gettext_lazy("Unit"),
    "title": gettext_lazy("Jabatan"),
    "position_type": gettext_lazy("Jenis jabatan"),
    "level": gettext_lazy("Jenjang"),
    "is_head": gettext_lazy("Pimpinan unit"),
    "since": gettext_lazy("TMT jabatan"),
    "until": gettext_lazy("Jabatan berakhir"),
    "superior": gettext_lazy("NIP atasan"),
    "name_english": gettext_lazy("Nama Inggris"),
    "short_name": gettext_lazy("Nama singkat"),
    "unit_type": gettext_lazy("Jenis unit"),
    "parent": gettext_lazy("Unit induk"),
    "address": gettext_lazy("Alamat"),
}
_WORDS = {
    "employment_type": EmploymentType,
    "sex": Sex,
    "position_type": PositionType,
    "left_reason": LeavingReason,
    "unit_type": UnitType,
}
_TAGS = {
    ImportState.READING: ("info", "clock"),
    ImportState.APPLYING: ("info", "clock"),
    ImportState.READY: ("warn", "info"),
    ImportState.APPLIED: ("good", "check"),
    ImportState.UNREADABLE: ("bad", "cross"),
}
_ROW_TAGS = {
    RowChange.NEW: "good",
    RowChange.CHANGED: "info",
    RowChange.MOVED: "info",
    RowChange.LEFT: "warn",
    RowChange.REFUSED: "bad",
}
# What a spreadsheet program would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def crumbs(label: str = "") -> list[tuple[str, str]]:
    """The way to the list of files, or to a page about one of them."""
    above = [(_("Pegawai"), reverse("people:directory")), (_("Berkas"), reverse("people:imports"))]
    return [*above, (label, "")] if label else [above[0], (above[1][0], "")]


def templates() -> list[dict[str, str]]:
    """The empty files to begin with, one click each."""
    found = []
    for kind in ImportKind:
        for form in ("xlsx", "csv"):
            url = reverse("spreadsheets:template", kwargs={"kind": kind.value, "form": form})
            found.append({"label": gettext(kind.label), "url": url, "note": form.upper()})
    return found


def tag(state: str) -> dict[str, str]:
    """The tag of a state."""
    kind, icon = _TAGS.get(ImportState(state), ("neutral", ""))
    return {"label": gettext(ImportState(state).label), "kind": kind, "icon": icon}


def listed(kept: Any) -> dict[str, Any]:
    """One file in the list: its tag and its counts in words."""
    counts = [
        f"{integer(kept.counts[c.value])} {gettext(c.label).lower()}" for c in RowChange if kept.counts.get(c.value)
    ]
    return {
        "kept": kept,
        "tag": tag(kept.state),
        "kind": gettext(ImportKind(kept.kind).label),
        "counts": ", ".join(counts),
    }


def state(kept: Any, now: datetime) -> dict[str, Any]:
    """Where a file is, how far and since when; problems and remarks in the reader's language."""
    running = kept.state in (ImportState.READING, ImportState.APPLYING)
    seconds = int((now - kept.started_at).total_seconds()) if kept.started_at else None
    language = "en" if get_language() == "en" else "id"
    return {
        "is_running": running,
        "is_waiting": running and seconds is None,
        "elapsed": _("{n} detik").format(n=max(seconds or 0, 0)),
        "is_stuck": kept.state == ImportState.APPLYING and (seconds or 0) >= STUCK_AFTER_MINUTES * 60,
        "tag": tag(kept.state),
        "kind": gettext(ImportKind(kept.kind).label),
        "notes": [problem[language] for problem in kept.problems],
        "changes": sum(
            kept.counts.get(c.value, 0) for c in RowChange if c not in (RowChange.UNCHANGED, RowChange.REFUSED)
        ),
    }


def chips(kept: Any, chosen: str) -> list[dict[str, Any]]:
    """The kinds of change with their counts, each a filter."""
    found = []
    for change in RowChange:
        count = kept.counts.get(change.value)
        if count:
            url = f"?change={change.value}"
            found.append({"label": gettext(change.label), "count": count, "url": url, "current": change == chosen})
    return found


def row(kept: Any) -> dict[str, Any]:
    """One line of the preview: its tag, what changes field by field, and why it is refused."""
    change = RowChange(kept.change)
    language = "en" if get_language() == "en" else "id"
    fields = [] if change == RowChange.REFUSED else _fields(kept)
    return {
        "row": kept.row or "",
        "key": kept.key,
        "name": kept.name or kept.key,
        "tag": {"label": gettext(change.label), "kind": _ROW_TAGS.get(change, "neutral")},
        "fields": fields,
        "problems": [problem[language] for problem in kept.problems],
    }


def _fields(kept: Any) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS.get(name, name)), _said(name, kept.before.get(name)), _said(name, value))
        for name, value in kept.after.items()
        if _said(name, value) or _said(name, kept.before.get(name))
    ]


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else ""
    if not value:
        return ""
    if name in DATES:
        return date_short(date.fromisoformat(value))
    return gettext(_WORDS[name](value).label) if name in _WORDS else str(value)


def refused_lines(kept: Any) -> str:
    """The refused lines with their row and reasons; nothing in it is a formula."""
    rows = list(queries.rows_of(kept, RowChange.REFUSED).iterator(2000))
    headings = list(dict.fromkeys(heading for each in rows for heading in each.after))
    memory = io.StringIO()
    memory.write("\ufeff")
    writer = csv.writer(memory, delimiter=";")
    writer.writerow([*headings, _("BARIS"), _("ALASAN")])
    language = "en" if get_language() == "en" else "id"
    for each in rows:
        reasons = "; ".join(problem[language] for problem in each.problems)
        cells = [each.after.get(heading, "") for heading in headings]
        writer.writerow([_harmless(cell) for cell in [*cells, str(each.row), reasons]])
    return memory.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
