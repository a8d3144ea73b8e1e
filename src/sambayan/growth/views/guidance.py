"""Pages of guidance: the list, one guidance, and a form for each step."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.common.pages import page, steps
from sambayan.growth import actions, forms, queries
from sambayan.growth.rules import STATEMENTS, GuidanceState, Method, Share
from sambayan.growth.views.asking import ask, offered
from sambayan.people.actions.looks import look
from sambayan.people.views.asking import employee_of


@needs("growth.guidances")
def guidances(request: Request) -> HttpResponse:
    """The guidance the actor may read, or only what waits for him."""
    waiting = bool(request.GET.get("waiting"))
    rows = queries.guidance_waiting(request.actor) if waiting else queries.guidances(request.actor)
    shown = Paginator(rows, 20).get_page(request.GET.get("page"))
    context = {"shown": shown, "waiting": waiting, "query": "waiting=1" if waiting else ""}
    return page(request, "growth/guidances.html", context)


@needs("growth.propose_guidance", *FORM, load=queries.plan)
def propose_guidance(request: Request, plan) -> HttpResponse:
    """Propose guidance on the ground of feedback that showed no progress."""
    found, more = offered(queries.to_improve(plan))
    findings = [(each.pk, f"{date_long(each.recorded_at)}: {Truncator(each.text).chars(90)}") for each in found]
    indicators = [(str(row.pk), f"{row.name} ({row.target})") for row in queries.indicators_of(plan)]
    form = forms.ProposeForm(request.POST or None, findings=findings, more=more, indicators=indicators)
    guide = employee_of(form, "guide")

    def act() -> str:
        words = form.cleaned_data
        finding = next((each for each in found if each.pk == words["finding"]), None)
        made = actions.propose_guidance(plan, words, guide=guide, finding=finding, by=request.actor, at=timezone.now())
        return reverse("growth:guidance", args=[made.pk])

    heading = _("Usulkan bimbingan kinerja untuk {name}").format(name=plan.employee)
    lead = _("Bimbingan tidak menghasilkan nilai; penilai membacanya saat menilai (PermenPANRB 6/2022 Pasal 21).")
    back = reverse("growth:person_feedback", args=[plan.pk])
    return ask(request, form, heading, back, act, lead=lead, button=_("Usulkan"), done=_("Bimbingan diusulkan."))


@needs("growth.read_guidance", load=queries.guidance, seen=look)
def guidance(request: Request, record) -> HttpResponse:
    """One guidance: its forms as far as they are filled, and the verbs the reader may use now."""
    competence = getattr(record, "competence", None)
    context = {
        "record": record,
        "steps": steps(_way(record), record.state),
        "rows": record.coaching_rows.order_by("number"),
        "goals": record.goals.order_by("number"),
        "sessions": record.sessions.order_by("held_on", "pk"),
        "scores": competence.scores.order_by("pk") if competence else [],
        "improvements": record.improvements.order_by("pk"),
        "view": getattr(record, "view", None),
        "to_adjust": queries.to_adjust(record),
    }
    return page(request, "growth/guidance.html", context)


def _way(record: Any) -> list[GuidanceState]:
    """The states on the way of this guidance: an appraiser who guides reports to nobody in between."""
    skipped = GuidanceState.AT_APPRAISER if record.guide_id == record.appraiser_id else None
    return [state for state in GuidanceState if state is not skipped]


def _back(record: Any) -> str:
    return reverse("growth:guidance", args=[record.pk])


@needs("growth.prepare", *FORM, load=queries.guidance)
def prepare(request: Request, record) -> HttpResponse:
    """What the employee writes before the guidance."""
    form: Any
    if Method(record.method).has_journal:
        form = forms.MentoringForm(request.POST or None)
        lead = _("Rencana aksi Anda sebelum bimbingan dimulai (B.1.7, Lampiran III.D.4.f hlm. 81).")
    else:
        form = forms.CoachingForm(request.POST or None, rows=list(record.coaching_rows.order_by("number")))
        lead = _("Tujuan, fakta, dan peluang menurut Anda, sebelum coaching (B.1.6, Lampiran III.D.4.e hlm. 79-80).")

    def act() -> None:
        actions.prepare(record, form.words(), by=request.actor, at=timezone.now())

    return ask(
        request, form, _("Siapkan bimbingan"), _back(record), act, lead=lead, button=_("Kirim kepada pembimbing")
    )


@needs("growth.log_session", *FORM, load=queries.guidance)
def log_session(request: Request, record) -> HttpResponse:
    """One meeting in the journal."""
    form = forms.SessionForm(request.POST or None)

    def act() -> None:
        actions.log_session(record, form.cleaned_data, by=request.actor, at=timezone.now())

    return ask(request, form, _("Catat pertemuan"), _back(record), act, lead=_("Jurnal B.1.7."))


@needs("growth.hold_guidance", *FORM, load=queries.guidance)
def hold_guidance(request: Request, record) -> HttpResponse:
    """What came of it."""
    form = forms.HoldForm(request.POST or None, rows=list(record.coaching_rows.order_by("number")))

    def act() -> None:
        actions.hold_guidance(record, form.words(), by=request.actor, at=timezone.now())

    lead = _("Langkah ke depan yang disepakati dengan pegawai. Sesudah ini keduanya menandatangani.")
    return ask(request, form, _("Catat pelaksanaan"), _back(record), act, lead=lead)


@needs("growth.sign_guidance", *WRITE, load=queries.guidance)
def sign_guidance(request: Request, record) -> HttpResponse:
    """Sign B.1.6 or B.1.7."""
    actions.sign_guidance(record, by=request.actor, at=timezone.now())
    messages.success(request, _("Rekaman bimbingan Anda tanda tangani."))
    return redirect(_back(record))


@needs("growth.give_view", *FORM, load=queries.guidance)
def give_view(request: Request, record) -> HttpResponse:
    """The employee's view on the guidance."""
    form = forms.ViewForm(request.POST or None)

    def act() -> None:
        note = form.cleaned_data["note"]
        actions.give_view(record, form.answers(), note=note, by=request.actor, at=timezone.now())

    lead = _("Dibaca atasan pimpinan Anda, bukan pimpinan atau pembimbing (B.1.8, Lampiran III.D.4.g hlm. 83).")
    return ask(request, form, _("Umpan balik atas bimbingan"), _back(record), act, lead=lead)


