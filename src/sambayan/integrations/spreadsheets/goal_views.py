"""Uploading a file of key indicators, and the empty file to fill in."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sambayan.common.forms import Form, fingerprint
from sambayan.common.guard import FORM, Request, needs
from sambayan.common.pages import page
from sambayan.integrations.spreadsheets.columns import Sheet
from sambayan.integrations.spreadsheets.goals import COLUMNS, read_goals
from sambayan.integrations.spreadsheets.problem import SpreadsheetError, SpreadsheetProblem, unreadable
from sambayan.integrations.spreadsheets.reading import MOST_BYTES, read_table
from sambayan.integrations.spreadsheets.templates import KINDS, delimited, workbook
from sambayan.planning.actions import goals as actions
from sambayan.planning.queries import goals as queries

MOST_PROBLEMS = 200


class GoalUploadForm(Form):
    """A file of key indicators."""

    file = forms.FileField(
        label=gettext_lazy("Berkas indikator kinerja utama"),
        help_text=gettext_lazy(
            "XLSX, CSV, XLS, atau ODS, paling besar 10 MB. Satu baris judul, lalu satu per indikator."
        ),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("Pilih berkas yang akan diunggah.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods"}),
    )


@needs("planning.upload_goals", *FORM, load=queries.contract)
def upload_goals(request: Request, contract: Any) -> HttpResponse:
    """Read a file of key indicators and lead to its preview; a file that is no table comes back with the reason."""
    form = GoalUploadForm(request.POST, request.FILES) if request.method == "POST" else GoalUploadForm()
    if form.is_valid():
        sheet = _read(form, contract)
        if sheet is not None:
            kept = actions.upload_goals(contract, _told(form, sheet), by=request.actor, at=timezone.now())
            return redirect("planning:preview_goals", pk=kept.pk)
    back = reverse("planning:contract", args=[contract.pk])
    crumbs = [(_("Sasaran"), reverse("planning:goals")), (contract.title, back), (_("Unggah berkas"), "")]
    context = {"form": form, "contract": contract, "crumbs": crumbs}
    return page(request, "planning/goals/upload.html", context, status=422 if form.errors else 200)


def _read(form: GoalUploadForm, contract: Any) -> Sheet | None:
    """What is in the file, or None after the form has been told what is wrong with the whole of it."""
    file = form.cleaned_data["file"]
    above = queries.nearest_above(contract)
    try:
        if file.size > MOST_BYTES:
            raise unreadable("too_large", size=-(-file.size // 2**20), limit=MOST_BYTES // 2**20)
        sheet = read_goals(read_table(file.read(), file.name), above.name, above.by_number)
    except SpreadsheetError as error:
        form.add_error("file", _sentence(error.problem))
        return None
    for problem in sheet.problems:
        form.add_error("file", _sentence(problem))
    return None if sheet.problems else sheet


def _told(form: GoalUploadForm, sheet: Sheet) -> dict[str, object]:
    file = form.cleaned_data["file"]
    file.seek(0)
    problems = [_sentence(sheet.located(each, line.row)) for line in sheet.lines for each in line.problems]
    return {
        "filename": file.name[:200],
        "fingerprint": fingerprint(file.read()),
        "rows": [{"number": line.key, "words": line.values} for line in sheet.lines if not line.problems],
        "problems": problems[:MOST_PROBLEMS],
    }


def _sentence(problem: SpreadsheetProblem) -> str:
    told = problem.text(get_language() or "id")
    return f"{told[:1].upper()}{told[1:]}."


@needs("planning.goals")
def goals_template(request: Request, form: str) -> HttpResponse:
    """The empty file of key indicators, as a workbook or as text."""
    if form not in KINDS:
        raise Http404
    content = workbook(COLUMNS) if form == "xlsx" else delimited(COLUMNS)
    response = HttpResponse(content, content_type=KINDS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="templat-indikator.{form}"'
    return response
