"""The verbs of guidance. Source: PermenPANRB 6/2022 Ps 21, Lampiran III.D.4 p78-85."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit import actions as audit
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.common.rows import lock
from sambayan.common.verification import new_code
from sambayan.growth import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.growth.models import (
    CoachingRow,
    CompetencyEvaluation,
    CompetencyScore,
    ContinuousFeedback,
    GuidanceRecord,
    GuidanceView,
    ImprovementPlan,
    MentoringGoal,
    MentoringSession,
)
from sambayan.growth.rules import GUIDANCE_FLOW, Method
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.planning.models import PerformanceAgreement


def _page(record: GuidanceRecord) -> str:
    return reverse("growth:guidance", args=[record.pk])


def _tell(event: str, record: GuidanceRecord, to: Iterable[Employee | None], by: Actor, at: datetime) -> None:
    """Tell these people, each once, besides who did it."""
    for person in {each for each in to if each is not None and each.pk != by.employee_id}:
        notices.post(event, to=person, about=record, url=_page(record), at=at)


def _moved(record: GuidanceRecord, verb: str, fields: list[str], *, by: Actor, at: datetime, reason: str = "") -> None:
    """Move by the table, save, and write the record."""
    before = record.state
    record.state = GUIDANCE_FLOW.after(record.state, verb)
    record.save(update_fields=["state", *fields])
    moved: dict[str, Any] = {"before": {"state": before}, "after": {"state": str(record.state)}, "reason": reason}
    audit.record(f"growth.{verb}", record, by=by, at=at, **moved)


@transaction.atomic
def propose_guidance(
    plan: PerformanceAgreement,
    words: dict[str, Any],
    *,
    guide: Employee | None,
    finding: ContinuousFeedback | None,
    by: Actor,
    at: datetime,
) -> GuidanceRecord:
    """Propose guidance because feedback showed no progress, by oneself or by a party specially assigned.

    Denied without such feedback, for the employee as own guide, and for coaching without an indicator.
    Source: Lampiran III.D.1, III.D.4.b p78.
    """
    require("growth.propose_guidance", by, lock(plan))
    if finding is None or not queries.to_improve(plan).filter(pk=finding.pk).exists():
        raise Denied(Refusal(_("Pilih umpan balik yang menunjukkan belum ada kemajuan (Lampiran III.D.1 hlm. 78).")))
    leader = Employee.objects.get(pk=by.employee_id or 0)
    if guide is not None and guide.pk == plan.employee_id:
        raise Denied(Refusal(_("Pegawai tidak membimbing dirinya sendiri.")))
    chosen = [row for row in queries.indicators_of(plan) if str(row.pk) in words["indicators"]]
    if words["method"] == Method.COACHING and not chosen:
        raise Denied(Refusal(_("Pilih paling sedikit satu indikator kinerja untuk coaching.")))
    record = GuidanceRecord.objects.create(
        agreement=plan,
        employee=plan.employee,
        appraiser=plan.appraiser,
        superior=plan.superior,
        unit=plan.unit,
        leader=leader,
        guide=guide or leader,
        finding=finding,
        method=words["method"],
        reason=words["reason"],
        state=GUIDANCE_FLOW.after(None, "propose_guidance"),
        proposed_at=at,
    )
    if not Method(record.method).has_journal:
        CoachingRow.objects.bulk_create(
            CoachingRow(guidance=record, number=number, indicator=row.name, target=row.target)
            for number, row in enumerate(chosen, 1)
        )
    after = {"state": record.state, "method": record.method}
    audit.record("growth.propose_guidance", record, by=by, at=at, after=after, reason=record.reason)
    _tell("growth.propose_guidance", record, [record.employee, record.guide], by, at)
    return record


@transaction.atomic
def prepare(record: GuidanceRecord, words: dict[str, Any], *, by: Actor, at: datetime) -> GuidanceRecord:
    """The employee reports progress, obstacles and causes (coaching), or drafts the action plan (mentoring, training).

    Source: Lampiran III.D.4.e.3.a p79, III.D.4.f.3.a p81.
    """
    require("growth.prepare", by, lock(record))
    if Method(record.method).has_journal:
        MentoringGoal.objects.bulk_create(
            MentoringGoal(guidance=record, number=number, **goal) for number, goal in enumerate(words["goals"], 1)
        )
    else:
        record.opportunities = words["opportunities"]
        _write_rows(record, words["rows"], ["baseline", "strategy", "progress", "problem", "cause"])
    record.prepared_at = at
    _moved(record, "prepare", ["prepared_at", "opportunities"], by=by, at=at)
    _tell("growth.prepare", record, [record.guide], by, at)
    return record


def _write_rows(record: GuidanceRecord, rows: dict[int, dict[str, Any]], fields: list[str]) -> None:
    found = list(record.coaching_rows.order_by("number"))
    for row in found:
        for name in fields:
            setattr(row, name, rows[row.number][name])
    CoachingRow.objects.bulk_update(found, fields)


@transaction.atomic
def log_session(record: GuidanceRecord, words: dict[str, Any], *, by: Actor, at: datetime) -> MentoringSession:
    """Write one meeting that was held into the journal of B.1.7. Source: Lampiran III.D.4.f p82."""
    require("growth.log_session", by, lock(record))
    _require_come(words["held_on"], at)
    session = MentoringSession.objects.create(guidance=record, **words)
    audit.record("growth.log_session", record, by=by, at=at, after={"held_on": session.held_on.isoformat()})
    return session


@transaction.atomic
def hold_guidance(record: GuidanceRecord, words: dict[str, Any], *, by: Actor, at: datetime) -> GuidanceRecord:
    """Write down that guidance was held, and the steps ahead both agreed on; mentoring needs its journal.

    Denied for a day that has not come, or before the proposal.
    """
    require("growth.hold_guidance", by, lock(record))
    _require_come(words["held_on"], at)
    proposed_on = timezone.localdate(record.proposed_at)
    if words["held_on"] < proposed_on:
        told = _("Bimbingan ini diusulkan {day}; pelaksanaannya tidak mungkin lebih dahulu. Periksa tanggalnya.")
        raise Denied(Refusal(told.format(day=date_long(proposed_on))))
    if Method(record.method).has_journal:
        if not record.sessions.exists():
            raise Denied(Refusal(_("Jurnalnya masih kosong. Catat paling sedikit satu pertemuan (B.1.7).")))
    else:
        _write_rows(record, words["rows"], ["next_step", "adjusts"])
    record.held_on, record.note = words["held_on"], words["note"]
    _moved(record, "hold_guidance", ["held_on", "note"], by=by, at=at)
    _tell("growth.hold_guidance", record, [record.employee], by, at)
    return record


def _require_come(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Denied(Refusal(_("Tanggal ini belum tiba. Catat sesudah dilaksanakan.")))


@transaction.atomic
def sign_guidance(record: GuidanceRecord, *, by: Actor, at: datetime) -> GuidanceRecord:
    """Sign B.1.6 or B.1.7; with the second signature it is recorded and carries a code.

    Where a target has to be adjusted, employee and appraiser are told to begin a new version of the agreement, and its
    button waits for them on the page of the guidance (B.1.6, p80; workflow 8.5).
    """
    again = ["employee_signed_at", "guide_signed_at"]
    record.refresh_from_db(fields=again, from_queryset=GuidanceRecord.objects.select_for_update())
    require("growth.sign_guidance", by, lock(record))
    field = "employee_signed_at" if by.employee_id == record.employee_id else "guide_signed_at"
    setattr(record, field, at)
    if record.employee_signed_at and record.guide_signed_at:
        record.document_code = new_code()
        _moved(record, "sign_guidance", [field, "document_code"], by=by, at=at)
        _tell_adjusted(record, at)
    else:
        record.save(update_fields=[field])
        audit.record("growth.sign_guidance", record, by=by, at=at, after={"state": record.state})
    _tell("growth.sign_guidance", record, [record.employee, record.guide], by, at)
    return record


def _tell_adjusted(record: GuidanceRecord, at: datetime) -> None:
    if not record.coaching_rows.filter(adjusts=True).exists():
        return
    for person in {record.employee, record.appraiser}:
        notices.post("growth.adjust_target", to=person, about=record.agreement, url=_page(record), at=at)


@transaction.atomic
def give_view(record: GuidanceRecord, answers: list[str], *, note: str, by: Actor, at: datetime) -> GuidanceView:
    """The employee's view on the guidance (B.1.8), for the leader's superior. Source: Lampiran III.D.4.g p83.

    It may still be given while the guidance is reported and after the decision, so that nobody ends this right by being
    quick. Only who may read it is told.
    """
    require("growth.give_view", by, lock(record))
    if GuidanceView.objects.filter(guidance=record).exists():
        raise Denied(Refusal(_("Anda sudah mengisinya.")))
    view = GuidanceView.objects.create(
        guidance=record, answers=answers, note=note, given_at=at, document_code=new_code()
    )
    audit.record("growth.give_view", record, by=by, at=at, after={"state": record.state})
    reader = queries.view_reader(record)
    if reader is not None:
        url = reverse("growth:view", args=[record.pk])
        notices.post("growth.give_view", to=reader, about=record, url=url, at=at)
    return view


@transaction.atomic
def evaluate_competence(
    record: GuidanceRecord, scores: list[dict[str, Any]], *, recommendation: str, by: Actor, at: datetime
) -> GuidanceRecord:
    """Evaluate nine competencies from 1 to 5 with reasons (B.1.9); it is no rating. Source: Lampiran III.D.4.h p84."""
    require("growth.evaluate_competence", by, lock(record))
    evaluation = CompetencyEvaluation.objects.create(
        guidance=record, recommendation=recommendation, evaluated_at=at, document_code=new_code()
    )
    CompetencyScore.objects.bulk_create(CompetencyScore(evaluation=evaluation, **score) for score in scores)
    _moved(record, "evaluate_competence", [], by=by, at=at)
    _tell("growth.evaluate_competence", record, [record.employee], by, at)
    return record


@transaction.atomic
def report_to_appraiser(record: GuidanceRecord, *, by: Actor, at: datetime) -> GuidanceRecord:
    """A party specially assigned sends record and evaluation to the appraiser. Source: Lampiran III.D.4.i p85."""
    require("growth.report_to_appraiser", by, lock(record))
    record.reported_at = at
    _moved(record, "report_to_appraiser", ["reported_at"], by=by, at=at)
    _tell("growth.report_to_appraiser", record, [record.appraiser], by, at)
    return record


@transaction.atomic
def report_to_superior(record: GuidanceRecord, *, by: Actor, at: datetime) -> GuidanceRecord:
    """The appraiser sends record and evaluation to the own superior. Source: Lampiran III.D.4.j p85."""
    require("growth.report_to_superior", by, lock(record))
    record.reported_at = at
    _moved(record, "report_to_superior", ["reported_at"], by=by, at=at)
    _tell("growth.report_to_superior", record, [record.superior], by, at)
    return record


@transaction.atomic
def decide_follow_up(
    record: GuidanceRecord, decision: str, *, steps: list[tuple[str, date | None]], by: Actor, at: datetime
) -> GuidanceRecord:
    """Decide what follows from guidance, with steps of an improvement plan. Source: Lampiran III.D.4.k p85."""
    require("growth.decide_follow_up", by, lock(record))
    record.decision, record.decided_by, record.decided_at = decision, by.name, at
    ImprovementPlan.objects.bulk_create(ImprovementPlan(guidance=record, step=step, due_on=due) for step, due in steps)
    _moved(record, "decide_follow_up", ["decision", "decided_by", "decided_at"], by=by, at=at, reason=decision)
    _tell("growth.decide_follow_up", record, [record.employee, record.guide, record.appraiser], by, at)
    return record
