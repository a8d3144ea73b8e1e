"""The verbs of continuous feedback. Source: PermenPANRB 6/2022 Ps 17-19, Lampiran III.C p69-70."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit import actions as audit
from sambayan.audit.actions import Entry
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.common.rows import lock
from sambayan.cycles.actions.clocks import Start, start_clock, stop_clocks
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import within
from sambayan.cycles.rules import ClockKind
from sambayan.growth import access, queries, rules
from sambayan.growth.models import ContinuousFeedback, FeedbackSchedule
from sambayan.growth.queries import Giving
from sambayan.growth.rules import FEEDBACK_FLOW, FeedbackKind, FeedbackState, GiverKind, UserKind
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.planning.models import PerformanceAgreement

ABOUT = "feedback"


def _page(entry: ContinuousFeedback) -> str:
    return reverse("growth:entry", args=[entry.pk])


@transaction.atomic
def request(facts: Giving, giver: Employee, words: dict[str, Any], *, by: Actor, at: datetime) -> ContinuousFeedback:
    """Ask somebody for feedback on one's own work. Source: Lampiran III.C.9 p70.

    Denied for oneself, for somebody who may not give it here, and between periods.
    """
    plan, day = facts.agreement, timezone.localdate(at)
    require("growth.request", by, lock(plan))
    kind = queries.capacity(facts, giver, day)
    if kind is None:
        raise Denied(Refusal(_("Umpan balik diminta dari orang lain.")))
    if kind is GiverKind.RELATED_PARTY and not facts.related_allowed:
        raise Denied(Refusal(_("Umpan balik dari pihak lain tidak dibuka di instansi ini.")))
    entry = ContinuousFeedback.objects.create(
        **_parties(plan),
        period_id=_period(plan, day),
        giver=giver,
        giver_kind=kind.value,
        state=FEEDBACK_FLOW.after(None, "request"),
        question=words["question"],
        requested_at=at,
        **_target(plan, words["target"]),
    )
    audit.record("growth.request", entry, by=by, at=at, after={"state": entry.state, "giver_kind": entry.giver_kind})
    notices.post("growth.request", to=giver, about=entry, url=_page(entry), at=at, name=plan.employee)
    return entry


@transaction.atomic
def write(facts: Giving, words: dict[str, Any], *, by: Actor, at: datetime) -> ContinuousFeedback:
    """Draft feedback on a result or a value; `user_kind` in the words records what a service user said, unnamed.

    Denied once the evaluation of the period was signed.
    Source: Ps 17-18, Lampiran III.C.7 p69; users through a channel, moderated: workflow 8.2.
    """
    plan = lock(facts.agreement)
    require("growth.write", by, facts)
    user = words.get("user_kind", "")
    if user or by.employee_id is None:
        require("growth.relay", by, facts)
    kind = GiverKind.RELATED_PARTY if user else rules.giver_kind(access.relation_of(by, facts))
    if kind is None:
        raise Denied(Refusal(_("Pilih dari siapa umpan balik ini.")))
    entry = ContinuousFeedback(
        **_parties(plan),
        giver_id=None if user else by.employee_id,
        giver_kind=kind.value,
        giver_label=_label(user, words.get("user_name", "") if facts.names_users else ""),
        state=FEEDBACK_FLOW.after(None, "write"),
    )
    _fill(entry, words, timezone.localdate(at))
    entry.save()
    audit.record("growth.write", entry, by=by, at=at, after={"state": entry.state, "giver_kind": entry.giver_kind})
    return entry


@transaction.atomic
def rewrite(entry: ContinuousFeedback, words: dict[str, Any], *, by: Actor, at: datetime) -> ContinuousFeedback:
    """Answer a request, or change one's own draft; Denied once the evaluation of the period was signed."""
    require("growth.rewrite", by, lock(entry))
    before = entry.state
    entry.state = FEEDBACK_FLOW.after(entry.state, "write")
    _fill(entry, words, timezone.localdate(at))
    entry.save()
    audit.record("growth.write", entry, by=by, at=at, before={"state": before}, after={"state": entry.state})
    return entry


