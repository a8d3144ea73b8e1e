"""The calendar of the demo's offices, the terms of agreements that are not set, and what a superior took over."""

from datetime import date, timedelta

from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.cycles.actions.calendar import set_day, set_week
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import calendar
from sambayan.cycles.rules import ClockKind, ClockState, DayKind, WorkingWeek
from sambayan.evaluation import actions
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries.grounds import advice_on
from sambayan.evaluation.rules import EvaluationState
from sambayan.planning import actions as planning
from sambayan.planning.rules import UNFINISHED, AgreementState

_DECREE = "Keputusan Gubernur (contoh)"
_SIX_DAYS = "sman-way-lestari"
_REFUSED = "Pegawai menolak menandatangani: meminta target layanan loket diturunkan; dialog 2 kali, notula terlampir."
_LONG_AGO, _NOW = 22, 4
"""Days ago on which the two evaluations were handed to the superior: one document is overdue, one just signed."""


def keep_calendar(stage: Stage) -> int:
    """One joint leave, one regional holiday, a school that works on Saturdays; how many were told."""
    by, year, root = stage.persona_actor("administrator"), stage.line.running.year, stage.units["lpg"]
    at = stage.line.at(date(year, 1, 6), 9)
    days = ((date(year, 3, 18), DayKind.HOLIDAY, "Hari jadi provinsi (contoh)"),
            (date(year, 8, 18), DayKind.JOINT_LEAVE, "Cuti bersama setelah hari kemerdekaan (contoh)"))  # fmt: skip
    for day, kind, name in days:
        set_day(root, day, kind=kind, name=name, basis=_DECREE, by=by, at=at)
    set_week(stage.units[_SIX_DAYS], WorkingWeek.SIX, basis=_DECREE, by=by, at=at)
    return len(days) + 1


def build(stage: Stage, plans: list[Plan]) -> int:
    """Terms of the agreements that wait, one of them set without a signature; how many terms."""
    _set_unsigned(stage, plans)
    waiting = [plan for plan in plans if plan.agreement.state in UNFINISHED]
    Clock.objects.bulk_create((_clock(stage, plan) for plan in waiting), batch_size=500, ignore_conflicts=True)
    return len(waiting)


def _clock(stage: Stage, plan: Plan) -> Clock:
    """From the first day of the year to the end of January; what is not set by then has lapsed. Source: Ps 14(1)."""
    year, agreement = plan.agreement.cycle.year, plan.agreement
    is_late = agreement.overdue_since is not None
    return Clock(
        kind=ClockKind.AGREEMENT_SET.value,
        about_kind="agreement",
        about_pk=agreement.pk,
        holder_id=agreement.appraiser_id,
        unit_id=agreement.unit_id,
        started_on=date(year, 1, 1),
        due_on=date(year, 1, 31),
        state=(ClockState.LAPSED if is_late else ClockState.RUNNING).value,
        lapsed_at=stage.line.at(date(year, 2, 1), 1) if is_late else None,
    )


def _set_unsigned(stage: Stage, plans: list[Plan]) -> None:
    """One employee would not sign; the appraiser set the agreement after the dialogue, with the reason."""
    proposed = (plan for plan in plans if plan.agreement.state == AgreementState.PROPOSED)
    for plan in proposed:
        leader = plan.appraiser
        talked = plan.agreement.dialogues.filter(led_by=leader.employee).exists()
        if talked and not leader.persona and not plan.holder.persona:
            planning.set_unsigned(plan.agreement, reason=_REFUSED, by=stage.actor(leader.employee),
                                  at=stage.line.before(1, 15))  # fmt: skip
            return


def take_over(stage: Stage, made: list[PerformanceEvaluation]) -> int:
    """Two appraisers are unable: one document of the superior did not come back in time, one was just signed.

    How many that day allows.
    """
    rows, taken = _open_rows(stage, made), 0
    opened = stage.periods[stage.line.evaluated[-1]].window_from
    for ago in (_LONG_AGO, _NOW):
        if rows and stage.line.before(ago).date() > opened:
            _signed_above(stage, rows.pop(0), ago)
            taken += 1
    return taken


