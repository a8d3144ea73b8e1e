"""Turning typed names into persons, offices and accounts, and one way to answer with a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.forms import Form
from sambayan.common.guard import Denied, Request
from sambayan.common.pages import page
from sambayan.people import queries


def unit_of(form: Form, field: str = "unit") -> Any:
    """The one unit meant by what was typed; None after the form has been told which ones could be meant."""
    return _one(form, field, queries.units_meant, lambda unit: f"{unit.name} ({unit.code})")


def employee_of(form: Form, field: str) -> Any:
    """The one employee meant by what was typed; None after the form has been told."""
    today = timezone.localdate()
    post = _one(
        form,
        field,
        lambda text: queries.employees_meant(text, today),
        lambda post: f"{post.employee.name}, {post.position.unit.name}",
    )
    return post.employee if post else None


def account_of(form: Form) -> Any:
    """The one account meant by what was typed; None after the form has been told."""
    return _one(form, "account", queries.accounts_meant, lambda account: f"{account.name}, {account.title}")


def _one(form: Form, field: str, find: Callable[[str], list[Any]], told: Callable[[Any], str]) -> Any:
    text = form.cleaned_data.get(field, "") if form.is_bound and form.is_valid() else ""
    if not text:
        return None
    found = find(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(told(each) for each in found)
        form.add_error(field, _("Lebih dari satu yang cocok: {names}. Tulis lebih lengkap.").format(names=names))
    else:
        form.add_error(field, _("Tidak ditemukan. Periksa ejaannya, atau tulis kode atau NIP lengkap."))
    return None


def form_page(
    request: Request, form: Form, heading: str, back: str, act: Callable[[], Any], **more: Any
) -> HttpResponse:
    """Show the form, or do what it asks and go back; what the action refuses is told on the form."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except Denied as refused:
            form.add_error(None, str(refused.refusal))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(back)
    context = {"form": form, "heading": heading, "back": back, **more}
    return page(request, "people/form.html", context, status=422 if form.errors else 200)
