"""The record as a page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from sambayan.audit import access, queries  # noqa: F401 - access declares the rights
from sambayan.audit.sentences import changes, sentence
from sambayan.common.guard import needs
from sambayan.common.pages import page

ROOMS = (
    (_("Rencana"), "planning."),
    (_("Penilaian"), "evaluation."),
    (_("Survei"), "surveys."),
    (_("Aturan dan setelan"), "policies."),
    (_("Masuk dan keluar"), "people."),
    (_("Pemberitahuan"), "notices."),
)


@needs("audit.record")
def record(request: HttpRequest) -> HttpResponse:
    """The latest events, 50 a page, filtered by the beginning of their name."""
    name = request.GET.get("event", "")
    shown = Paginator(queries.latest(name), 50).get_page(request.GET.get("page"))
    rows = [(event, sentence(event), changes(event)) for event in shown]
    chips = [
        {"label": label, "url": request.path if name == start else f"?event={start}", "current": name == start}
        for label, start in ROOMS
    ]
    query = urlencode({"event": name}) if name else ""
    return page(request, "audit/record.html", {"rows": rows, "shown": shown, "chips": chips, "query": query})
