"""Pages of the agreement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, Request, needs
from sambayan.common.pages import page
from sambayan.cycles.queries import documentable_periods
from sambayan.planning import actions, queries
from sambayan.planning.forms import EvidenceForm
from sambayan.planning.views.content import (
    add_expectation,
    add_indicator,
    add_result,
    change_indicator,
    change_result,
    link_results,
    remove_indicator,
    remove_result,
    shape,
    sort_result,
    write_annex,
    write_expectations,
    write_manual,
)
from sambayan.planning.views.copying import (
    assign_result,
    copy_last_year,
    make_template,
    retire_template,
    start_for,
    template,
    templates,
    use_template,
)
from sambayan.planning.views.pages import agreement, agreements, compare, start
from sambayan.planning.views.prints import print_
from sambayan.planning.views.states import (
    close,
    open_dialogue,
    propose,
    record_dialogue,
    request_superior_dialogue,
    return_,
    revise,
    set_,
    set_unsigned,
    sign,
    take_over_result,
)

__all__ = [
    "add_expectation",
    "add_indicator",
    "add_result",
    "agreement",
    "agreements",
    "assign_result",
    "change_indicator",
    "change_result",
    "close",
    "compare",
    "copy_last_year",
    "document",
    "link_results",
    "make_template",
    "open_dialogue",
    "print_",
    "propose",
    "record_dialogue",
    "remove_indicator",
    "remove_result",
    "request_superior_dialogue",
    "retire_template",
    "return_",
    "revise",
    "set_",
    "set_unsigned",
    "shape",
    "sign",
    "sort_result",
    "start",
    "start_for",
    "take_over_result",
    "template",
    "templates",
    "use_template",
    "write_annex",
    "write_expectations",
    "write_manual",
]


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
