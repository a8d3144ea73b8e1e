"""The whole record, and the history of one thing."""

from collections.abc import Iterable
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambayan.audit import access, queries  # noqa: F401 - access declares the rights
from sambayan.audit.forms import FilterForm
from sambayan.audit.sentences import changes, event_words, sentence
from sambayan.common.guard import Request, needs, why_not
from sambayan.common.pages import page

ROOMS = (
    (_("Rencana"), "planning."),
    (_("Penilaian"), "evaluation."),
    (_("Survei"), "surveys."),
    (_("Kepegawaian"), "people."),
    (_("Akun dan masuk"), "accounts."),
    (_("Setelan"), "policies."),
    (_("Pemberitahuan"), "notices."),
    (_("Catatan"), "audit."),
)
PER_PAGE = 50


def _rows(shown: Iterable[Any], *, in_detail: bool = True) -> list[tuple[Any, str, list[Any], str]]:
    """Event, sentence, changes and reason; without details neither changes nor reason."""
    return [
        (event, sentence(event), changes(event) if in_detail else [], event.reason if in_detail else "")
        for event in shown
    ]


def _table(events: Any, name: str, *, in_detail: bool = True) -> HttpResponse:
    def told(event: Any) -> tuple[str, str, str]:
        changed = changes(event) if in_detail else []
        words = "; ".join(f"{each.label}: {each.before or '–'} → {each.after or '–'}" for each in changed)
        return sentence(event), words, event.reason if in_detail else ""

    rows = queries.csv_rows(events.iterator(1000), told)
    response = cast("HttpResponse", StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8"))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


@needs("audit.record")
def record(request: Request) -> HttpResponse:
    """The latest events, 50 a page, filtered by room, words and period."""
    asked = queries.asked_for(request.GET)
    shown = Paginator(queries.narrowed(queries.latest(), asked), PER_PAGE).get_page(request.GET.get("page"))
    chips = [
        {
            "label": label,
            "url": _with(request.path, asked.query_with(event="" if asked.event == start else start)),
            "current": asked.event == start,
        }
        for label, start in ROOMS
    ]
    context = {"rows": _rows(shown), "shown": shown, "chips": chips, "form": FilterForm(asked), "query": asked.query}
    context["table"] = _with(reverse("audit:record_table"), asked.query)
    return page(request, "audit/record.html", context)


@needs("audit.record_table")
def record_table(request: Request) -> HttpResponse:
    """The same as a CSV file."""
    return _table(queries.narrowed(queries.latest(), queries.asked_for(request.GET)), "record")


@needs("audit.history", load=queries.thing)
def history(request: Request, thing) -> HttpResponse:
    """What happened to one thing: who, on whose behalf, when, what changed and why."""
    asked, events = queries.asked_for(request.GET), queries.events_of(thing)
    shown = Paginator(queries.narrowed(events, asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "thing": thing,
        "back": queries.address_of(thing),
        "rows": _rows(shown, in_detail=_in_detail(request, thing)),
        "shown": shown,
        "form": FilterForm(asked, [(name, event_words(name)) for name in queries.names_of(events)]),
        "query": asked.query,
        "table": _with(reverse("audit:history_table", args=[thing.subject.kind, thing.pk]), asked.query),
    }
    return page(request, "audit/history.html", context)


@needs("audit.history_table", load=queries.thing)
def history_table(request: Request, thing) -> HttpResponse:
    """The same as a CSV file."""
    events = queries.narrowed(queries.events_of(thing), queries.asked_for(request.GET))
    return _table(events, f"{thing.subject.kind}-{thing.pk}", in_detail=_in_detail(request, thing))


def _in_detail(request: Request, thing: Any) -> bool:
    return why_not(thing.subject.details, request.actor, thing.object) is None
