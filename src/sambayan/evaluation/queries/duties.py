"""What an evaluation asks of people, with the legal dates."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import why_not
from sambayan.cycles.queries import days_left, latest_window
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.duties_above import after, duties_as_superior, duties_of_signer, listed
from sambayan.evaluation.queries.reading import team, units_to_assess
from sambayan.notices.rules import Duty, duty_source
from sambayan.policies.queries import values_on


@duty_source
def evaluation_duties(actor: Actor, day: date) -> list[Duty]:
    """What to assess, whom to rate, what to sign, hand over and receive, with the legal dates."""
    found = _to_assess(actor, day)
    person = actor.employee_id
    if person is None:
        return found
    return [
        *found,
        *_to_rate(person, day, actor),
        *duties_as_superior(person, day),
        *duties_of_signer(person, day),
        *_to_assess_self(person, day),
        *_to_receive(person, day),
        *_to_return(person, day),
    ]


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


def _to_rate(employee_id: int, day: date, actor: Actor) -> list[Duty]:
    period = latest_window(day, actor)
    if period is None:
        return []
    members = team(employee_id, period.pk)
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


def _to_receive(employee_id: int, day: date) -> list[Duty]:
    handed = PerformanceEvaluation.objects.filter(employee_id=employee_id, state=rules.EvaluationState.HANDED_OVER)
    rows = list(handed.select_related("period__cycle").order_by("pk")[:20])
    days = values_on(day).integer("objection_window_days") if rows else 0
    return [
        Duty(
            None,
            _("Terima dokumen evaluasi {period}").format(period=row.period.label),
            _("Baca “Mengapa?”, lalu nyatakan diterima. Sejak itu Anda punya {n} hari kerja untuk keberatan.").format(
                n=days
            ),
            _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.B.2 hlm. 114–117"),
            reverse("evaluation:explain", args=[row.pk]),
            _("Baca dan terima"),
        )
        for row in rows
    ]


def _to_assess_self(employee_id: int, day: date) -> list[Duty]:
    """The own assessment, while the appraiser has not rated and the window is open."""
    rows = PerformanceEvaluation.objects.filter(
        employee_id=employee_id,
        state=rules.EvaluationState.OPEN,
        self_assessment__isnull=True,
        period__window_from__lte=day,
        period__window_to__gte=day,
    )
    return [
        Duty(
            row.period.window_to,
            _("Tulis penilaian diri {period}").format(period=row.period.label),
            _("Boleh dilewati. Ditulis sebelum {name} menilai, dan tampil di sampingnya.").format(name=row.appraiser),
            _("Kebijakan lokal"),
            reverse("evaluation:assess_self", args=[row.pk]),
            _("Tulis"),
            days_left(day, row.period.window_to),
        )
        for row in rows.select_related("period__cycle", "appraiser").order_by("pk")[:5]
    ]


def _to_return(employee_id: int, day: date) -> list[Duty]:
    """The documents that were received and have to go back signed."""
    waiting = (rules.EvaluationState.RECEIVED, rules.EvaluationState.NOT_RETURNED)
    rows = PerformanceEvaluation.objects.filter(employee_id=employee_id, state__in=waiting)
    return [_return(row, day) for row in rows.select_related("period__cycle").order_by("received_at", "pk")[:20]]


def _return(row: PerformanceEvaluation, day: date) -> Duty:
    assert row.received_at is not None
    received = timezone.localdate(row.received_at)
    by_superior = row.form_code == rules.FormCode.D_1_2
    values = values_on(received)
    days = values.integer("superior_return_days") if by_superior else values.integer("document_return_days")
    due = after(received, days)
    return Duty(
        due,
        _("Tanda tangani dan kembalikan dokumen evaluasi {period}").format(period=row.period.label),
        _("Paling lama {n} hari kerja setelah diterima. Tanda tangan bukan berarti setuju.").format(n=days),
        _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.A.10 hlm. 114–116"),
        reverse("evaluation:evaluation", args=[row.pk]),
        _("Kembalikan"),
        days_left(day, due),
    )
