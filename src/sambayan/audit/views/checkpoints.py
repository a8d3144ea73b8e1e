"""Checkpoints and the files with which anybody verifies the record."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit import actions, queries
from sambayan.common.guard import WRITE, Request, needs, public, why_not
from sambayan.common.pages import page

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "verify.py"


@public()
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The latest checkpoints, the public key, and how to verify."""
    shown = Paginator(queries.checkpoints(), 20).get_page(request.GET.get("page"))
    files = [
        {"label": label, "url": reverse(f"audit:{name}"), "note": kind}
        for name, label, kind in (
            ("leaves", _("Catatan tanpa data pribadi"), "JSONL"),
            ("verifier", _("Alat pemeriksa"), "Python"),
        )
    ]
    if getattr(request, "actor", None) and why_not("audit.export", request.actor) is None:  # type: ignore[attr-defined]
        files.append(
            {"label": _("Catatan lengkap, hanya untuk pemeriksa"), "url": reverse("audit:export"), "note": "JSONL"}
        )
    return page(request, "audit/checkpoints.html", {"shown": shown, "key": queries.verifier_key(), "files": files})


@needs("audit.checkpoint", *WRITE)
def checkpoint(request: Request) -> HttpResponse:
    """Sign the record as it stands now."""
    signed = actions.checkpoint(by=request.actor, at=timezone.now())
    messages.success(request, _("Titik periksa ada untuk {size} catatan.").format(size=signed.size))
    return redirect("audit:checkpoints")


@public()
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One checkpoint as the signed text to keep."""
    found = queries.checkpoints().filter(pk=pk).first()
    if found is None:
        raise Http404
    return _attached(HttpResponse(found.note, content_type="text/plain; charset=utf-8"), f"checkpoint-{found.size}.txt")


@public()
def verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone script that verifies an exported record."""
    return _attached(HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8"), "verify.py")


@public()
def leaves(request: HttpRequest) -> HttpResponse:
    """The record without anything about a person."""
    return _stream(queries.sealed_lines(), "leaves.jsonl")


@needs("audit.export")
def export(request: Request) -> HttpResponse:
    """The whole record with its personal part, for the inspector's own verification."""
    return _stream(queries.lines(), "record.jsonl")


def _stream(rows: Iterable[dict[str, Any]], name: str) -> HttpResponse:
    content = StreamingHttpResponse(queries.written(rows), content_type="application/jsonl; charset=utf-8")
    return _attached(cast("HttpResponse", content), name)


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
