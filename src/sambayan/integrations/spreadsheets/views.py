"""Uploading a file of answers, and the example file to try it with."""

from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.common.forms import fingerprint
from sambayan.common.guard import FORM, Request, needs, public
from sambayan.common.pages import page
from sambayan.integrations.spreadsheets.answers import LIST_ORDER, AnswerSheet, HeaderKind, codes_in_order, read_answers
from sambayan.integrations.spreadsheets.forms import UploadForm
from sambayan.integrations.spreadsheets.problem import SpreadsheetError, SpreadsheetProblem, unreadable
from sambayan.integrations.spreadsheets.reading import MOST_BYTES, read_table
from sambayan.surveys import actions, queries

EXAMPLE = "skm-sekadau-2019s1.csv"
MOST_PROBLEMS = 500


@needs("surveys.upload", *FORM, load=queries.survey)
def upload(request: Request, survey) -> HttpResponse:
    """Read a file and lead to its preview; a file that is no table of answers comes back with the reason."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        sheet = _read(form)
        if sheet is not None:
            file = form.cleaned_data["file"]
            kept = actions.upload(survey, _upload(file, form, sheet, survey), by=request.actor, at=timezone.now())
            return redirect("surveys:preview", pk=kept.pk)
    context = {"form": form, "survey": survey, "service": survey.service, "crumbs": _crumbs(survey)}
    return page(request, "spreadsheets/upload.html", context, status=422 if form.errors else 200)


def _read(form: UploadForm) -> AnswerSheet | None:
    """The answers in the file, or None after the form has been told what is wrong with the whole of it."""
    try:
        file = form.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise unreadable("too_large", size=-(-file.size // 2**20), limit=MOST_BYTES // 2**20)
        sheet = read_answers(read_table(file.read(), file.name), elements=form.elements)
    except SpreadsheetError as error:
        form.refuse("file", _sentences([error.problem]))
        return None
    whole = [problem for problem in sheet.problems if problem.row is None]
    if whole:
        form.refuse("file", _sentences(whole))
        return None
    if form.elements is None and sheet.header_kind is HeaderKind.POSITIONAL:
        form.refuse("order", [_("Judul berkas ini U1–U9 tanpa nama unsur. Pilih salah satu dari dua urutan.")])
        return None
    return sheet


def _upload(file, form: UploadForm, sheet: AnswerSheet, survey) -> actions.Upload:
    file.seek(0)
    problems = _sentences(sheet.problems[:MOST_PROBLEMS])
    if len(sheet.problems) > MOST_PROBLEMS:
        problems.append(_("dan {n} lagi").format(n=len(sheet.problems) - MOST_PROBLEMS))
    return actions.Upload(
        filename=file.name,
        fingerprint=fingerprint(file.read()),
        order=form.cleaned_data["order"] if sheet.header_kind is HeaderKind.POSITIONAL else "names",
        rows=_in_list_order(sheet),
        problems=problems,
        notes=_notes(sheet, survey),
    )


def _in_list_order(sheet: AnswerSheet) -> list[list[int | None]]:
    """The rows with all nine elements in the order of the regulation, None where the file has no column."""
    places = [sheet.elements.index(code) if code in sheet.elements else None for code in codes_in_order(LIST_ORDER)]
    return [[None if place is None else row.answers[place] for place in places] for row in sheet.rows]


def _notes(sheet: AnswerSheet, survey) -> list[str]:
    notes = _sentences(sheet.warnings)
    n, served = len(sheet.rows), survey.population
    if served is not None and n > served:
        words = _("Berkas berisi {n} jawaban, lebih banyak dari {served} orang yang dilayani; periksa salah satunya.")
        notes.append(words.format(n=n, served=served))
    return notes


def _sentences(problems: list[SpreadsheetProblem] | tuple[SpreadsheetProblem, ...]) -> list[str]:
    language = get_language() or "id"
    texts = (problem.text(language) for problem in problems)
    return [f"{text[:1].upper()}{text[1:]}." for text in texts]


def _crumbs(survey) -> list[tuple[str, str]]:
    return [
        (_("Suara warga"), reverse("surveys:services")),
        (survey.service.name, reverse("surveys:service", kwargs={"code": survey.service.code})),
        (survey.label, reverse("surveys:result", kwargs={"pk": survey.pk})),
        (_("Unggah jawaban"), ""),
    ]


@public()
def example(request: HttpRequest) -> HttpResponse:
    """A real file of answers that an office published, unchanged; the upload page names its source."""
    content = resources.files("sambayan.examples").joinpath(EXAMPLE).read_bytes()
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{EXAMPLE}"'
    return response
