"""Taking the export of the national application's daily log."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sambayan.common.forms import Form
from sambayan.common.guard import FORM, Request, needs
from sambayan.common.pages import page
from sambayan.integrations.spreadsheets.problem import SpreadsheetError
from sambayan.integrations.spreadsheets.reading import MOST_BYTES, read_table
from sambayan.planning import queries
from sambayan.planning.actions import log as actions
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules.log import MOST_LINES


class LogUploadForm(Form):
    """A table of daily lines."""

    file = forms.FileField(
        label=gettext_lazy("Berkas catatan harian"),
        help_text=gettext_lazy(
            "XLSX, CSV, XLS, atau ODS, paling besar 10 MB dan 2.000 baris. Satu baris judul di atas."
        ),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("Pilih berkas yang akan diunggah.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.xls,.xlsm,.ods,.tsv,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the table; a file that is none, or a too long one, is refused with the reason."""
        words = super().clean() or {}
        sent = words.get("file")
        if sent is None:
            return words
        try:
            words["table"] = read_table(sent.read(MOST_BYTES + 1), sent.name)
        except SpreadsheetError as error:
            told = error.problem.text(get_language() or "id")
            self.add_error("file", f"{told[:1].upper()}{told[1:]}.")
        else:
            if len(words["table"].rows) > MOST_LINES:
                found, limit = len(words["table"].rows), MOST_LINES
                told = _("Berkas ini {found} baris, paling banyak {limit}. Bagi menurut bulan.")
                self.add_error("file", told.format(found=found, limit=limit))
        return words


@needs("planning.upload_log", *FORM, load=queries.agreement)
def upload_log(request: Request, agreement: PerformanceAgreement) -> HttpResponse:
    """Read a file and lead to the page that asks what its columns mean."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LogUploadForm(*given)
    if form.is_valid():
        table, name = form.cleaned_data["table"], form.cleaned_data["file"].name
        read = actions.LogTable(name, table.header, table.rows, table.first_row_number)
        kept = actions.upload_log(agreement, read, by=request.actor, at=timezone.now())
        return redirect("planning:log_file", pk=kept.pk)
    context = {"form": form, "agreement": agreement}
    return page(request, "spreadsheets/upload_log.html", context, status=422 if form.errors else 200)
