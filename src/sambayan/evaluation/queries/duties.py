"""What an evaluation asks of people, with the legal dates."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.cycles.queries import calendar, days_left, latest_window
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.reading import team
from sambayan.notices.rules import Duty, duty_source

HANDOVER_DAYS = 14
"""Working days to hand the document over. Source: PermenPANRB 6/2022 Lampiran V.A.5 p114 [P]."""


@duty_source
def evaluation_duties(actor: Actor, day: date) -> list[Duty]:
    """Whom the actor has to rate, what to sign, hand over and receive, with the legal dates."""
    if actor.employee_id is None:
        return []
    return [*_to_rate(actor.employee_id, day), *_to_hand_over(actor.employee_id, day), *_to_receive(actor.employee_id)]


def _to_rate(employee_id: int, day: date) -> list[Duty]:
    period = latest_window(day)
    if period is None:
        return []
    members = team(employee_id, period.pk)
    waiting = [m for m in members if m.state == rules.EvaluationState.OPEN]
    unsigned = [m for m in members if m.state == rules.EvaluationState.RATED]
    found = []
    source = _("PermenPANRB 6/2022 Pasal 24; batas waktu periode diatur daerah")
    if waiting:
        detail = _("{waiting} dari {total} pegawai belum dinilai. Berikutnya: {name}.").format(
            waiting=len(waiting), total=len(members), name=waiting[0].employee
        )
        url = reverse("evaluation:rate", args=[waiting[0].pk])
        found.append(Duty(period.window_to, _("Nilai kinerja {period}").format(period=period.label), detail, source, url, _("Lanjut menilai"), days_left(day, period.window_to)))
    if unsigned:
        detail = _("{n} penilaian sudah lengkap dan belum ditandatangani.").format(n=len(unsigned))
        url = reverse("evaluation:evaluation", args=[unsigned[0].pk])
        found.append(Duty(period.window_to, _("Tanda tangani penilaian {name}").format(name=unsigned[0].employee), detail, source, url, _("Periksa"), days_left(day, period.window_to)))
    return found


def _to_hand_over(employee_id: int, day: date) -> list[Duty]:
    rows = PerformanceEvaluation.objects.filter(appraiser_id=employee_id, state=rules.EvaluationState.SIGNED)
    signed = list(rows.select_related("employee", "period__cycle").order_by("signed_at", "pk")[:20])
    due = {row.pk: _after(row.signed_at, HANDOVER_DAYS) for row in signed if row.signed_at}
    return [
        Duty(
            due.get(row.pk),
            _("Serahkan dokumen evaluasi kepada {name}").format(name=row.employee),
            _("{period}. Penyerahan paling lama 14 hari kerja setelah ditandatangani.").format(period=row.period.label),
            _("PermenPANRB 6/2022 Lampiran V.A.5 hlm. 114"),
            reverse("evaluation:evaluation", args=[row.pk]),
            _("Serahkan"),
            days_left(day, due.get(row.pk)),
        )
        for row in signed
    ]


def _to_receive(employee_id: int) -> list[Duty]:
    handed = PerformanceEvaluation.objects.filter(employee_id=employee_id, state=rules.EvaluationState.HANDED_OVER)
    return [
        Duty(
            None,
            _("Terima dokumen evaluasi {period}").format(period=row.period.label),
            _("Baca “Mengapa?”, lalu nyatakan diterima. Sejak itu Anda punya 14 hari kerja untuk keberatan."),
            _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.B.2 hlm. 114–117"),
            reverse("evaluation:explain", args=[row.pk]),
            _("Baca dan terima"),
        )
        for row in handed.select_related("period__cycle").order_by("pk")[:20]
    ]


def _after(moment: datetime, days: int) -> date:
    signed = timezone.localdate(moment)
    return calendar(signed.year).add_working_days(signed, days)
