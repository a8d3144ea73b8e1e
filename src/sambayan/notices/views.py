"""Home: what has to be done, and what was told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sambayan.common.guard import WRITE, needs, signed_in
from sambayan.common.pages import page
from sambayan.notices import access, actions, queries, rules  # noqa: F401 - access declares the rights


@signed_in()
def home(request: HttpRequest) -> HttpResponse:
    """What has to be done with its dates ("Yang harus dikerjakan"), and the latest notices."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    context = {
        "today": today,
        "duties": rules.duties(actor, today),
        "inbox": queries.inbox(actor.employee_id)[:8],
        "unread": queries.unread(actor.employee_id),
    }
    return page(request, "notices/home.html", context)


@needs("notices.read", *WRITE, load=queries.notice)
def read(request: HttpRequest, notice) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Mark a notice as read and go to what it is about."""
    actions.read(notice, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    return redirect(notice.url)
