"""Home: what has to be done, and what was told; the inbox, what comes by mail, and what did not leave."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs, signed_in
from sambayan.common.pages import page
from sambayan.notices import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.notices.forms import PreferenceForm

LATEST = 5


@signed_in()
def home(request: Request) -> HttpResponse:
    """What has to be done with its dates ("Yang harus dikerjakan"), and the latest notices."""
    actor = request.actor
    today = timezone.localdate()
    duties = rules.duties(actor, today)
    latest, unread = queries.latest(actor, LATEST)
    context = {
        "today": today,
        "duties": [duty for duty in duties if duty.section == rules.Section.DUTIES],
        "repairs": [duty for duty in duties if duty.section == rules.Section.REPAIRS],
        "inbox": latest,
        "unread": unread,
    }
    return page(request, "notices/home.html", context)


@signed_in()
def places(request: Request) -> HttpResponse:
    """Every part of the house that opens to the reader."""
    return page(request, "notices/places.html", {"parts": queries.places_for(request.actor)})


@signed_in()
def inbox(request: Request) -> HttpResponse:
    """Everything one was told, newest first; with `?unread=1` only what was not read."""
    unread_only = request.GET.get("unread") == "1"
    unread = queries.unread(request.actor)
    chip = {
        "label": _("Belum dibaca"),
        "count": unread,
        "url": request.path if unread_only else "?unread=1",
        "current": unread_only,
    }
    found = queries.inbox(request.actor, unread_only=unread_only)
    context = {
        "shown": Paginator(found, 25).get_page(request.GET.get("page")),
        "query": "unread=1" if unread_only else "",
        "chips": [chip],
        "unread": unread,
        "unread_only": unread_only,
    }
    return page(request, "notices/inbox.html", context)


@needs("notices.read", *WRITE, load=queries.notice)
def read(request: Request, notice) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    actions.read(notice, by=request.actor, at=timezone.now())
    return redirect(notice.url)


@needs("notices.read_all", *WRITE)
def read_all(request: Request) -> HttpResponse:
    """Mark everything as read."""
    actions.read_all(by=request.actor, at=timezone.now())
    messages.success(request, _("Semua pemberitahuan ditandai terbaca."))
    return redirect("notices:inbox")


@needs("notices.prefer", *FORM)
def prefer(request: Request) -> HttpResponse:
    """What one wants by mail, and in which language."""
    kept = queries.preference(request.actor.account_id)
    given = request.POST if request.method == "POST" else None
    form = PreferenceForm(given, initial={"delivery": kept.delivery, "language": kept.language})
    if form.is_valid():
        actions.prefer(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Pilihan surel tersimpan."))
        return redirect("notices:prefer")
    context = {"form": form, "address": queries.own_address(request.actor)}
    return page(request, "notices/prefer.html", context, status=422 if form.errors else 200)


@needs("notices.mails")
def mails(request: Request) -> HttpResponse:
    """Mails that did not leave, with the reason; never what they say."""
    context = {
        "shown": Paginator(queries.undelivered(), 25).get_page(request.GET.get("page")),
        "without_address": queries.without_address(),
    }
    return page(request, "notices/mails.html", context)