@transaction.atomic
def record(entry: ContinuousFeedback, *, by: Actor, at: datetime) -> ContinuousFeedback:
    """Put feedback into the record, where the appraiser reads it and the employee may answer. Source: Ps 17(3).

    Denied without evidence or reason, and for a period whose rating window is over or whose evaluation was signed.
    It goes to who appraises now, also when the person moved since it was asked for. Nobody can hide it afterwards.
    """
    require("growth.record", by, lock(entry))
    if not entry.text or not entry.evidence or not (entry.result_id or entry.value_code):
        raise Denied(Refusal(_("Tulis umpan baliknya, pilih hasil kerja atau nilai, dan sertakan bukti atau alasan.")))
    _require_open(entry)
    day = timezone.localdate(at)
    if entry.period_id not in {period.pk for period in queries.open_periods(entry.agreement, day)}:
        raise Denied(Refusal(_("Jangka waktu evaluasi {period} sudah berakhir.").format(period=entry.period)))
    before = entry.state
    entry.state, entry.recorded_at = FEEDBACK_FLOW.after(entry.state, "record"), at
    now = queries.plan_now(entry.agreement)
    entry.appraiser, entry.superior, entry.unit = now.appraiser, now.superior, now.unit
    entry.save(update_fields=["state", "recorded_at", "appraiser", "superior", "unit"])
    _meet_date(entry)
    audit.record("growth.record", entry, by=by, at=at, before={"state": before}, after={"state": entry.state})
    start_clock(Start(ClockKind.FEEDBACK_REPLY, ABOUT, entry.pk, entry.employee_id, entry.unit_id, day))
    notices.post("growth.record", to=entry.employee, about=entry, url=_page(entry), at=at)
    if entry.giver_id != entry.appraiser_id:
        notices.post("growth.record", to=entry.appraiser, about=entry, url=_page(entry), at=at)
    return entry


@transaction.atomic
def reply(entry: ContinuousFeedback, text: str, *, by: Actor, at: datetime) -> ContinuousFeedback:
    """Answer an entry, once; it stands beside the entry. Source: local policy, workflow 8.2."""
    entry.refresh_from_db(fields=["reply"], from_queryset=ContinuousFeedback.objects.select_for_update())
    require("growth.reply", by, lock(entry))
    entry.state = FEEDBACK_FLOW.after(entry.state, "reply")
    entry.reply, entry.replied_at = text, at
    entry.save(update_fields=["state", "reply", "replied_at"])
    stop_clocks(ClockKind.FEEDBACK_REPLY, ABOUT, [entry.pk], at=at)
    audit.record("growth.reply", entry, by=by, at=at, after={"state": entry.state})
    for reader in {entry.giver or entry.appraiser, entry.appraiser}:
        notices.post("growth.reply", to=reader, about=entry, url=_page(entry), at=at)
    return entry


@transaction.atomic
def withdraw(entry: ContinuousFeedback, *, reason: str, by: Actor, at: datetime) -> ContinuousFeedback:
    """Take one's own entry back before the rating; it is kept with the reason and not used. Source: workflow 8.2."""
    require("growth.withdraw", by, lock(entry))
    if rules.is_rated(entry.employee_id, entry.period_id):
        raise Denied(Refusal(_("Pegawai ini sudah dinilai untuk {period}.").format(period=entry.period)))
    before = entry.state
    entry.state, entry.withdrawn_reason = FEEDBACK_FLOW.after(entry.state, "withdraw"), reason
    entry.save(update_fields=["state", "withdrawn_reason"])
    FeedbackSchedule.objects.filter(entry=entry).update(entry=None)
    stop_clocks(ClockKind.FEEDBACK_REPLY, ABOUT, [entry.pk], at=at, void=True)
    moved: dict[str, Any] = {"before": {"state": before}, "after": {"state": entry.state}, "reason": reason}
    audit.record("growth.withdraw", entry, by=by, at=at, **moved)
    for reader in {entry.employee, entry.appraiser}:
        notices.post("growth.withdraw", to=reader, about=entry, url=_page(entry), at=at)
    return entry


