"""The list of settings, one setting with its history, and a pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from sambayan.audit.models import Event
from sambayan.audit.queries import histories
from sambayan.policies.models import RulePack, SettingValue
from sambayan.policies.queries.values import setting, timeline, values_on
from sambayan.policies.queries.wording import written
from sambayan.policies.rules import EFFECTS, MARKS, Entry, Part, Values
from sambayan.regulations.catalogue import settings
from sambayan.regulations.rows import Mark, Setting


@dataclass(frozen=True)
class SettingRow:
    """One setting on one day: its value, where that comes from, and what is coming."""

    setting: Setting
    value: str
    mark: Mark
    source: str
    valid_from: date
    is_default: bool
    coming: Entry | None

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.setting.label_english if get_language() == "en" else self.setting.label_indonesian

    @property
    def explanation(self) -> str:
        """What it does, in the reader's language."""
        return self.setting.explanation_english if get_language() == "en" else self.setting.explanation_indonesian

    @property
    def shown(self) -> str:
        """Its value as people write it."""
        return written(self.setting, self.value)

    @property
    def default(self) -> str:
        """The value that comes with Sambayan, as people write it."""
        return written(self.setting, self.setting.value)

    @property
    def mark_word(self) -> str:
        """How sure we are, in words."""
        return gettext(MARKS[self.mark])

    @property
    def note(self) -> str:
        """A remark that came with the default."""
        return self.setting.source.note if self.is_default and not self.is_unverified else ""

    @property
    def coming_text(self) -> str:
        """The next value as people write it, empty when none is known."""
        return written(self.setting, self.coming.value) if self.coming else ""

    @property
    def effect(self) -> str:
        """Where it has effect; empty when no page uses it yet."""
        words = EFFECTS.get(self.setting.name)
        return gettext(words) if words else ""

    @property
    def is_unverified(self) -> bool:
        """Whether the value still waits to be checked against its source."""
        return self.mark is Mark.UNVERIFIED


def _row(values: Values, setting: Setting, coming: Mapping[str, Entry]) -> SettingRow:
    entry = values.entries.get(setting.name)
    return SettingRow(
        setting,
        values.text(setting.name),
        entry.mark if entry else setting.source.mark,
        entry.source if entry else setting.source.text,
        entry.valid_from if entry else setting.source.valid_from,
        entry is None,
        coming.get(setting.name),
    )


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to; empty means everything."""

    mark: str = ""
    part: str = ""
    text: str = ""

    def fits(self, row: SettingRow) -> bool:
        """Whether a row is wanted; every word must stand in its name, labels or explanations."""
        own = row.setting
        told = (own.name, own.label_indonesian, own.label_english, row.explanation, row.source)
        written = " ".join(told).lower()
        return (
            self.mark in ("", row.mark.value)
            and self.part in ("", own.part)
            and all(word in written for word in self.text.lower().split())
        )


def setting_on(values: Values, name: str) -> SettingRow:
    """One setting as it stands in values that were read already; KeyError for an unknown name."""
    return _row(values, values.settings[name], {})


def setting_rows(day: date) -> list[SettingRow]:
    """All settings on a day, in the order of the handbook: one query."""
    found = timeline()
    values, coming = found.on(day), found.after(day)
    return [_row(values, own, coming) for own in settings().values()]


def by_part(rows: Iterable[SettingRow]) -> list[tuple[Part, list[SettingRow]]]:
    """The rows under their parts, parts without a row left out."""
    kept = list(rows)
    grouped = [(part, [row for row in kept if row.setting.part == part.value]) for part in Part]
    return [(part, found) for part, found in grouped if found]


@dataclass(frozen=True)
class Coming:
    """A value whose day has not come."""

    pk: int
    text: str
    valid_from: date


@dataclass(frozen=True)
class SettingPage:
    """One setting today, the values still to come (earliest first), and the events about it (newest first)."""

    row: SettingRow
    coming: list[Coming]
    events: list[Event]


def setting_page(own: Setting, day: date) -> SettingPage:
    """One setting on a day: three queries."""
    found = timeline()
    keys = list(SettingValue.objects.filter(name=own.name).order_by("-pk").values_list("pk", flat=True))
    ahead = [entry for entry in found.entries if entry.name == own.name and entry.valid_from > day]
    coming = [Coming(entry.number, written(own, entry.value), entry.valid_from) for entry in ahead]
    return SettingPage(_row(found.on(day), own, found.after(day)), coming, list(histories(SettingValue, keys)))


@dataclass(frozen=True)
class PackRow:
    """One value of a pack beside the one in force today."""

    setting: Setting | None
    name: str
    value: str
    today: str

    @property
    def label(self) -> str:
        """Its name in the reader's language; the identifier when a later release dropped it."""
        if self.setting is None:
            return self.name
        return self.setting.label_english if get_language() == "en" else self.setting.label_indonesian

    @property
    def has_changed(self) -> bool:
        """Whether another value holds today."""
        return self.value != self.today

    @property
    def shown(self) -> str:
        """The value of the pack as people write it."""
        return written(self.setting, self.value) if self.setting else self.value

    @property
    def shown_today(self) -> str:
        """The value in force today as people write it."""
        return written(self.setting, self.today) if self.setting else ""


def pack_rows(found: RulePack, day: date) -> list[PackRow]:
    """The values of a pack beside those of a day, changed ones first, then in the order of the handbook: one query."""
    now, place = values_on(day).texts, {name: number for number, name in enumerate(settings())}
    rows = [PackRow(setting(name), name, value, now.get(name, "")) for name, value in found.values.items()]
    return sorted(rows, key=lambda row: (not row.has_changed, place.get(row.name, len(place)), row.name))
