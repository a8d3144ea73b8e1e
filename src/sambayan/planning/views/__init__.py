"""Pages of the agreement."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page, steps
from sambayan.cycles.queries import current_period, documentable_periods
from sambayan.people.actions.looks import look
from sambayan.planning import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.planning.forms import EvidenceForm, ExpectationForm, ResultForm, ReturnForm
from sambayan.planning.queries import live as live_queries
from sambayan.policies.queries import values_on


@needs("planning.agreements")
def agreements(request: Request) -> HttpResponse:
    """The agreements of this year that the reader may see, one's own on top, found by name and state."""
    year = timezone.localdate().year
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("q", "state", "mine")}
    readable = queries.agreements(request.actor, year, asked["q"], mine=bool(asked["mine"]))
    chips = [_chip(request, asked, state, count) for state, count in queries.counted(readable)]
    rows = readable.filter(state=asked["state"]) if asked["state"] else readable
    context = {
        "shown": Paginator(rows, 25).get_page(request.GET.get("page")),
        "own": queries.own_agreement(request.actor, year),
        "year": year,
        "asked": asked,
        "chips": chips,
        "total": sum(chip["count"] for chip in chips),
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return page(request, "planning/agreements.html", context)


def _chip(request: Request, asked: dict[str, str], state: rules.AgreementState, count: int) -> dict[str, Any]:
    """A filter by state that keeps the search; pressed again it lets go."""
    current = asked["state"] == state
    wanted = {**asked, "state": "" if current else state.value}
    query = urlencode({name: value for name, value in wanted.items() if value})
    return {"label": worded(state), "count": count, "url": f"{request.path}?{query}", "current": current}


@needs("planning.start", *FORM)
def start(request: Request) -> HttpResponse:
    """Who will appraise, and the button that begins the agreement."""
    if request.method == "POST":
        agreement = actions.start(by=request.actor, at=timezone.now())
        return redirect("planning:agreement", pk=agreement.pk)
    return page(request, "planning/start.html", {"start": queries.start_page(request.actor, timezone.localdate())})


def _agreement_page(request: Request, agreement, return_form: ReturnForm | None = None) -> HttpResponse:
    period = current_period(agreement.cycle_id, timezone.localdate())
    context = {
        "agreement": agreement,
        "period": period,
        "results": live_queries.beside(queries.results_of(agreement.pk), agreement.pk),
        "gaps": rules.gaps(queries.drafts_of(agreement.pk)) if agreement.state in rules.EDITABLE else [],
        "behaviours": queries.behaviours_of(agreement.pk),
        "steps": steps(rules.AgreementState, agreement.state),
        "is_editable": agreement.state in rules.EDITABLE,
        "return_form": return_form or ReturnForm(),
        "events": [(event, sentence(event)) for event in history(agreement)[:30]],
    }
    return page(request, "planning/agreement.html", context, status=422 if return_form else 200)


@needs("planning.read", load=queries.agreement, seen=look)
def agreement(request: Request, agreement) -> HttpResponse:
    """One agreement: results, behaviour, steps, history, and the verbs the reader may use now."""
    return _agreement_page(request, agreement)


def _say_saved(request: Request, target: str) -> None:
    messages.success(request, _("Hasil kerja tersimpan."))
    words = rules.absolute_words(target)
    if words and values_on(timezone.localdate()).flag("target_absolute_word_warning"):
        told = _("Target memuat “{words}”. Target sebaiknya memberi ruang bagi kesalahan (Lampiran II.A.7 hlm. 51).")
        messages.warning(request, told.format(words=", ".join(words)))


@needs("planning.write", *FORM, load=queries.agreement)
def add_result(request: Request, agreement) -> HttpResponse:
    """The form for one more planned result."""
    form = ResultForm(request.POST or None)
    if form.is_valid():
        actions.add_result(agreement, form.cleaned_data, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=agreement.pk)
    context = {
        "form": form,
        "agreement": agreement,
        "heading": _("Tambah hasil kerja"),
        "leaders_results": queries.leaders_results(agreement),
    }
    return page(request, "planning/result_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_result", *FORM, load=queries.result)
def change_result(request: Request, result) -> HttpResponse:
    """The form of one planned result."""
    form = ResultForm(request.POST or None, initial=queries.result_words(result))
    if form.is_valid():
        actions.change_result(result, form.cleaned_data, by=request.actor, at=timezone.now())
        _say_saved(request, form.cleaned_data["target"])
        return redirect("planning:agreement", pk=result.agreement_id)
    context = {
        "form": form,
        "agreement": result.agreement,
        "heading": _("Ubah hasil kerja"),
        "leaders_results": queries.leaders_results(result.agreement),
    }
    return page(request, "planning/result_form.html", context, status=422 if form.errors else 200)


@needs("planning.change_result", *WRITE, load=queries.result)
def remove_result(request: Request, result) -> HttpResponse:
    """Take a planned result out."""
    actions.remove_result(result, by=request.actor, at=timezone.now())
    messages.success(request, _("Hasil kerja dihapus dari SKP."))
    return redirect("planning:agreement", pk=result.agreement_id)


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


@needs("planning.propose", *WRITE, load=queries.agreement)
def propose(request: Request, agreement) -> HttpResponse:
    """Sign and put before the appraiser."""
    actions.propose(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP diusulkan kepada {name}.").format(name=agreement.appraiser))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.return", *WRITE, load=queries.agreement)
def return_(request: Request, agreement) -> HttpResponse:
    """Give back with a reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _agreement_page(request, agreement, return_form=form)
    actions.return_(agreement, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("SKP dikembalikan kepada {name}.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.set", *WRITE, load=queries.agreement)
def set_(request: Request, agreement) -> HttpResponse:
    """Set the agreement, so that it is in force."""
    actions.set_(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP {name} ditetapkan dan berlaku.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.document_result", *FORM, load=queries.result)
def document(request: Request, result) -> HttpResponse:
    """The form for realisation and evidence of one planned result, for a period that may still be documented."""
    periods = documentable_periods(result.agreement.cycle_id, timezone.localdate())
    form = EvidenceForm(request.POST or None, periods=[(period.pk, period.label) for period in periods])
    if form.is_valid():
        words = form.cleaned_data
        actions.document(result, words, period_pk=words["period"], by=request.actor, at=timezone.now())
        messages.success(request, _("Realisasi dan bukti tersimpan."))
        return redirect("planning:agreement", pk=result.agreement_id)
    context = {"form": form, "result": result, "agreement": result.agreement, "periods": periods}
    return page(request, "planning/evidence_form.html", context, status=422 if form.errors else 200)
