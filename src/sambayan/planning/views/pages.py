"""The list, the page of one agreement, its versions, and its beginning."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.forms import Form
from sambayan.common.guard import FORM, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page, steps
from sambayan.cycles.queries import current_period
from sambayan.people.actions.looks import look
from sambayan.planning import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.planning.forms import DialogueForm, ReturnForm, ReviseForm, UnsignedForm
from sambayan.planning.queries import live
from sambayan.planning.views.goals import year_asked

_WAY = (
    rules.AgreementState.DRAFT,
    rules.AgreementState.IN_DIALOGUE,
    rules.AgreementState.PROPOSED,
    rules.AgreementState.SIGNED,
    rules.AgreementState.IN_FORCE,
)


@needs("planning.agreements")
def agreements(request: Request) -> HttpResponse:
    """The agreements of a year that the reader may see, one's own on top, found by name and state."""
    year, today = year_asked(request), timezone.localdate()
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("q", "state", "mine", "led")}
    narrowed = {"mine": bool(asked["mine"]), "led": bool(asked["led"])}
    readable = queries.agreements(request.actor, year, asked["q"], **narrowed)
    asked["year"] = str(year) if year != today.year else ""
    chips = [_chip(request, asked, state, count) for state, count in queries.counted(readable)]
    rows = readable.filter(state=asked["state"]) if asked["state"] else readable
    context = {
        "shown": Paginator(rows, 25).get_page(request.GET.get("page")),
        "own": queries.own_agreement(request.actor, year),
        "unfinished": queries.own_unfinished(request.actor, year),
        "year": year,
        "years": queries.years_shown(request.actor, today, year),
        "start_address": f"{reverse('planning:start')}?year={year}" if year in (today.year, today.year + 1) else "",
        "all_address": f"{request.path}?year={year}" if asked["year"] else request.path,
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
    """Who will appraise, and the button that begins the agreement of this year, or of the one in the address."""
    year = year_asked(request)
    if request.method == "POST":
        agreement = actions.start(year=year, by=request.actor, at=timezone.now())
        return redirect("planning:agreement", pk=agreement.pk)
    shown = queries.start_page(request.actor, timezone.localdate(), year)
    return page(request, "planning/start.html", {"start": shown})


def agreement_page(request: Request, agreement, wrong: Form | None = None) -> HttpResponse:
    """The page of an agreement; `wrong` is the form of a verb that has to be mended, shown in its place."""
    today = timezone.localdate()
    documented = [row for row in queries.documented_results(agreement) if not row.is_given_up]
    results = live.beside(documented, agreement.pk)
    is_editable = agreement.state in rules.EDITABLE
    forms = {
        "return_form": ReturnForm(),
        "unsigned_form": UnsignedForm(),
        "dialogue_form": DialogueForm(today=today, year=agreement.cycle.year),
        "revise_form": ReviseForm(),
    }
    if wrong is not None:
        forms[next(name for name, form in forms.items() if type(form) is type(wrong))] = wrong  # type: ignore[assignment]
    draft = queries.draft_of(agreement, results) if agreement.state in rules.UNFINISHED else None
    acting = queries.acting_posts(agreement.employee_id, today) if draft else []
    context = {
        "agreement": agreement,
        "period": current_period(agreement.cycle_id, today),
        "results": results,
        "gaps": rules.gaps(draft) if draft and is_editable else [],
        "acting": rules.acting_unnamed(draft, acting) if draft else [],
        "behaviours": queries.behaviours_of(agreement.pk),
        "annex": queries.annex_of(agreement),
        "versions": queries.versions_of(agreement),
        "dialogues": queries.dialogues_of(agreement.pk),
        "waiting": queries.waiting_for(agreement.pk),
        "steps": steps(_WAY, agreement.state) if agreement.state in rules.STANDING else [],
        "is_editable": is_editable,
        "is_standing": agreement.state in rules.STANDING,
        "leader": agreement.superior if agreement.is_superior_led else agreement.appraiser,
        "is_past": agreement.cycle.year < today.year,
        "wrong": wrong,
        "events": [(event, sentence(event)) for event in history(agreement)[:30]],
        **forms,
    }
    return page(request, "planning/agreement.html", context, status=422 if wrong else 200)


@needs("planning.read", load=queries.agreement, seen=look)
def agreement(request: Request, agreement) -> HttpResponse:
    """One agreement: results, behaviour, annex, dialogue, history, and the verbs the reader may use now."""
    return agreement_page(request, agreement)


@needs("planning.read", load=queries.agreement, seen=look)
def compare(request: Request, agreement) -> HttpResponse:
    """This version beside the one before it; a first version has none."""
    shown = queries.compare_page(agreement)
    if shown is None:
        raise Http404
    return page(request, "planning/compare.html", {"shown": shown, "agreement": agreement})
