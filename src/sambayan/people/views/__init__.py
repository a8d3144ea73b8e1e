"""Signing in, the directory and a person's page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.guard import FORM, WRITE, Request, needs, public, signed_in
from sambayan.common.pages import page
from sambayan.people import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.people.forms import SignInForm
from sambayan.people.rules import PositionType


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=here, require_https=request.is_secure())
    return target if safe and target.startswith("/") else reverse("notices:home")


@public(*FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form; a wrong login and a wrong password get the same answer."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data
        if actions.sign_in(request, name=words["login"], password=words["password"], at=timezone.now()):
            return redirect(_next(request))
        form.add_error(None, _("NIP atau surel dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."))
    personas = queries.personas() if settings.DEMO else []
    context = {"form": form, "next": request.GET.get("next", ""), "personas": personas}
    return page(request, "people/sign_in.html", context, status=422 if form.errors else 200)


@public(*WRITE)
def sign_in_as(request: HttpRequest, persona: str) -> HttpResponse:
    """One click to be a demo persona; outside the demo this page does not exist."""
    account = queries.persona(persona) if settings.DEMO else None
    if account is None:
        raise Http404
    actions.sign_in_as(request, account, at=timezone.now())
    return redirect("notices:home")


@signed_in(*WRITE)
def sign_out(request: Request) -> HttpResponse:
    """Leave, and come out at the public start page."""
    actions.sign_out(request, by=request.actor, at=timezone.now())
    return redirect("portal:start")


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
