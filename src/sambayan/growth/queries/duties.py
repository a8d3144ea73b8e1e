"""What home says about feedback, guidance and counselling: one duty for each kind, the longest waiting first."""

from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.common.rows import first_and_count
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import days_left
from sambayan.cycles.rules import ClockKind, ClockState
from sambayan.growth.models import FeedbackSchedule
from sambayan.growth.queries.counselling import cases_waiting
from sambayan.growth.queries.feedback import asked_of, received
from sambayan.growth.queries.guidance import guidance_waiting
from sambayan.notices.rules import Duty, duty_source
from sambayan.planning.models import PerformanceAgreement

SOON = timedelta(days=14)
"""How many days before an agreed date it stands on home; local policy."""


@duty_source
def growth_duties(actor: Actor, day: date) -> list[Duty]:
    """What others asked of the actor, what can be answered, agreed dates, guidance and cases."""
    found = [_cases(actor), _guidance(actor)]
    if actor.employee_id is not None:
        found += [_asked(actor), _to_reply(actor, day), *_dates(actor, day)]
    return [duty for duty in found if duty]


def _asked(actor: Actor) -> Duty | None:
    waiting = asked_of(actor)
    first, n = first_and_count(waiting)
    if first is None:
        return None
    title = _("Beri umpan balik kepada {name}").format(name=first.employee)
    if n > 1:
        title = _("Beri umpan balik yang diminta: {n}").format(n=n)
    url = reverse("growth:entry", args=[first.pk])
    source = _("PermenPANRB 6/2022 Lampiran III.C.9 hlm. 70: boleh, tidak wajib")
    return Duty(
        None,
        title,
        first.question,
        source,
        url,
        _("Tulis"),
        count=n,
        list_url=f"{reverse('growth:feedback')}?tab=asked",
    )


def _to_reply(actor: Actor, day: date) -> Duty | None:
    """Entries whose time to answer still runs; silence is not agreement, so nothing is overdue."""
    running = Clock.objects.filter(
        kind=ClockKind.FEEDBACK_REPLY.value,
        about_kind="feedback",
        about_pk=OuterRef("pk"),
        holder_id=actor.employee_id,
        state=ClockState.RUNNING.value,
        due_on__gte=day,
    )
    until_when = Subquery(running.order_by("-due_on").values("due_on")[:1])
    waiting = received(actor).filter(reply="", state="recorded").annotate(until=until_when)
    first, n = first_and_count(waiting.filter(until__isnull=False).order_by("recorded_at", "pk"))
    if first is None:
        return None
    title = _("Baca umpan balik dari {name}, dan tanggapi bila perlu").format(name=first.giver or first.giver_label)
    if n > 1:
        title = _("Baca {n} umpan balik, dan tanggapi bila perlu").format(n=n)
    until: date | None = getattr(first, "until", None)
    url = reverse("growth:entry", args=[first.pk])
    detail = _("Tanggapan bersifat sukarela; diam bukan persetujuan.")
    source = _("Kebijakan lokal: hak menanggapi umpan balik")
    list_url = reverse("growth:feedback")
    return Duty(until, title, detail, source, url, _("Baca"), days_left(day, until), count=n, list_url=list_url)


def open_dates(day: date) -> QuerySet[FeedbackSchedule]:
    """The agreed dates not met yet whose leader still appraises the person, until `day`."""
    counts = PerformanceAgreement.objects.filter(
        state="in_force",
        employee_id=OuterRef("agreement__employee_id"),
        cycle_id=OuterRef("agreement__cycle_id"),
        appraiser_id=OuterRef("leader_id"),
    )
    rows = FeedbackSchedule.objects.filter(Exists(counts), entry__isnull=True, due_on__lte=day)
    return rows.select_related("agreement__employee", "leader").order_by("due_on", "pk")


