"""What every verb of the agreement does: hold the row still, name its page, tell the other party."""

from datetime import datetime

from django.urls import reverse

from sambayan.common.actor import Actor
from sambayan.common.rows import lock
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.planning.models import PerformanceAgreement


def page_of(agreement: PerformanceAgreement) -> str:
    """The address of the agreement's page."""
    return reverse("planning:agreement", args=[agreement.pk])


def held(agreement: PerformanceAgreement) -> PerformanceAgreement:
    """The agreement under a lock, with its state and who leads the dialogue read again."""
    lock(agreement)
    agreement.refresh_from_db(fields=["is_superior_led", "overdue_since", "set_at"])
    return agreement


def leader_of(agreement: PerformanceAgreement) -> Employee:
    """Who leads the dialogue: the appraiser, or his superior once asked. Source: Lampiran II.C.5 p65."""
    if agreement.is_superior_led and agreement.superior is not None:
        return agreement.superior
    return agreement.appraiser


def tell_other(event: str, agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> None:
    """Tell the employee what the leader did, or the leader what the employee did."""
    is_own = by.employee_id == agreement.employee_id
    to = leader_of(agreement) if is_own else agreement.employee
    notices.post(event, to=to, about=agreement, url=page_of(agreement), at=at)
