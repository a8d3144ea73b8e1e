"""The directory and a person's page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.guard import Request, needs
from sambayan.common.pages import page
from sambayan.people import access, queries  # noqa: F401 - access declares the rights
from sambayan.people.rules import PositionType


@needs("people.directory")
def directory(request: Request) -> HttpResponse:
    """Name, post and unit of everybody, found while typing."""
    text = request.GET.get("q", "").strip()[:80]
    shown = Paginator(queries.directory(text, timezone.localdate()), 25).get_page(request.GET.get("page"))
    context = {"text": text, "shown": shown, "query": urlencode({"q": text}) if text else ""}
    return page(request, "people/directory.html", context)


def _post(pk: int):
    return queries.assignment_of(pk, timezone.localdate())


@needs("people.person", load=_post)
def person(request: Request, post) -> HttpResponse:
    """One employee: posts over time, and who appraises on this day and why."""
    context = {
        "post": post,
        "position_type": PositionType(post.position.position_type),
        "appraisal": queries.appraisal_of(post.employee_id, timezone.localdate()),
        "posts": queries.posts_of(post.employee_id),
        "events": [(event, sentence(event)) for event in history(post.employee)[:20]],
    }
    return page(request, "people/person.html", context)
