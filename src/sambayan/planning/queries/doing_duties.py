"""What somebody has to document, and whose period is empty."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.common.actor import Actor
from sambayan.common.numbers import date_long
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import calendar, current_period, days_left, documentable_periods
from sambayan.notices.rules import Duty, duty_source
from sambayan.planning.models import DailyProgress, PerformanceAgreement, PerformanceDocumentation
from sambayan.planning.queries.doing import empty_periods
from sambayan.planning.queries.reading import agreements_of
from sambayan.planning.rules import AgreementState, Rhythm, Stretch, stretch_before, stretch_of, undocumented
from sambayan.policies.queries import values_on


@duty_source
def documentation_duties(actor: Actor, day: date) -> list[Duty]:
    """The documentation the actor owes now, and for a leader the people whose ended period is empty."""
    if actor.employee_id is None:
        return []
    own = _own(actor.employee_id, day)
    return [*([own] if own else []), *_of_team(actor, day)]


def _own(employee_id: int, day: date) -> Duty | None:
    """What is missing under the agreement of the year, or in January still under the one of the year before."""
    rhythm = Rhythm(values_on(day).word("documentation_period"))
    works_on = calendar(day.year - 1).is_working_day
    ended = stretch_before(rhythm, stretch_of(rhythm, day), works_on)
    for year in sorted({ended.first.year, day.year}):
        plan = next((row for row in agreements_of(employee_id, year) if row.state == AgreementState.IN_FORCE), None)
        if plan is None or plan.set_at is None:
            continue
        since = max(timezone.localdate(plan.set_at), date(year, 1, 1))
        written = _written_days(employee_id, ended.first, day)
        missing = undocumented(rhythm, day, written, since=since, works_on=works_on)
        period = _period_to_write_in(plan, missing, day) if missing else None
        if missing and period:
            return _duty(missing, rhythm, reverse("planning:log", args=[plan.pk, period.pk]), day)
    return None


def _period_to_write_in(plan: PerformanceAgreement, missing: Stretch, day: date) -> EvaluationPeriod | None:
    """The running period; of a year that is over the one the days lie in, while it may still be documented."""
    if plan.cycle.year == day.year:
        return current_period(plan.cycle_id, day)
    found = documentable_periods(plan.cycle_id, day)
    return next((period for period in found if period.from_date <= missing.first <= period.to_date), None)


def _written_days(employee_id: int, first: date, last: date) -> list[date]:
    """The days with a line of the log or an entry of progress."""
    entries = PerformanceDocumentation.objects.filter(
        result__agreement__employee_id=employee_id, day__gte=first, day__lte=last
    )
    lines = DailyProgress.objects.filter(employee_id=employee_id, day__gte=first, day__lte=last)
    return list(lines.order_by().values_list("day", flat=True).union(entries.order_by().values_list("day", flat=True)))


def _duty(missing: Stretch, rhythm: Rhythm, url: str, day: date) -> Duty:
    match rhythm:
        case Rhythm.DAILY:
            title = _("Catat kemajuan {day}").format(day=date_long(missing.first))
        case _:
            first, last = date_long(missing.first), date_long(missing.last)
            title = _("Catat kemajuan {first} sampai {last}").format(first=first, last=last)
    told = _("Belum ada catatan. Tulis satu baris, unggah ekspor aplikasi nasional, atau catat kemajuan hasil.")
    source = _("PermenPANRB 6/2022 Pasal 16; periode dokumentasi ditetapkan instansi")
    left = days_left(day, missing.last)
    return Duty(missing.last, title, told, source, url, _("Tulis catatan"), left)


def _of_team(actor: Actor, day: date) -> list[Duty]:
    found = []
    for period, count in empty_periods(actor, day):
        url = f"{reverse('planning:team_doing')}?period={period.pk}&empty=1"
        title = ngettext(
            "{n} pegawai belum mencatat kemajuan {period}", "{n} pegawai belum mencatat kemajuan {period}", count
        ).format(n=count, period=period.label)
        told = _("Periodenya tampak kosong saat dinilai. Ingatkan sebelum periode ditutup.")
        source = _("PermenPANRB 6/2022 Pasal 16; Lampiran III.B")
        left = days_left(day, period.window_to)
        found.append(Duty(period.window_to, title, told, source, url, _("Lihat siapa"), left, count, url))
    return found
