"""What runs and what is late, for whoever oversees a unit."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.cycles.actions import clocks as actions
from sambayan.cycles.queries import clocks as queries
from sambayan.cycles.queries.calendars import days_left
from sambayan.cycles.rules import TERMS, ClockKind
from sambayan.people.queries import unit as unit_by_code

NEAR = timedelta(days=7)


def _kind(text: str) -> str:
    return text if text in set(ClockKind) else ""


@needs("cycles.clocks")
def clocks(request: Request) -> HttpResponse:
    """Terms by kind, units with what is late, and everything past its day in a unit and below."""
    today, tops = timezone.localdate(), queries.overseen_units(request.actor)
    asked = unit_by_code(request.GET.get("unit", ""))
    allowed = asked is not None and any(asked.path.startswith(top.path) for top in tops)
    unit = asked if allowed else tops[0] if tops else None
    if unit is None:
        return page(request, "cycles/no_clocks.html")
    kind = _kind(request.GET.get("kind", ""))
    shown = Paginator(queries.late(request.actor, unit.path, kind), 25).get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "tops": tops,
        "kind": kind,
        "kind_word": ClockKind(kind) if kind else None,
        "kinds": queries.by_kind(request.actor, unit.path, today + NEAR),
        "units": queries.by_unit(request.actor, unit),
        "shown": shown,
        "rows": [(clock, -(days_left(today, clock.due_on, clock.unit.path) or 0)) for clock in shown],
        "terms": [(each, _(term.starts), _(term.lapse), term.source) for each, term in TERMS.items()],
        "query": urlencode({"unit": unit.code, "kind": kind}),
    }
    return page(request, "cycles/clocks.html", context)


@needs("cycles.remind", *WRITE, load=unit_by_code)
def remind(request: Request, unit) -> HttpResponse:
    """Remind everybody in a unit and below who is late, once a day at most."""
    kind = _kind(request.POST.get("kind", ""))
    told = actions.remind(unit, ClockKind(kind) if kind else None, by=request.actor, at=timezone.now())
    if told:
        messages.success(request, _("{n} pengingat dikirim.").format(n=told))
    else:
        messages.info(request, _("Tidak ada yang perlu diingatkan lagi hari ini."))
    return redirect(f"{reverse('cycles:clocks')}?{urlencode({'unit': unit.code, 'kind': kind})}")
