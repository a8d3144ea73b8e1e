"""Pages of measured figures, and the line from a person's result up to the province."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.people.actions.looks import look
from sambayan.planning import queries as agreements
from sambayan.planning.actions import live as actions
from sambayan.planning.actions import matrix
from sambayan.planning.forms.goals import AlignForm, BindingForm
from sambayan.planning.queries import goals, tree
from sambayan.planning.queries import live as queries
from sambayan.planning.rules.live import MEASURES
from sambayan.planning.views.goals import crumbs

_PAGE = 25


@needs("planning.live", load=agreements.agreement, seen=look)
def live(request: Request, agreement) -> HttpResponse:
    """Every indicator of an agreement with its measured figure of the year so far, and those frozen by period."""
    figures = queries.figures_of(agreement.pk)
    rows = []
    for result in agreements.results_of(agreement.pk):
        result.agreement = agreement
        rows += [(result, indicator, figures.get(indicator.pk)) for indicator in result.indicators.all()]
    back = reverse("planning:agreement", args=[agreement.pk])
    context = {
        "agreement": agreement,
        "rows": rows,
        "kept": queries.kept_of(agreement.pk),
        "crumbs": crumbs((str(agreement), back), (_("Data terukur"), "")),
    }
    return page(request, "planning/goals/live.html", context)


@needs("planning.bind", *FORM, load=queries.individual)
def bind(request: Request, indicator) -> HttpResponse:
    """From which measured figure an indicator takes its realisation."""
    agreement = indicator.result.agreement
    binding = getattr(indicator, "binding", None)
    subjects = queries.subjects(agreement.unit, agreement.employee_id, timezone.localdate(), binding)
    form = BindingForm(request.POST or None, measures=MEASURES, subjects=subjects, initial=_bound(indicator))
    if form.is_valid():
        actions.bind(indicator, form.words, by=request.actor, at=timezone.now())
        messages.success(request, _("Sumber data tersimpan."))
        return redirect("planning:live", pk=agreement.pk)
    back = reverse("planning:live", args=[agreement.pk])
    return _form(request, form, indicator, back, reverse("planning:unbind", args=[indicator.pk]))


@needs("planning.bind", *WRITE, load=queries.individual)
def unbind(request: Request, indicator) -> HttpResponse:
    """Let an indicator take its realisation from no measured figure any more."""
    actions.bind(indicator, None, by=request.actor, at=timezone.now())
    return redirect("planning:live", pk=indicator.result.agreement_id)


@needs("planning.bind_key", *FORM, load=goals.key_indicator)
def bind_key(request: Request, indicator) -> HttpResponse:
    """Which measured figure stands beside a key indicator."""
    binding = getattr(indicator, "binding", None)
    subjects = queries.subjects(indicator.contract.unit, None, timezone.localdate(), binding)
    form = BindingForm(request.POST or None, measures=MEASURES, subjects=subjects, initial=_bound(indicator))
    if form.is_valid():
        actions.bind_key(indicator, form.words, by=request.actor, at=timezone.now())
        messages.success(request, _("Sumber data tersimpan."))
        return redirect("planning:contract", pk=indicator.contract_id)
    back = reverse("planning:contract", args=[indicator.contract_id])
    return _form(request, form, indicator, back, reverse("planning:unbind_key", args=[indicator.pk]))


@needs("planning.bind_key", *WRITE, load=goals.key_indicator)
def unbind_key(request: Request, indicator) -> HttpResponse:
    """Show no measured figure beside a key indicator any more."""
    actions.bind_key(indicator, None, by=request.actor, at=timezone.now())
    return redirect("planning:contract", pk=indicator.contract_id)


def _bound(indicator) -> dict[str, str]:
    binding = getattr(indicator, "binding", None)
    if binding is None:
        return {}
    about = f"service:{binding.service_id}" if binding.service_id else f"unit:{binding.unit_id}"
    return {"measure": binding.measure, "about": about, "part": binding.part}


def _form(request: Request, form: BindingForm, indicator, back: str, unbind: str) -> HttpResponse:
    heading = _("Sumber data indikator")
    context = {
        "form": form,
        "heading": heading,
        "lead": indicator.name,
        "back": back,
        "unbind": unbind if _bound(indicator) else "",
        "crumbs": crumbs((_("Data terukur"), back), (heading, "")),
    }
    return page(request, "planning/goals/form.html", context, status=422 if form.errors else 200)


@needs(
    "planning.read_line",
    load=tree.result,
    seen=lambda result, right, by, at: look(result.agreement, right, by=by, at=at),
)
def line(request: Request, result) -> HttpResponse:
    """The line of a planned result: up to the province, and down to those who support it."""
    return _line_page(request, result, None)


@needs("planning.align", *WRITE, load=tree.result)
def align(request: Request, result) -> HttpResponse:
    """Say which key indicator a planned result serves."""
    form = _align_form(request, result)
    if not form.is_valid():
        return _line_page(request, result, form)
    chosen = form.cleaned_data["indicator"]
    matrix.align(result, int(chosen) if chosen else None, by=request.actor, at=timezone.now())
    messages.success(request, _("Garis ke sasaran unit tersimpan."))
    return redirect("planning:line", pk=result.pk)


def _align_form(request: Request, result) -> AlignForm:
    agreement = result.agreement
    above = goals.indicators_above(agreement.unit, agreement.cycle_id, own=True)
    return AlignForm(request.POST or None, above=above, initial={"indicator": tree.served_by(result) or ""})


def _line_page(request: Request, result, form: AlignForm | None) -> HttpResponse:
    readable, total = tree.results_under(result, request.actor)
    shown = Paginator(readable, _PAGE).get_page(request.GET.get("page"))
    back = reverse("planning:agreement", args=[result.agreement_id])
    context = {
        "result": result,
        "steps": tree.line_of(result, request.actor),
        "leader": tree.leaders_step(result, request.actor),
        "shown": shown,
        "hidden": total - shown.paginator.count,
        "form": form or _align_form(request, result),
        "crumbs": crumbs((str(result.agreement), back), (_("Garis hasil kerja"), "")),
    }
    return page(request, "planning/goals/line.html", context, status=422 if form else 200)
