"""The printed agreement."""

from pathlib import Path

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from sambayan.common.documents import pdf, qr_code
from sambayan.common.guard import Request, needs
from sambayan.common.pages import absolute
from sambayan.people.actions.looks import look
from sambayan.planning import queries

_FORM = Path(__file__).parents[1] / "templates" / "planning" / "skp.typ"


@needs("planning.read", load=queries.agreement, seen=look)
def print_(request: Request, agreement) -> HttpResponse:
    """The agreement on the form of the law with its annex, as PDF; a draft says that it is one."""
    code = agreement.document_code or ""
    address = absolute(request, reverse("evaluation:verify", args=[code])) if code else ""
    content = queries.printed(agreement, address, timezone.localdate())
    picture, _kind = qr_code(address, "svg", title="", subtitle="") if code else (b"", "")
    files = {"qr": picture} if code else {}
    answer = HttpResponse(pdf(_FORM, content, files), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="skp-{code or agreement.pk}.pdf"'
    return answer
