"""Figures of objections by office, as a page and as a spreadsheet."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from sambayan.common.guard import Request, needs, require
from sambayan.common.pages import page
from sambayan.objections import queries
from sambayan.people.queries import unit as unit_by_code

_YEAR_DIGITS = 4


@needs("objections.statistics")
def statistics(request: Request) -> HttpResponse:
    """The figures of one office and of those right below it, for one year."""
    unit = queries.top_of(request.actor, request.GET.get("unit", "")[:50])
    years = queries.years()
    if unit is None:
        raise Http404
    require("objections.statistics_of", request.actor, unit)
    asked = request.GET.get("year", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == _YEAR_DIGITS else None
    this = timezone.localdate().year
    year = wanted if wanted in years else next((year for year in years if year <= this), this)
    shown = queries.statistics_page(unit, year, timezone.localdate())
    return page(request, "objections/statistics.html", {"shown": shown})


def _asked(code: str, year: int, form: str) -> queries.AskedFile | None:
    unit = unit_by_code(code)
    return queries.AskedFile(unit, year, form) if unit and form in queries.FORMS else None


@needs("objections.statistics_of", load=_asked)
def export_statistics(request: Request, asked) -> HttpResponse:
    """The same figures as CSV or as a workbook."""
    shown = queries.statistics_page(asked.unit, asked.year, timezone.localdate())
    content, kind = queries.spreadsheet(shown, asked.form)
    response = HttpResponse(content, content_type=kind)
    name = f"statistik-keberatan-{asked.unit.code}-{asked.year}.{asked.form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
