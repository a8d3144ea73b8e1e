"""Pages of counselling, for those whom a case concerns and nobody else."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs, why_not
from sambayan.common.numbers import date_long
from sambayan.common.pages import page, steps
from sambayan.growth import actions, forms, queries
from sambayan.growth.rules import CounsellingState, CounsellorKind
from sambayan.growth.views.asking import ask, offered
from sambayan.people.actions.looks import look
from sambayan.people.views.asking import employee_of


@needs("growth.cases")
def cases(request: Request) -> HttpResponse:
    """The cases the actor may read, or only those that wait for him; nothing is counted over them."""
    waiting = bool(request.GET.get("waiting"))
    found = queries.cases(request.actor)
    if waiting:
        found = found.filter(pk__in=queries.cases_waiting(request.actor).values("pk"))
    shown = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"shown": shown, "waiting": waiting, "query": "waiting=1" if waiting else ""}
    return page(request, "growth/cases.html", context)


def _values(plan: Any) -> list[tuple[str, str]]:
    return [(key[1:], name) for key, name in queries.targets_of(plan)[1][2]]


@needs("growth.note_problem", *FORM, load=queries.plan)
def note_problem(request: Request, plan) -> HttpResponse:
    """Note a problem of behaviour."""
    form = forms.NoteForm(request.POST or None, values=_values(plan))

    def act() -> str:
        made = actions.note_problem(plan, form.cleaned_data, by=request.actor, at=timezone.now())
        return reverse("growth:case", args=[made.pk])

    lead = _("Rahasia. Catatan ini hanya Anda yang membaca, sampai Anda menyampaikannya kepada pegawai.")
    heading = _("Catat permasalahan perilaku {name}").format(name=plan.employee)
    return ask(request, form, heading, reverse("growth:person_feedback", args=[plan.pk]), act, lead=lead)


def _case_page(request: Request, case, form: forms.ReasonForm | None = None) -> HttpResponse:
    is_readable = why_not("growth.read_report", request.actor, case) is None
    context = {
        "case": case,
        "value": dict(_values(case.agreement)).get(case.value_code, ""),
        "steps": steps(_way(case), case.state),
        "proofs": queries.proofs_of(case),
        "improvements": case.improvements.order_by("pk"),
        "shows_report": is_readable and bool(case.report),
        "reason_form": form or forms.ReasonForm(),
    }
    return page(request, "growth/case.html", context, status=422 if form else 200)


def _way(case: Any) -> list[CounsellingState]:
    """The states on the way of this case: closed ones end there."""
    way: list[CounsellingState] = [state for state in CounsellingState if state is not CounsellingState.CLOSED]
    if case.state != CounsellingState.CLOSED:
        return way
    last = CounsellingState.REPORTED if case.reported_at else CounsellingState.COMMUNICATED
    return [*way[: way.index(last) + 1], CounsellingState.CLOSED]


@needs("growth.read_case", load=queries.case, seen=look)
def case(request: Request, case) -> HttpResponse:
    """One case as far as the reader may see it, and the verbs he may use now."""
    return _case_page(request, case)


def _back(case: Any) -> str:
    return reverse("growth:case", args=[case.pk])


@needs("growth.communicate", *FORM, load=queries.case)
def communicate(request: Request, case) -> HttpResponse:
    """When and how the employee was told."""
    form = forms.CommunicateForm(request.POST or None)

    def act() -> None:
        actions.communicate(case, form.cleaned_data, by=request.actor, at=timezone.now())

    lead = _("Sesudah ini pegawai dapat membaca kasusnya.")
    return ask(request, form, _("Catat bahwa sudah disampaikan"), _back(case), act, lead=lead)


@needs("growth.close_changed", *WRITE, load=queries.case)
def close_changed(request: Request, case) -> HttpResponse:
    """End the case: the behaviour changed."""
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, form)
    actions.close_changed(case, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("Kasus ditutup."))
    return redirect(_back(case))


@needs("growth.report_problem", *FORM, load=queries.case)
def report_problem(request: Request, case) -> HttpResponse:
    """The report B.1.10."""
    found, more = offered(queries.proofs_for(case))
    proofs = [(each.pk, f"{date_long(each.recorded_at)}: {Truncator(each.text).chars(90)}") for each in found]
    form = forms.ReportForm(request.POST or None, proofs=proofs, more=more)

    def act() -> None:
        actions.report_problem(case, form.cleaned_data, by=request.actor, at=timezone.now())

    lead = _("Laporan kepada pimpinan unit kepegawaian, dengan bukti umpan balik (Lampiran III.D.5.c.1.d hlm. 86).")
    button = _("Tanda tangani dan laporkan")
    return ask(
        request, form, _("Laporan permasalahan perilaku kerja (B.1.10)"), _back(case), act, lead=lead, button=button
    )


@needs("growth.select_case", *WRITE, load=queries.case)
def select_case(request: Request, case) -> HttpResponse:
    """Choose the case for counselling."""
    actions.select_case(case, by=request.actor, at=timezone.now())
    messages.success(request, _("Ditetapkan untuk konseling."))
    return redirect(_back(case))


@needs("growth.dismiss_case", *WRITE, load=queries.case)
def dismiss_case(request: Request, case) -> HttpResponse:
    """Close the case without counselling."""
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, form)
    actions.dismiss_case(case, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("Kasus ditutup."))
    return redirect(_back(case))


@needs("growth.appoint_counsellor", *FORM, load=queries.case)
def appoint_counsellor(request: Request, case) -> HttpResponse:
    """Appoint who counsels."""
    form = forms.AppointForm(request.POST or None)
    counsellor = employee_of(form, "counsellor")

    def act() -> None:
        words = form.cleaned_data
        kind = CounsellorKind(words["kind"])
        actions.appoint_counsellor(case, counsellor, kind, proof=words["proof"], by=request.actor, at=timezone.now())

    return ask(request, form, _("Tetapkan konselor"), _back(case), act)


@needs("growth.schedule", *FORM, load=queries.case)
def schedule(request: Request, case) -> HttpResponse:
    """Set time and place."""
    form = forms.ScheduleForm(request.POST or None)

    def act() -> None:
        words = form.cleaned_data
        when: datetime = words["scheduled_for"]
        actions.schedule(case, when, place=words["place"], by=request.actor, at=timezone.now())

    return ask(request, form, _("Tetapkan waktu dan tempat"), _back(case), act)


@needs("growth.hold_counselling", *WRITE, load=queries.case)
def hold_counselling(request: Request, case) -> HttpResponse:
    """It was held."""
    actions.hold_counselling(case, by=request.actor, at=timezone.now())
    messages.success(request, _("Konseling dicatat sebagai dilaksanakan."))
    return redirect(_back(case))


@needs("growth.sign_counselling", *FORM, load=queries.case)
def sign_counselling(request: Request, case) -> HttpResponse:
    """The counsellor's signed record."""
    form = forms.RecordForm(request.POST or None)

    def act() -> None:
        report = form.cleaned_data["report"]
        actions.sign_counselling(case, report=report, by=request.actor, at=timezone.now())

    return ask(request, form, _("Rekaman konseling"), _back(case), act, button=_("Tanda tangani rekaman"))


@needs("growth.report_up", *WRITE, load=queries.case)
def report_up(request: Request, case) -> HttpResponse:
    """Send the record to its receivers."""
    actions.report_up(case, by=request.actor, at=timezone.now())
    messages.success(request, _("Rekaman dilaporkan kepada penerimanya."))
    return redirect(_back(case))


@needs("growth.decide_counselling", *FORM, load=queries.case)
def decide_counselling(request: Request, case) -> HttpResponse:
    """What follows."""
    form = forms.FollowUpForm(request.POST or None)

    def act() -> None:
        words, at = form.cleaned_data["decision"], timezone.now()
        actions.decide_counselling(case, words, steps=form.steps(), by=request.actor, at=at)

    return ask(request, form, _("Tentukan tindak lanjut"), _back(case), act)
