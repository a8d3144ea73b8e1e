"""Writing an objection, lodging it in time or late, admitting a late one, taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.numbers import date_long
from sambayan.common.rows import lock
from sambayan.cycles.actions.clocks import Start, start_clock, stop_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.actions import objected
from sambayan.evaluation.queries import objection_due
from sambayan.evaluation.rules import EvaluationState
from sambayan.objections import queries
from sambayan.objections.actions.holding import hold, move, reasoned, tell
from sambayan.objections.models import Objection
from sambayan.objections.rules import FLOW, BundleKind
from sambayan.people.models import Employee

WRITTEN = ("reasons", "evidence", "links")


@transaction.atomic
def draft(objection: Objection, words: dict[str, Any], *, by: Actor, at: datetime) -> Objection:
    """Keep what the employee has written so far, whether or not it is complete; nobody else reads it.

    `words` are the checked fields of DraftForm. Only the beginning is recorded: saving again moves nothing.
    """
    is_new = objection.pk is None
    lock(objection.evaluation if is_new else objection)
    if is_new:
        objection = queries.objection_about(objection.evaluation_id) or objection
    require("objections.draft", by, objection)
    started = objection.pk is None
    if started:
        objection.document = objection.evaluation.documents.order_by("-pk").first()
    objection.state = FLOW.after(objection.state, "draft").value
    for name in WRITTEN:
        setattr(objection, name, words[name])
    objection.saved_at = at
    objection.save()
    if started:
        version = objection.evaluation.rule_version
        record("objections.draft", objection, by=by, at=at, after={"state": objection.state}, rule_version=version)
    return objection


@transaction.atomic
def lodge(objection: Objection, *, late_reason: str = "", by: Actor, at: datetime) -> Objection:
    """Put the objection before the appraiser's superior; after the last day it is refused, and the attempt is kept.

    Everything it stands on is frozen. Denied without reasons long enough. Source: Lampiran V.B.2 p117; late local.
    """
    require("objections.lodge", by, hold(objection))
    objection.refresh_from_db(fields=WRITTEN)
    reasoned(objection.reasons, at)
    day = timezone.localdate(at)
    objection.due_on = objection_due(objection.evaluation) or objection.due_on
    objection.superior_id = queries.decider_of(objection.evaluation, day)
    if day > objection.due_on or objection.evaluation.state == EvaluationState.FINAL:
        return _refuse_late(objection, late_reason, by=by, at=at)
    objection.lodged_at = at
    objected.object_(objection.evaluation, superior_id=objection.superior_id, by=by, at=at)
    _before_superior(objection, "lodge", ("due_on", "superior", "lodged_at"), by=by, at=at)
    tell("objections.lodge", objection, (objection.appraiser, _superior(objection)), at=at)
    return objection


def _refuse_late(objection: Objection, late_reason: str, *, by: Actor, at: datetime) -> Objection:
    objection.refused_at, objection.late_reason = at, late_reason.strip()
    also = ("due_on", "superior", "refused_at", "late_reason")
    reason = _("Batas mengajukan {due} sudah lewat.").format(due=date_long(objection.due_on))
    move(objection, "refuse_late", also, by=by, at=at, reason=reason)
    tell("objections.refuse_late", objection, (objection.employee, _superior(objection)), at=at)
    return objection


@transaction.atomic
def admit(objection: Objection, *, reason: str, by: Actor, at: datetime) -> Objection:
    """Examine an objection although it came late, for a written reason; by whoever stands above on that day.

    Source: local policy.
    """
    require("objections.admit", by, queries.see_decider(hold(objection), timezone.localdate(at)))
    objection.admit_reason, objection.lodged_at = reasoned(reason, at), at
    objected.admit_objection(objection.evaluation, superior_id=objection.superior_id, by=by, at=at)
    also = ("superior", "admit_reason", "lodged_at")
    _before_superior(objection, "admit", also, by=by, at=at, reason=objection.admit_reason)
    tell("objections.admit", objection, (objection.employee, objection.appraiser), at=at)
    return objection


def _before_superior(
    objection: Objection, verb: str, also: tuple[str, ...], *, by: Actor, at: datetime, reason: str = ""
) -> Objection:
    """The objection is there: freeze what it stands on, stop and start the clocks."""
    move(objection, verb, also, by=by, at=at, reason=reason, freezing=BundleKind.LODGED)
    stop_clocks(ClockKind.OBJECTION, "evaluation", [objection.evaluation_id], at=at)
    day = timezone.localdate(at)
    start_clock(
        Start(ClockKind.OBJECTION_DECISION, "objection", objection.pk, objection.superior_id, objection.unit_id, on=day)
    )
    return objection


def _superior(objection: Objection) -> Employee | None:
    return Employee.objects.filter(pk=objection.superior_id or 0).first()


@transaction.atomic
def withdraw(objection: Objection, *, by: Actor, at: datetime) -> Objection:
    """Take the objection back before it is examined; there is no second one. Source: local policy.

    The evaluation becomes final when its own period ends, as without an objection.
    """
    require("objections.withdraw", by, hold(objection))
    evaluation = objection.evaluation
    assert evaluation.received_at is not None
    objected.withdraw_objection(evaluation, by=by, at=at)
    objection.withdrawn_at = at
    move(objection, "withdraw", ("withdrawn_at",), by=by, at=at)
    stop_clocks(ClockKind.OBJECTION_DECISION, "objection", [objection.pk], at=at, void=True)
    received = timezone.localdate(evaluation.received_at)
    start_clock(
        Start(ClockKind.OBJECTION, "evaluation", evaluation.pk, None, objection.unit_id, received, objection.due_on)
    )
    tell("objections.withdraw", objection, (objection.appraiser, objection.superior), at=at)
    return objection
