"""The page "Mengapa?" and the same as PDF."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.common.documents import pdf
from sambayan.common.guard import Request, needs
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.common.pages import page
from sambayan.evaluation import access, queries  # noqa: F401 - access declares the rights
from sambayan.evaluation.rules.parts import parts
from sambayan.people.actions.looks import look

TEMPLATE = Path(__file__).parents[1] / "templates" / "evaluation" / "explain.typ"


@needs("evaluation.explain", load=queries.evaluation, seen=look)
def explain(request: Request, evaluation: Any) -> HttpResponse:
    """The page "Mengapa?": the cell, what led to it, what would change it, who decides and until when."""
    today = timezone.localdate()
    context = {
        "shown": queries.explanation_page(evaluation, today),
        "evaluation": evaluation,
        "matrix": queries.matrix(),
        "parts": parts("explain", evaluation, request.actor, today),
    }
    return page(request, "evaluation/explain.html", context)


def _lead(shown: Any) -> str:
    words = _(
        "Hasil kerja dinilai {result} dan perilaku kerja {behaviour}. Pertemuan keduanya di tabel berikut adalah"
        " {word}."
    )
    if shown.is_picked:
        words = _(
            "Hasil kerja dinilai {result} dan perilaku kerja {behaviour}. Karena tugas belajar dinyatakan gagal,"
            " predikatnya {word}, bukan yang di tabel."
        )
    return words.format(
        result=worded(shown.result).lower(), behaviour=worded(shown.behaviour).lower(), word=worded(shown.predicate)
    )


@needs("evaluation.explain", load=queries.evaluation, seen=look)
def explain_document(request: Request, evaluation: Any) -> HttpResponse:
    """The same as PDF, in the reader's language; rooms above add theirs with `sections` in the context of a part."""
    today = timezone.localdate()
    shown = queries.explanation_page(evaluation, today)
    added = [part.context.get("sections", []) for part in parts("explain", evaluation, request.actor, today)]
    sections = [*shown.sections, *(section for each in added for section in each)]
    rows, columns = queries.matrix()
    content = {
        "language": get_language() or "id",
        "title": _("Mengapa predikat {name} {word}?").format(name=evaluation.employee, word=worded(shown.predicate)),
        "place": f"{evaluation.unit}, {evaluation.period}",
        "lead": _lead(shown),
        "source": shown.law,
        "rows": rows,
        "columns": columns,
        "result": evaluation.result_rating,
        "behaviour": evaluation.behaviour_rating,
        "axes": _("tegak: hasil kerja · mendatar: perilaku kerja"),
        "sections": [section.as_document() for section in sections],
        "rules": _("Versi aturan: {version}").format(version=evaluation.rule_version or "–"),
        "printed": _("Dicetak {on}").format(on=date_long(today)),
    }
    response = HttpResponse(pdf(TEMPLATE, content), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="mengapa-{evaluation.pk}.pdf"'
    return response
