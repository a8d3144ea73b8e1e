"""The verbs of doing: action plan, progress, and what a leader saw. Source: PermenPANRB 6/2022 Ps 16, Lampiran III."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.cycles.models import EvaluationPeriod
from sambayan.notices import actions as notices
from sambayan.planning.access import doing as access  # noqa: F401 - declares the rights
from sambayan.planning.actions import files
from sambayan.planning.models import (
    ActionPlan,
    MonitoringNote,
    PerformanceAgreement,
    PerformanceDocumentation,
    PlannedResult,
)
from sambayan.planning.queries import doing as queries
from sambayan.planning.queries.doing import Desk


def held(plan: PerformanceAgreement, period: EvaluationPeriod, at: datetime) -> Desk:
    """The desk of an agreement held still, as it stands at that moment."""
    return queries.desk_of(lock(plan), period, timezone.localdate(at))


def _desk(row: ActionPlan | PerformanceDocumentation, at: datetime) -> Desk:
    return held(row.result.agreement, row.period, at)


def _page(found: Desk) -> str:
    return reverse("planning:doing", args=[found.agreement.pk, found.period.pk])


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


@transaction.atomic
def plan_action(
    result: PlannedResult, words: dict[str, Any], *, period: EvaluationPeriod, by: Actor, at: datetime
) -> ActionPlan:
    """Add a step to the action plan of a result in a period. Source: Lampiran III.A.2 p67."""
    found = held(result.agreement, period, at)
    require("planning.plan_action", by, found)
    last = ActionPlan.objects.filter(result=result, period=period).aggregate(last=Max("number"))["last"] or 0
    step = ActionPlan.objects.create(
        result=result, period=period, number=last + 1, text=words["text"], due_date=words["due_date"]
    )
    record("planning.plan_action", found.agreement, by=by, at=at, after={"result": result.title, "action": step.text})
    return step


@transaction.atomic
def change_action(step: ActionPlan, words: dict[str, Any], *, by: Actor, at: datetime) -> ActionPlan:
    """Change a step: its text, until when, and the day it was done, which may be taken back."""
    found = _desk(step, at)
    require("planning.change_action", by, found)
    before = {"action": step.text, "due": _day(step.due_date), "done": _day(step.done_date)}
    step.text, step.due_date, step.done_date = words["text"], words["due_date"], words["done_date"]
    step.save(update_fields=["text", "due_date", "done_date"])
    after = {"action": step.text, "due": _day(step.due_date), "done": _day(step.done_date)}
    record("planning.change_action", found.agreement, by=by, at=at, before=before, after=after)
    return step


@transaction.atomic
def finish_action(step: ActionPlan, *, by: Actor, at: datetime) -> ActionPlan:
    """Mark a step as done today; one that is done keeps its day."""
    found = _desk(step, at)
    require("planning.finish_action", by, found)
    if step.done_date is None:
        step.done_date = timezone.localdate(at)
        step.save(update_fields=["done_date"])
        after = {"action": step.text, "done": _day(step.done_date)}
        record("planning.finish_action", found.agreement, by=by, at=at, after=after)
    return step


@transaction.atomic
def remove_action(step: ActionPlan, *, by: Actor, at: datetime) -> None:
    """Take a step out of the plan of a period that is still open."""
    found = _desk(step, at)
    require("planning.remove_action", by, found)
    record("planning.remove_action", found.agreement, by=by, at=at, before={"action": step.text})
    step.delete()


@transaction.atomic
def copy_actions(plan: PerformanceAgreement, *, period: EvaluationPeriod, by: Actor, at: datetime) -> int:
    """Bring the steps that are not done from the latest earlier plan into an empty one; how many there were."""
    found = held(plan, period, at)
    require("planning.copy_actions", by, found)
    is_empty = not ActionPlan.objects.filter(result__agreement=plan, period=period).exists()
    steps = queries.actions_to_copy(found) if is_empty else []
    numbers: Counter[int] = Counter()
    for result_id, text in steps:
        numbers[result_id] += 1
        ActionPlan.objects.create(result_id=result_id, period=period, number=numbers[result_id], text=text)
    if steps:
        after = {"period": period.label, "actions": len(steps)}
        record("planning.copy_actions", plan, by=by, at=at, after=after)
    return len(steps)


@transaction.atomic
def comment_action(step: ActionPlan, *, comment: str, by: Actor, at: datetime) -> ActionPlan:
    """Say something to a step of the plan; an empty text takes it back. Source: Lampiran III.A.3 p67."""
    found = _desk(step, at)
    require("planning.comment_action", by, found)
    before = step.comment
    step.comment, step.commented_at = comment, at if comment else None
    step.save(update_fields=["comment", "commented_at"])
    after = {"action": step.text, "comment": comment}
    record("planning.comment_action", found.agreement, by=by, at=at, before={"comment": before}, after=after)
    if comment:
        notices.post("planning.comment_action", to=found.employee, about=found.agreement, url=_page(found), at=at)
    return step


@transaction.atomic
def document(
    result: PlannedResult, words: dict[str, Any], *, period: EvaluationPeriod, by: Actor, at: datetime
) -> PerformanceDocumentation:
    """Write down the progress or end of a result in a period, with its evidence; all of it or nothing. Source: Ps 16.

    `words["uploads"]` are files that were examined; Denied when the period is closed.
    """
    found = held(result.agreement, period, at)
    require("planning.document", by, found)
    require("planning.work", by, found)
    entry = PerformanceDocumentation.objects.create(
        result=result,
        period=period,
        day=words["day"],
        realisation=words["realisation"],
        indicator=words["indicator"],
        number=words["number"],
        progress=words["progress"],
        recorded_at=at,
    )
    kept = files.keep(entry, words, employee_id=found.employee_id, at=at)
    after = {"result": result.title, "realisation": entry.realisation, "evidence": kept}
    record("planning.document", found.agreement, by=by, at=at, after=after)
    return entry


@transaction.atomic
def correct_documentation(
    entry: PerformanceDocumentation, words: dict[str, Any], *, by: Actor, at: datetime
) -> PerformanceDocumentation:
    """Correct an entry of a period that is still open; its evidence stays."""
    found = _desk(entry, at)
    require("planning.correct_documentation", by, found)
    before = _told(entry)
    for name in ("day", "realisation", "indicator", "number", "progress"):
        setattr(entry, name, words[name])
    entry.save(update_fields=["day", "realisation", "indicator", "number", "progress"])
    record("planning.correct_documentation", found.agreement, by=by, at=at, before=before, after=_told(entry))
    return entry


def _told(entry: PerformanceDocumentation) -> dict[str, str]:
    number = "" if entry.number is None else f"{entry.number.normalize():f}"
    return {"realisation": entry.realisation, "on": _day(entry.day), "number": number, "progress": entry.progress}


@transaction.atomic
def remove_documentation(entry: PerformanceDocumentation, *, by: Actor, at: datetime) -> None:
    """Take an entry and its evidence away while the period is open; lines of the log it collected are free again."""
    found = _desk(entry, at)
    require("planning.remove_documentation", by, found)
    pieces = list(entry.evidence.select_related("file").order_by("pk"))
    before = {"realisation": entry.realisation, "evidence": [piece.title for piece in pieces]}
    record("planning.remove_documentation", found.agreement, by=by, at=at, before=before)
    entry.delete()
    files.release([piece.file for piece in pieces if piece.file])


@transaction.atomic
def monitor(plan: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> MonitoringNote:
    """Note what was seen of the work; the employee is told and reads it. Source: Lampiran III.B p68-69."""
    require("planning.monitor", by, lock(plan))
    assert by.employee_id is not None  # the guard let only employees through
    note = MonitoringNote.objects.create(
        agreement=plan,
        result=words["result"],
        author_id=by.employee_id,
        seen_on=words["seen_on"],
        text=words["text"],
        written_at=at,
    )
    record("planning.monitor", plan, by=by, at=at, after={"note": note.text, "on": _day(note.seen_on)})
    url = reverse("planning:agreement", args=[plan.pk])
    notices.post("planning.monitor", to=plan.employee, about=plan, url=url, at=at, name=by.name)
    return note
