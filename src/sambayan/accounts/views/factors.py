"""Second factors: adding, removing, recovery codes."""

import base64
import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.accounts import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.accounts.forms import CodeForm, PasskeyForm
from sambayan.accounts.rules import Proof, owes_second_factor
from sambayan.accounts.views.onward import WRONG_CODE, recent
from sambayan.common.documents import qr_code
from sambayan.common.guard import FORM, Request, needs, signed_in
from sambayan.common.pages import page


@signed_in()
def add_second_factor(request: Request) -> HttpResponse:
    """The choice between app and passkey; the only page for those who owe a second factor and show none."""
    owes = owes_second_factor(request.actor) and not Proof.of(request.session).second_factor
    held = owes and not queries.is_exempt(request.user)
    return page(request, "accounts/add_second_factor.html", {"held": held})


@signed_in(*FORM)
@recent
def add_app(request: Request) -> HttpResponse:
    """Connect an authenticator app: picture and secret, then the first code as proof."""
    form = CodeForm(request.POST or None)
    secret = get_totp_secret()
    if form.is_valid():
        code = form.cleaned_data["code"]
        if actions.add_app(request, secret=secret, code=code, by=request.actor, at=timezone.now()):
            clear_totp_secret(request)
            messages.success(request, _("Aplikasi autentikator tersambung."))
            return redirect("accounts:renew_recovery_codes")
        form.add_error("code", WRONG_CODE)
    address = get_adapter().build_totp_url(request.user, secret)
    picture, kind = qr_code(address, "svg", title="", subtitle="")
    context = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": f"data:{kind};base64,{base64.b64encode(picture).decode()}",
    }
    return page(request, "accounts/add_app.html", context, status=422 if form.errors else 200)


@signed_in(*FORM)
@recent
def add_passkey(request: Request) -> HttpResponse:
    """Make a passkey in this browser or a phone nearby."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data
        if actions.add_passkey(
            request, credential=words["credential"], name=words["name"], by=request.actor, at=timezone.now()
        ):
            messages.success(request, _("Kunci sandi tersimpan."))
            codes = queries.recovery_codes_left(request.actor.account_id)
            return redirect("accounts:account" if codes else "accounts:renew_recovery_codes")
        form.add_error(None, _("Kunci sandi tidak jadi dibuat. Coba sekali lagi."))
    options = json.dumps(begin_registration(request.user, passwordless=True))
    context = {"form": form, "options": options}
    return page(request, "accounts/add_passkey.html", context, status=422 if form.errors else 200)


@needs("accounts.remove_factor", *FORM, load=queries.factor)
@recent
def remove_factor(request: Request, factor) -> HttpResponse:
    """Remove an app or a passkey of mine."""
    if request.method == "POST":
        actions.remove_factor(factor, by=request.actor, at=timezone.now())
        messages.success(request, _("Faktor kedua dihapus."))
        return redirect("accounts:account")
    return page(request, "accounts/remove_factor.html", {"factor": factor})


@signed_in(*FORM)
@recent
def renew_recovery_codes(request: Request) -> HttpResponse:
    """Ten recovery codes, shown once."""
    if request.method != "POST":
        left = queries.recovery_codes_left(request.actor.account_id)
        return page(request, "accounts/renew_recovery_codes.html", {"left": left})
    codes = actions.renew_recovery_codes(request, by=request.actor, at=timezone.now())
    text = "\n".join([_("Kode cadangan Sambayan"), "", *codes, ""])
    context = {"codes": codes, "file": f"data:text/plain;charset=utf-8,{urlencode({'': text})[1:].replace('+', '%20')}"}
    answer = page(request, "accounts/renew_recovery_codes.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
