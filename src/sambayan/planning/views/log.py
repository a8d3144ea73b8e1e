"""Pages of the daily log, and of a table that is to become part of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.common.guard import FORM, WRITE, Denied, Request, needs
from sambayan.common.numbers import date_long
from sambayan.common.pages import page
from sambayan.people.actions.looks import look
from sambayan.planning import queries as agreements
from sambayan.planning.actions import log as actions
from sambayan.planning.forms import log as forms
from sambayan.planning.queries import doing as desks
from sambayan.planning.queries import log as queries
from sambayan.planning.rules.log import REQUIRED, LogField, RowProblem, guess

SHOWN_LINES, SHOWN_PROBLEMS = 12, 30


@needs("planning.log", load=desks.desk, seen=look)
def log(request: Request, desk) -> HttpResponse:
    """The lines of a period, with the quick form on top for whose log it is."""
    return _log_page(request, desk)


def _log_page(request: Request, desk, form=None, chosen=None) -> HttpResponse:
    results = list(agreements.results_of(desk.agreement.pk))
    context = {
        "desk": desk,
        "form": form or _log_form(desk.agreement, results),
        "chosen": chosen or forms.ChosenForm(results=results),
        "shown": Paginator(queries.lines_of(desk), 50).get_page(request.GET.get("page")),
    }
    wrong = (form is not None and form.errors) or (chosen is not None and chosen.errors)
    return page(request, "planning/doing/log.html", context, status=422 if wrong else 200)


def _log_form(plan, results: list[Any], data: Any = None, initial: dict[str, Any] | None = None) -> forms.LogForm:
    today, year = timezone.localdate(), plan.cycle.year
    first, last = date(year, 1, 1), min(today, date(year, 12, 31))
    return forms.LogForm(data, initial=initial or {"day": last}, results=results, first=first, last=last)


def _back(desk) -> HttpResponse:
    return redirect("planning:log", pk=desk.agreement.pk, period=desk.period.pk)


@needs("planning.write_log", *WRITE, load=desks.desk)
def write_log(request: Request, desk) -> HttpResponse:
    """One more line of a day."""
    form = _log_form(desk.agreement, list(agreements.results_of(desk.agreement.pk)), request.POST)
    if not form.is_valid():
        return _log_page(request, desk, form=form)
    line = actions.write_log(desk.agreement, form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("Catatan {day} tersimpan.").format(day=date_long(line.day)))
    return _back(desk)


@needs("planning.change_log", *FORM, load=queries.line)
def change_log(request: Request, line) -> HttpResponse:
    """The form of one line."""
    plan = queries.plan_of(line)
    results = list(agreements.results_of(plan.pk))
    initial = {name: getattr(line, name) for name in ("day", "text", "minutes")} | {"result": line.result_id}
    form = _log_form(plan, results, request.POST or None, initial)
    if form.is_bound and form.is_valid():
        actions.change_log(line, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Catatan harian tersimpan."))
        return _to_log(plan, form.cleaned_data["day"])
    context = {"form": form, "agreement": plan, "heading": _("Ubah catatan harian"), "lead": date_long(line.day)}
    return page(request, "planning/doing/form.html", context, status=422 if form.errors else 200)


def _to_log(plan, day: date) -> HttpResponse:
    period = queries.period_on(plan, day)
    if period is None:
        return redirect("planning:agreement", pk=plan.pk)
    return redirect("planning:log", pk=plan.pk, period=period.pk)


@needs("planning.remove_log", *WRITE, load=queries.line)
def remove_log(request: Request, line) -> HttpResponse:
    """Take a line away."""
    day = line.day
    actions.remove_log(line, by=request.actor, at=timezone.now())
    messages.success(request, _("Catatan harian dihapus."))
    return _to_log(queries.plan_of(line), day)


@needs("planning.assign_log", *WRITE, load=desks.desk)
def assign_log(request: Request, desk) -> HttpResponse:
    """Say of several lines which planned result they served."""
    form = forms.ChosenForm(request.POST, results=agreements.results_of(desk.agreement.pk))
    if not form.is_valid():
        return _log_page(request, desk, chosen=form)
    pks, result = form.cleaned_data["lines"], form.cleaned_data["result"]
    n = actions.assign_log(desk.agreement, pks, result=result, by=request.actor, at=timezone.now())
    messages.success(request, ngettext("{n} baris ditandai.", "{n} baris ditandai.", n).format(n=n))
    return _back(desk)


@needs("planning.collect_log", *WRITE, load=desks.desk)
def collect_log(request: Request, desk) -> HttpResponse:
    """Make progress from several days; its form opens, so that the words can be made a result."""
    form = forms.ChosenForm(request.POST, results=agreements.results_of(desk.agreement.pk))
    if not form.is_valid():
        return _log_page(request, desk, chosen=form)
    what = actions.Collecting(form.cleaned_data["lines"], form.cleaned_data["result"], desk.period)
    try:
        entry = actions.collect_log(desk.agreement, what, by=request.actor, at=timezone.now())
    except Denied as refused:
        form.add_error("lines", str(refused.refusal))
        return _log_page(request, desk, chosen=form)
    messages.success(request, _("Catatan kemajuan dibuat. Tulis hasilnya, bukan kegiatannya."))
    return redirect("planning:correct_documentation", pk=entry.pk)


@needs("planning.log_file", load=queries.log_file)
def log_file(request: Request, file) -> HttpResponse:
    """What the columns of a table mean, and what would be stored if they mean that."""
    guessed = {meaning.value: str(place) for meaning, place in guess(file.header).items()}
    is_asked = any(meaning.value in request.GET for meaning in LogField)
    form = forms.ColumnsForm(request.GET if is_asked else guessed, header=file.header)
    context: dict[str, Any] = {"file": file, "form": form}
    if form.is_valid():
        context |= _preview(file, form)
    else:
        context["is_unknown"] = not is_asked and not all(meaning.value in guessed for meaning in REQUIRED)
    return page(request, "planning/doing/log_file.html", context)


def _preview(file, form: forms.ColumnsForm) -> dict[str, Any]:
    reading = queries.reading_of(file, form.places)
    known = queries.known_keys(file, reading)
    titles = dict(queries.result_choices(file.agreement))
    lines = [
        {"line": line, "result": titles.get(line.result_id or 0), "is_known": line.key in known}
        for line in reading.lines[:SHOWN_LINES]
    ]
    return {
        "lines": lines,
        "count": len(reading.lines) - len(known),
        "known": len(known),
        "more": max(len(reading.lines) - SHOWN_LINES, 0),
        "problems": [_told(problem) for problem in reading.problems[:SHOWN_PROBLEMS]],
        "problem_count": len(reading.problems),
    }


def _told(problem: RowProblem) -> str:
    names = {name: date_long(value) if isinstance(value, date) else value for name, value in problem.names.items()}
    return _("Baris {row}: {problem}.").format(row=problem.row, problem=_(problem.sentence).format(**names))


@needs("planning.confirm_log", *WRITE, load=queries.log_file)
def confirm_log(request: Request, file) -> HttpResponse:
    """Store the lines of a table that are new."""
    plan, form = file.agreement, forms.ColumnsForm(request.POST, header=file.header)
    if not form.is_valid():
        return page(request, "planning/doing/log_file.html", {"file": file, "form": form}, status=422)
    n = actions.confirm_log(file, form.places, by=request.actor, at=timezone.now())
    messages.success(request, ngettext("{n} baris tersimpan.", "{n} baris tersimpan.", n).format(n=n))
    return _to_log(plan, timezone.localdate())


@needs("planning.discard_log", *WRITE, load=queries.log_file)
def discard_log(request: Request, file) -> HttpResponse:
    """Do not use a table."""
    plan = file.agreement
    actions.discard_log(file, by=request.actor, at=timezone.now())
    messages.success(request, _("Berkas dibatalkan; tidak ada yang tersimpan."))
    return _to_log(plan, timezone.localdate())
