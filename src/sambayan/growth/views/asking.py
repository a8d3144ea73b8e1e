"""One way to answer with a form, and one way to do a verb that needs none."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sambayan.common.forms import Form
from sambayan.common.guard import Denied, Request
from sambayan.common.pages import page

MOST_OFFERED = 200


def offered(rows: QuerySet[Any]) -> tuple[list[Any], str]:
    """The newest rows a form offers, and a sentence when there are more."""
    found = list(rows[: MOST_OFFERED + 1])
    told = _("Tampak {n} yang terbaru; yang lebih lama ada di rekaman umpan balik.").format(n=MOST_OFFERED)
    return found[:MOST_OFFERED], told if len(found) > MOST_OFFERED else ""


def ask(
    request: Request, form: Form, heading: str, back: str, act: Callable[[], str | None], **more: Any
) -> HttpResponse:
    """Show the form, or do what it asks and go on; what the action refuses is told on the form.

    `act` answers where to go, or None to go back.
    """
    if form.is_bound and form.is_valid():
        try:
            target = act()
        except Denied as refused:
            form.add_error(None, str(refused.refusal))
        else:
            messages.success(request, more.get("done") or _("Tersimpan."))
            return redirect(target or back)
    context = {"form": form, "heading": heading, "back": back, **more}
    return page(request, "growth/form.html", context, status=422 if form.errors else 200)
