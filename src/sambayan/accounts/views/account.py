"""My account: password, e-mail, sessions; and the links that came by mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.accounts import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.accounts.forms import EmailForm, ForgotForm, NewPasswordForm
from sambayan.accounts.rules import owes_second_factor
from sambayan.accounts.views.onward import recent
from sambayan.common.guard import FORM, WRITE, Request, needs, public, signed_in
from sambayan.common.pages import page


@signed_in()
def account(request: Request) -> HttpResponse:
    """My account: who I am here, how I sign in, where I am signed in."""
    context = {
        "account": request.user,
        "factors": queries.factors_of(request.actor.account_id),
        "codes_left": queries.recovery_codes_left(request.actor.account_id),
        "owes": owes_second_factor(request.actor),
        "exempt": _("Orang contoh di demo tidak diwajibkan.") if queries.is_exempt(request.user) else "",
        "sessions": queries.sessions_of(request.actor.account_id),
        "this_session": request.session.session_key,
    }
    return page(request, "accounts/account.html", context)


@signed_in(*FORM)
@recent
def change_password(request: Request) -> HttpResponse:
    """A new password for myself."""
    form = NewPasswordForm(request.POST or None, account=request.user)
    if form.is_valid():
        password = form.cleaned_data["new_password"]
        actions.change_password(request, password=password, by=request.actor, at=timezone.now())
        messages.success(request, _("Kata sandi diubah. Semua perangkat lain sudah dikeluarkan."))
        return redirect("accounts:account")
    return page(request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200)


@signed_in(*FORM)
@recent
def change_email(request: Request) -> HttpResponse:
    """A new e-mail address; it counts once its link was opened."""
    form = EmailForm(request.POST or None)
    if form.is_valid():
        actions.change_email(request, email=form.cleaned_data["email"], by=request.actor, at=timezone.now())
        messages.success(request, _("Periksa kotak surel baru Anda, lalu buka tautannya."))
        return redirect("accounts:account")
    return page(request, "accounts/change_email.html", {"form": form}, status=422 if form.errors else 200)


@public(*FORM)
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """Take the new address. Opening the link changes nothing yet: programs that look through mail open links too."""
    link = queries.opened(token, "email")
    if link is None:
        return page(request, "accounts/link_over.html", {}, status=410)
    if request.method == "POST":
        if not actions.confirm_email(link, at=timezone.now()):
            return page(request, "accounts/link_over.html", {}, status=410)
        messages.success(request, _("Surel Anda diubah."))
        return redirect("accounts:account" if request.user.is_authenticated else "accounts:sign_in")
    return page(request, "accounts/confirm_email.html", {"email": link.email})


@public(*FORM)
def forgot_password(request: HttpRequest) -> HttpResponse:
    """Ask for a reset link; the answer is the same whether the account exists or not."""
    form = ForgotForm(request.POST or None)
    if form.is_valid():
        actions.forgot_password(request, name=form.cleaned_data["login"], at=timezone.now())
        return page(request, "accounts/forgot_password.html", {"sent": True})
    return page(request, "accounts/forgot_password.html", {"form": form}, status=422 if form.errors else 200)


@public(*FORM)
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """Write a new password with a link that works once."""
    link = queries.opened(token, "reset", "handed")
    if link is None:
        return page(request, "accounts/link_over.html", {}, status=410)
    form = NewPasswordForm(request.POST or None, account=link.account)
    if form.is_valid():
        actions.set_password(link, password=form.cleaned_data["new_password"], at=timezone.now())
        messages.success(request, _("Kata sandi tersimpan. Masuk dengan kata sandi baru Anda."))
        return redirect("accounts:sign_in")
    context = {"form": form, "name": link.account.name}
    return page(request, "accounts/set_password.html", context, status=422 if form.errors else 200)


@needs("accounts.sign_out_session", *WRITE, load=queries.open_session)
def sign_out_session(request: Request, session) -> HttpResponse:
    """End one session of mine."""
    actions.sign_out_session(session, by=request.actor, at=timezone.now())
    messages.success(request, _("Sesi itu sudah dikeluarkan."))
    return redirect("accounts:account")


@signed_in(*WRITE)
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of mine, this one too."""
    actions.sign_out_everywhere(request, by=request.actor, at=timezone.now())
    messages.success(request, _("Anda keluar dari semua perangkat."))
    return redirect("accounts:sign_in")
