"""The record as files: JSON lines for the verifier, CSV for people."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit import rules
from sambayan.audit.models import Checkpoint, Event
from sambayan.audit.queries.checkpoints import frontier, origin, verifier_key

CHUNK = 2000
LEAF = (*rules.OPEN, "leaf_hash")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines() -> Iterator[dict[str, Any]]:
    """The whole record with its personal part: what the record says of itself, its checkpoints, every event."""
    yield from _opening()
    for row in Event.objects.order_by("index").values(*LEAF, *rules.PERSONAL, "salt").iterator(CHUNK):
        row["at"] = rules.moment(row["at"])
        salt, personal = row.pop("salt"), {name: row.pop(name) for name in rules.PERSONAL}
        yield {**row, "salt": salt, "personal": personal}


def sealed_lines() -> Iterator[dict[str, Any]]:
    """The same without anything about a person: only what stands in the leaves."""
    yield from _opening()
    for row in Event.objects.order_by("index").values(*LEAF).iterator(CHUNK):
        yield {**row, "at": rules.moment(row["at"])}


def _opening() -> Iterator[dict[str, Any]]:
    grown = frontier()
    yield {"record": origin(), "key": verifier_key(), "size": grown.size, "root": grown.root.hex()}
    for each in Checkpoint.objects.order_by("size", "pk").iterator(CHUNK):
        yield {"checkpoint": each.note}


def written(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """JSON lines, many in a piece."""
    piece: list[str] = []
    for row in rows:
        piece.append(json.dumps(row, ensure_ascii=False) + "\n")
        if len(piece) == CHUNK:
            yield "".join(piece)
            piece = []
    yield "".join(piece)


def without_formula(text: Any) -> str:
    """The text such that no spreadsheet takes it for a formula. Source: OWASP ASVS 5.0, 1.2.10."""
    plain = str(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_rows(events: Iterable[Event], told: Callable[[Event], tuple[str, str, str]]) -> Iterator[str]:
    """A CSV file of events, line by line; `told` gives sentence, changes and reason in words."""
    writer = csv.writer(_Echo())
    heading = (_("Nomor"), _("Waktu"), _("Kejadian"), _("Pelaku"), _("Atas nama"), _("Keterangan"), _("Perubahan"))
    yield "\ufeff" + writer.writerow([*heading, _("Alasan")])
    for event in events:
        words, changed, reason = told(event)
        at = timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
        row = (event.index, at, event.name, event.actor_name, event.on_behalf_of, words, changed, reason)
        yield writer.writerow([without_formula(cell) for cell in row])
