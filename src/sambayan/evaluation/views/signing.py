"""What happens after the rating, one button each: sign, hand over, receive, return, report, pass upwards."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.evaluation import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.evaluation.forms import PassForm
from sambayan.policies.queries import values_on


def _done(request: Request, evaluation: Any, told: str, to: str = "evaluation") -> HttpResponse:
    messages.success(request, told)
    return redirect(f"evaluation:{to}", pk=evaluation.pk)


@needs("evaluation.sign", *WRITE, load=queries.evaluation)
def sign(request: Request, evaluation) -> HttpResponse:
    """Sign; the rating cannot be changed any more."""
    return _signed(request, evaluation, actions.sign, "rate")


@needs("evaluation.sign_as_superior", *WRITE, load=queries.evaluation)
def sign_as_superior(request: Request, evaluation) -> HttpResponse:
    """Sign in the appraiser's place."""
    return _signed(request, evaluation, actions.sign_as_superior, "rate_as_superior")


def _signed(request: Request, evaluation: Any, act: Callable[..., Any], form: str) -> HttpResponse:
    """Sign what the page showed; a reason that is still asked for leads to the form where it is written."""
    try:
        act(evaluation, by=request.actor, at=timezone.now(), base=request.POST.get("base"))
    except actions.MissingReasonError as missing:
        messages.error(request, str(missing))
        return redirect(f"evaluation:{form}", pk=evaluation.pk)
    told = _("Ditandatangani. Serahkan dokumennya kepada {name}.").format(name=evaluation.employee)
    return _done(request, evaluation, told)


@needs("evaluation.pass_to_superior", *FORM, load=queries.evaluation)
def pass_to_superior(request: Request, evaluation) -> HttpResponse:
    """Hand the evaluation to the appraiser's superior, because the appraiser is permanently unable."""
    form = PassForm(request.POST or None)
    if form.is_valid():
        actions.pass_to_superior(evaluation, **form.cleaned_data, by=request.actor, at=timezone.now())
        return _done(request, evaluation, _("Diserahkan kepada {name}.").format(name=evaluation.superior))
    context = {"form": form, "evaluation": evaluation, "who": evaluation.appraiser}
    return page(request, "evaluation/pass_form.html", context, status=422 if form.errors else 200)


@needs("evaluation.pass_upwards", *FORM, load=queries.evaluation)
def pass_upwards(request: Request, evaluation) -> HttpResponse:
    """Hand the evaluation one step further up, because the superior cannot."""
    form = PassForm(request.POST or None)
    if form.is_valid():
        actions.pass_upwards(evaluation, **form.cleaned_data, by=request.actor, at=timezone.now())
        return _done(request, evaluation, _("Diserahkan kepada {name}.").format(name=evaluation.superior))
    context = {"form": form, "evaluation": evaluation, "who": evaluation.superior}
    return page(request, "evaluation/pass_form.html", context, status=422 if form.errors else 200)


@needs("evaluation.hand_over", *WRITE, load=queries.evaluation)
def hand_over(request: Request, evaluation) -> HttpResponse:
    """Hand the document to the employee."""
    actions.hand_over(evaluation, by=request.actor, at=timezone.now())
    return _done(request, evaluation, _("Diserahkan kepada {name}.").format(name=evaluation.employee))


@needs("evaluation.confirm_receipt", *WRITE, load=queries.evaluation)
def confirm_receipt(request: Request, evaluation) -> HttpResponse:
    """Say that the document was received."""
    actions.confirm_receipt(evaluation, by=request.actor, at=timezone.now())
    told = _("Penerimaan tercatat. Hasil ini final, jadi keberatan tidak dapat diajukan.")
    if not evaluation.is_final:
        days = values_on(timezone.localdate()).integer("objection_window_days")
        told = _("Penerimaan tercatat. Anda punya {n} hari kerja untuk mengajukan keberatan.").format(n=days)
    return _done(request, evaluation, told, "explain")


@needs("evaluation.return_signed", *WRITE, load=queries.evaluation)
def return_signed(request: Request, evaluation) -> HttpResponse:
    """Sign the document as its employee and give it back."""
    actions.return_signed(evaluation, by=request.actor, at=timezone.now())
    return _done(request, evaluation, _("Dokumen ditandatangani dan dikembalikan."))


@needs("evaluation.report", *WRITE, load=queries.evaluation)
def report(request: Request, evaluation) -> HttpResponse:
    """Report the document upwards."""
    actions.report(evaluation, by=request.actor, at=timezone.now())
    return _done(request, evaluation, _("Dokumen dilaporkan kepada pejabat yang berwenang."))
