"""The door: password, second step, passkey, provider, personas, and the way out."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.accounts import actions
from sambayan.accounts.forms import CodeForm, CredentialForm, PasswordForm, SignInForm
from sambayan.accounts.rules import Step
from sambayan.accounts.views.onward import REFUSALS, WRONG_CODE, onward, safe
from sambayan.common.guard import FORM, WRITE, Request, public, signed_in
from sambayan.common.pages import page
from sambayan.people.queries import persona as demo_persona
from sambayan.people.queries import personas


def _to_second_step(target: str) -> HttpResponse:
    return redirect(f"{reverse('accounts:confirm_sign_in')}?{urlencode({'next': target})}")


@public(*FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form; a wrong login and a wrong password get the same answer."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data
        step = actions.sign_in(request, name=words["login"], password=words["password"], at=timezone.now())
        if step == Step.SECOND_STEP:
            return _to_second_step(onward(request))
        if step == Step.INSIDE:
            return redirect(onward(request))
        form.add_error(None, REFUSALS[step])
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "personas": personas() if settings.DEMO else [],
        "elsewhere": settings.SINGLE_SIGN_ON and settings.SINGLE_SIGN_ON["name"],
    }
    return page(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


@public(*FORM)
def confirm_sign_in(request: HttpRequest) -> HttpResponse:
    """The second step: a code, a recovery code, or a passkey."""
    now = timezone.now()
    account = actions.pending(request, at=now)
    if account is None:
        return redirect("accounts:sign_in")
    form, passkey = CodeForm(request.POST or None), CredentialForm(request.POST or None)
    step = None
    if "credential" in request.POST:
        form = CodeForm()
        step = Step.REFUSED
        if passkey.is_valid():
            credential = passkey.cleaned_data["credential"]
            step = actions.confirm_sign_in_with_passkey(request, account, credential=credential, at=now)
    elif form.is_valid():
        step = actions.confirm_sign_in(request, account, code=form.cleaned_data["code"], at=now)
    if step == Step.INSIDE:
        return redirect(onward(request))
    problem = step and (REFUSALS[step] if step == Step.LIMITED else WRONG_CODE)
    context = {"form": form, "problem": problem, "next": onward(request)}
    return page(request, "accounts/confirm_sign_in.html", context, status=422 if problem or form.errors else 200)


@public()
def offer_passkey(request: HttpRequest) -> HttpResponse:
    """The question that the browser answers with a passkey, as JSON."""
    answer = JsonResponse(actions.offer_passkey(request, at=timezone.now()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@public(*WRITE)
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone."""
    form = CredentialForm(request.POST)
    step = Step.REFUSED
    if form.is_valid():
        credential = form.cleaned_data["credential"]
        step = actions.sign_in_with_passkey(request, credential=credential, at=timezone.now())
    if step == Step.INSIDE:
        return redirect(onward(request))
    refusal = _("Kunci sandi itu tidak dikenal di sini. Masuk dengan kata sandi, atau pilih kunci lain.")
    messages.error(request, str(REFUSALS[step]) if step == Step.LIMITED else refusal)
    return redirect("accounts:sign_in")


@public(*WRITE)
def sign_in_elsewhere(request: HttpRequest) -> HttpResponse:
    """Go to the agency's own provider."""
    if not settings.SINGLE_SIGN_ON:
        raise Http404
    try:
        return actions.sign_in_elsewhere(request, onward=onward(request))
    except actions.Unconfirmed:
        return page(request, "accounts/elsewhere_refused.html", {"unconfirmed": True}, status=502)


@public()
def return_from_elsewhere(request: HttpRequest) -> HttpResponse:
    """Come back from the provider, known or not."""
    if not settings.SINGLE_SIGN_ON:
        raise Http404
    try:
        step, target = actions.return_from_elsewhere(request, at=timezone.now())
    except actions.Unconfirmed:
        return page(request, "accounts/elsewhere_refused.html", {"unconfirmed": True}, status=403)
    if step == Step.REFUSED:
        return page(request, "accounts/elsewhere_refused.html", {}, status=403)
    target = safe(request, target)
    return redirect(target) if step == Step.INSIDE else _to_second_step(target)


@public(*WRITE)
def sign_in_as(request: HttpRequest, persona: str) -> HttpResponse:
    """One click to be a demo persona; outside the demo this page does not exist."""
    account = demo_persona(persona) if settings.DEMO else None
    if account is None:
        raise Http404
    actions.sign_in_as(request, account, at=timezone.now())
    return redirect("notices:home")


@signed_in(*FORM)
def confirm_password(request: Request) -> HttpResponse:
    """The password once more, before something sensitive."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        step = actions.confirm_password(request, password=form.cleaned_data["password"], at=timezone.now())
        if step == Step.INSIDE:
            return redirect(onward(request))
        problem = REFUSALS[step] if step == Step.LIMITED else _("Kata sandi tidak cocok.")
        form.add_error("password", problem)
    context = {"form": form, "next": onward(request), "has_password": request.user.has_usable_password()}  # type: ignore[union-attr]
    return page(request, "accounts/confirm_password.html", context, status=422 if form.errors else 200)


@signed_in(*WRITE)
def sign_out(request: Request) -> HttpResponse:
    """Leave, and come out at the public start page."""
    actions.sign_out(request, by=request.actor, at=timezone.now())
    return redirect("portal:start")
