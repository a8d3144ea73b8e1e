"""Pages of the work in a period: the action plan, progress, and monitoring."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.forms import Form
from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.people.actions.looks import look
from sambayan.planning import queries as agreements
from sambayan.planning.actions import doing as actions
from sambayan.planning.forms import doing as forms
from sambayan.planning.queries import doing as queries
from sambayan.planning.queries import doing_duties  # noqa: F401 - declares the duties
from sambayan.planning.queries.doing import Desk
from sambayan.policies.queries import values_on


@needs("planning.doing", load=queries.desk, seen=look)
def doing(request: Request, desk) -> HttpResponse:
    """One agreement in one period: plan, progress, evidence, and what leaders saw."""
    return page(request, "planning/doing/doing.html", {"doing": queries.doing_page(desk, timezone.localdate())})


def back_to(desk: Desk) -> HttpResponse:
    """The page of the period after something was done."""
    return redirect("planning:doing", pk=desk.agreement.pk, period=desk.period.pk)


def form_page(
    request: Request, form: Form, desk: Desk, heading: str, act: Callable[[], str], **more: Any
) -> HttpResponse:
    """A form about a desk; once it is filled in rightly, `act` does it and says what was done."""
    if form.is_bound and form.is_valid():
        messages.success(request, act())
        return back_to(desk)
    context = {"form": form, "desk": desk, "heading": heading, **more}
    return page(request, "planning/doing/form.html", context, status=422 if form.errors else 200)


@needs("planning.plan_action", *FORM, load=queries.result_desk)
def plan_action(request: Request, desk) -> HttpResponse:
    """One more step towards a result."""
    form = forms.ActionForm(request.POST or None)

    def act() -> str:
        words = form.cleaned_data
        actions.plan_action(desk.about, words, period=desk.period, by=request.actor, at=timezone.now())
        return _("Rencana aksi tersimpan.")

    return form_page(request, form, desk, _("Tambah rencana aksi"), act, lead=desk.about.title)


@needs("planning.change_action", *FORM, load=queries.action)
def change_action(request: Request, desk) -> HttpResponse:
    """The form of one step."""
    step = desk.about
    initial = {"text": step.text, "due_date": step.due_date, "done_date": step.done_date}
    form = forms.ChangeActionForm(request.POST or None, initial=initial)

    def act() -> str:
        actions.change_action(step, form.cleaned_data, by=request.actor, at=timezone.now())
        return _("Rencana aksi tersimpan.")

    return form_page(request, form, desk, _("Ubah rencana aksi"), act, lead=step.result.title)


@needs("planning.finish_action", *WRITE, load=queries.action)
def finish_action(request: Request, desk) -> HttpResponse:
    """Mark a step as done."""
    actions.finish_action(desk.about, by=request.actor, at=timezone.now())
    messages.success(request, _("Rencana aksi ditandai selesai."))
    return back_to(desk)


@needs("planning.remove_action", *WRITE, load=queries.action)
def remove_action(request: Request, desk) -> HttpResponse:
    """Take a step out of the plan."""
    actions.remove_action(desk.about, by=request.actor, at=timezone.now())
    messages.success(request, _("Rencana aksi dihapus."))
    return back_to(desk)


@needs("planning.comment_action", *FORM, load=queries.action)
def comment_action(request: Request, desk) -> HttpResponse:
    """What the leader says to a step."""
    step = desk.about
    form = forms.CommentForm(request.POST if request.method == "POST" else None, initial={"comment": step.comment})

    def act() -> str:
        actions.comment_action(step, comment=form.cleaned_data["comment"], by=request.actor, at=timezone.now())
        return _("Catatan tersimpan; {name} membacanya.").format(name=desk.employee)

    return form_page(request, form, desk, _("Catatan untuk rencana aksi"), act, lead=step.text)


@needs("planning.copy_actions", *WRITE, load=queries.desk)
def copy_actions(request: Request, desk) -> HttpResponse:
    """Bring over what was not done in the period before."""
    n = actions.copy_actions(desk.agreement, period=desk.period, by=request.actor, at=timezone.now())
    told = _("{n} rencana aksi disalin.").format(n=n) if n else _("Tidak ada rencana aksi yang dapat disalin.")
    messages.success(request, told)
    return back_to(desk)


def limits(day: date, already: int = 0) -> forms.Limits:
    """How many files of which size an entry may hold on a day."""
    values = values_on(day)
    return forms.Limits(values.integer("evidence_max_megabytes"), values.integer("evidence_most_files"), already)


def _span(period) -> forms.Span:
    return forms.Span(period.pk, period.label, period.from_date, period.to_date)


@needs("planning.document_result", *FORM, load=agreements.result)
def document(request: Request, result) -> HttpResponse:
    """The form for progress and evidence of one planned result, for a period that may still be documented."""
    today = timezone.localdate()
    periods = {str(period.pk): period for period in queries.open_periods(result.agreement, today)}
    asked = periods.get(request.GET.get("period", "")) or next(iter(periods.values()), None)
    initial = {"period": asked.pk, "day": min(today, asked.to_date)} if asked else {}
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.DocumentForm(
        *given,
        initial=initial,
        indicators=queries.indicators_of(result),
        spans=[_span(period) for period in periods.values()],
        limits=limits(today),
    )
    if form.is_bound and form.is_valid():
        period = periods[str(form.cleaned_data["period"])]
        actions.document(result, form.cleaned_data, period=period, by=request.actor, at=timezone.now())
        messages.success(request, _("Kemajuan dan bukti tersimpan."))
        return redirect("planning:doing", pk=result.agreement_id, period=period.pk)
    context = {"form": form, "result": result, "agreement": result.agreement, "asked": asked}
    return page(request, "planning/doing/document.html", context, status=422 if form.errors else 200)


@needs("planning.correct_documentation", *FORM, load=queries.documentation)
def correct_documentation(request: Request, desk) -> HttpResponse:
    """The form of one entry."""
    entry = desk.about
    number = None if entry.number is None else f"{entry.number.normalize():f}".replace(".", ",")
    initial = {name: getattr(entry, name) for name in ("day", "progress", "realisation")}
    form = forms.CorrectForm(
        request.POST or None,
        initial={**initial, "number": number, "indicator": entry.indicator_id},
        indicators=queries.indicators_of(entry.result),
        spans=[_span(desk.period)],
    )

    def act() -> str:
        actions.correct_documentation(entry, form.cleaned_data, by=request.actor, at=timezone.now())
        return _("Catatan kemajuan diperbaiki.")

    return form_page(request, form, desk, _("Perbaiki catatan kemajuan"), act, lead=entry.result.title)


@needs("planning.remove_documentation", *WRITE, load=queries.documentation)
def remove_documentation(request: Request, desk) -> HttpResponse:
    """Take an entry and its evidence away."""
    actions.remove_documentation(desk.about, by=request.actor, at=timezone.now())
    messages.success(request, _("Catatan kemajuan dan buktinya dihapus."))
    return back_to(desk)


@needs("planning.monitor", *FORM, load=agreements.agreement)
def monitor(request: Request, agreement) -> HttpResponse:
    """What a leader saw of the work."""
    today = timezone.localdate()
    results = agreements.results_of(agreement.pk)
    form = forms.MonitorForm(request.POST or None, initial={"seen_on": today}, results=results, last=today)
    if form.is_bound and form.is_valid():
        actions.monitor(agreement, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Catatan pemantauan tersimpan; {name} membacanya.").format(name=agreement.employee))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement, "heading": _("Catatan pemantauan"), "lead": agreement}
    return page(request, "planning/doing/form.html", context, status=422 if form.errors else 200)


@needs("planning.team_doing")
def team_doing(request: Request) -> HttpResponse:
    """One's people in a period: how many entries and pieces of evidence each has, and who has none."""
    periods = queries.periods_of_team(request.actor, timezone.localdate())
    asked = next((each for each in periods if str(each.pk) == request.GET.get("period")), None)
    period = asked or (periods[-1] if periods else None)
    is_empty = request.GET.get("empty") == "1"
    rows: Any = queries.team_doing(request.actor, period, empty=is_empty) if period else []
    context: dict[str, Any] = {
        "periods": periods,
        "period": period,
        "is_empty": is_empty,
        "shown": Paginator(rows, 25).get_page(request.GET.get("page")),
        "query": f"period={period.pk}{'&empty=1' if is_empty else ''}" if period else "",
    }
    return page(request, "planning/doing/team.html", context)
