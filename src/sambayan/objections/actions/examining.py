"""Hearing both sides, and what happens when nobody decides. Source: Lampiran V.B.3-4, V.B.6 p117."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind
from sambayan.evaluation.actions import objected
from sambayan.objections import queries, rules
from sambayan.objections.actions.holding import hold, move, reasoned, tell
from sambayan.objections.models import Explanation, Objection
from sambayan.objections.rules import Heard, Side
from sambayan.people.models import Employee


@transaction.atomic
def ask_explanations(objection: Objection, *, by: Actor, at: datetime) -> Objection:
    """Begin the examination and ask both sides. Source: Lampiran V.B.3-4 p117."""
    require("objections.ask_explanations", by, hold(objection))
    objection.asked_at = at
    move(objection, "ask_explanations", ("asked_at",), by=by, at=at)
    tell("objections.ask_explanations", objection, (objection.employee, objection.appraiser), at=at)
    return objection


@transaction.atomic
def explain(objection: Objection, *, text: str, by: Actor, at: datetime) -> Explanation:
    """Write one's own explanation, once; nobody can change it afterwards. Source: Lampiran V.B.4 p117; once local."""
    require("objections.explain", by, hold(objection))
    side = Side.EMPLOYEE if by.employee_id == objection.employee_id else Side.APPRAISER
    written = _write(objection, side, reasoned(text, at), Heard.EXPLAINED, by=by, at=at)
    move(objection, "explain", (f"{side.value}_heard",), by=by, at=at, after={"side": side.value})
    who = objection.person(side)
    tell("objections.explain", objection, (objection.superior,), at=at, who=who)
    return written


@transaction.atomic
def record_refusal_to_explain(objection: Objection, *, side: Side, reason: str, by: Actor, at: datetime) -> Explanation:
    """Write down that a side was asked and does not explain, so that a decision is possible; he may still do it.

    Denied for a side that is heard already. Source: local policy.
    """
    require("objections.record_refusal_to_explain", by, hold(objection))
    if side not in objection.unheard:
        raise Denied(Refusal(_("Dari pihak ini sudah ada penjelasan atau catatan penolakan.")))
    why = reasoned(reason, at)
    written = _write(objection, side, why, Heard.REFUSED, by=by, at=at)
    after = {"side": side.value}
    move(objection, "record_refusal_to_explain", (f"{side.value}_heard",), by=by, at=at, after=after, reason=why)
    tell("objections.record_refusal_to_explain", objection, (objection.person(side),), at=at)
    return written


def _write(objection: Objection, side: Side, text: str, heard: Heard, *, by: Actor, at: datetime) -> Explanation:
    setattr(objection, f"{side.value}_heard", heard.value)
    return Explanation.objects.create(
        objection=objection,
        side=side.value,
        is_refusal=heard is Heard.REFUSED,
        text=text,
        written_at=at,
        written_by=by.name,
    )


@transaction.atomic
def appoint_decider(objection: Objection, decider: Employee, *, reason: str, by: Actor, at: datetime) -> Objection:
    """Name who decides where nobody can: unknown, gone, away, no longer above, or late. The objection keeps its day.

    Denied for somebody who does not lead an office above, for the employee, the appraiser, and whoever signed.
    Source: local policy.
    """
    day, before = timezone.localdate(at), hold(objection).superior
    require("objections.appoint_decider", by, queries.see_decider(objection, day))
    heads = queries.possible_deciders(objection, day)
    if decider.pk not in {post.employee_id for post in heads}:
        message = _("Yang memutus adalah pimpinan unit ini atau di atasnya, dan bukan pihak dalam keberatan.")
        raise Denied(Refusal(message))
    why = reasoned(reason, at)
    objection.superior = decider
    objection.save(update_fields=["superior"])
    if objection.state in rules.UNDECIDED:
        objected.place_above(objection.evaluation, decider.pk)
    held = Clock.objects.filter(kind=ClockKind.OBJECTION_DECISION.value, about_kind="objection", about_pk=objection.pk)
    held.filter(state__in=OPEN_CLOCKS).update(holder=decider)
    record(
        "objections.appoint_decider",
        objection,
        by=by,
        at=at,
        before={"decider": str(before or "")},
        after={"decider": str(decider)},
        reason=why,
    )
    tell("objections.appoint_decider", objection, (decider, objection.employee, before), at=at)
    return objection


@transaction.atomic
def mark_overdue(objection: Objection, *, at: datetime) -> Objection:
    """Flag that the days of the decision are over: shown upwards, nothing counts as decided. By the system, once.

    The PyB is told through the performance administrators of the unit and above, who keep these matters for it.
    Source: Lampiran V.B.6 p117 sets the days; the flag is local policy, the text draws no consequence.
    """
    hold(objection)
    if objection.state not in rules.UNDECIDED or objection.overdue_since is not None:
        return objection
    day = timezone.localdate(at)
    objection.overdue_since = day
    objection.save(update_fields=["overdue_since"])
    after = {"overdue_since": day.isoformat()}
    record("objections.mark_overdue", objection, by=None, at=at, after=after)
    above = Employee.objects.filter(pk=queries.next_above(objection, day) or 0).first()
    told = [objection.superior, objection.employee, above, *queries.watchers(objection, day)]
    tell("objections.mark_overdue", objection, told, at=at)
    return objection