@transaction.atomic
def use(employee_id: int, period: EvaluationPeriod, *, at: datetime) -> int:
    """Lock the recorded feedback of a period, or of the whole year, once its evaluation is signed; how many entries.

    By the system. Source: Ps 17(3), Lampiran IV.B.3 p97-98: the appraiser considered all of it.
    """
    rows = ContinuousFeedback.objects.select_for_update().filter(within(period), employee_id=employee_id)
    found = list(rows.filter(state=FeedbackState.RECORDED.value).order_by("pk"))
    entries = []
    for entry in found:
        before = entry.state
        entry.state = FEEDBACK_FLOW.after(entry.state, "use")
        entries.append(Entry("growth.use", entry, {"state": before}, {"state": str(entry.state)}))
    ContinuousFeedback.objects.bulk_update(found, ["state"], batch_size=500)
    stop_clocks(ClockKind.FEEDBACK_REPLY, ABOUT, [entry.pk for entry in found], at=at, void=True)
    audit.record_all(entries, by=None, at=at)
    return len(found)


@transaction.atomic
def plan_feedback(plan: PerformanceAgreement, due_on: date, *, by: Actor, at: datetime) -> FeedbackSchedule:
    """Agree a day on which the leader gives feedback; the same day twice is one date. Source: III.C.5.a p69."""
    require("growth.plan_feedback", by, lock(plan))
    if due_on < timezone.localdate(at):
        raise Denied(Refusal(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")))
    row, is_new = FeedbackSchedule.objects.get_or_create(
        agreement=plan, due_on=due_on, defaults={"leader": plan.appraiser}
    )
    if is_new:
        audit.record("growth.plan_feedback", plan, by=by, at=at, after={"due_on": due_on.isoformat()})
    return row


@transaction.atomic
def drop_date(row: FeedbackSchedule, *, by: Actor, at: datetime) -> None:
    """Take back an agreed date not met yet; one that has passed stays as late. Source: Lampiran III.C.6 p69."""
    lock(row.agreement)
    require("growth.drop_date", by, row)
    if row.due_on < timezone.localdate(at):
        raise Denied(
            Refusal(
                _("Tanggal {day} sudah lewat, jadi tetap tercatat.").format(day=date_long(row.due_on)),
                _("Berikan umpan balik berkalanya; dengan itu jadwal ini terpenuhi."),
            )
        )
    audit.record("growth.drop_date", row.agreement, by=by, at=at, before={"due_on": row.due_on.isoformat()})
    row.delete()


def _parties(plan: PerformanceAgreement) -> dict[str, Any]:
    return {
        "agreement": plan,
        "employee": plan.employee,
        "appraiser": plan.appraiser,
        "superior": plan.superior,
        "unit": plan.unit,
    }


def _period(plan: PerformanceAgreement, day: date) -> int:
    periods = queries.open_periods(plan, day)
    if not periods:
        raise Denied(Refusal(_("Tidak ada periode yang berjalan."), _("Pengelola kinerja membuka periode.")))
    return periods[0].pk


def _target(plan: PerformanceAgreement, target: str) -> dict[str, Any]:
    """A result ("r12") or a value ("vloyal") as the fields of an entry; nothing for an empty one."""
    if target.startswith("r"):
        result = queries.result_of(plan, int(target[1:]))
        return {"result": result, "result_title": result.title if result else "", "value_code": ""}
    return {"result": None, "result_title": "", "value_code": target[1:]}


def _label(user: str, name: str) -> str:
    """The kind of a service user, with the name only where the agency's setting shows names."""
    label = UserKind(user).label if user else ""
    return f"{label} ({name})"[:120] if name else label


def _fill(entry: ContinuousFeedback, words: dict[str, Any], day: date) -> None:
    for name, value in _target(entry.agreement, words["target"]).items():
        setattr(entry, name, value)
    entry.period_id = int(words.get("period") or _period(entry.agreement, day))
    _require_open(entry)
    entry.is_positive = words["mark"] == rules.Mark.POSITIVE
    entry.kind, entry.mode = words["kind"], words["mode"]
    entry.text, entry.evidence = words["text"], words["evidence"]


def _require_open(entry: ContinuousFeedback) -> None:
    reason = queries.closed_because(entry.employee_id, entry.period)
    if reason:
        raise Denied(Refusal(reason, _("Pilih periode yang belum dinilai.")))


def _meet_date(entry: ContinuousFeedback) -> None:
    """Scheduled feedback of a leader meets the earliest agreed date that is still open."""
    if entry.kind != FeedbackKind.SCHEDULED or entry.giver_kind != GiverKind.LEADER:
        return
    waiting = queries.dates_of(entry.agreement).filter(entry__isnull=True, leader_id=entry.giver_id)
    first = waiting.first()
    if first is not None:
        first.entry = entry
        first.save(update_fields=["entry"])
