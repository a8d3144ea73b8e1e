"""Settings that were changed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sambayan.policies.models import SettingValue

AT = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))

FIRST = AT.date()


def setting_value(name: str = "small_cell_limit", value: str = "7", valid_from: date = FIRST) -> SettingValue:
    """A value that holds from a day on, whenever that is."""
    return SettingValue.objects.create(
        name=name,
        value=value,
        valid_from=valid_from,
        reason="Diputus dalam rapat.",
        mark="D",
        source="Rapat September",
        set_at=AT,
        set_by="Tri",
    )
