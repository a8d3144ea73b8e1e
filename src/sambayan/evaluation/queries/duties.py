"""What an evaluation asks of people, with the legal dates."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import why_not
from sambayan.cycles.queries import calendar, days_left, latest_window
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.reading import team, units_to_assess
from sambayan.notices.rules import Duty, duty_source
from sambayan.policies.queries import timeline, values_on


@duty_source
def evaluation_duties(actor: Actor, day: date) -> list[Duty]:
    """What to assess, whom to rate, what to sign, hand over and receive, with the legal dates."""
    found = _to_assess(actor, day)
    person = actor.employee_id
    if person is None:
        return found
    return [*found, *_to_rate(person, day), *_to_hand_over(person, day), *_to_receive(person, day)]


def _to_assess(actor: Actor, day: date) -> list[Duty]:
    period = latest_window(day)
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
        )
    ]


def _to_rate(employee_id: int, day: date) -> list[Duty]:
    period = latest_window(day)
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
        found.append(Duty(due, title, detail, source, url, _("Lanjut menilai"), left))
    if unsigned:
        title = _("Tanda tangani penilaian {name}").format(name=unsigned[0].employee)
        detail = _("{n} penilaian sudah lengkap dan belum ditandatangani.").format(n=len(unsigned))
        url = reverse("evaluation:evaluation", args=[unsigned[0].pk])
        found.append(Duty(due, title, detail, source, url, _("Periksa"), left))
    return found


def _to_hand_over(employee_id: int, day: date) -> list[Duty]:
    rows = PerformanceEvaluation.objects.filter(appraiser_id=employee_id, state=rules.EvaluationState.SIGNED)
    signed = list(rows.select_related("employee", "period__cycle").order_by("signed_at", "pk")[:20])
    if not signed:
        return []
    held = timeline()
    signed_on = {row.pk: timezone.localdate(row.signed_at) for row in signed}
    days = {pk: held.on(first).integer("document_handover_days") for pk, first in signed_on.items()}
    due = {pk: _after(first, days[pk]) for pk, first in signed_on.items()}
    return [
        Duty(
            due[row.pk],
            _("Serahkan dokumen evaluasi kepada {name}").format(name=row.employee),
            _("{period}. Penyerahan paling lama {n} hari kerja setelah ditandatangani.").format(
                period=row.period.label, n=days[row.pk]
            ),
            _("PermenPANRB 6/2022 Lampiran V.A.5 hlm. 114"),
            reverse("evaluation:evaluation", args=[row.pk]),
            _("Serahkan"),
            days_left(day, due[row.pk]),
        )
        for row in signed
    ]


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


def _after(day: date, days: int) -> date:
    return calendar(day.year).add_working_days(day, days)
