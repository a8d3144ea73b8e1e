"""Pages of the matrix of roles and results (A.1.5)."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.documents import pdf
from sambayan.common.guard import FORM, WRITE, Denied, Request, needs
from sambayan.common.language import named
from sambayan.common.pages import page
from sambayan.people.queries import employees_meant
from sambayan.planning.actions import matrix as actions
from sambayan.planning.forms.matrix import CellForm, LentForm, OpenForm
from sambayan.planning.queries import goals
from sambayan.planning.queries import matrix as queries
from sambayan.planning.rules.matrix import ColumnSource, Emptying
from sambayan.planning.views.goals import crumbs

FORM_A15 = Path(__file__).resolve().parents[1] / "templates" / "planning" / "goals" / "matrix.typ"


@needs("planning.open_matrix", *FORM, load=queries.place_of_unit)
def open_matrix(request: Request, place) -> HttpResponse:
    """Begin the matrix of a unit, or open the one there is."""
    return _open(request, place)


@needs("planning.open_matrix", *FORM, load=queries.place_of_team)
def open_team_matrix(request: Request, place) -> HttpResponse:
    """Begin the matrix of a team, or open the one there is."""
    return _open(request, place)


def _open(request: Request, place: queries.Place) -> HttpResponse:
    year = timezone.localdate().year
    cycle = goals.cycle_for(place.unit.agency_id, year)
    known = queries.existing(place, cycle.pk) if cycle else None
    if known is not None:
        return redirect("planning:matrix", pk=known.pk)
    sources = [ColumnSource.RESULTS] if place.team else list(ColumnSource)
    form = OpenForm(request.POST or None, sources=sources)
    if form.is_valid() and cycle is not None:
        try:
            source = ColumnSource(form.cleaned_data["source"])
            made = actions.open_matrix(place, cycle, source=source, by=request.actor, at=timezone.now())
        except Denied as refused:
            form.add_error(None, str(refused.refusal))
        else:
            return redirect("planning:matrix", pk=made.pk)
    if form.is_bound and cycle is None:
        form.add_error(None, _("Tahun kinerja {year} belum dibuka.").format(year=year))
    heading = _("Mulai matriks peran dan hasil {place}").format(place=place.team or named(place.unit))
    context = {"form": form, "heading": heading, "back": reverse("planning:goals"), "crumbs": crumbs((heading, ""))}
    return page(request, "planning/goals/form.html", context, status=422 if form.errors else 200)


@needs("planning.read_matrix", load=queries.matrix)
def matrix(request: Request, matrix) -> HttpResponse:
    """The grid: who supports which result, what became of each role, and what waits for whom."""
    return _matrix_page(request, matrix, LentForm())


def _matrix_page(request: Request, matrix, form: LentForm) -> HttpResponse:
    context = {
        "matrix": matrix,
        "grid": queries.grid(matrix),
        "form": form,
        "crumbs": crumbs((str(matrix.team or named(matrix.unit)), "")),
    }
    return page(request, "planning/goals/matrix.html", context, status=422 if form.errors else 200)


@needs("planning.write_role", *WRITE, load=queries.spot)
def write_role(request: Request, row) -> HttpResponse:
    """Write one cell: answered with the cell alone when the page asks for it so, else with the grid."""
    form = CellForm(request.POST)
    asked: dict[str, Any] = {}
    if form.is_valid():
        try:
            actions.write_role(row, row.column, form.writing, by=request.actor, at=timezone.now())
        except actions.ConflictError as conflict:
            asked = {"conflict": conflict.cell, "typed": form.cleaned_data["text"]}
        except actions.TouchedError as touched:
            asked = {"touched": touched.result, "choices": list(Emptying), "typed": form.cleaned_data["text"]}
    else:
        asked = {
            "errors": form.errors.get("text", form.errors.get("version", [])),
            "typed": request.POST.get("text", ""),
        }
    context = {"cell": queries.one_cell(row, row.column), "row": row, "is_writable": True, **asked}
    if request.headers.get("HX-Request"):
        return page(request, "planning/goals/cell.html", context)
    if asked:
        return page(request, "planning/goals/cell_page.html", context, status=422 if "errors" in asked else 409)
    messages.success(request, _("Peran tersimpan."))
    return redirect(f"{reverse('planning:matrix', args=[row.matrix_id])}#{context['cell'].key}")


@needs("planning.write_role", *WRITE, load=queries.matrix)
def refresh_matrix(request: Request, matrix) -> HttpResponse:
    """Bring columns and people up to today."""
    place = queries.place_of(matrix)
    actions.refresh_matrix(matrix, place, by=request.actor, at=timezone.now())
    messages.success(request, _("Matriks disesuaikan dengan keadaan hari ini."))
    return redirect("planning:matrix", pk=matrix.pk)


@needs("planning.write_role", *WRITE, load=queries.matrix)
def add_lent(request: Request, matrix) -> HttpResponse:
    """Add somebody from another unit to the matrix."""
    form = LentForm(request.POST)
    post = form.one_of(employees_meant(form.cleaned_data["person"], timezone.localdate())) if form.is_valid() else None
    if post is None:
        return _matrix_page(request, matrix, form)
    try:
        actions.add_lent(matrix, post.employee, post.position.title, by=request.actor, at=timezone.now())
    except Denied as refused:
        form.add_error("person", str(refused.refusal))
        return _matrix_page(request, matrix, form)
    messages.success(request, _("{name} masuk matriks.").format(name=post.employee.name))
    return redirect("planning:matrix", pk=matrix.pk)


@needs("planning.consent", *WRITE, load=queries.matrix_row)
def consent(request: Request, row) -> HttpResponse:
    """Agree that somebody takes roles in this matrix."""
    actions.consent(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Penugasan {name} disetujui.").format(name=row.employee.name))
    return redirect("planning:matrix", pk=row.matrix_id)


@needs("planning.read_matrix", load=queries.matrix)
def print_matrix(request: Request, matrix) -> HttpResponse:
    """The matrix as the form A.1.5, ready to print."""
    content = pdf(FORM_A15, queries.form_of(matrix, queries.grid(matrix)))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="A.1.5-{matrix.unit.code}-{matrix.cycle.year}.pdf"'
    return response
