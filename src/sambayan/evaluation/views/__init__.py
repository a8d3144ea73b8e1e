"""Pages of the evaluation: list, rate, read, explain, receive, print, verify."""

import re
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.documents import pdf, qr_code
from sambayan.common.guard import FORM, WRITE, Request, needs, public, require
from sambayan.common.language import worded
from sambayan.common.pages import absolute, page, steps
from sambayan.cycles.queries import latest_window, period, periods
from sambayan.evaluation import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.forms import AchievementForm, RatingForm
from sambayan.evaluation.rules.parts import parts
from sambayan.people.actions.looks import look
from sambayan.people.queries import unit as unit_by_code
from sambayan.policies.queries import values_on


@needs("evaluation.evaluations")
def evaluations(request: Request) -> HttpResponse:
    """The evaluations of one period this reader may see; for appraisers, who is still waiting."""
    today = timezone.localdate()
    asked = request.GET.get("period", "")
    chosen = period(int(asked)) if re.fullmatch(r"[0-9]{1,9}", asked) else latest_window(today)
    if chosen is None:
        return page(request, "evaluation/none.html")
    asked = request.GET.get("mine", "")
    mine = asked if asked in set(rules.EvaluationState) else ""
    shown = Paginator(queries.evaluations(request.actor, chosen, mine), 25).get_page(request.GET.get("page"))
    context = {
        "period": chosen,
        "periods": periods(today),
        "shown": shown,
        "to_assess": queries.units_to_assess(request.actor, chosen),
        "query": f"period={chosen.pk}&mine={mine}",
        "mine": worded(rules.EvaluationState(mine)) if mine else "",
        "to_open": queries.agreements_to_open(chosen).count(),
    }
    return page(request, "evaluation/evaluations.html", context)


@needs("evaluation.open", *WRITE)
def open_(request: Request, pk: int) -> HttpResponse:
    """Open a period: one evaluation for every agreement in force."""
    chosen = period(pk)
    if chosen is None:
        raise Http404
    n = actions.open_(chosen, by=request.actor, at=timezone.now())
    messages.success(request, _("{n} penilaian dibuka untuk {period}.").format(n=n, period=chosen.label))
    return redirect(f"{reverse('evaluation:evaluations')}?period={chosen.pk}")


def _unit_and_period(code: str, pk: int):
    unit, chosen = unit_by_code(code), period(pk)
    return (unit, chosen) if unit and chosen else None


