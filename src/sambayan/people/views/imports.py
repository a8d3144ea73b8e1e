"""Files of employees and offices: the list, the upload, the preview, and the verbs."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Denied, Refusal, Request, needs, require
from sambayan.common.pages import page
from sambayan.people.actions import imports as actions
from sambayan.people.forms.imports import UploadForm
from sambayan.people.queries import imports as queries
from sambayan.people.rules import ImportKind, RowChange
from sambayan.people.views import import_words as words


@needs("people.imports")
def imports(request: Request) -> HttpResponse:
    """All files of the actor's agencies, with the templates to begin with."""
    shown = Paginator(queries.imports_of(request.actor), 20).get_page(request.GET.get("page"))
    rows = [words.listed(each) for each in shown]
    context = {"shown": shown, "rows": rows, "templates": words.templates(), "crumbs": words.crumbs()}
    return page(request, "people/imports.html", context)


@needs("people.imports", *FORM)
def upload(request: Request) -> HttpResponse:
    """Take a file and lead to the page that shows how it is read."""
    agencies = queries.agencies_of(request.actor)
    if not agencies:
        raise Denied(Refusal(_("Anda belum bertugas untuk satu instansi pun."), _("Hubungi pengelola sistem.")))
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, agencies=agencies)
    if form.is_valid():
        require("people.upload", request.actor, form.chosen)
        sent, cleaned = form.cleaned_data["file"], form.cleaned_data
        file = actions.File(ImportKind(cleaned["kind"]), sent.name, sent.read(), cleaned["is_complete"])
        kept = actions.upload(form.chosen, file, by=request.actor, at=timezone.now())
        return redirect("people:preview", pk=kept.pk)
    context = {"form": form, "crumbs": words.crumbs(_("Unggah berkas")), "templates": words.templates()}
    return page(request, "people/import_upload.html", context, status=422 if form.errors else 200)


@needs("people.preview", load=queries.people_import)
def preview(request: Request, kept) -> HttpResponse:
    """How far the job is; then every difference, by kind of change, and what may be done."""
    change = request.GET.get("change", "")
    change = change if change in list(RowChange) else ""
    context: dict[str, Any] = {"kept": kept, "crumbs": words.crumbs(kept.filename), **words.state(kept, timezone.now())}
    if not context["is_running"]:
        shown = Paginator(queries.rows_of(kept, change), 50).get_page(request.GET.get("page"))
        context |= {"shown": shown, "rows": [words.row(each) for each in shown], "query": _query(change)}
        context |= {"chips": words.chips(kept, change), "change": change}
        context |= {"same": queries.applied_before(kept), "may_undo_until": queries.undo_ends(kept)}
    return page(request, "people/import_preview.html", context)


def _query(change: str) -> str:
    return urlencode({"change": change}) if change else ""


@needs("people.preview", load=queries.people_import)
def refused(request: Request, kept) -> HttpResponse:
    """The refused lines as they were typed, with the reasons, to be mended and sent again."""
    response = HttpResponse(words.refused_lines(kept), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ditolak-{kept.pk}.csv"'
    return response


@needs("people.confirm", *WRITE, load=queries.people_import)
def confirm(request: Request, kept) -> HttpResponse:
    """Have the differences applied."""
    actions.confirm(kept, by=request.actor, at=timezone.now())
    return redirect("people:preview", pk=kept.pk)


@needs("people.give_up", *WRITE, load=queries.people_import)
def give_up(request: Request, kept) -> HttpResponse:
    """Lead an application nothing was heard of back to the decision."""
    actions.give_up(kept, [actions.FAILED], by=request.actor, at=timezone.now())
    return redirect("people:preview", pk=kept.pk)


@needs("people.undo", *WRITE, load=queries.people_import)
def undo(request: Request, kept) -> HttpResponse:
    """Take an applied file back as a whole."""
    actions.undo(kept, by=request.actor, on=timezone.localdate(), at=timezone.now())
    messages.success(request, _("Berkas dibatalkan. Data kembali seperti sebelum berkas diterapkan."))
    return redirect("people:preview", pk=kept.pk)


@needs("people.discard", *WRITE, load=queries.people_import)
def discard(request: Request, kept) -> HttpResponse:
    """Drop a file that is not wanted."""
    actions.discard(kept, by=request.actor, at=timezone.now())
    messages.success(request, _("Berkas tidak dipakai. Tidak ada yang berubah."))
    return redirect(reverse("people:imports"))
