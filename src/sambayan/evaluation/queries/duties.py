"""What an evaluation asks of people, with the legal dates."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import why_not
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import days_left, latest_window
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.duties_above import after, duties_above, listed, waits_above
from sambayan.evaluation.queries.reading import units_to_assess
from sambayan.notices.rules import Duty, duty_source
from sambayan.policies.queries import timeline
from sambayan.policies.rules import Timeline, Values

_OWN_STEPS = (
    rules.EvaluationState.OPEN,
    rules.EvaluationState.HANDED_OVER,
    rules.EvaluationState.RECEIVED,
    rules.EvaluationState.NOT_RETURNED,
)
_MOST = 20


@duty_source
def evaluation_duties(actor: Actor, day: date) -> list[Duty]:
    """What to assess, whom to rate, what to sign, hand over and receive, with the legal dates."""
    found = _to_assess(actor, day)
    person = actor.employee_id
    if person is None:
        return found
    held = cache(timeline)
    period = latest_window(day, actor)
    rows = _rows(person, period, day)
    team = [row for row in rows if period and row.appraiser_id == person and row.period_id == period.pk]
    return [
        *found,
        *(_to_rate(team, period, day) if period else []),
        *duties_above(person, rows, day, held),
        *_own([row for row in rows if row.employee_id == person], day, held),
    ]


def _rows(person: int, period: EvaluationPeriod | None, day: date) -> list[PerformanceEvaluation]:
    """The team of the period and all that waits for somebody, by name of the employee: one query."""
    wanted = waits_above(person, day) | Q(employee_id=person, state__in=_OWN_STEPS)
    if period:
        wanted |= Q(appraiser_id=person, period_id=period.pk)
    rows = PerformanceEvaluation.objects.filter(wanted)
    related = ("employee", "appraiser", "unit", "period__cycle", "self_assessment")
    return list(rows.select_related(*related).order_by("employee__name", "pk"))


def _to_assess(actor: Actor, day: date) -> list[Duty]:
    period = latest_window(day, actor)
    if period is None or not (actor.led_paths or actor.has_anywhere(Role.PERFORMANCE_ADMIN)):
        return []
    waiting = [u for u in units_to_assess(actor, period) if why_not("evaluation.set_achievement", actor, u) is None]
    if not waiting:
        return []
    return [
        Duty(
            period.window_to,
            _("Tetapkan predikat kinerja organisasi {period}").format(period=period.label),
            _("{n} unit menunggu, di antaranya {unit}. Tanpa itu penilaian belum dapat ditandatangani.").format(
                n=len(waiting), unit=waiting[0]
            ),
            _("PermenPANRB 6/2022 Pasal 24(1)a dan Lampiran IV.B.1"),
            reverse("evaluation:set_achievement", args=[waiting[0].code, period.pk]),
            _("Tetapkan"),
            days_left(day, period.window_to),
            count=len(waiting),
            list_url=f"{reverse('evaluation:evaluations')}?period={period.pk}",
        )
    ]


def _to_rate(members: list[PerformanceEvaluation], period: EvaluationPeriod, day: date) -> list[Duty]:
    waiting = [m for m in members if m.state == rules.EvaluationState.OPEN]
    unsigned = [m for m in members if m.state == rules.EvaluationState.RATED]
    source = _("PermenPANRB 6/2022 Pasal 24; batas waktu periode diatur daerah")
    due, left = period.window_to, days_left(day, period.window_to)
    found = []
    if waiting:
        title = _("Nilai kinerja {period}").format(period=period.label)
        detail = _("{waiting} dari {total} pegawai belum dinilai. Berikutnya: {name}.").format(
            waiting=len(waiting), total=len(members), name=waiting[0].employee
        )
        url = reverse("evaluation:rate", args=[waiting[0].pk])
        url_of_all = listed(period.pk, rules.EvaluationState.OPEN)
        found.append(Duty(due, title, detail, source, url, _("Lanjut menilai"), left, len(waiting), url_of_all))
    if unsigned:
        title = _("Tanda tangani penilaian {name}").format(name=unsigned[0].employee)
        detail = _("{n} penilaian sudah lengkap dan belum ditandatangani.").format(n=len(unsigned))
        url = reverse("evaluation:evaluation", args=[unsigned[0].pk])
        url_of_all = listed(period.pk, rules.EvaluationState.RATED)
        found.append(Duty(due, title, detail, source, url, _("Periksa"), left, len(unsigned), url_of_all))
    return found


def _own(rows: list[PerformanceEvaluation], day: date, held: Callable[[], Timeline]) -> list[Duty]:
    """What the own evaluations ask for: to assess oneself, to receive, to give back."""
    state = rules.EvaluationState
    found = []
    waiting = [row for row in rows if row.state in _OWN_STEPS]
    for row in sorted(waiting, key=lambda row: row.pk)[:_MOST]:
        if row.state == state.HANDED_OVER:
            found.append(_receive(row, held().on(day)))
        elif row.state != state.OPEN:
            found.append(_return(row, held(), day))
        elif row.period.window_from <= day <= row.period.window_to and not hasattr(row, "self_assessment"):
            found.append(_assess_self(row, day))
    return found


def _receive(row: PerformanceEvaluation, values: Values) -> Duty:
    told = _("Baca “Mengapa?”, lalu nyatakan diterima. Hasil ini final, jadi tidak dapat diajukan keberatan.")
    if not row.is_final:
        told = _("Baca “Mengapa?”, lalu nyatakan diterima. Sejak itu Anda punya {n} hari kerja untuk keberatan.")
        told = told.format(n=values.integer("objection_window_days"))
    return Duty(
        None,
        _("Terima dokumen evaluasi {period}").format(period=row.period.label),
        told,
        _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.B.2 hlm. 114–117"),
        reverse("evaluation:explain", args=[row.pk]),
        _("Baca dan terima"),
    )


def _assess_self(row: PerformanceEvaluation, day: date) -> Duty:
    return Duty(
        row.period.window_to,
        _("Tulis penilaian diri {period}").format(period=row.period.label),
        _("Boleh dilewati. Ditulis sebelum {name} menilai, dan tampil di sampingnya.").format(name=row.appraiser),
        _("Kebijakan lokal"),
        reverse("evaluation:assess_self", args=[row.pk]),
        _("Tulis"),
        days_left(day, row.period.window_to),
    )


def _return(row: PerformanceEvaluation, held: Timeline, day: date) -> Duty:
    assert row.received_at is not None
    received = timezone.localdate(row.received_at)
    values, by_superior = held.on(received), row.form_code == rules.FormCode.D_1_2
    days = values.integer("superior_return_days") if by_superior else values.integer("document_return_days")
    due = after(received, days, row.unit.path)
    return Duty(
        due,
        _("Tanda tangani dan kembalikan dokumen evaluasi {period}").format(period=row.period.label),
        _("Paling lama {n} hari kerja setelah diterima. Tanda tangan bukan berarti setuju.").format(n=days),
        _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.A.10 hlm. 114–116"),
        reverse("evaluation:evaluation", args=[row.pk]),
        _("Kembalikan"),
        days_left(day, due, row.unit.path),
    )
