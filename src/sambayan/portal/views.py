"""Public pages (in preparation)."""

from django.http import HttpRequest, HttpResponse

from sambayan.common.guard import public


@public()
def start(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Start."""
    return HttpResponse("x")


units = unit = answers = figures = codebook = recompute = method = about = start
