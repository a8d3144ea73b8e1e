"""Opening the agreements of a year, and the list of moves that agreements have to follow."""

import re
from itertools import islice

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Denied, Request, needs
from sambayan.common.pages import page
from sambayan.cycles.queries import year
from sambayan.planning.actions import moves as following
from sambayan.planning.actions import opening as actions
from sambayan.planning.queries import moves as queries
from sambayan.planning.queries import opening as figures  # noqa: F401 - counts for the page of the year

MOST_SHOWN = 50


@needs("planning.open_year", *WRITE, load=year)
def open_year(request: Request, year) -> HttpResponse:
    """Have the drafts of a year made, and lead to the progress."""
    made = actions.open_year(year, by=request.actor, at=timezone.now())
    return redirect("cycles:opening", pk=made.pk)


@needs("planning.moves")
def moves(request: Request) -> HttpResponse:
    """Whose agreement has to follow a move, in the units the reader administers, so many on a page."""
    asked = request.GET.get("page", "")
    number = int(asked) if re.fullmatch(r"[1-9][0-9]{0,3}", asked) else 1
    every = queries.moves(timezone.localdate(), queries.kept_by(request.actor))
    first = (number - 1) * MOST_SHOWN
    found = list(islice(every, first, first + MOST_SHOWN + 1))
    offices = queries.offices(found[:MOST_SHOWN])
    context = {
        "shown": [(move, offices[move.standing.unit_id] if move.standing else None) for move in found[:MOST_SHOWN]],
        "before": number - 1,
        "after": number + 1 if len(found) > MOST_SHOWN else None,
        "can_follow": any(move.can_follow for move in found[:MOST_SHOWN]),
        "crumbs": [(_("Tahun kinerja"), reverse("cycles:years")), (_("Perpindahan"), "")],
    }
    return page(request, "planning/moves.html", context)


@needs("planning.follow_moves", *WRITE)
def follow_moves(request: Request) -> HttpResponse:
    """Let the chosen agreements follow now; otherwise the night would do it."""
    pks = [int(pk) for pk in request.POST.getlist("agreement")[:MOST_SHOWN] if re.fullmatch(r"[0-9]{1,18}", pk)]
    chosen = queries.chosen(pks, timezone.localdate(), request.actor)
    try:
        n = following.follow_shown(chosen, by=request.actor, at=timezone.now())
    except Denied as denied:
        messages.error(request, str(denied))
    else:
        messages.success(request, _("{n} SKP mengikuti perpindahan.").format(n=n))
    return redirect("planning:moves")
