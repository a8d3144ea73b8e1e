"""The tree of offices, the page of one, and the verbs that change it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.audit.queries import has_history
from sambayan.common.guard import FORM, Denied, Request, needs, signed_in
from sambayan.common.language import named, worded
from sambayan.common.pages import page
from sambayan.people import queries
from sambayan.people.access import organisation as access  # noqa: F401 - access declares the rights
from sambayan.people.actions import organisation as actions
from sambayan.people.forms.organisation import ChangeForm, FoundForm, RenameForm, TargetForm
from sambayan.people.queries import units
from sambayan.people.rules import PositionType
from sambayan.people.rules.offices import facts_of

has_history(
    "unit", "people.OrganisationUnit", load=units.unit_by_key, right="people.directory", page="people:office", by="code"
)


@needs("people.directory")
def directory(request: Request) -> HttpResponse:
    """Name, post and unit of everybody, found while typing, within a unit or a kind of position when asked."""
    asked = {"q": request.GET.get("q", "").strip()[:80]}
    code = request.GET.get("unit", "")[:60]
    within = units.unit(code) if code else None
    asked["unit"] = within.code if within else ""
    asked["type"] = request.GET.get("type", "") if request.GET.get("type", "") in set(PositionType) else ""
    path = within.path if within else ""
    found = queries.directory(asked["q"], timezone.localdate(), unit_path=path, position_type=asked["type"])
    context: dict[str, Any] = {
        "text": asked["q"],
        "asked": asked,
        "within": within,
        "found": found,
        "shown": Paginator(found, 25).get_page(request.GET.get("page")),  # type: ignore[arg-type]  # sliced and measured
        "chips": [_chip(request, asked, kind) for kind in PositionType],
        "query": _kept(asked),
        "without_unit": f"{request.path}?{_kept(asked | {'unit': ''})}",
    }
    return page(request, "people/directory.html", context)


def _kept(asked: dict[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _chip(request: Request, asked: dict[str, str], kind: PositionType) -> dict[str, Any]:
    """A filter by kind of position that keeps the rest; pressed again it lets go."""
    current = asked["type"] == kind
    wanted = asked | {"type": "" if current else kind.value}
    return {"label": worded(kind), "url": f"{request.path}?{_kept(wanted)}", "current": current}


@signed_in()
def organisation(request: Request) -> HttpResponse:
    """The tree, one level open, and a search in it; `open` shows everything on the way to one office."""
    text, closed = request.GET.get("q", "").strip()[:80], request.GET.get("closed") == "1"
    opened = request.GET.get("open", "")[:60]
    context: dict[str, Any] = {"text": text, "closed": closed, "opened": opened}
    if text:
        context["found"] = units.find_units(text, closed=closed)
    else:
        context["roots"] = units.chart(timezone.localdate(), opened, closed=closed)
    kept = {"open": opened, "closed": "" if closed else "1"}
    context["toggle"] = f"{request.path}?{urlencode({name: value for name, value in kept.items() if value})}"
    return page(request, "people/chart.html", context)


def _office(code: str):
    found = units.unit(code)
    if found is None:
        raise Http404
    return found


@signed_in()
def branch(request: Request, code: str) -> HttpResponse:
    """The offices right below one, for the opened branch of the tree."""
    office, closed = _office(code), request.GET.get("closed") == "1"
    below, left_out = units.branches(office, timezone.localdate(), closed=closed)
    context = {"branches": below, "left_out": left_out, "above": office, "closed": closed}
    return page(request, "people/chart_level.html", context)


@signed_in()
def office(request: Request, code: str) -> HttpResponse:
    """One office: its place, who leads it, the offices below, its people and teams, and what it was called before."""
    shown, today = _office(code), timezone.localdate()
    text, closed = request.GET.get("q", "").strip()[:80], request.GET.get("closed") == "1"
    below = Paginator(units.children_of(shown, closed=closed), 25).get_page(request.GET.get("below"))
    above = list(units.ancestors(shown))
    counts = units.headcounts(today, shown.path)
    context = {
        "unit": shown,
        "crumbs": [(_("Organisasi"), reverse("people:organisation")), *map(_crumb, above), (named(shown), "")],
        "head": units.headships([shown.pk], today).get(shown.pk),
        "people": counts.get(shown.path, 0),
        "below": below,
        "branches": units.drawn(list(below), today, counts, closed=closed),
        "closed": closed,
        "members": Paginator(units.members(shown, today, text), 25).get_page(request.GET.get("page")),
        "text": text,
        "query": urlencode({"q": text}) if text else "",
        "teams": units.teams_in(shown, today),
        "versions": units.versions_of(shown.pk),
        "repairs": units.open_repairs(shown),
        "facts": facts_of(request.actor, shown.pk),
    }
    return page(request, "people/unit.html", context)


def _crumb(above: Any) -> tuple[str, str]:
    return named(above), reverse("people:office", args=[above.code])


def _changed(
    request: Request, unit: Any, form: ChangeForm, words: dict[str, Any], change: Callable[[], Any]
) -> HttpResponse:
    """The form of a verb: asked, refused with the reason above the fields, or done and back at the office."""
    if form.is_valid():
        try:
            done = change()
        except Denied as refused:
            form.add_error(None, str(refused.refusal))
        else:
            messages.success(request, words["done"])
            return redirect("people:office", code=done.code)
    context = {"unit": unit, "form": form, **words, **_suggested(request, unit, form)}
    return page(request, "people/unit_form.html", context, status=422 if form.errors else 200)


def _suggested(request: Request, unit: Any, form: ChangeForm) -> dict[str, Any]:
    """The offices that match the search for a target, without the office itself and its branch."""
    text = request.GET.get("q", "").strip()[:80]
    if not text or "target" not in form.fields:
        return {"text": text}
    return {"text": text, "found": units.targets(unit, text)}


def _decree(form: ChangeForm) -> actions.Decree:
    return actions.Decree(form.cleaned_data["day"], form.cleaned_data["basis"])


def _target(form: TargetForm) -> Any:
    found = units.unit(form.cleaned_data["target"])
    if found is None:
        form.add_error("target", _("Tidak ada unit dengan kode ini."))
    return found


@needs("people.found", *FORM, load=units.unit)
def found(request: Request, unit) -> HttpResponse:
    """Found an office below this one, with the post of its head."""
    form = FoundForm(request.POST or None)
    words = {
        "heading": _("Bentuk unit di bawah {unit}").format(unit=unit),
        "button": _("Bentuk unit"),
        "done": _("Unit dibentuk. Jabatan pimpinannya masih kosong."),
    }

    def change() -> Any:
        return actions.found(unit, form.cleaned_data, by=request.actor, at=timezone.now())

    return _changed(request, unit, form, words, change)


@needs("people.rename", *FORM, load=units.unit)
def rename(request: Request, unit) -> HttpResponse:
    """Give an office another name from a day on."""
    now = {"name": unit.name, "short_name": unit.short_name, "name_english": unit.name_english}
    form = RenameForm(request.POST or None, initial=now)
    words = {
        "heading": _("Ganti nama {unit}").format(unit=unit),
        "button": _("Ganti nama"),
        "done": _("Nama diganti. Nama lama tetap ada pada riwayat."),
    }

    def change() -> Any:
        return actions.rename(unit, form.cleaned_data, by=request.actor, at=timezone.now())

    return _changed(request, unit, form, words, change)


@needs("people.move", *FORM, load=units.unit)
def move(request: Request, unit) -> HttpResponse:
    """Put an office and its branch below another one."""
    words = {
        "heading": _("Pindahkan {unit} ke induk lain").format(unit=unit),
        "explained": _("Semua unit di bawahnya ikut pindah. Orang dan jabatannya tetap."),
        "button": _("Pindahkan unit"),
        "done": _("Unit dipindahkan."),
    }
    return _to_target(request, unit, words, actions.move)


@needs("people.merge", *FORM, load=units.unit)
def merge(request: Request, unit) -> HttpResponse:
    """Merge an office into another one."""
    words = {
        "heading": _("Gabungkan {unit} ke unit lain").format(unit=unit),
        "explained": _(
            "Setiap orang melanjutkan jabatan yang sama di unit tujuan; unit di bawahnya pindah ke bawah unit tujuan. "
            "Jabatan pimpinan dan pelaksana tugasnya berakhir. Unit ini ditutup, riwayatnya tetap."
        ),
        "button": _("Gabungkan unit"),
        "done": _("Unit digabungkan."),
    }
    return _to_target(request, unit, words, actions.merge)


def _to_target(request: Request, unit: Any, words: dict[str, Any], verb: Callable[..., Any]) -> HttpResponse:
    form = TargetForm(request.POST or None, initial={"target": request.GET.get("target", "")[:60]})
    target = _target(form) if form.is_valid() else None

    def change() -> Any:
        return verb(unit, target, _decree(form), by=request.actor, at=timezone.now())

    return _changed(request, unit, form, words, change)


@needs("people.close_unit", *FORM, load=units.unit)
def close_unit(request: Request, unit) -> HttpResponse:
    """Close an empty office."""
    form = ChangeForm(request.POST or None)
    words = {
        "heading": _("Tutup {unit}").format(unit=unit),
        "explained": _(
            "Hanya unit yang kosong dapat ditutup: tidak ada yang bertugas, tidak ada unit atau tim di bawahnya."
        ),
        "button": _("Tutup unit"),
        "done": _("Unit ditutup. Riwayatnya tetap tersimpan."),
    }

    def change() -> Any:
        return actions.close_unit(unit, _decree(form), by=request.actor, at=timezone.now())

    return _changed(request, unit, form, words, change)
