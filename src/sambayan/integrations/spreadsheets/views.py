"""Uploading a file of answers."""

from django.contrib.staticfiles import finders  # noqa: F401
from django.http import HttpRequest, HttpResponse

from sambayan.common.guard import needs, public, FORM
from sambayan.surveys import queries


@needs("surveys.upload", *FORM, load=queries.survey)
def upload(request: HttpRequest, survey) -> HttpResponse:
    return HttpResponse("x")


@public()
def example(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x")
