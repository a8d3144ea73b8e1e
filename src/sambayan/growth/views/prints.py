"""The forms B.1.3 to B.1.10 as PDF."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from sambayan.common.documents import pdf, qr_code
from sambayan.common.guard import Request, needs
from sambayan.common.pages import absolute
from sambayan.growth import queries
from sambayan.people.actions.looks import look

FORMS = Path(__file__).resolve().parents[1] / "templates" / "growth"


def _printed(request: Request, template: str, content: dict[str, Any], name: str) -> HttpResponse:
    files = {}
    if content["code"]:
        content["address"] = absolute(request, reverse("evaluation:verify", kwargs={"code": content["code"]}))
        files["qr"] = qr_code(content["address"], "svg", title=content["code"], subtitle="")[0]
    response = HttpResponse(pdf(FORMS / template, content, files), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@needs("growth.person_feedback", load=queries.feedback_record, seen=look)
def print_feedback(request: Request, record) -> HttpResponse:
    """Rekaman informasi umpan balik berkelanjutan (B.1.3, B.1.4 or B.1.5)."""
    content = queries.feedback_content(record)
    return _printed(request, "feedback.typ", content, f"umpan-balik-{record.plan.pk}-{record.period.pk}")


@needs("growth.print_guidance", load=queries.guidance, seen=look)
def print_guidance(request: Request, record) -> HttpResponse:
    """Pelaksanaan coaching (B.1.6) or mentoring (B.1.7)."""
    return _printed(request, "guidance.typ", queries.guidance_content(record), f"bimbingan-{record.pk}")


@needs("growth.read_view", load=queries.guidance, seen=look)
def print_view(request: Request, record) -> HttpResponse:
    """Umpan balik pelaksanaan bimbingan kinerja (B.1.8)."""
    return _printed(request, "view.typ", queries.view_content(record), f"umpan-balik-bimbingan-{record.pk}")


@needs("growth.print_competence", load=queries.guidance, seen=look)
def print_competence(request: Request, record) -> HttpResponse:
    """Evaluasi kompetensi pegawai (B.1.9)."""
    return _printed(request, "competence.typ", queries.competence_content(record), f"kompetensi-{record.pk}")


@needs("growth.print_case", load=queries.case, seen=look)
def print_case(request: Request, case) -> HttpResponse:
    """Laporan permasalahan perilaku kerja (B.1.10)."""
    return _printed(request, "problem.typ", queries.case_content(case), f"laporan-b110-{case.pk}")
