"""The page of all settings, one setting, and the pack a document remembers."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.audit.sentences import changes, sentence
from sambayan.common.guard import WRITE, Request, needs, signed_in
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.policies import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.policies.forms import ValueForm, WithdrawForm
from sambayan.policies.rules import MARKS, Part
from sambayan.regulations.catalogue import settings as defaults
from sambayan.regulations.rows import Setting


@signed_in()
def settings(request: Request) -> HttpResponse:
    """Every setting by part, narrowed by mark, part and words."""
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("mark", "part", "q")}
    rows = queries.setting_rows(timezone.localdate())
    wanted = queries.Asked(asked["mark"], asked["part"], asked["q"])
    found = [row for row in rows if wanted.fits(row)]
    context = {
        "groups": queries.by_part(found),
        "count": len(found),
        "asked": asked,
        "marks": _chips(request, asked, "mark", {mark.value: _(word) for mark, word in MARKS.items()}, rows),
        "parts": _chips(request, asked, "part", {part.value: worded(part) for part in Part}, rows),
    }
    return page(request, "policies/settings.html", context)


_OF: dict[str, Callable[[queries.SettingRow], str]] = {
    "mark": lambda row: row.mark.value,
    "part": lambda row: row.setting.part,
}


def _chips(
    request: Request, asked: dict[str, str], name: str, words: dict[str, str], rows: list[queries.SettingRow]
) -> list[dict[str, Any]]:
    """A filter that keeps the others; pressed again it lets go."""
    tally = Counter(_OF[name](row) for row in rows)
    chips = []
    for key, label in words.items():
        current = asked[name] == key
        query = {**asked, name: "" if current else key}
        url = f"{request.path}?{urlencode({k: v for k, v in query.items() if v})}"
        chips.append({"label": label, "count": tally[key], "url": url, "current": current})
    return chips


def _setting_page(
    request: Request, own: Setting, form: ValueForm | None = None, withdraw_form: WithdrawForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    shown = queries.setting_page(own, today)
    context = {
        "shown": shown,
        "row": shown.row,
        "events": [(event, sentence(event), changes(event)) for event in shown.events],
        "form": form or ValueForm(setting=own, today=today),
        "withdraw_form": withdraw_form or WithdrawForm(),
    }
    return page(request, "policies/setting.html", context, status=422 if form or withdraw_form else 200)


@signed_in()
def setting(request: Request, name: str) -> HttpResponse:
    """One setting: what it is, what holds today, what was and what comes; the form for those who may set it."""
    own = queries.setting(name)
    if own is None:
        raise Http404
    return _setting_page(request, own)


@needs("policies.set", *WRITE, load=queries.setting)
def set_(request: Request, own: Setting) -> HttpResponse:
    """Let a new value hold from a day on."""
    form = ValueForm(request.POST, setting=own, today=timezone.localdate())
    if not form.is_valid():
        return _setting_page(request, own, form=form)
    actions.set_(own.name, form.change(), by=request.actor, at=timezone.now())
    messages.success(request, _("Nilai tersimpan dan tercatat."))
    return redirect("policies:setting", name=own.name)


@needs("policies.withdraw", *WRITE, load=queries.setting_value)
def withdraw(request: Request, value) -> HttpResponse:
    """Take back a value whose day has not come."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _setting_page(request, defaults()[value.name], withdraw_form=form)
    actions.withdraw(value, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("Nilai ditarik dan tercatat."))
    return redirect("policies:setting", name=value.name)


@signed_in()
def pack(request: Request, code: str) -> HttpResponse:
    """Exactly the values a document was made with."""
    found = queries.pack(code)
    if found is None:
        raise Http404
    return page(request, "policies/pack.html", {"pack": found, "rows": queries.pack_rows(found, timezone.localdate())})
