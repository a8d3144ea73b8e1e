"""The page of the rating, what is kept while it is written, and what the employee says before it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.evaluation import access, actions, queries, rules
from sambayan.evaluation.forms import RatingForm, ReplyForm, SelfAssessmentForm, is_restored, saved_words
from sambayan.people.actions.looks import look
from sambayan.policies.queries import values_on

_RATE, _AS_SUPERIOR = "rate", "rate_as_superior"


@needs("evaluation.rate", *FORM, load=queries.evaluation, seen=look)
def rate(request: Request, evaluation) -> HttpResponse:
    """One page: evidence left, rating right. Saving leads to the next person, or to the finished evaluation."""
    return _rating(request, evaluation, _RATE)


@needs("evaluation.rate_as_superior", *FORM, load=queries.evaluation, seen=look)
def rate_as_superior(request: Request, evaluation) -> HttpResponse:
    """The same page for the appraiser's superior, whose turn it is."""
    return _rating(request, evaluation, _AS_SUPERIOR)


def _rating(request: Request, evaluation: Any, verb: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    if verb == _RATE:
        access.require_in_time(evaluation, today)
    values = values_on(today)
    shown = queries.rating_page(evaluation, today, values)
    initial = saved_words(shown, (*actions.RATED_FIELDS, *actions.WARNED_FIELDS)) | _opened(shown)
    form = RatingForm(request.POST or None, initial=initial, citizens=shown.citizens, values=values, shown=shown)
    if form.is_valid():
        act = actions.rate if verb == _RATE else actions.rate_as_superior
        try:
            act(evaluation, form.cleaned_data, citizens=shown.citizens, by=request.actor, at=now)
        except actions.NewerError:
            form.add_error(None, _NEWER)
        else:
            return _saved(request, evaluation, shown, verb)
    context = {
        "shown": shown, "evaluation": evaluation, "form": form, "matrix": queries.matrix(), "verb": verb,
        "advice": form.advice(), "address": f"evaluation:{verb}", "restored": not request.POST and is_restored(shown),
        "draft": f"evaluation:keep_draft{'_as_superior' if verb == _AS_SUPERIOR else ''}",
    }  # fmt: skip
    return page(request, "evaluation/rate.html", context, status=422 if form.errors else 200)


_NEWER = gettext_lazy(
    "Penilaian ini sudah diubah orang lain sejak halaman dibuka. Salin tulisan Anda, lalu muat ulang halaman."
)


def _opened(shown: queries.RatingPage) -> dict[str, str]:
    draft = shown.draft
    return {
        "base": actions.base_of(shown.evaluation.rated_at),
        "seen": actions.base_of(draft.saved_at) if draft else "",
    }


def _saved(request: Request, evaluation: Any, shown: queries.RatingPage, verb: str) -> HttpResponse:
    words = {"name": evaluation.employee, "predicate": worded(rules.Predicate(evaluation.predicate))}
    messages.success(request, _("Penilaian {name} tersimpan: {predicate}.").format(**words))
    if "next" in request.POST and shown.neighbours.following:
        return redirect(f"evaluation:{verb}", pk=shown.neighbours.following.pk)
    return redirect("evaluation:evaluation", pk=evaluation.pk)


@needs("evaluation.rate", *WRITE, load=queries.evaluation)
def keep_draft(request: Request, evaluation) -> HttpResponse:
    """Keep what was typed, and answer with what the page says to it: suggestion, warnings, when it was kept."""
    return _kept(request, evaluation, _RATE)


@needs("evaluation.rate_as_superior", *WRITE, load=queries.evaluation)
def keep_draft_as_superior(request: Request, evaluation) -> HttpResponse:
    """The same while the superior writes."""
    return _kept(request, evaluation, _AS_SUPERIOR)


def _kept(request: Request, evaluation: Any, verb: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    values = values_on(today)
    shown = queries.rating_page(evaluation, today, values)
    form = RatingForm(request.POST, citizens=shown.citizens, values=values, shown=shown)
    words = {name: form.data[name][:4000] for name in form.fields if name in form.data and name not in ("base", "seen")}
    opened = actions.Opened(verb, form.data.get("base", ""), form.data.get("seen", ""))
    context = {"advice": form.advice(), "form": form, "evaluation": evaluation, "shown": shown}
    try:
        context["kept"] = actions.keep_draft(evaluation, words, opened=opened, by=request.actor, at=now)
    except actions.NewerError:
        return page(request, "evaluation/advice.html", {**context, "newer": _NEWER}, status=409)
    context["seen"] = actions.base_of(context["kept"].saved_at)
    return page(request, "evaluation/advice.html", context)


@needs("evaluation.assess_self", *FORM, load=queries.evaluation)
def assess_self(request: Request, evaluation) -> HttpResponse:
    """Rate oneself before the appraiser does."""
    shown = queries.rating_page(evaluation)
    form = SelfAssessmentForm(request.POST or None, initial=_own_words(shown), results=shown.results)
    if form.is_valid():
        actions.assess_self(evaluation, form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Penilaian diri tersimpan. {name} membacanya.").format(name=evaluation.appraiser))
        return redirect("evaluation:evaluation", pk=evaluation.pk)
    context = {"evaluation": evaluation, "shown": shown, "form": form}
    return page(request, "evaluation/assess_self.html", context, status=422 if form.errors else 200)


def _own_words(shown: queries.RatingPage) -> dict[str, str]:
    words: dict[str, str] = {}
    for row in shown.rows:
        if row.own:
            words[f"r{row.result.pk}_rating"], words[f"r{row.result.pk}_remark"] = row.own.rating, row.own.remark
    own = shown.self_assessment
    if own is None:
        return words
    return words | {"result_rating": own.result_rating, "behaviour_rating": own.behaviour_rating, "text": own.text}


@needs("evaluation.reply_to_citizens", *FORM, load=queries.evaluation)
def reply_to_citizens(request: Request, evaluation) -> HttpResponse:
    """Answer the citizens' voice before the signature."""
    form = ReplyForm(request.POST or None, initial={"text": evaluation.citizen_reply})
    if form.is_valid():
        actions.reply_to_citizens(evaluation, form.cleaned_data["text"], by=request.actor, at=timezone.now())
        messages.success(request, _("Tanggapan tersimpan."))
        return redirect("evaluation:evaluation", pk=evaluation.pk)
    context = {"evaluation": evaluation, "form": form, "shown": queries.rating_page(evaluation)}
    return page(request, "evaluation/reply_to_citizens.html", context, status=422 if form.errors else 200)
