"""The desk where the data of people are mended: the list, its file, a letter, an inspection on demand."""

from datetime import date
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.actor import Role
from sambayan.common.documents import pdf
from sambayan.common.guard import WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.common.words import Labelled
from sambayan.people.actions import desk as actions
from sambayan.people.queries import desk as queries
from sambayan.people.rules import RepairKind, RepairOwner

LETTER = Path(__file__).resolve().parents[1] / "templates" / "people" / "repair_letter.typ"
TARGETS = {
    RepairKind.SUPERIOR_MISSING: "people:assign",
    RepairKind.SUPERIOR_WRONG: "people:assign",
    RepairKind.UNIT_INACTIVE: "people:assign",
    RepairKind.UNIT_HEADLESS: "people:office",
    RepairKind.DOUBLE_MAIN: "people:assign",
    RepairKind.NUMBER_MISMATCH: "people:correct",
    RepairKind.POST_MISSING: "people:assign",
    RepairKind.ACCOUNT_MISSING: "accounts:manage",
    RepairKind.CONTACT_MISSING: "people:correct_contact",
}
"""The form that mends each kind."""


@needs("people.repairs")
def repairs(request: Request) -> HttpResponse:
    """What waits to be mended, counted by kind and by who mends it, the oldest first."""
    asked = _asked(request)
    counts = queries.counted_repairs(request.actor)
    today = timezone.localdate()
    found = Paginator(queries.repairs(request.actor, asked["kind"], asked["owner"]), 25)
    shown = found.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "total": sum(counts.values()),
        "kinds": [_chip(request, asked, "kind", kind, n) for kind, n in counts.items()],
        "owners": [_chip(request, asked, "owner", owner, n) for owner, n in queries.by_owner(counts).items()],
        "shown": shown,
        "rows": [_row(request, repair, today) for repair in shown],
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return page(request, "people/desk.html", context)


def _asked(request: Request) -> dict[str, str]:
    return {"kind": request.GET.get("kind", "")[:30], "owner": request.GET.get("owner", "")[:20]}


def _chip(request: Request, asked: dict[str, str], name: str, value: Labelled, count: int) -> dict[str, Any]:
    """A filter by kind or by owner; one of the two at a time, so that its count is what it opens."""
    current = asked[name] == value
    query = "" if current else f"?{urlencode({name: value.value})}"
    return {"label": worded(value), "count": count, "url": f"{request.path}{query}", "current": current}


def _row(request: Request, repair: Any, today: date) -> dict[str, Any]:
    """What is shown of one repair; the button is for administrators, an inspector only reads."""
    administers = request.actor.has(Role.PERFORMANCE_ADMIN, repair.unit.path)
    return {
        "repair": repair,
        "kind": RepairKind(repair.kind),
        "owner": RepairOwner(repair.owner),
        "told": queries.told(repair),
        "age": queries.age(repair, today),
        "url": mends(repair) if administers else "",
    }


def mends(repair: Any) -> str:
    """The address of the form that mends it; the person's page or the directory while that form is not there."""
    target = TARGETS[RepairKind(repair.kind)]
    return reverse(target, args=[repair.employee_id or repair.unit.code])


@needs("people.inspect", *WRITE)
def inspect(request: Request) -> HttpResponse:
    """Have the data inspected now."""
    actions.order_inspection(by=request.actor)
    messages.success(request, _("Pemeriksaan data sedang berjalan. Muat ulang halaman ini sebentar lagi."))
    return redirect("people:repairs")


@needs("people.export_repairs")
def export_repairs(request: Request) -> HttpResponse:
    """The list as a spreadsheet reads it, with the same filters."""
    asked = _asked(request)
    found = queries.repairs(request.actor, asked["kind"], asked["owner"])
    lines = queries.repair_lines(found.iterator(chunk_size=2000), timezone.localdate())
    response = cast("HttpResponse", StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"))
    response.headers["Content-Disposition"] = f'attachment; filename="perbaikan-data-{timezone.localdate()}.csv"'
    return response


@needs("people.request_repair", load=queries.repair)
def request_repair(request: Request, repair) -> HttpResponse:
    """The letter that asks the owner to mend it, as PDF."""
    content = queries.letter_content(repair, timezone.localdate())
    response = HttpResponse(pdf(LETTER, content), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="permintaan-perbaikan-{repair.pk}.pdf"'
    return response
