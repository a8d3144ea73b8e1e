"""Setting a value from a day on, taking it back before that day, and keeping the pack a document was made with."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.policies import access, queries  # noqa: F401 - access declares the rights
from sambayan.policies.models import RulePack, SettingValue, SettingWithdrawal
from sambayan.policies.rules import ValueRefusedError, Values, parse
from sambayan.regulations.catalogue import LAW_SET
from sambayan.regulations.rows import Mark, Setting


@dataclass(frozen=True)
class Change:
    """A new value: its text, its first day, why, how sure we are, and where that is written."""

    value: str
    valid_from: date
    reason: str
    mark: Mark
    source: str
    decree: str = ""


@transaction.atomic
def set_(name: str, change: Change, *, by: Actor, at: datetime) -> SettingValue:
    """Let a value hold from a day on; a later row for the same day takes the place of the earlier one.

    Denied for an unknown name, a value of the wrong shape, without reason or source, and for a day that is over:
    documents made until now keep their values. Source: handbook of the domain, section 2.
    """
    setting = queries.setting(name)
    require("policies.set", by, setting)
    if setting is None:
        raise Denied(Refusal(_("Tidak ada setelan bernama {name}.").format(name=name)))
    _refuse(setting, change, timezone.localdate(at))
    before = queries.values_on(change.valid_from)
    kept = SettingValue.objects.create(
        name=name,
        value=change.value.strip(),
        valid_from=change.valid_from,
        reason=change.reason,
        mark=change.mark.value,
        source=change.source,
        decree=change.decree,
        set_at=at,
        set_by=by.name,
    )
    after = {"value": kept.value, "valid_from": str(kept.valid_from), "source": kept.source}
    record(
        "policies.set",
        kept,
        by=by,
        at=at,
        before={"value": before.text(name)},
        after={**after, "decree": kept.decree} if kept.decree else after,
        reason=kept.reason,
        rule_version=before.version,
    )
    return kept


def _refuse(setting: Setting, change: Change, today: date) -> None:
    """Raise Denied with what is wrong about a change."""
    if change.valid_from < today:
        message = _("Hari pertama tidak boleh sebelum {today}: dokumen yang sudah dibuat memakai nilai waktu itu.")
        raise Denied(Refusal(message.format(today=date_long(today))))
    if not change.reason.strip() or not change.source.strip():
        raise Denied(Refusal(_("Tulis alasan dan sumber nilai ini.")))
    try:
        parse(setting, change.value)
    except ValueRefusedError as error:
        raise Denied(Refusal(_(error.expected).format(**error.words))) from error


@transaction.atomic
def withdraw(value: SettingValue, *, reason: str, by: Actor, at: datetime) -> SettingWithdrawal:
    """Take back a value whose day has not come. Denied from its first day on: then only a new value changes it."""
    require("policies.withdraw", by, queries.setting_value(value.pk))
    if value.valid_from <= timezone.localdate(at):
        raise Denied(Refusal(_("Nilai ini sudah berlaku."), _("Tetapkan nilai baru untuk mengubahnya.")))
    if not reason.strip():
        raise Denied(Refusal(_("Tulis alasan nilai ini ditarik.")))
    kept = SettingWithdrawal.objects.create(value=value, reason=reason, withdrawn_at=at, withdrawn_by=by.name)
    before = {"value": value.value, "valid_from": str(value.valid_from)}
    after = {"value": queries.values_on(value.valid_from).text(value.name)}
    record("policies.withdraw", value, by=by, at=at, before=before, after=after, reason=reason)
    return kept


def keep_pack(values: Values, *, at: datetime) -> str:
    """Keep the values a document is made with, once, and return the version the document remembers."""
    RulePack.objects.get_or_create(
        code=values.code, defaults={"law": LAW_SET, "values": values.texts, "first_used_at": at}
    )
    return values.version
