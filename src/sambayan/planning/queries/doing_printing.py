"""The forms B.1.1 and B.1.2 as documents, in Indonesian and in the order of the law's forms."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from sambayan.common.documents import pdf
from sambayan.common.numbers import date_long
from sambayan.people.models import Assignment
from sambayan.people.queries import assignment_of, name_on
from sambayan.planning.models import PerformanceDocumentation, PlannedResult
from sambayan.planning.queries.doing import Desk, results_in

FORM = Path(__file__).resolve().parents[1] / "templates" / "planning" / "doing" / "b_1.typ"


def print_actions(found: Desk, day: date) -> bytes:
    """The action plan of a period. Source: PermenPANRB 6/2022 Lampiran III.A.3, Format B.1.1 p67."""
    return pdf(FORM, _content(found, day, "B.1.1", "RENCANA AKSI"))


def print_documentation(found: Desk, day: date) -> bytes:
    """The documentation of a period. Source: PermenPANRB 6/2022 Lampiran III.A.8, Format B.1.2 p68."""
    return pdf(FORM, _content(found, day, "B.1.2", "PENDOKUMENTASIAN KINERJA"))


@translation.override("id")
def _content(found: Desk, day: date, form: str, title: str) -> dict[str, Any]:
    period, until = found.period, min(day, found.period.to_date)
    return {
        "form": form,
        "title": title,
        "agency": found.unit.agency.name,
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(assignment_of(found.employee_id, until), until),
        "appraiser": _party(assignment_of(found.appraiser_id, until), until),
        "rows": [_row(result) for result in results_in(found)],
        "day": date_long(day),
        "is_demo": settings.DEMO,
    }


def _row(result: PlannedResult) -> dict[str, Any]:
    return {
        "title": result.title,
        "actions": [action.text for action in result.steps],
        "entries": [_entry(entry) for entry in result.progress],
    }


def _entry(entry: PerformanceDocumentation) -> dict[str, Any]:
    pieces = [
        f"{piece.title} (SHA-256 {piece.file.sha256})" if piece.file else f"{piece.title} ({piece.url})"
        for piece in entry.evidence.all()
    ]
    return {"text": entry.realisation, "day": date_long(entry.day), "word": entry.progress_word.label, "pieces": pieces}


def _party(post: Assignment | None, day: date) -> dict[str, str]:
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name,
        "number": post.employee.printed_number,
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": name_on(post.position.unit, day),
    }