@needs("evaluation.evaluations", *FORM, load=_unit_and_period)
def set_achievement(request: Request, pair) -> HttpResponse:
    """Set the organisation predicate of one unit for one period."""
    unit, chosen = pair
    require("evaluation.set_achievement", request.actor, unit)
    kept = queries.achievement(unit.pk, chosen.pk)
    initial = {"predicate": kept.predicate, "reason": kept.reason} if kept else None
    form = AchievementForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_achievement(unit, chosen, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Predikat kinerja organisasi tersimpan."))
        return redirect(f"{reverse('evaluation:evaluations')}?period={chosen.pk}")
    context = {"form": form, "unit": unit, "period": chosen}
    return page(request, "evaluation/achievement_form.html", context, status=422 if form.errors else 200)


DOCUMENT = Path(__file__).parents[1] / "templates" / "evaluation" / "d_1_1.typ"


@needs("evaluation.rate", *FORM, load=queries.evaluation, seen=look)
def rate(request: Request, evaluation) -> HttpResponse:
    """One page: evidence left, rating right. Saving leads to the next person, or to the finished evaluation."""
    shown = queries.rating_page(evaluation)
    initial = {name: getattr(evaluation, name) for name in actions.RATED_FIELDS}
    values = values_on(timezone.localdate())
    form = RatingForm(request.POST or None, initial=initial, citizens=shown.citizens, values=values)
    if form.is_valid():
        actions.rate(evaluation, form.cleaned_data, citizens=shown.citizens, by=request.actor, at=timezone.now())
        words = {"name": evaluation.employee, "predicate": worded(rules.Predicate(evaluation.predicate))}
        messages.success(request, _("Penilaian {name} tersimpan: {predicate}.").format(**words))
        if "next" in request.POST and shown.neighbours.following:
            return redirect("evaluation:rate", pk=shown.neighbours.following.pk)
        return redirect("evaluation:evaluation", pk=evaluation.pk)
    context = {"shown": shown, "evaluation": evaluation, "form": form, "matrix": queries.matrix()}
    return page(request, "evaluation/rate.html", context, status=422 if form.errors else 200)


@needs("evaluation.read", load=queries.evaluation, seen=look)
def evaluation(request: Request, evaluation) -> HttpResponse:
    """One evaluation: where it stands, what was rated, what comes next."""
    context = {
        "evaluation": evaluation,
        "shown": queries.rating_page(evaluation),
        "steps": steps(rules.EvaluationState, evaluation.state),
        "matrix": queries.matrix(),
        "events": [(event, sentence(event)) for event in history(evaluation)[:30]],
        "parts": parts("evaluation", evaluation, request.actor, timezone.localdate()),
    }
    return page(request, "evaluation/evaluation.html", context)


@needs("evaluation.sign", *WRITE, load=queries.evaluation)
def sign(request: Request, evaluation) -> HttpResponse:
    """Sign; the rating cannot be changed any more."""
    actions.sign(evaluation, by=request.actor, at=timezone.now())
    messages.success(request, _("Ditandatangani. Serahkan dokumennya kepada {name}.").format(name=evaluation.employee))
    return redirect("evaluation:evaluation", pk=evaluation.pk)


@needs("evaluation.hand_over", *WRITE, load=queries.evaluation)
def hand_over(request: Request, evaluation) -> HttpResponse:
    """Hand the document to the employee."""
    actions.hand_over(evaluation, by=request.actor, at=timezone.now())
    messages.success(request, _("Diserahkan kepada {name}.").format(name=evaluation.employee))
    return redirect("evaluation:evaluation", pk=evaluation.pk)


@needs("evaluation.explain", load=queries.evaluation, seen=look)
def explain(request: Request, evaluation) -> HttpResponse:
    """The page "Mengapa?": the cell, what led to it, what would change it, who decides and until when."""
    shown = queries.explanation_page(evaluation, timezone.localdate())
    context = {"shown": shown, "evaluation": evaluation, "matrix": queries.matrix()}
    context["parts"] = parts("explain", evaluation, request.actor, timezone.localdate())
    return page(request, "evaluation/explain.html", context)


@needs("evaluation.confirm_receipt", *WRITE, load=queries.evaluation)
def confirm_receipt(request: Request, evaluation) -> HttpResponse:
    """Say that the document was received."""
    actions.confirm_receipt(evaluation, by=request.actor, at=timezone.now())
    days = values_on(timezone.localdate()).integer("objection_window_days")
    told = _("Penerimaan tercatat. Anda punya {n} hari kerja untuk mengajukan keberatan.")
    messages.success(request, told.format(n=days))
    return redirect("evaluation:explain", pk=evaluation.pk)


@needs("evaluation.document", load=queries.evaluation, seen=look)
def document(request: Request, evaluation) -> HttpResponse:
    """Dokumen Evaluasi Kinerja (D.1.1) as PDF."""
    address = absolute(request, reverse("evaluation:verify", kwargs={"code": evaluation.document_code}))
    content = queries.document_content(evaluation, address)
    code, _kind = qr_code(address, "svg", title=content["code"], subtitle="")
    response = HttpResponse(pdf(DOCUMENT, content, {"qr": code}), content_type="application/pdf")
    name = f"dokumen-evaluasi-{evaluation.document_code}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@public()
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a document with this code was signed here, when and by which office; never a person's predicate."""
    found = queries.by_document_code(code)
    return page(request, "evaluation/verify.html", {"code": code, "evaluation": found}, status=200 if found else 404)
