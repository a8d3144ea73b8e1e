"""Hearing both sides and deciding."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.evaluation.queries import matrix, was_on_study_leave
from sambayan.evaluation.rules import Predicate
from sambayan.objections import actions, queries
from sambayan.objections.forms import ChangeForm, DeciderForm, ReasonForm, RefusalForm
from sambayan.objections.rules import Side
from sambayan.people.actions.looks import look
from sambayan.policies.queries import values_on


@needs("objections.ask_explanations", *WRITE, load=queries.objection)
def ask_explanations(request: Request, objection) -> HttpResponse:
    """Ask both sides to explain."""
    actions.ask_explanations(objection, by=request.actor, at=timezone.now())
    messages.success(request, _("Penjelasan diminta dari kedua pihak."))
    return redirect("objections:objection", pk=objection.pk)


@needs("objections.explain", *FORM, load=queries.objection, seen=look)
def explain(request: Request, objection) -> HttpResponse:
    """Write one's own explanation, once."""
    hint = _("Ditulis satu kali dan tidak dapat diubah. Dibaca kedua pihak dan yang memutus.")
    form = ReasonForm(request.POST or None, label=_("Penjelasan Anda"), hint=hint)
    if form.is_valid():
        actions.explain(objection, text=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Penjelasan Anda tersimpan."))
        return redirect("objections:objection", pk=objection.pk)
    context = {"objection": objection, "form": form, "verb": _("Kirim penjelasan"), "title": _("Beri penjelasan")}
    return page(request, "objections/verb.html", context, status=422 if form.errors else 200)


@needs("objections.record_refusal_to_explain", *FORM, load=queries.objection, seen=look)
def record_refusal_to_explain(request: Request, objection) -> HttpResponse:
    """Write down that one side does not explain."""
    form = RefusalForm(request.POST or None, sides=objection.unheard)
    if form.is_valid():
        side, reason = Side(form.cleaned_data["side"]), form.cleaned_data["reason"]
        actions.record_refusal_to_explain(objection, side=side, reason=reason, by=request.actor, at=timezone.now())
        messages.success(request, _("Tercatat. Pihak itu dikabari dan masih dapat memberi penjelasan."))
        return redirect("objections:objection", pk=objection.pk)
    title = _("Catat tidak memberi penjelasan")
    context = {"objection": objection, "form": form, "verb": _("Catat"), "title": title}
    return page(request, "objections/verb.html", context, status=422 if form.errors else 200)


@needs("objections.uphold", *FORM, load=queries.objection, seen=look)
def uphold(request: Request, objection) -> HttpResponse:
    """Decide that the result stands."""
    hint = _("Apa yang Anda timbang dari keberatan dan kedua penjelasan. Keputusan ini final.")
    form = ReasonForm(request.POST or None, label=_("Pertimbangan keputusan"), hint=hint)
    if form.is_valid():
        actions.uphold(objection, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Keberatan diputus: hasil evaluasi dikuatkan."))
        return redirect("objections:objection", pk=objection.pk)
    title = _("Kuatkan hasil evaluasi")
    context = {"objection": objection, "form": form, "verb": title, "title": title, "both": objection.explanations.all}
    return page(request, "objections/verb.html", context, status=422 if form.errors else 200)


@needs("objections.change", *FORM, load=queries.objection, seen=look)
def change(request: Request, objection) -> HttpResponse:
    """Decide that the result changes: rate anew; the predicate follows from the matrix."""
    evaluation = objection.evaluation
    old = (evaluation.result_rating, evaluation.behaviour_rating, evaluation.exception_predicate)
    least = values_on(timezone.localdate()).integer("reason_min_length")
    initial = dict(zip(("result_rating", "behaviour_rating", "exception_predicate"), old, strict=True))
    initial["exception_reason"] = evaluation.exception_reason
    studied = was_on_study_leave(evaluation)
    form = ChangeForm(request.POST or None, initial=initial, old=old, least=least, studied=studied)
    if form.is_valid():
        actions.change(objection, form.decision, by=request.actor, at=timezone.now())
        word = worded(Predicate(objection.evaluation.predicate))
        told = _("Keberatan diputus: hasil diubah menjadi {predicate}. D.1.3 diterbitkan.")
        messages.success(request, told.format(predicate=word))
        return redirect("objections:objection", pk=objection.pk)
    context = {"objection": objection, "evaluation": evaluation, "form": form, "matrix": matrix()}
    return page(request, "objections/change.html", context, status=422 if form.errors else 200)


@needs("objections.sign_decision", *WRITE, load=queries.objection)
def sign_decision(request: Request, objection) -> HttpResponse:
    """Sign D.1.3."""
    actions.sign_decision(objection, by=request.actor, at=timezone.now())
    messages.success(request, _("Keputusan ditandatangani."))
    return redirect("objections:objection", pk=objection.pk)


@needs("objections.appoint_decider", *FORM, load=queries.objection, seen=look)
def appoint_decider(request: Request, objection) -> HttpResponse:
    """Name who decides, where nobody is known or that one cannot."""
    posts = queries.possible_deciders(objection, timezone.localdate())
    form = DeciderForm(request.POST or None, posts=posts)
    if form.is_valid():
        chosen = next(post.employee for post in posts if post.employee_id == form.cleaned_data["decider"])
        reason = form.cleaned_data["reason"]
        actions.appoint_decider(objection, chosen, reason=reason, by=request.actor, at=timezone.now())
        messages.success(request, _("{name} memutus keberatan ini.").format(name=chosen))
        return redirect("objections:objection", pk=objection.pk)
    title = _("Tetapkan yang memutus")
    context = {"objection": objection, "form": form, "verb": title, "title": title}
    return page(request, "objections/verb.html", context, status=422 if form.errors else 200)
