"""Writing, lodging, admitting and taking back an objection."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.cycles.queries import days_left
from sambayan.objections import actions, queries
from sambayan.objections.forms import DraftForm, LodgeForm, ReasonForm
from sambayan.objections.rules import ObjectionState
from sambayan.people.actions.looks import look
from sambayan.planning.views.doing import limits
from sambayan.policies.queries import values_on


@needs("objections.draft", *FORM, load=queries.objection_about, seen=look)
def draft(request: Request, objection) -> HttpResponse:
    """Write the objection; what is typed is kept while typing, and nobody else reads it before it is lodged."""
    kept = {"reasons": objection.reasons, "evidence": objection.evidence, "links": "\n".join(objection.links)}
    today = timezone.localdate()
    files = list(objection.files.order_by("name", "pk")) if objection.pk else []
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    choices = [(each.pk, each.name) for each in files]
    form = DraftForm(*given, initial=kept, files=choices, limits=limits(today, len(files)))
    if form.is_valid():
        objection = actions.draft(objection, form.cleaned_data, by=request.actor, at=timezone.now())
        if "autosave" in request.POST:
            return HttpResponse(status=204)
        if "onward" in request.POST:
            return redirect("objections:lodge", pk=objection.pk)
        messages.success(request, _("Draf tersimpan. Hanya Anda yang membacanya."))
        return redirect("objections:draft", pk=objection.evaluation_id)
    values = values_on(today)
    context = {
        "objection": objection,
        "files": files,
        "evaluation": objection.evaluation,
        "form": form,
        "left": days_left(today, objection.due_on, objection.unit.path),
        "is_late": today > objection.due_on,
        "decision_days": values.integer("objection_decision_days"),
        "window": values.integer("objection_window_days"),
    }
    return page(request, "objections/draft.html", context, status=422 if form.errors else 200)


@needs("objections.lodge", *FORM, load=queries.objection, seen=look)
def lodge(request: Request, objection) -> HttpResponse:
    """Read once more what will be sent, then lodge it."""
    today = timezone.localdate()
    form = LodgeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        late = form.cleaned_data["late_reason"]
        objection = actions.lodge(objection, late_reason=late, by=request.actor, at=timezone.now())
        if objection.state == ObjectionState.REFUSED_LATE:
            messages.warning(request, _("Batas keberatan sudah lewat, jadi tidak diterima. Percobaan Anda tercatat."))
        else:
            messages.success(request, _("Keberatan diajukan. Anda dikabari setiap langkahnya."))
        return redirect("objections:objection", pk=objection.pk)
    least = max(values_on(today).integer("reason_min_length"), 1)
    context = {
        "objection": objection,
        "form": form,
        "left": days_left(today, objection.due_on, objection.unit.path),
        "is_late": today > objection.due_on,
        "lacking": least if len(objection.reasons.strip()) < least else 0,
    }
    return page(request, "objections/lodge.html", context, status=422 if form.errors else 200)


@needs("objections.admit", *FORM, load=queries.objection, seen=look)
def admit(request: Request, objection) -> HttpResponse:
    """Accept an objection that came late, with a written reason."""
    hint = _("Pegawai dan pejabat penilai membacanya. Sejak itu batas memutus berjalan.")
    form = ReasonForm(request.POST or None, label=_("Mengapa tetap diterima"), hint=hint)
    if form.is_valid():
        actions.admit(objection, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Keberatan diterima. Sekarang minta penjelasan kedua pihak."))
        return redirect("objections:objection", pk=objection.pk)
    context = {
        "objection": objection,
        "form": form,
        "verb": _("Terima keberatan"),
        "title": _("Terima walau terlambat"),
    }
    return page(request, "objections/verb.html", context, status=422 if form.errors else 200)


@needs("objections.withdraw", *WRITE, load=queries.objection)
def withdraw(request: Request, objection) -> HttpResponse:
    """Take the objection back."""
    actions.withdraw(objection, by=request.actor, at=timezone.now())
    messages.success(request, _("Keberatan dicabut."))
    return redirect("objections:objection", pk=objection.pk)
