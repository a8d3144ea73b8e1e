"""Outcomes as files: the national shape as JSON and as a workbook, differences and allowance as workbooks."""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sambayan.common.language import worded
from sambayan.outcomes.actions import Export
from sambayan.outcomes.rules import Difference

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def national_json(export: Export, period: str, at: datetime) -> bytes:
    """The requests in order, where they are sent, and who is left out with the reason."""
    content = {
        "endpoint": export.endpoint,
        "period": period,
        "created_at": at.isoformat(),
        "requests": export.bodies,
        "not_sent": [
            {"nip": each.employee_number, "name": each.name, "reason": each.reason.value} for each in export.not_sent
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def national_xlsx(export: Export) -> bytes:
    """The same as a workbook: one row a request, and a sheet of who is left out."""
    names = list(export.bodies[0]) if export.bodies else []
    rows = [[_cell(body[name]) for name in names] for body in export.bodies]
    left = [[each.employee_number, each.name, worded(each.reason)] for each in export.not_sent]
    return workbook(
        (export.endpoint.replace("/", " "), names, rows),
        (_("Tidak dikirim"), [_("NIP"), _("Nama"), _("Alasan")], left),
    )


def differences_xlsx(found: Iterable[Difference], words: Any) -> bytes:
    """Every difference as a row, fields one by one."""
    header = [_("NIP"), _("Nama"), _("Perbedaan"), _("Bagian"), _("Di Sambayan"), _("Di aplikasi nasional")]
    rows: list[list[Any]] = []
    for each in found:
        start = [each.key.employee_number, each.name, worded(each.change)]
        rows += [[*start, *words(each, field)] for field in each.fields] or [[*start, "", "", ""]]
    return workbook((_("Perbedaan"), header, rows))


def workbook(*sheets: tuple[str, Sequence[str], Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of plain tables; every text stays a text, so that nothing in it is taken for a formula."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for name, header, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, header, bold)
            for place, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    write = sheet.write_number if isinstance(cell, int | float) else sheet.write_string
                    write(place, column, cell)
            sheet.set_column(0, max(len(header) - 1, 0), 24)
    return memory.getvalue()


def _cell(value: Any) -> Any:
    return value if isinstance(value, int) else "" if value is None or value == [] else str(value)


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """The file as a download under this name."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
