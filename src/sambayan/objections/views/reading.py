"""The list, the page of one objection, and its frozen bundle."""

from tempfile import TemporaryFile
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.objections import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.objections.rules import ObjectionState
from sambayan.people.actions.looks import look

_PAGE = 25


@needs("objections.objections")
def objections(request: Request) -> HttpResponse:
    """The objections this reader may see, overdue ones first."""
    asked = queries.asked_for(request.GET)
    counts = queries.counted(request.actor)
    shown = Paginator(queries.objections(request.actor, asked), _PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "asked": asked, "chips": _chips(counts, asked.state), "undecided": counts["undecided"]}
    return page(request, "objections/objections.html", context)


def _chips(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """The filters that show something, each with how many."""
    words = {"mine": _("Saya putuskan"), "undecided": _("Belum diputus"), "overdue": _("Lewat batas")}
    words |= {state.value: worded(state) for state in ObjectionState}
    base = reverse("objections:objections")
    return [
        {
            "label": words[name],
            "count": counts[name],
            "url": base if name == chosen else f"{base}?state={name}",
            "current": name == chosen,
        }
        for name in queries.FILTERS
        if counts[name] or name == chosen
    ]


@needs("objections.read", load=queries.objection, seen=look)
def objection(request: Request, objection) -> HttpResponse:
    """One objection: where it stands, both explanations side by side, what was frozen, what comes next."""
    shown = queries.objection_page(objection, timezone.localdate())
    return page(request, "objections/objection.html", {"shown": shown, "objection": objection})


@needs("objections.download_bundle", *WRITE, load=queries.bundle_of)
def download_bundle(request: Request, bundle) -> HttpResponse:
    """The frozen bundle as one ZIP; a page that says so where its manifest was changed."""
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        actions.download_bundle(bundle, out, by=request.actor, at=timezone.now())
    except queries.NotWholeError:
        out.close()
        return page(request, "objections/broken.html", {"objection": bundle.objection}, status=409)
    out.seek(0)
    name = f"berkas-keberatan-{bundle.objection_id}-{bundle.kind}-{bundle.manifest_hash[:12]}.zip"
    response: Any = FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
    return response
