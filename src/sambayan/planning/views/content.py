"""Pages on which somebody writes in an agreement."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.planning import actions, queries, rules
from sambayan.planning.forms import (
    AnnexForm,
    ExpectationForm,
    IndicatorForm,
    LinkForm,
    ManualForm,
    OneExpectationForm,
    ResultForm,
    ShapeForm,
)
from sambayan.policies.queries import values_on


def _say_saved(request: Request, target: str) -> None:
    messages.success(request, _("Hasil kerja tersimpan."))
    words = rules.absolute_words(target)
    if words and values_on(timezone.localdate()).flag("target_absolute_word_warning"):
        told = _("Target memuat “{words}”. Target sebaiknya memberi ruang bagi kesalahan (Lampiran II.A.7 hlm. 51).")
        messages.warning(request, told.format(words=", ".join(words)))


def _result_form(
    request: Request, agreement, offered: dict[int, Any], initial: dict[str, Any] | None = None
) -> ResultForm:
    leaders = [(row.pk, row.title) for row in offered.values()]
    return ResultForm(request.POST or None, form=agreement.form, leaders=leaders, initial=initial)


def _with_row(offered: dict[int, Any], words: dict[str, Any]) -> dict[str, Any]:
    """The words of the form with the chosen result of the leader instead of its key."""
    return {**words, "supports": offered.get(words.get("supports") or 0)}


@needs("planning.write", *FORM, load=queries.agreement)
def add_result(request: Request, agreement) -> HttpResponse:
    """The form for one more planned result."""
    offered = queries.offered_results(agreement)
    form = _result_form(request, agreement, offered)
    if form.is_valid():
        words = _with_row(offered, form.cleaned_data)
        actions.add_result(agreement, words, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement, "heading": _("Tambah hasil kerja")}
    return page(request, "planning/result_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_result", *FORM, load=queries.result)
def change_result(request: Request, result) -> HttpResponse:
    """The form of one planned result and its first indicator."""
    agreement = result.agreement
    offered = queries.offered_results(agreement, [result])
    form = _result_form(request, agreement, offered, queries.result_words(result))
    if form.is_valid():
        words = _with_row(offered, form.cleaned_data)
        actions.change_result(result, words, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=result.agreement_id)
    context = {"form": form, "agreement": agreement, "heading": _("Ubah hasil kerja")}
    return page(request, "planning/result_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_result", *WRITE, load=queries.result)
def remove_result(request: Request, result) -> HttpResponse:
    """Take a planned result out."""
    actions.remove_result(result, by=request.actor, at=timezone.now())
    messages.success(request, _("Hasil kerja dihapus dari SKP."))
    return redirect("planning:agreement", pk=result.agreement_id)


@needs("planning.change_result", *FORM, load=queries.result)
def add_indicator(request: Request, result) -> HttpResponse:
    """The form for one more indicator of a planned result."""
    form = IndicatorForm(request.POST or None, form=result.agreement.form)
    if form.is_valid():
        actions.add_indicator(result, form.cleaned_data, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=result.agreement_id)
    context = {"form": form, "agreement": result.agreement, "result": result, "heading": _("Tambah indikator")}
    return page(request, "planning/indicator_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_indicator", *FORM, load=queries.indicator)
def change_indicator(request: Request, indicator) -> HttpResponse:
    """The form of one indicator."""
    result = indicator.result
    form = IndicatorForm(request.POST or None, form=result.agreement.form, initial=queries.indicator_words(indicator))
    if form.is_valid():
        actions.change_indicator(indicator, form.cleaned_data, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=result.agreement_id)
    context = {"form": form, "agreement": result.agreement, "result": result, "heading": _("Ubah indikator")}
    return page(request, "planning/indicator_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_indicator", *WRITE, load=queries.indicator)
def remove_indicator(request: Request, indicator) -> HttpResponse:
    """Take an indicator out."""
    actions.remove_indicator(indicator, by=request.actor, at=timezone.now())
    messages.success(request, _("Indikator dihapus."))
    return redirect("planning:agreement", pk=indicator.result.agreement_id)


@needs("planning.write_manual", *FORM, load=queries.indicator)
def write_manual(request: Request, indicator) -> HttpResponse:
    """The manual of one indicator, Format A.1.3."""
    agreement = indicator.result.agreement
    form = ManualForm(request.POST or None, initial=queries.manual_words(indicator))
    if form.is_valid():
        actions.write_manual(indicator, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Manual indikator tersimpan."))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement, "indicator": indicator}
    return page(request, "planning/manual_form.html", context, status=422 if form.errors else 200)


@needs("planning.sort_result", *WRITE, load=queries.result)
def sort_result(request: Request, result) -> HttpResponse:
    """Make a main result additional, or the other way round."""
    is_main = result.kind == rules.ResultKind.MAIN
    kind = rules.ResultKind.ADDITIONAL if is_main else rules.ResultKind.MAIN
    actions.sort_result(result, kind=kind.value, by=request.actor, at=timezone.now())
    messages.success(request, _("Prioritas hasil kerja diubah."))
    return redirect("planning:agreement", pk=result.agreement_id)


@needs("planning.link_results", *FORM, load=queries.agreement)
def link_results(request: Request, agreement) -> HttpResponse:
    """Every own result beside the results of the leader's agreement."""
    results = list(queries.results_of(agreement.pk))
    rows = queries.offered_results(agreement, results)
    own = [(row.pk, row.title, row.supports_id) for row in results]
    leaders = [(row.pk, row.title) for row in rows.values()]
    form = LinkForm(request.POST if request.method == "POST" else None, results=own, leaders=leaders)
    if form.is_valid():
        links = {pk: rows.get(chosen or 0) for pk, chosen in form.links.items()}
        count = actions.link_results(agreement, links, by=request.actor, at=timezone.now())
        messages.success(request, _("{n} tautan diubah.").format(n=count))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement, "leaders": leaders}
    return page(request, "planning/link_form.html", context, status=422 if form.errors else 200)


