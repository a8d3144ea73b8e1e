"""What every verb of an objection begins and ends with: hold the row, move it, record it, tell people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal
from sambayan.common.rows import lock
from sambayan.notices import actions as notices
from sambayan.objections import access, rules  # noqa: F401 - access declares the rights
from sambayan.objections.actions.bundles import freeze
from sambayan.objections.models import Objection
from sambayan.people.models import Account, Employee
from sambayan.policies.queries import values_on

_SEEN = ("appraiser_heard", "employee_heard", "superior", "overdue_since", "employee_signed_at", "appraiser_signed_at")


def hold(objection: Objection) -> Objection:
    """Lock the row and read again what a guard looks at, so that of two who act at once one is told."""
    lock(objection)
    objection.refresh_from_db(fields=_SEEN)
    return objection


def move(
    objection: Objection,
    verb: str,
    also: Iterable[str],
    *,
    by: Actor | None,
    at: datetime,
    after: dict[str, Any] | None = None,
    reason: str = "",
    freezing: rules.BundleKind | None = None,
) -> Objection:
    """Move the state along the table, store it with the fields `also`, and record it once.

    With `freezing` everything the objection stands on is kept as it is now, and the record holds its hash.
    """
    before = objection.state
    objection.state = rules.FLOW.after(before, verb).value
    objection.save(update_fields=["state", *also])
    kept = {"manifest": freeze(objection, freezing, at=at).manifest_hash} if freezing else {}
    states = ({"state": before}, {"state": objection.state}) if before != objection.state else ({}, {})
    record(
        f"objections.{verb}",
        objection,
        by=by,
        at=at,
        before=states[0],
        after={**states[1], **(after or {}), **kept},
        reason=reason,
        rule_version=objection.evaluation.rule_version,
    )
    return objection


def tell(
    event: str, objection: Objection, people: Iterable[Employee | Account | None], *, at: datetime, **words: Any
) -> None:
    """Post the notice of this event to these people, each once."""
    url = reverse("objections:objection", args=[objection.pk])
    words = {"name": objection.employee, "period": objection.evaluation.period, **words}
    for person in {(type(person), person.pk): person for person in people if person is not None}.values():
        notices.post(event, to=person, about=objection, url=url, at=at, **words)


def reasoned(text: str, at: datetime) -> str:
    """The text without spaces around it; Denied when it is shorter than a reason has to be."""
    least = max(values_on(timezone.localdate(at)).integer("reason_min_length"), 1)
    if len(text.strip()) < least:
        raise Denied(Refusal(_("Tulis alasan paling sedikit {n} huruf.").format(n=least)))
    return text.strip()
