"""Events as sentences a person reads."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from sambayan.audit.models import Event
from sambayan.audit.sentences.events import SENTENCES
from sambayan.audit.sentences.fields import FIELDS, VALUES
from sambayan.common.numbers import date_long
from sambayan.regulations.catalogue import behaviour_values

__all__ = ["FIELDS", "SENTENCES", "VALUES", "Change", "changes", "event_words", "sentence"]


@dataclass(frozen=True)
class Change:
    """One field that an event changed, in words; an empty text means there was nothing."""

    label: str
    before: str
    after: str


def changes(event: Event) -> list[Change]:
    """What an event changed, field by field: those it had before, then those that are new."""
    names = [*event.before, *(name for name in event.after if name not in event.before)]
    return [Change(_label(name), _words(event.before.get(name)), _words(event.after.get(name))) for name in names]


def _label(name: str) -> str:
    values = {value.code: value.name_indonesian for value in behaviour_values()}
    return str(FIELDS.get(name) or values.get(name, name))


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        return date_long(date.fromisoformat(value))
    return "" if value in (None, "") else str(VALUES.get(str(value), value))


def sentence(event: Event) -> str:
    """The event in words, for example "Budi menetapkan SKP Ani 2026 atas nama Citra"."""
    if event.is_erased:
        return gettext("Data pribadi catatan ini telah dihapus.")
    words = SENTENCES.get(event.name)
    pattern = str(words) if words else gettext("{actor} melakukan {event} pada {subject}")
    told = pattern.format(actor=event.actor_name, subject=event.subject_label, event=event.name)
    return gettext("{told} atas nama {name}").format(told=told, name=event.on_behalf_of) if event.on_behalf_of else told


def event_words(name: str) -> str:
    """The kind of event in words, for a filter: the sentence without actor and subject."""
    words = SENTENCES.get(name)
    if not words:
        return name
    told = str(words).format(actor="", subject="").strip(" :.")
    return told[:1].upper() + told[1:]
