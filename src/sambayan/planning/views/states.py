"""The verbs that move an agreement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.planning import actions, queries, rules
from sambayan.planning.forms import DialogueForm, ReturnForm, ReviseForm, TakeoverForm, UnsignedForm
from sambayan.planning.views.pages import agreement_page


@needs("planning.open_dialogue", *WRITE, load=queries.agreement)
def open_dialogue(request: Request, agreement) -> HttpResponse:
    """Write down the first talk; the dialogue is open."""
    form = DialogueForm(request.POST, today=timezone.localdate(), year=agreement.cycle.year)
    if not form.is_valid():
        return agreement_page(request, agreement, wrong=form)
    actions.open_dialogue(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("Dialog dimulai dan tercatat."))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.record_dialogue", *WRITE, load=queries.agreement)
def record_dialogue(request: Request, agreement) -> HttpResponse:
    """Write down one more talk."""
    form = DialogueForm(request.POST, today=timezone.localdate(), year=agreement.cycle.year)
    if not form.is_valid():
        return agreement_page(request, agreement, wrong=form)
    actions.record_dialogue(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("Dialog tercatat."))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.request_superior_dialogue", *WRITE, load=queries.agreement)
def request_superior_dialogue(request: Request, agreement) -> HttpResponse:
    """Ask the appraiser's superior to lead the dialogue."""
    actions.request_superior_dialogue(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("Dialog diminta kepada {name}.").format(name=agreement.superior))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.propose", *WRITE, load=queries.agreement)
def propose(request: Request, agreement) -> HttpResponse:
    """Put before the leader."""
    actions.propose(agreement, by=request.actor, at=timezone.now())
    to = agreement.superior if agreement.is_superior_led else agreement.appraiser
    messages.success(request, _("SKP diusulkan kepada {name}.").format(name=to))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.return", *WRITE, load=queries.agreement)
def return_(request: Request, agreement) -> HttpResponse:
    """Give back with a reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return agreement_page(request, agreement, wrong=form)
    actions.return_(agreement, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("SKP dikembalikan kepada {name}.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.sign", *WRITE, load=queries.agreement)
def sign(request: Request, agreement) -> HttpResponse:
    """Sign as the employee."""
    actions.sign(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP Anda tanda tangani; penetapannya menunggu pejabat penilai."))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.set", *WRITE, load=queries.agreement)
def set_(request: Request, agreement) -> HttpResponse:
    """Set the agreement, so that it is in force."""
    actions.set_(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP {name} ditetapkan dan berlaku.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.set_unsigned", *WRITE, load=queries.agreement)
def set_unsigned(request: Request, agreement) -> HttpResponse:
    """Set without the employee's signature, with the reason."""
    form = UnsignedForm(request.POST)
    if not form.is_valid():
        return agreement_page(request, agreement, wrong=form)
    actions.set_unsigned(agreement, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("SKP {name} ditetapkan tanpa tanda tangan pegawai.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.revise", *WRITE, load=queries.agreement)
def revise(request: Request, agreement) -> HttpResponse:
    """Begin a new version; the present one counts until the new one is set."""
    form = ReviseForm(request.POST)
    if not form.is_valid():
        return agreement_page(request, agreement, wrong=form)
    fresh = actions.revise(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("Versi baru dimulai. Versi yang berlaku tetap berlaku sampai yang baru ditetapkan."))
    return redirect("planning:agreement", pk=fresh.pk)


@needs("planning.take_over_result", *FORM, load=queries.result)
def take_over_result(request: Request, result) -> HttpResponse:
    """Take a result over, with what was tried and the note the evaluation shows."""
    agreement = result.agreement
    on_record = rules.steps_on_record(agreement.employee_id, agreement.cycle_id)
    form = TakeoverForm(request.POST or None, on_record=on_record)
    if form.is_valid():
        actions.take_over_result(result, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(
            request, _("Hasil kerja diambil alih; {name} diberi tahu.").format(name=result.agreement.employee)
        )
        return redirect("planning:agreement", pk=result.agreement_id)
    recorded = [step for step in rules.TakeoverStep if step in on_record]
    context = {"form": form, "result": result, "agreement": agreement, "recorded": recorded}
    return page(request, "planning/takeover_form.html", context, status=422 if form.errors else 200)


@needs("planning.close", *WRITE, load=queries.agreement)
def close(request: Request, agreement) -> HttpResponse:
    """Close an agreement whose year is over."""
    actions.close(agreement, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP {name} ditutup.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)
