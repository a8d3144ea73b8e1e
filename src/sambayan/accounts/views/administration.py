"""The account of an employee, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.accounts import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.accounts.forms import ReasonForm
from sambayan.accounts.views.onward import recent
from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page


def _link_page(request: Request, holder, link: str) -> HttpResponse:
    answer = page(request, "accounts/handed_link.html", {"holder": holder, "link": link})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs("accounts.manage", load=queries.holder)
def manage(request: Request, holder) -> HttpResponse:
    """Whether an employee has an account, how it is protected, and what can be done about it."""
    context = {"holder": holder, "protected": holder.account and queries.has_second_factor(holder.account.pk)}
    return page(request, "accounts/manage.html", context)


@needs("accounts.open_account", *WRITE, load=queries.holder)
@recent
def open_account(request: Request, holder) -> HttpResponse:
    """Open the account of an employee who has none; the link is shown this once."""
    link = actions.open_account(request, holder, by=request.actor, at=timezone.now())
    return _link_page(request, holder, link)


@needs("accounts.reset_by_administrator", *FORM, load=queries.holder)
@recent
def reset_by_administrator(request: Request, holder) -> HttpResponse:
    """Stop the password of somebody and make a link for a new one, with the reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        link = actions.reset_by_administrator(request, holder, reason=reason, by=request.actor, at=timezone.now())
        return _link_page(request, holder, link)
    context = {"form": form, "holder": holder}
    return page(request, "accounts/reset_by_administrator.html", context, status=422 if form.errors else 200)


@needs("accounts.remove_factors", *FORM, load=queries.holder)
@recent
def remove_factors(request: Request, holder) -> HttpResponse:
    """Remove the second factors of somebody who lost them, with the reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.remove_factors(holder, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Faktor kedua dihapus. Pemiliknya masuk dengan kata sandi saja."))
        return redirect("accounts:manage", pk=holder.employee.pk)
    context = {"form": form, "holder": holder}
    return page(request, "accounts/remove_factors.html", context, status=422 if form.errors else 200)
