"""What an evaluation asks of whoever signed it, and of the appraiser's superior, with the legal dates."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.cycles.queries import calendar, days_left
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.reading import TO_REPORT, waiting_for
from sambayan.evaluation.rules import EvaluationState
from sambayan.notices.rules import Duty
from sambayan.policies.rules import Timeline


def waits_above(employee_id: int, day: date) -> Q:
    """What waits for somebody as superior or signer. What has to be reported counts once the window has ended."""
    reporting = waiting_for(employee_id, TO_REPORT) & Q(period__window_to__lt=day)
    above = waiting_for(employee_id, EvaluationState.WITH_SUPERIOR) | waiting_for(employee_id, EvaluationState.SIGNED)
    return above | reporting


def duties_above(
    employee_id: int, rows: Iterable[PerformanceEvaluation], day: date, held: Callable[[], Timeline]
) -> list[Duty]:
    """One duty a period for whom to evaluate in the appraisers' place, to hand documents over, and to report them.

    `rows` hold everything that waits. From the end of the window on the term to report runs.
    """
    as_superior, signed = EvaluationState.WITH_SUPERIOR, EvaluationState.SIGNED
    found = sorted(rows, key=lambda row: (row.period_id, row.signed_at.timestamp() if row.signed_at else 0.0, row.pk))
    mine = [row for row in found if signer_of(row) == employee_id]
    above = [row for row in found if row.state == as_superior and row.superior_id == employee_id]
    return [
        *(_as_superior(group, held(), day) for group in _by_period(above)),
        *(_hand_over(group, held(), day) for group in _by_period(row for row in mine if row.state == signed)),
        *(_report(group, held(), day) for group in _by_period(row for row in mine if _is_to_report(row, day))),
    ]


def signer_of(row: PerformanceEvaluation) -> int | None:
    """Whose the next step with a signed document is: who signed D.1.2, who decided D.1.3, or else the appraiser."""
    if row.form_code == rules.FormCode.D_1_2:
        return row.signer_id
    return row.superior_id if row.form_code == rules.FormCode.D_1_3 else row.appraiser_id


def _is_to_report(row: PerformanceEvaluation, day: date) -> bool:
    again = row.form_code == rules.FormCode.D_1_3 and row.report_status == rules.ReportStatus.REPORTED
    is_waiting = row.report_status == rules.ReportStatus.NOT_REPORTED or again
    return row.state in rules.SIGNED_STATES and is_waiting and row.period.window_to < day


def _by_period(rows: Iterable[PerformanceEvaluation]) -> list[list[PerformanceEvaluation]]:
    return [list(group) for _period, group in groupby(rows, key=lambda row: row.period_id)]


def _as_superior(rows: list[PerformanceEvaluation], held: Timeline, day: date) -> Duty:
    first, n = rows[0], len(rows)
    ended = first.period.window_to
    days = held.on(ended).integer("superior_signature_days")
    due = after(ended, days, first.unit.path)
    return Duty(
        due,
        _("Nilai sebagai atasan pejabat penilai: {period}").format(period=first.period.label),
        _("{n} pegawai, mulai dari {name}. Paling lama {days} hari kerja setelah jangka waktu berakhir.").format(
            n=n, name=first.employee, days=days
        ),
        _("PermenPANRB 6/2022 Lampiran IV.A.11 hlm. 90 dan V.A.8 hlm. 115"),
        reverse("evaluation:evaluation", args=[first.pk]),
        _("Periksa"),
        days_left(day, due, first.unit.path),
        count=n,
        list_url=listed(first.period_id, rules.EvaluationState.WITH_SUPERIOR),
    )


def _hand_over(rows: list[PerformanceEvaluation], held: Timeline, day: date) -> Duty:
    """The button opens the document that was signed first, whose date comes first."""
    first, n = rows[0], len(rows)
    assert first.signed_at is not None
    signed_on = timezone.localdate(first.signed_at)
    by_superior = first.form_code == rules.FormCode.D_1_2
    values = held.on(signed_on)
    days = values.integer("superior_handover_days") if by_superior else values.integer("document_handover_days")
    due = after(signed_on, days, first.unit.path)
    title = _("Serahkan dokumen evaluasi kepada {name}").format(name=first.employee)
    if n > 1:
        title = _("Serahkan {n} dokumen evaluasi, mulai dari {name}").format(n=n, name=first.employee)
    return Duty(
        due,
        title,
        _("{period}. Penyerahan paling lama {n} hari kerja setelah ditandatangani.").format(
            period=first.period.label, n=days
        ),
        _("PermenPANRB 6/2022 Lampiran V.A.9 hlm. 116")
        if by_superior
        else _("PermenPANRB 6/2022 Lampiran V.A.5 hlm. 114"),
        reverse("evaluation:evaluation", args=[first.pk]),
        _("Serahkan"),
        days_left(day, due, first.unit.path),
        count=n,
        list_url=listed(first.period_id, rules.EvaluationState.SIGNED),
    )


def _report(rows: list[PerformanceEvaluation], held: Timeline, day: date) -> Duty:
    first, n = rows[0], len(rows)
    ended = first.period.window_to
    days = held.on(ended).integer("report_days")
    due = after(ended, days, first.unit.path)
    return Duty(
        due,
        _("Laporkan {n} dokumen evaluasi {period}").format(n=n, period=first.period.label),
        _("Paling lama {n} hari kerja setelah jangka waktu evaluasi berakhir. Mulai dari {name}.").format(
            n=days, name=first.employee
        ),
        _("PermenPANRB 6/2022 Pasal 28 dan Lampiran V.A.7 hlm. 115"),
        reverse("evaluation:evaluation", args=[first.pk]),
        _("Periksa"),
        days_left(day, due, first.unit.path),
        count=n,
        list_url=listed(first.period_id, TO_REPORT),
    )


def listed(period_pk: int, state: str) -> str:
    """The list of what waits for the reader in a period and in this state."""
    return f"{reverse('evaluation:evaluations')}?period={period_pk}&mine={state}"


def after(day: date, days: int, path: str) -> date:
    """The n-th working day after a day, by the calendar of the unit with this path."""
    return calendar(day.year, path).add_working_days(day, days)
