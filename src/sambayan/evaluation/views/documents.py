"""The printed documents of an evaluation."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.urls import reverse

from sambayan.common.documents import pdf, qr_code
from sambayan.common.guard import Request, needs
from sambayan.common.pages import absolute
from sambayan.evaluation import access, queries  # noqa: F401 - access declares the rights
from sambayan.people.actions.looks import look

_TEMPLATES = Path(__file__).parents[1] / "templates" / "evaluation"


def _of_version(pk: int, code: str):
    found = queries.evaluation(pk)
    if found is not None:
        found.version = queries.document_of(pk, code)
    return found


@needs("evaluation.document", load=queries.evaluation, seen=look)
def document(request: Request, evaluation) -> HttpResponse:
    """The evaluation document that counts (D.1.1, D.1.2 or D.1.3) as PDF, from its frozen words."""
    return _print(request, queries.newest_document(evaluation))


@needs("evaluation.document", load=_of_version, seen=look)
def version(request: Request, evaluation) -> HttpResponse:
    """One document of the evaluation by its code; a superseded one says so."""
    if evaluation.version is None:
        raise Http404
    return _print(request, evaluation.version)


def _print(request: Request, kept) -> HttpResponse:
    address = _address(request, kept.code)
    content = queries.printed_document(kept, address)
    return _answer("d_1.typ", content, address, f"dokumen-evaluasi-{kept.code}.pdf")


@needs("evaluation.document", load=queries.evaluation, seen=look)
def result(request: Request, evaluation) -> HttpResponse:
    """The evaluation result (C.1.1, C.1.2 or C.1.3) as PDF."""
    kept = queries.newest_document(evaluation)
    address = _address(request, kept.code)
    content = queries.printed_result(evaluation, kept, address)
    return _answer("c_1.typ", content, address, f"hasil-evaluasi-{kept.code}.pdf")


def _address(request: Request, code: str) -> str:
    return absolute(request, reverse("evaluation:verify", kwargs={"code": code}))


def _answer(template: str, content, address: str, name: str) -> HttpResponse:
    code, _kind = qr_code(address, "svg", title=content["code"], subtitle="")
    response = HttpResponse(pdf(_TEMPLATES / template, content, {"qr": code}), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
