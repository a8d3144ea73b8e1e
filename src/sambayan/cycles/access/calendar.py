"""Who may change the calendar; everybody who has signed in may read it."""

from typing import Any

from sambayan.common.actor import Actor
from sambayan.common.guard import Answer, Guard, rights
from sambayan.cycles.access import keeps_agency


def _of_unit(actor: Actor, row: Any) -> Answer:
    return keeps_agency(actor, row.unit)


CAN = rights(
    {
        "cycles.set_day": Guard(keeps_agency),
        "cycles.remove_day": Guard(_of_unit),
        "cycles.set_week": Guard(keeps_agency),
    }
)
