"""Uploading an export of the national application, and scores of potential: read whole, or refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sambayan.common.forms import Form, fingerprint
from sambayan.common.guard import FORM, Request, needs
from sambayan.common.pages import page
from sambayan.integrations.spreadsheets.national import read_national, read_potential
from sambayan.integrations.spreadsheets.problem import SpreadsheetError, SpreadsheetProblem, unreadable
from sambayan.integrations.spreadsheets.reading import MOST_BYTES, Table, read_table
from sambayan.outcomes import actions, queries

MOST_SHOWN = 50


class FileForm(Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("CSV, XLSX, XLS, atau ODS, paling besar 10 MB. Satu baris judul."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Pilih berkas yang akan diunggah.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods"}),
    )

    def refuse(self, problems: list[SpreadsheetProblem]) -> None:
        """Say what is wrong with the file, row by row; of very many the first ones and how many more."""
        language = get_language() or "id"
        for problem in problems[:MOST_SHOWN]:
            self.add_error("file", problem.text(language))
        if len(problems) > MOST_SHOWN:
            self.add_error("file", _("dan {n} lagi").format(n=len(problems) - MOST_SHOWN))


def _table(form: FileForm) -> Table | None:
    file: Any = form.cleaned_data["file"]
    try:
        if file.size > MOST_BYTES:
            raise unreadable("too_large", size=-(-file.size // 2**20), limit=MOST_BYTES // 2**20)
        return read_table(file.read(), file.name)
    except SpreadsheetError as error:
        form.refuse([error.problem])
        return None


def _shown(request: Request, scope: Any, form: FileForm, template: str) -> HttpResponse:
    return page(request, template, {"form": form, "scope": scope}, status=422 if form.errors else 200)


@needs("outcomes.upload_national", *FORM, load=queries.agency_scope)
def upload_national(request: Request, scope: Any) -> HttpResponse:
    """Read an export of the national application; nothing is kept when a single row is refused."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    table = _table(form) if form.is_valid() else None
    if table is not None:
        sheet = read_national(table)
        if not sheet.problems and not sheet.results:
            sheet.problems.append(SpreadsheetProblem("no_lines"))
        form.refuse(sheet.problems)
        if not sheet.problems:
            file: Any = form.cleaned_data["file"]
            file.seek(0)
            told = actions.Told(file.name, fingerprint(file.read()), sheet.results, sheet.identities)
            kept, is_applied = actions.upload_national(scope, told, by=request.actor, at=timezone.now())
            if is_applied:
                messages.success(request, _("{n} baris ekspor nasional tersimpan.").format(n=kept.rows))
            else:
                messages.info(request, _("Berkas ini sudah diunggah dan masih yang terbaru; tidak ada yang berubah."))
            return redirect("outcomes:periods")
    return _shown(request, scope, form, "spreadsheets/upload_national.html")


@needs("outcomes.upload_potential", *FORM, load=queries.agency_scope)
def upload_potential(request: Request, scope: Any) -> HttpResponse:
    """Read scores of potential; nothing is kept when a single row is refused."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    table = _table(form) if form.is_valid() else None
    if table is not None:
        rows, problems = read_potential(table)
        if not problems and not rows:
            problems.append(SpreadsheetProblem("no_lines"))
        form.refuse(problems)
        if not problems:
            scores = [(row.employee_number, row.year, row.potential, row.source) for row in rows]
            n, unknown = actions.upload_potential(scope, scores, by=request.actor, at=timezone.now())
            messages.success(request, _("{n} nilai potensi tersimpan.").format(n=n))
            if unknown:
                told = _("{n} NIP tidak dikenal di instansi ini dan dilewati: {numbers}")
                messages.warning(request, told.format(n=len(unknown), numbers=", ".join(unknown[:10])))
            return redirect("outcomes:periods")
    return _shown(request, scope, form, "spreadsheets/upload_potential.html")
