"""Home: what has to be done, and what was told."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sambayan.common.guard import WRITE, Request, needs, signed_in
from sambayan.common.pages import page
from sambayan.notices import access, actions, queries, rules  # noqa: F401 - access declares the rights


@signed_in()
def home(request: Request) -> HttpResponse:
    """What has to be done with its dates ("Yang harus dikerjakan"), and the latest notices."""
    actor = request.actor
    today = timezone.localdate()
    context = {
        "today": today,
        "duties": rules.duties(actor, today),
        "inbox": queries.inbox(actor.employee_id)[:8],
        "unread": queries.unread(actor.employee_id),
    }
    return page(request, "notices/home.html", context)


@needs("notices.read", *WRITE, load=queries.notice)
def read(request: Request, notice) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    actions.read(notice, by=request.actor, at=timezone.now())
    return redirect(notice.url)