@needs("planning.shape", *FORM, load=queries.agreement)
def shape(request: Request, agreement) -> HttpResponse:
    """Form and approach of the agreement."""
    form = ShapeForm(request.POST or None, initial={"form": agreement.form, "approach": agreement.approach})
    if form.is_valid():
        actions.shape(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Formulir dan pendekatan tersimpan."))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement}
    return page(request, "planning/shape_form.html", context, status=422 if form.errors else 200)


@needs("planning.write", *FORM, load=queries.agreement)
def write_expectations(request: Request, agreement) -> HttpResponse:
    """The seven values with the leader's special expectations."""
    behaviours = queries.behaviours_of(agreement.pk)
    values = [(value.code, value.name, "; ".join(value.guides) + ".") for value in behaviours]
    told = {value.code: value.expectation for value in behaviours}
    form = ExpectationForm(request.POST or None, values=values, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.write_expectations(agreement, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Ekspektasi perilaku tersimpan."))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement}
    return page(request, "planning/expectations_form.html", context, status=422 if form.errors else 200)


@needs("planning.add_expectation", *FORM, load=queries.agreement)
def add_expectation(request: Request, agreement) -> HttpResponse:
    """One special expectation, written by the leader at any time of the year."""
    values = [(value.code, value.name) for value in queries.behaviours_of(agreement.pk)]
    form = OneExpectationForm(request.POST or None, values=values)
    if form.is_valid():
        actions.add_expectation(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Ekspektasi khusus tersimpan; {name} diberi tahu.").format(name=agreement.employee))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement}
    return page(request, "planning/expectation_form.html", context, status=422 if form.errors else 200)


@needs("planning.write", *FORM, load=queries.agreement)
def write_annex(request: Request, agreement) -> HttpResponse:
    """The annex A.1.8 in its three parts, with suggestions to start from."""
    initial = {part.value: "\n".join(lines) for part, lines in queries.annex_of(agreement)}
    form = AnnexForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.write_annex(agreement, form.parts, by=request.actor, at=timezone.now())
        messages.success(request, _("Lampiran SKP tersimpan."))
        return redirect("planning:agreement", pk=agreement.pk)
    context = {"form": form, "agreement": agreement}
    return page(request, "planning/annex_form.html", context, status=422 if form.errors else 200)
