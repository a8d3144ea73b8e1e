"""Empty files to fill in: a header, one synthetic line, and a sheet that explains every column."""

import csv
import io

import xlsxwriter
from django.http import Http404, HttpResponse

from sambayan.common.guard import Request, needs
from sambayan.integrations.spreadsheets import people, units
from sambayan.integrations.spreadsheets.columns import EXPLANATIONS, Column

COLUMNS = {"people": people.COLUMNS, "units": units.COLUMNS}
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_LAST_ROW = 200_000
_NARROWEST = 14
_LONGEST_LIST = 255


@needs("people.imports")
def template(request: Request, kind: str, form: str) -> HttpResponse:
    """The empty file of this kind, as a workbook or as text."""
    columns = COLUMNS.get(kind)
    if columns is None or form not in KINDS:
        raise Http404
    content = workbook(columns) if form == "xlsx" else delimited(columns)
    response = HttpResponse(content, content_type=KINDS[form])
    name = {"people": "templat-pegawai", "units": "templat-unit"}[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def delimited(columns: tuple[Column, ...]) -> bytes:
    """Header and example as text with semicolons, with the mark by which spreadsheet programs know UTF-8."""
    memory = io.StringIO()
    writer = csv.writer(memory, delimiter=";")
    writer.writerow([column.heading for column in columns])
    writer.writerow([column.example for column in columns])
    return memory.getvalue().encode("utf-8-sig")


def workbook(columns: tuple[Column, ...]) -> bytes:
    """Header and example, every column as text so that no digit is lost, choices as lists, and the explanations."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
        sheet = book.add_worksheet("Data")
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, max(_NARROWEST, len(column.example) + 2), text)
            sheet.write_string(0, place, column.heading, bold)
            sheet.write_string(1, place, column.example, text)
            if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
                choices = {"validate": "list", "source": list(column.choices)}
                sheet.data_validation(1, place, _LAST_ROW, place, choices)
        _explain(book, columns, bold)
    return memory.getvalue()


def _explain(book: xlsxwriter.Workbook, columns: tuple[Column, ...], bold: object) -> None:
    sheet = book.add_worksheet(EXPLANATIONS)
    sheet.set_column(0, 0, 24)
    sheet.set_column(2, 3, 60)
    sheet.write_row(0, 0, ["KOLOM", "WAJIB", "ISI", "PILIHAN"], bold)
    for number, column in enumerate(columns, start=1):
        needed = "ya" if column.required else "tidak"
        sheet.write_row(number, 0, [column.heading, needed, column.hint, ", ".join(column.choices)])
