"""Pages of an organisation's goals: the list, contracts and their indicators, the tree."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import named
from sambayan.common.pages import page
from sambayan.planning.actions import goals as actions
from sambayan.planning.forms.goals import ContractForm, KeyIndicatorForm, ReopenForm, StrategyForm
from sambayan.planning.queries import goals as queries
from sambayan.planning.queries import live, matrix
from sambayan.planning.queries import tree as cascade
from sambayan.planning.rules.goals import contract_gaps, missing_perspectives

_PAGE = 25


def year_asked(request: Request) -> int:
    """The year in the address, or the running one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == len("2026") else timezone.localdate().year


def crumbs(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of the goals."""
    return [(_("Rencana"), reverse("planning:agreements")), (_("Sasaran"), reverse("planning:goals")), *last]


@needs("planning.goals")
def goals(request: Request) -> HttpResponse:
    """Strategic plans and the contracts of the year, found by unit; the actor's own unit and matrices on top."""
    year, text = year_asked(request), request.GET.get("q", "").strip()[:80]
    own = request.actor.unit_path.rstrip("/").rpartition("/")[2]
    context = {
        "year": year,
        "text": text,
        "shown": Paginator(queries.contracts(request.actor, year, text), _PAGE).get_page(request.GET.get("page")),
        "tops": queries.tops(year),
        "own_unit": queries.unit(own) if own else None,
        "matrices": Paginator(matrix.matrices(request.actor, year), _PAGE).get_page(request.GET.get("matrices")),
        "query": urlencode({name: value for name, value in (("q", text), ("year", request.GET.get("year"))) if value}),
        "crumbs": [*crumbs()[:-1], (_("Sasaran"), "")],
    }
    return page(request, "planning/goals/goals.html", context)


@needs("planning.write_strategy", *FORM, load=queries.top_unit)
def write_strategy(request: Request, top) -> HttpResponse:
    """The form of an agency's strategic plan."""
    known = queries.plan_for(top.agency_id, timezone.localdate().year)
    given = {"title": known.title, "first_year": known.first_year, "last_year": known.last_year} if known else {}
    form = StrategyForm(request.POST or None, initial=given)
    if form.is_valid():
        actions.write_strategy(top, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Rencana strategis tersimpan."))
        return redirect("planning:goals")
    heading = _("Rencana strategis {agency}").format(agency=top.agency.name)
    return _form(request, form, heading, reverse("planning:goals"), [])


@needs("planning.draft_contract", *FORM, load=queries.unit)
def draft_contract(request: Request, unit) -> HttpResponse:
    """The form that begins the contract of a unit; the one there is is opened."""
    year = timezone.localdate().year
    cycle = queries.cycle_for(unit.agency_id, year)
    known = queries.contract_of(unit.pk, cycle.pk) if cycle else None
    if known:
        return redirect("planning:contract", pk=known.pk)
    title = _("Perjanjian kinerja {unit}").format(unit=unit.name)
    form = ContractForm(request.POST or None, initial={"title": title[:200]})
    if form.is_valid() and cycle:
        by, at = request.actor, timezone.now()
        made = actions.draft_contract(unit, cycle, title=form.cleaned_data["title"], by=by, at=at)
        return redirect("planning:contract", pk=made.pk)
    if cycle is None and form.is_bound:
        form.add_error(None, _("Tahun kinerja {year} belum dibuka.").format(year=year))
    heading = _("Mulai perjanjian kinerja {unit}").format(unit=named(unit))
    return _form(request, form, heading, reverse("planning:goals"), [])


@needs("planning.read_contract", load=queries.contract)
def contract(request: Request, contract) -> HttpResponse:
    """One contract: its indicators with live figures, what they support, and what the reader may do."""
    return _contract_page(request, contract, ReopenForm())


def _contract_page(request: Request, contract, form: ReopenForm) -> HttpResponse:
    rows = list(queries.indicators_of(contract))
    figures = live.key_figures(rows, contract.cycle.year)
    drafts = queries.drafts_of(contract)
    context = {
        "contract": contract,
        "rows": [(row, figures.get(row.pk)) for row in rows],
        "gaps": contract_gaps(drafts),
        "missing": missing_perspectives(drafts) if rows else [],
        "form": form,
        "crumbs": crumbs((named(contract.unit), "")),
    }
    return page(request, "planning/goals/contract.html", context, status=422 if form.errors else 200)


@needs("planning.set_contract", *WRITE, load=queries.contract)
def set_contract(request: Request, contract) -> HttpResponse:
    """Set a contract."""
    actions.set_contract(contract, by=request.actor, at=timezone.now())
    messages.success(request, _("Perjanjian kinerja ditetapkan."))
    return redirect("planning:contract", pk=contract.pk)


@needs("planning.reopen_contract", *WRITE, load=queries.contract)
def reopen_contract(request: Request, contract) -> HttpResponse:
    """Open a set contract again with the reason."""
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _contract_page(request, contract, form)
    actions.reopen_contract(contract, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    return redirect("planning:contract", pk=contract.pk)


@needs("planning.write_indicator", *FORM, load=queries.contract)
def add_key(request: Request, contract) -> HttpResponse:
    """The form of one more key indicator."""
    return _indicator(request, contract, None)


@needs("planning.write_indicator", *FORM, load=queries.key_indicator)
def change_key(request: Request, indicator) -> HttpResponse:
    """The form of one key indicator."""
    return _indicator(request, indicator.contract, indicator)


def _indicator(request: Request, contract, indicator) -> HttpResponse:
    above = queries.indicators_above(contract.unit, contract.cycle_id)
    given = queries.indicator_words(indicator) if indicator else {}
    form = KeyIndicatorForm(request.POST or None, initial=given, above=above)
    if form.is_valid():
        by, at = request.actor, timezone.now()
        actions.write_indicator(contract, form.cleaned_data, indicator=indicator, by=by, at=at)
        messages.success(request, _("Indikator tersimpan."))
        return redirect("planning:contract", pk=contract.pk)
    heading = _("Ubah indikator kinerja utama") if indicator else _("Tambah indikator kinerja utama")
    back = reverse("planning:contract", args=[contract.pk])
    return _form(request, form, heading, back, [(named(contract.unit), back)])


@needs("planning.write_indicator", *WRITE, load=queries.key_indicator)
def remove_key(request: Request, indicator) -> HttpResponse:
    """Take a key indicator out."""
    actions.remove_key(indicator, by=request.actor, at=timezone.now())
    messages.success(request, _("Indikator dihapus."))
    return redirect("planning:contract", pk=indicator.contract_id)


def _form(request: Request, form: Any, heading: str, back: str, way: list[tuple[str, str]]) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "crumbs": crumbs(*way, (heading, ""))}
    return page(request, "planning/goals/form.html", context, status=422 if form.errors else 200)


@needs("planning.goals")
def tree(request: Request) -> HttpResponse:
    """The goals that support no other, from the top office down: where the tree begins."""
    year = year_asked(request)
    shown = Paginator(cascade.tops(request.actor, year), _PAGE).get_page(request.GET.get("page"))
    context = {"year": year, "shown": shown, "crumbs": crumbs((_("Pohon kinerja"), ""))}
    return page(request, "planning/goals/tree.html", context)


@needs("planning.read_indicator", load=cascade.indicator)
def indicator(request: Request, indicator) -> HttpResponse:
    """One indicator in the tree: what it supports, what supports it, and the results of people that serve it."""
    readable, total = cascade.results_for(indicator, request.actor)
    shown = Paginator(readable, _PAGE).get_page(request.GET.get("page"))
    context = {
        "indicator": indicator,
        "above": cascade.above(indicator),
        "below": cascade.below(indicator, request.actor),
        "shown": shown,
        "hidden": total - shown.paginator.count,
        "total": total,
        "figure": live.key_figures([indicator], indicator.contract.cycle.year).get(indicator.pk),
        "crumbs": crumbs((_("Pohon kinerja"), reverse("planning:tree")), (named(indicator.contract.unit), "")),
    }
    return page(request, "planning/goals/indicator.html", context)


@needs("planning.preview_goals", load=queries.goal_file)
def preview_goals(request: Request, file) -> HttpResponse:
    """What a file of key indicators would change, or why lines of it cannot be taken."""
    changes = queries.changes_of(file)
    context = {
        "file": file,
        "changes": changes,
        "counts": {kind: sum(change.kind == kind for change in changes) for kind in ("new", "changed", "same")},
        "crumbs": crumbs(
            (file.contract.title, reverse("planning:contract", args=[file.contract_id])), (file.filename, "")
        ),
    }
    return page(request, "planning/goals/preview.html", context)


@needs("planning.confirm_goals", *WRITE, load=queries.goal_file)
def confirm_goals(request: Request, file) -> HttpResponse:
    """Take a file over as a whole."""
    actions.confirm_goals(file, by=request.actor, at=timezone.now())
    messages.success(request, _("Indikator dari berkas tersimpan."))
    return redirect("planning:contract", pk=file.contract_id)


@needs("planning.discard_goals", *WRITE, load=queries.goal_file)
def discard_goals(request: Request, file) -> HttpResponse:
    """Drop a file that is not wanted."""
    actions.discard_goals(file, by=request.actor, at=timezone.now())
    messages.success(request, _("Berkas tidak dipakai. Tidak ada yang berubah."))
    return redirect("planning:contract", pk=file.contract_id)
