"""The values of a day, and the packs that documents remember."""

from datetime import date

from sambayan.common.once import shared
from sambayan.policies.models import RulePack, SettingValue
from sambayan.policies.rules import Entry, Timeline, Typed, Values
from sambayan.regulations.catalogue import settings
from sambayan.regulations.rows import Mark, Setting


@shared
def timeline() -> Timeline:
    """Every value ever set and not withdrawn: one query, for pages that need the values of several days."""
    rows = SettingValue.objects.filter(withdrawal__isnull=True).order_by("valid_from", "pk")
    names = ("name", "value", "valid_from", "pk", "mark", "source")
    found = [
        Entry(name, value, valid_from, pk, Mark(mark), source)
        for name, value, valid_from, pk, mark, source in rows.values_list(*names)
        if name in settings()
    ]
    return Timeline(settings(), found)


def values_on(day: date) -> Values:
    """Every value in force on a day: one query. Nothing is kept between requests, so a change holds at once."""
    return timeline().on(day)


def value(name: str, day: date) -> Typed:
    """One typed value in force on a day; KeyError for an unknown name."""
    return values_on(day).typed(name)


def rule_version(day: date) -> str:
    """The rule pack in force on a day, as documents remember it: the law and the number of its values."""
    return values_on(day).version


def setting(name: str) -> Setting | None:
    """The setting of that name."""
    return settings().get(name)


def setting_value(pk: int) -> SettingValue | None:
    """One value that was set, with its withdrawal."""
    return SettingValue.objects.filter(pk=pk).select_related("withdrawal").first()


def pack(code: str) -> RulePack | None:
    """The pack with this number."""
    return RulePack.objects.filter(code=code).first()


def pack_code(version: str) -> str:
    """The number of the pack in what a document remembers; empty for documents older than the packs."""
    return version.rpartition(" · ")[2] if " · " in version else ""
