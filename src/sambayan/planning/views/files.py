"""Evidence and printed forms: attached, taken away, and handed out."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.people.actions.looks import look
from sambayan.planning.actions import files as actions
from sambayan.planning.forms import doing as forms
from sambayan.planning.queries import doing as queries
from sambayan.planning.queries import doing_printing as printing
from sambayan.planning.rules.files import BY_ENDING
from sambayan.planning.views.doing import back_to, form_page, limits

SANDBOX = "default-src 'none'; sandbox"
"""What a browser may do with a file it opens after all: nothing."""


@needs("planning.attach", *FORM, load=queries.documentation)
def attach(request: Request, desk) -> HttpResponse:
    """More evidence for an entry."""
    entry = desk.about
    already = entry.evidence.filter(file__isnull=False).count()
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.AttachForm(*given, limits=limits(timezone.localdate(), already))

    def act() -> str:
        kept = actions.attach(entry, form.cleaned_data, by=request.actor, at=timezone.now())
        return _("Bukti tersimpan.") if kept else _("Berkas itu sudah ada di catatan ini.")

    return form_page(request, form, desk, _("Tambah bukti"), act, lead=entry.realisation, has_files=True)


@needs("planning.detach", *WRITE, load=queries.evidence)
def detach(request: Request, desk) -> HttpResponse:
    """Take a piece of evidence away."""
    actions.detach(desk.about, by=request.actor, at=timezone.now())
    messages.success(request, _("Bukti dihapus."))
    return back_to(desk)


@needs("planning.download", load=queries.evidence_file, seen=look)
def download(request: Request, desk) -> HttpResponse:
    """A file as it was uploaded, never shown inside a page of this house."""
    return handed_out(desk.about.file)


def handed_out(file: Any) -> HttpResponse:
    """An uploaded file as an attachment that no browser runs; not found where it is gone from the store."""
    try:
        content = storages["evidence"].open(file.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = BY_ENDING[file.ending].content_type
    response: Any = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs("planning.print_actions", load=queries.desk, seen=look)
def print_actions(request: Request, desk) -> HttpResponse:
    """The action plan as the form B.1.1."""
    return _pdf(printing.print_actions(desk, timezone.localdate()), "rencana-aksi.pdf")


@needs("planning.print_documentation", load=queries.desk, seen=look)
def print_documentation(request: Request, desk) -> HttpResponse:
    """The documentation of a period as the form B.1.2."""
    return _pdf(printing.print_documentation(desk, timezone.localdate()), "pendokumentasian-kinerja.pdf")