@needs("growth.read_view", load=queries.guidance, seen=look)
def view(request: Request, record) -> HttpResponse:
    """The employee's view (B.1.8)."""
    answers = [
        (worded(subject), _(statement), worded(Share(answer)))
        for (subject, statement), answer in zip(STATEMENTS, record.view.answers, strict=True)
    ]
    return page(request, "growth/view.html", {"record": record, "answers": answers})


@needs("growth.evaluate_competence", *FORM, load=queries.guidance)
def evaluate_competence(request: Request, record) -> HttpResponse:
    """Nine competencies with reasons."""
    form = forms.CompetenceForm(request.POST or None)

    def act() -> None:
        words = form.cleaned_data["recommendation"]
        actions.evaluate_competence(record, form.scores(), recommendation=words, by=request.actor, at=timezone.now())

    lead = _("Evaluasi kompetensi B.1.9 (Lampiran III.D.4.h hlm. 84-85). Bukan rating kinerja dan tidak dijumlahkan.")
    return ask(request, form, _("Evaluasi kompetensi"), _back(record), act, lead=lead)


@needs("growth.report_to_appraiser", *WRITE, load=queries.guidance)
def report_to_appraiser(request: Request, record) -> HttpResponse:
    """Send record and evaluation to the appraiser."""
    actions.report_to_appraiser(record, by=request.actor, at=timezone.now())
    messages.success(request, _("Dilaporkan kepada {name}.").format(name=record.appraiser))
    return redirect(_back(record))


@needs("growth.report_to_superior", *WRITE, load=queries.guidance)
def report_to_superior(request: Request, record) -> HttpResponse:
    """Send record and evaluation to the own superior."""
    actions.report_to_superior(record, by=request.actor, at=timezone.now())
    messages.success(request, _("Dilaporkan kepada {name}.").format(name=record.superior or _("pengelola kinerja")))
    return redirect(_back(record))


@needs("growth.decide_follow_up", *FORM, load=queries.guidance)
def decide_follow_up(request: Request, record) -> HttpResponse:
    """What follows."""
    form = forms.FollowUpForm(request.POST or None)

    def act() -> None:
        words, at = form.cleaned_data["decision"], timezone.now()
        actions.decide_follow_up(record, words, steps=form.steps(), by=request.actor, at=at)

    return ask(request, form, _("Tentukan tindak lanjut"), _back(record), act)