def _open_rows(stage: Stage, made: list[PerformanceEvaluation]) -> list[PerformanceEvaluation]:
    """Evaluations nobody has begun, with everything a superior needs, apart from the teams of personas."""
    period = stage.periods[stage.line.evaluated[-1]]
    achieved = OrganisationAchievement.objects.filter(period=period).values_list("unit_id", flat=True)
    cast = {holder.employee.pk for holder in stage.by_persona.values()}
    rows = PerformanceEvaluation.objects.filter(
        pk__in=[row.pk for row in made], period=period, state=EvaluationState.OPEN.value,
        appraiser_unit_id__in=list(achieved), superior__isnull=False,
    )  # fmt: skip
    found = rows.exclude(appraiser__in=cast).exclude(employee__in=cast)
    return list(found.select_related("period", "unit", "employee", "appraiser", "superior").order_by("-pk")[:2])


def explain_ratings(made: list[PerformanceEvaluation]) -> int:
    """Every rating that waits for its signature gets the reasons its warnings ask for; how many did not have them."""
    rated = PerformanceEvaluation.objects.filter(
        pk__in=[row.pk for row in made], state__in=[EvaluationState.RATED.value, EvaluationState.WITH_SUPERIOR.value]
    )
    rows = rated.exclude(predicate="").select_related("agreement", "period__cycle", "unit", "appraiser_unit")
    return sum(write_reasons(row, row.period.window_to) for row in rows.order_by("pk"))


def write_reasons(row: PerformanceEvaluation, day: date) -> bool:
    """Write what the warnings on a rating ask for and nobody wrote; whether anything was missing."""
    texts = table("work.yaml")["reasons"]
    names = [name for name in advice_on(row, day).asks if not getattr(row, name)]
    for name in names:
        setattr(row, name, texts["asked"].get(name, texts["consideration"]))
    if names:
        row.save(update_fields=names)
    return bool(names)


def _signed_above(stage: Stage, row: PerformanceEvaluation, ago: int) -> None:
    """Handed to the superior, rated and signed; the older one received, and not given back in its term."""
    assert row.superior is not None
    line, above, texts = stage.line, stage.actor(row.superior), table("work.yaml")["reasons"]
    reason = "Pejabat penilai berhalangan tetap; surat keterangan ada pada BKD."
    actions.pass_to_superior(row, reason=reason, by=stage.persona_actor("administrator"), at=line.before(ago, 9))
    words = {
        "result_rating": "meets", "result_reason": texts["result"]["meets"][0], "behaviour_rating": "meets",
        "behaviour_reason": texts["behaviour"]["meets"][0], "evaluation_note": texts["note"][0], "consideration": "",
    }  # fmt: skip
    actions.rate_as_superior(row, words, citizens=[], by=above, at=line.before(ago - 1, 10))
    write_reasons(row, line.today)
    actions.sign_as_superior(row, by=above, at=line.before(ago - 2, 11))
    if ago != _LONG_AGO:
        return
    received = line.before(ago - 4, 13)
    actions.hand_over(row, by=above, at=line.before(ago - 3, 12))
    actions.confirm_receipt(row, by=stage.actor(row.employee), at=received)
    day = received.date()
    due = calendar(day.year, row.unit.path).add_working_days(day, 7)
    if due < line.today:
        at = line.at(due + timedelta(days=1), 1)
        clocks = Clock.objects.filter(about_kind="evaluation", about_pk=row.pk, kind=ClockKind.SUPERIOR_RETURN.value)
        clocks.update(state=ClockState.LAPSED.value, lapsed_at=at)
        actions.mark_not_returned(row, at=at)