def _dates(actor: Actor, day: date) -> list[Duty]:
    """One duty for the actor's own agreed dates, one for the late ones of leaders below: one query."""
    own = Q(leader_id=actor.employee_id)
    late = Q(agreement__superior_id=actor.employee_id, due_on__lt=day)
    part = Case(When(own, then=Value("own")), default=Value("late"))
    place = Window(RowNumber(), partition_by="part", order_by=["due_on", "pk"])
    rows = open_dates(day + SOON).filter(own | late).annotate(part=part)
    firsts = rows.annotate(of_all=Window(Count("pk"), partition_by="part"), place=place).filter(place=1)
    writers = {"own": _scheduled, "late": _missed}
    return [writers[row.part](row, row.of_all, day) for row in firsts]  # type: ignore[attr-defined]


def _scheduled(first: FeedbackSchedule, n: int, day: date) -> Duty:
    title = _("Beri umpan balik berkala kepada {name}").format(name=first.agreement.employee)
    if n > 1:
        title = _("Beri umpan balik berkala: {n} pegawai atau tanggal").format(n=n)
    url = reverse("growth:write", args=[first.agreement_id])
    source = _("PermenPANRB 6/2022 Pasal 17, Lampiran III.C.6 hlm. 69: pimpinan wajib")
    detail = _("Disepakati {day}.").format(day=date_long(first.due_on))
    left = days_left(day, first.due_on)
    list_url = reverse("growth:dates")
    return Duty(first.due_on, title, detail, source, url, _("Tulis"), left, count=n, list_url=list_url)


def _missed(first: FeedbackSchedule, n: int, day: date) -> Duty:
    """What the leader's superior sees: agreed dates that went by without feedback."""
    title = _("{n} umpan balik berkala terlambat di bawah Anda").format(n=n)
    detail = _("Paling lama: {leader} kepada {name}, disepakati {day}.").format(
        leader=first.leader, name=first.agreement.employee, day=date_long(first.due_on)
    )
    url = f"{reverse('growth:dates')}?late=1"
    return Duty(None, title, detail, "", url, _("Lihat"), count=n, list_url=url)


def _guidance(actor: Actor) -> Duty | None:
    waiting = guidance_waiting(actor)
    first, n = first_and_count(waiting)
    if first is None:
        return None
    title = _("{method} {name}: langkah Anda berikutnya").format(method=worded(first.method_word), name=first.employee)
    if n > 1:
        title = _("{n} bimbingan menunggu Anda").format(n=n)
    url = reverse("growth:guidance", args=[first.pk])
    source = _("PermenPANRB 6/2022 Lampiran III.D.4 hlm. 78-85")
    detail = worded(first.state_word)
    list_url = f"{reverse('growth:guidances')}?waiting=1"
    return Duty(None, title, detail, source, url, _("Buka"), count=n, list_url=list_url)


def _cases(actor: Actor) -> Duty | None:
    """A case on home names nobody: a screen is seen by others too."""
    waiting = cases_waiting(actor)
    first, n = first_and_count(waiting)
    if first is None:
        return None
    title = _("{n} konseling kinerja menunggu Anda").format(n=n)
    url = reverse("growth:case", args=[first.pk])
    source = _("PermenPANRB 6/2022 Lampiran III.D.5 hlm. 85-88: rahasia")
    list_url = f"{reverse('growth:cases')}?waiting=1"
    return Duty(None, title, worded(first.state_word), source, url, _("Buka"), count=n, list_url=list_url)


def own_dates(actor: Actor, day: date) -> QuerySet[FeedbackSchedule]:
    """The open dates of an actor as leader, from late ones to those of the next two weeks."""
    return open_dates(day + SOON).filter(leader_id=actor.employee_id or 0)


def late_dates(actor: Actor, day: date) -> QuerySet[FeedbackSchedule]:
    """The late dates of the leaders whose superior the actor is. Source: workflow 4, step 19."""
    return open_dates(day - timedelta(days=1)).filter(agreement__superior_id=actor.employee_id or 0)
