"""The verbs of the year and its periods: create, open, close, reopen. Source: PermenPANRB 6/2022 Ps 23-25."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.jobs import later
from sambayan.common.rows import lock
from sambayan.cycles.models import Cycle, EvaluationPeriod
from sambayan.cycles.queries import years as queries
from sambayan.cycles.rules import PERIOD_FLOW, YEAR_FLOW, PeriodKind, PeriodState, periods_of, yearly_end
from sambayan.people.models import Agency
from sambayan.policies.queries import rule_version, values_on


@transaction.atomic
def create(agency: Agency, year: int, *, by: Actor, at: datetime) -> Cycle:
    """Prepare the year of an agency: its months or quarters as the setting of its first day says, and the year itself.

    Denied where the agency has that year already. The windows come from the settings and may be moved afterwards.
    """
    require("cycles.create", by, agency)
    values = values_on(max(date(year, 1, 1), timezone.localdate(at)))
    kind = PeriodKind(values.word("evaluation_period"))
    made, is_new = Cycle.objects.get_or_create(
        agency=agency, year=year, defaults={"period_kind": kind, "state": YEAR_FLOW.after(None, "create")}
    )
    if not is_new:
        raise Denied(Refusal(_("Tahun kinerja {year} sudah ada.").format(year=year)))
    EvaluationPeriod.objects.bulk_create(
        EvaluationPeriod(
            cycle=made,
            kind=plan.kind,
            number=plan.number,
            from_date=plan.from_date,
            to_date=plan.to_date,
            window_from=plan.window_from,
            window_to=plan.window_to,
        )
        for plan in periods_of(year, kind, queries.window_terms(values))
    )
    after = {"state": made.state, "period_kind": made.period_kind}
    record("cycles.create", made, by=by, at=at, after=after, rule_version=rule_version(values.day))
    return made


@transaction.atomic
def open_(cycle: Cycle, *, by: Actor, at: datetime) -> Cycle:
    """Open a year: its agreements may begin, and its periods open as they come."""
    require("cycles.open", by, lock(cycle))
    _move_year(cycle, "open", by=by, at=at)
    _open_begun(cycle, at=at)
    return cycle


@transaction.atomic
def close(cycle: Cycle, *, reason: str, by: Actor, at: datetime) -> Cycle:
    """Close a year with the reason, every period of it that is still open, and the terms of what was never agreed."""
    require("cycles.close", by, lock(cycle))
    for period in queries.periods_in(cycle.pk).filter(state=PeriodState.OPEN):
        _move_period(period, "close_period", by=by, at=at, reason=reason)
    _move_year(cycle, "close", by=by, at=at, reason=reason)
    later("planning.follow_year", cycle.pk)
    return cycle


@transaction.atomic
def reopen(cycle: Cycle, *, reason: str, by: Actor, at: datetime) -> Cycle:
    """Open a closed year again, with the reason; its periods stay closed until they are reopened one by one."""
    require("cycles.reopen", by, lock(cycle))
    _move_year(cycle, "reopen", by=by, at=at, reason=reason)
    later("planning.follow_year", cycle.pk)
    return cycle


@transaction.atomic
def open_period(period: EvaluationPeriod, *, by: Actor | None, at: datetime) -> EvaluationPeriod:
    """Open a period for documentation. Denied before it begins; the system opens it on its first day (`by` None)."""
    if not _granted("open_period", period, by):
        return period
    if period.from_date > timezone.localdate(at):
        raise Denied(Refusal(_("{period} belum dimulai.").format(period=period)))
    return _move_period(period, "open_period", by=by, at=at)


@transaction.atomic
def close_period(period: EvaluationPeriod, *, reason: str = "", by: Actor | None, at: datetime) -> EvaluationPeriod:
    """Close a period with the reason: nothing more is documented. The system closes it after its window (`by` None)."""
    if not _granted("close_period", period, by):
        return period
    return _move_period(period, "close_period", by=by, at=at, reason=reason)


@transaction.atomic
def reopen_period(period: EvaluationPeriod, *, until: date, reason: str, by: Actor, at: datetime) -> EvaluationPeriod:
    """Open a closed period again until a day, with the reason; its rating window lasts at least so long.

    Denied for a day that has passed, and for the year after the last day of the law: then only the documentation of its
    months or quarters opens again. Terms that still run follow the new end; what has lapsed stays lapsed.
    """
    require("cycles.reopen_period", by, lock(period))
    if until < timezone.localdate(at):
        raise Denied(Refusal(_("Hari itu sudah lewat."), _("Pilih hari ini atau sesudahnya.")))
    _within_the_law(period, until, at=at)
    before, period.window_to = period.window_to, max(until, period.window_to)
    period.save(update_fields=["window_to"])
    later("evaluation.follow_window", period.pk)
    dates = ({"window_to": before.isoformat()}, {"window_to": period.window_to.isoformat()})
    return _move_period(period, "reopen_period", by=by, at=at, reason=reason, dates=dates)


@transaction.atomic
def set_window(
    period: EvaluationPeriod, *, window_from: date, window_to: date, reason: str, by: Actor, at: datetime
) -> EvaluationPeriod:
    """Move the rating window of a period, with the reason.

    Denied when it would end before it begins or before the period ends, or begin before the period; for the year also
    when it would end after the last day of the law.
    """
    require("cycles.set_window", by, lock(period))
    if not period.from_date <= window_from <= window_to:
        raise Denied(Refusal(_("Jangka waktu dimulai paling cepat {day} dan tidak berakhir sebelum dimulai.").format(
            day=period.from_date.strftime("%d-%m-%Y")
        )))  # fmt: skip
    if window_to < period.to_date:
        raise Denied(Refusal(_("Jangka waktu penilaian tidak dapat berakhir sebelum periodenya berakhir.")))
    _within_the_law(period, window_to, at=at)
    before = {"window_from": period.window_from.isoformat(), "window_to": period.window_to.isoformat()}
    period.window_from, period.window_to = window_from, window_to
    period.save(update_fields=["window_from", "window_to"])
    after = {"window_from": window_from.isoformat(), "window_to": window_to.isoformat()}
    record("cycles.set_window", period, by=by, at=at, before=before, after=after, reason=reason)
    later("evaluation.follow_window", period.pk)
    return period


def _within_the_law(period: EvaluationPeriod, end: date, *, at: datetime) -> None:
    """The yearly evaluation ends on 31 January, whatever is decided. Source: Lampiran IV.A.8 p90."""
    if period.kind != PeriodKind.YEARLY:
        return
    last = yearly_end(period.cycle.year, queries.window_terms(values_on(timezone.localdate(at))))
    if end > last:
        told = _("Evaluasi tahunan berakhir paling lambat {day} (PermenPANRB 6/2022 Lampiran IV.A.8 hlm. 90).")
        raise Denied(Refusal(
            told.format(day=last.strftime("%d-%m-%Y")),
            _("Untuk melengkapi bukti, buka kembali bulan atau triwulannya: hanya pendokumentasian yang diperpanjang."),
        ))  # fmt: skip


def follow_calendar(*, at: datetime) -> None:
    """Open the periods that have begun in open years, and close those whose window is over; again: nothing more."""
    today = timezone.localdate(at)
    for period in queries.begun_and_waiting(today):
        open_period(period, by=None, at=at)
    for period in queries.over(today):
        close_period(period, by=None, at=at)


def _granted(verb: str, period: EvaluationPeriod, by: Actor | None) -> bool:
    """Hold the period and ask; the system is not refused, it leaves alone what somebody moved meanwhile."""
    lock(period)
    if by is None:
        return PERIOD_FLOW.allows(period.state, verb)
    require(f"cycles.{verb}", by, period)
    return True


def _open_begun(cycle: Cycle, *, at: datetime) -> None:
    """Open the periods of a year that have begun, as the calendar would on the next morning."""
    for period in queries.begun_and_waiting(timezone.localdate(at)).filter(cycle=cycle):
        open_period(period, by=None, at=at)


def _move_year(cycle: Cycle, verb: str, *, by: Actor, at: datetime, reason: str = "") -> Cycle:
    before = cycle.state
    cycle.state = YEAR_FLOW.after(cycle.state, verb)
    cycle.save(update_fields=["state"])
    after = {"state": cycle.state}
    record(f"cycles.{verb}", cycle, by=by, at=at, before={"state": before}, after=after, reason=reason)
    return cycle


def _move_period(
    period: EvaluationPeriod,
    verb: str,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
    dates: tuple[dict[str, str], dict[str, str]] = ({}, {}),
) -> EvaluationPeriod:
    before, after = ({"state": period.state, **dates[0]}, {**dates[1]})
    period.state = PERIOD_FLOW.after(period.state, verb)
    period.save(update_fields=["state"])
    after = {"state": period.state, **after}
    record(f"cycles.{verb}", period, by=by, at=at, before=before, after=after, reason=reason)
    return period
