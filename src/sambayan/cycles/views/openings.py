"""How far an opening is, and who was left out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.cycles.actions import openings as actions
from sambayan.cycles.queries import openings as queries
from sambayan.cycles.rules import UNFINISHED_OPENINGS, LeftOutReason, OpeningState

TAGS = {
    OpeningState.WAITING: ("info", "clock"),
    OpeningState.RUNNING: ("info", "clock"),
    OpeningState.STOPPED: ("bad", "cross"),
    OpeningState.FINISHED: ("good", "check"),
}


@needs("cycles.opening", load=queries.opening)
def opening(request: Request, opening) -> HttpResponse:
    """The progress of an opening, asked again while it runs; then who was left out, by reason."""
    asked = request.GET.get("reason", "")
    reason = asked if asked in set(LeftOutReason) else ""
    year = reverse("cycles:year", args=[opening.cycle_id])
    kind, icon = TAGS[OpeningState(opening.state)]
    context: dict[str, Any] = {
        "opening": opening,
        "crumbs": [(_("Tahun kinerja"), reverse("cycles:years")), (str(opening.cycle), year), (_heading(opening), "")],
        "heading": _heading(opening),
        "tag": {"label": worded(opening.state_word), "kind": kind, "icon": icon},
        "is_running": opening.state in (OpeningState.WAITING, OpeningState.RUNNING),
        "may_resume": opening.state == OpeningState.STOPPED
        or (opening.state in UNFINISHED_OPENINGS and queries.is_silent(opening, timezone.now())),
    }
    if not context["is_running"]:
        context |= {"shown": Paginator(queries.left_out(opening.pk, reason), 50).get_page(request.GET.get("page"))}
        context |= {
            "chips": _chips(request, opening.pk, reason),
            "query": urlencode({"reason": reason} if reason else {}),
        }
    return page(request, "cycles/opening.html", context)


def _heading(opening: Any) -> str:
    return f"{worded(opening.kind_word)} {opening.period or opening.cycle}"


def _chips(request: Request, pk: int, chosen: str) -> list[dict[str, Any]]:
    """A filter by reason; pressed again it lets go."""
    return [
        {
            "label": worded(reason),
            "count": n,
            "url": request.path if reason == chosen else f"{request.path}?{urlencode({'reason': reason.value})}",
            "current": reason == chosen,
        }
        for reason, n in queries.left_out_counts(pk).items()
    ]


@needs("cycles.resume", *WRITE, load=queries.opening)
def resume(request: Request, opening) -> HttpResponse:
    """Set an opening going again."""
    actions.resume(opening, by=request.actor, at=timezone.now())
    return redirect("cycles:opening", pk=opening.pk)
