"""Reading settings: values of a day, the page that lists them, one setting with its history, packs."""

from sambayan.policies.queries.pages import (
    Asked,
    PackRow,
    SettingPage,
    SettingRow,
    by_part,
    pack_rows,
    setting_on,
    setting_page,
    setting_rows,
)
from sambayan.policies.queries.values import (
    pack,
    pack_code,
    rule_version,
    setting,
    setting_value,
    timeline,
    value,
    values_on,
)
from sambayan.policies.queries.wording import written

__all__ = [
    "Asked",
    "PackRow",
    "SettingPage",
    "SettingRow",
    "by_part",
    "pack",
    "pack_code",
    "pack_rows",
    "rule_version",
    "setting",
    "setting_on",
    "setting_page",
    "setting_rows",
    "setting_value",
    "timeline",
    "value",
    "values_on",
    "written",
]
