from django.http import HttpRequest, HttpResponse

from sambayan.common.guard import public


@public()
def catalogue(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x")
