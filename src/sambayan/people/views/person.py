"""A person's page, and who looked at it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from sambayan.audit.queries import has_history, history
from sambayan.audit.sentences import sentence
from sambayan.common.guard import Request, needs
from sambayan.common.pages import page
from sambayan.people import queries
from sambayan.people.actions.looks import look
from sambayan.people.rules import PositionType
from sambayan.people.views.posts import held

has_history("person", "people.Employee", load=held, right="people.person", page="people:person")


@needs("people.person", load=held, seen=look)
def person(request: Request, post) -> HttpResponse:
    """One employee: posts over time, who appraises on this day and why, absences, teams, what is handed on, roles."""
    today, pk = timezone.localdate(), post.employee_id
    context = {
        "post": post,
        "today": today,
        "position_type": PositionType(post.position.position_type),
        "appraisal": queries.appraisal_of(pk, today),
        "posts": queries.posts_of(pk, today),
        "absences": queries.absences_of(pk),
        "memberships": queries.teams_of(pk),
        "delegations": queries.delegations_of(pk),
        "grants": queries.grants_of(pk),
        "events": [(event, sentence(event)) for event in history(post.employee)[:12]],
    }
    return page(request, "people/person.html", context)


@needs("people.looks", load=held)
def looks(request: Request, post) -> HttpResponse:
    """Who opened the personal pages of this employee, and when."""
    shown = Paginator(queries.looks_at(post.employee_id), 50).get_page(request.GET.get("page"))
    return page(request, "people/looks.html", {"post": post, "shown": shown})
