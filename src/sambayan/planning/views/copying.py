"""Last year's agreement, templates, and one result for many people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.planning import actions, queries
from sambayan.planning.forms import AssignForm, StartForm, TemplateForm


@needs("planning.copy_last_year", *WRITE, load=queries.agreement)
def copy_last_year(request: Request, agreement) -> HttpResponse:
    """Bring last year's agreement into the draft."""
    count = actions.copy_last_year(agreement, by=request.actor, at=timezone.now())
    told = _("{n} hasil kerja disalin dari SKP tahun lalu. Periksa target dan perubahannya.")
    messages.success(request, told.format(n=count))
    return redirect("planning:agreement", pk=agreement.pk)


@needs("planning.use_template", *FORM, load=queries.agreement)
def use_template(request: Request, agreement) -> HttpResponse:
    """The templates for this position; choosing one brings its results and annex into the draft."""
    offered = queries.templates_for(agreement, timezone.localdate())
    if request.method == "POST":
        chosen = next((each for each in offered if str(each.pk) == request.POST.get("template")), None)
        if chosen is None:
            raise Http404
        count = actions.use_template(agreement, chosen, by=request.actor, at=timezone.now())
        messages.success(request, _("{n} hasil kerja ditambahkan dari contoh.").format(n=count))
        return redirect("planning:agreement", pk=agreement.pk)
    return page(request, "planning/use_template.html", {"offered": offered, "agreement": agreement})


@needs("planning.make_template", *FORM, load=queries.agreement)
def make_template(request: Request, agreement) -> HttpResponse:
    """Name a template made of this agreement."""
    title = queries.position_title_of(agreement, timezone.localdate())
    form = TemplateForm(request.POST or None, initial={"title": title, "position_title": title})
    if form.is_valid():
        actions.make_template(agreement, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Contoh SKP tersimpan, tanpa nama orang."))
        return redirect("planning:templates")
    context = {"form": form, "agreement": agreement}
    return page(request, "planning/template_form.html", context, status=422 if form.errors else 200)


@needs("planning.templates")
def templates(request: Request) -> HttpResponse:
    """The templates in use, found by position."""
    text = request.GET.get("q", "").strip()[:80]
    shown = Paginator(queries.templates(text=text), 25).get_page(request.GET.get("page"))
    context = {"shown": shown, "q": text, "query": urlencode({"q": text}) if text else ""}
    return page(request, "planning/templates.html", context)


@needs("planning.templates", load=queries.template)
def template(request: Request, template) -> HttpResponse:
    """What stands in one template."""
    return page(request, "planning/template.html", {"template": template, "annex": queries.template_annex(template)})


@needs("planning.retire_template", *WRITE, load=queries.template)
def retire_template(request: Request, template) -> HttpResponse:
    """Take a template out of use."""
    actions.retire_template(template, by=request.actor, at=timezone.now())
    messages.success(request, _("Contoh SKP tidak dipakai lagi."))
    return redirect("planning:templates")


@needs("planning.assign_result", *FORM)
def assign_result(request: Request) -> HttpResponse:
    """One result for several people of the team; the answer names everybody and what became of it."""
    team = queries.team_of(request.actor, timezone.localdate())
    people = [(mate.employee_id, f"{mate.name}, {mate.title}") for mate in team]
    form = AssignForm(request.POST or None, people=people)
    if form.is_valid():
        words = dict(form.cleaned_data)
        found = actions.assign_result(words, employee_ids=words.pop("people"), by=request.actor, at=timezone.now())
        _say(request, found)
        return redirect("planning:assign_result")
    context = {"form": form, "team": team, "without": [mate for mate in team if mate.agreement is None]}
    return page(request, "planning/assign_form.html", context, status=422 if form.errors else 200)


@needs("planning.start_for", *WRITE)
def start_for(request: Request) -> HttpResponse:
    """Begin the agreement of somebody of the team, by the key in the form."""
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Pilih orangnya."))
        return redirect("planning:assign_result")
    agreement = actions.start_for(**form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("SKP {name} dimulai.").format(name=agreement.employee))
    return redirect("planning:agreement", pk=agreement.pk)


def _say(request: Request, found: actions.Assigned) -> None:
    for names, told in (
        (found.drafted, _("Masuk ke draf SKP: {names}.")),
        (found.waiting, _("Menunggu dialog berikutnya, karena SKP-nya tidak sedang ditulis: {names}.")),
    ):
        if names:
            messages.success(request, told.format(names=", ".join(names)))
    if found.without:
        told = _("Belum punya SKP, jadi belum ditugaskan: {names}.")
        messages.warning(request, told.format(names=", ".join(found.without)))
