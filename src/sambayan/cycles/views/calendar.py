"""The working-day calendar: read by everybody, kept by the administrator of the agency."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, Request, needs, signed_in
from sambayan.common.numbers import date_long
from sambayan.common.pages import page
from sambayan.cycles import rules
from sambayan.cycles.access import calendar as access  # noqa: F401 - declares the rights
from sambayan.cycles.actions import calendar as actions
from sambayan.cycles.forms import DayForm, RemoveDayForm, WeekForm
from sambayan.cycles.queries import calendars, months
from sambayan.cycles.rules import DayKind, WorkingWeek, joint_leave_known
from sambayan.people.queries import unit as unit_by_code

BACK, AHEAD = 2, 2


def _years() -> range:
    this = timezone.localdate().year
    return range(this - BACK, this + AHEAD + 1)


@signed_in()
def calendar(request: Request) -> HttpResponse:
    """The twelve months of a year in one unit: what is a working day, and why a day is off."""
    asked, years = request.GET.get("year", ""), _years()
    year = int(asked) if re.fullmatch(r"[0-9]{4}", asked) and int(asked) in years else timezone.localdate().year
    unit = unit_by_code(request.GET.get("unit", "")) or months.root_of(request.actor.unit_path)
    if unit is None:
        raise Http404
    place = calendars.calendar(year, unit.path)
    context = {
        "year": year,
        "years": years,
        "unit": unit,
        "months": months.months_of(year, unit.path),
        "days": months.local_days(unit.path, year),
        "weekdays": [(_(name)[:1], _(name)) for name in rules.WEEKDAYS],
        "week": int(place.working_week),
        "leave_known": joint_leave_known(place, year),
    }
    return page(request, "cycles/calendar.html", context)


def _back(code: str, year: int) -> HttpResponse:
    return redirect(f"{reverse('cycles:calendar')}?unit={code}&year={year}")


@needs("cycles.set_day", *FORM, load=unit_by_code)
def set_day(request: Request, unit) -> HttpResponse:
    """Say what a day is in a unit and everything below it."""
    form = DayForm(request.POST or None, years=_years())
    if form.is_valid():
        words = form.cleaned_data
        kept = actions.set_day(
            unit,
            words["day"],
            kind=DayKind(words["kind"]),
            name=words["name"],
            basis=words["basis"],
            by=request.actor,
            at=timezone.now(),
        )
        told = _("{day} tersimpan. Batas waktu yang masih terbuka dihitung ulang.")
        messages.success(request, told.format(day=date_long(kept.day)))
        return _back(unit.code, kept.day.year)
    return page(request, "cycles/day_form.html", {"form": form, "unit": unit}, status=422 if form.errors else 200)


@needs("cycles.remove_day", *FORM, load=months.day_of)
def remove_day(request: Request, day) -> HttpResponse:
    """Take a day back, so that the national calendar holds again."""
    form = RemoveDayForm(request.POST or None)
    if form.is_valid():
        code, year = day.unit.code, day.day.year
        actions.remove_day(day, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Hari dihapus. Batas waktu yang masih terbuka dihitung ulang."))
        return _back(code, year)
    context = {"form": form, "day": day}
    return page(request, "cycles/remove_day.html", context, status=422 if form.errors else 200)


@needs("cycles.set_week", *FORM, load=unit_by_code)
def set_week(request: Request, unit) -> HttpResponse:
    """Say how many days a unit works in a week."""
    kept = months.week_of(unit)
    initial = {"working_week": kept.working_week, "basis": kept.basis} if kept else None
    form = WeekForm(request.POST or None, initial=initial)
    if form.is_valid():
        week = WorkingWeek(form.cleaned_data["working_week"])
        actions.set_week(unit, week, basis=form.cleaned_data["basis"], by=request.actor, at=timezone.now())
        messages.success(request, _("Hari kerja unit tersimpan. Batas waktu yang masih terbuka dihitung ulang."))
        return _back(unit.code, timezone.localdate().year)
    context = {"form": form, "unit": unit}
    return page(request, "cycles/week_form.html", context, status=422 if form.errors else 200)
