"""The years of an agency, one year with its periods, and the verbs of both."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.queries import has_history, history
from sambayan.audit.sentences import sentence
from sambayan.common.forms import Form
from sambayan.common.guard import FORM, WRITE, Denied, Refusal, Request, needs
from sambayan.common.pages import page
from sambayan.cycles.actions import years as actions
from sambayan.cycles.forms.years import CreateForm, ReasonForm, ReopenForm, WindowForm
from sambayan.cycles.queries import openings
from sambayan.cycles.queries import years as queries
from sambayan.cycles.rules.figures import figures_of

has_history("year", "cycles.Cycle", load=queries.year, right="cycles.year", page="cycles:year")


@needs("cycles.years")
def years(request: Request) -> HttpResponse:
    """The years of the agencies the reader oversees, newest first."""
    shown = Paginator(queries.years_of(request.actor), 20).get_page(request.GET.get("page"))
    return page(request, "cycles/years.html", {"shown": shown, "may_create": queries.agencies_kept_by(request.actor)})


@needs("cycles.year", load=queries.year)
def year(request: Request, year) -> HttpResponse:
    """One year: where it stands, its periods with windows and figures, what was opened, and what may be done."""
    figures = figures_of(year.pk)
    context = {
        "year": year,
        "crumbs": [(_("Tahun kinerja"), reverse("cycles:years")), (str(year), "")],
        "periods": [(period, figures.get(period.pk, [])) for period in queries.periods_in(year.pk)],
        "figures": figures.get(None, []),
        "openings": openings.openings_of(year.pk)[:10],
        "today": timezone.localdate(),
        "events": [(event, sentence(event)) for event in history(year)[:20]],
    }
    return page(request, "cycles/year.html", context)


@needs("cycles.years", *FORM)
def create(request: Request) -> HttpResponse:
    """Prepare a year; its periods come from the settings."""
    agencies = queries.agencies_kept_by(request.actor)
    if not agencies:
        raise Denied(Refusal(_("Tahun kinerja hanya diatur pengelola kinerja seluruh instansi.")))
    following = {"year": timezone.localdate().year + 1}
    form = CreateForm(request.POST or None, agencies=agencies, initial=following)
    if form.is_valid():
        year = actions.create(form.chosen, form.cleaned_data["year"], by=request.actor, at=timezone.now())
        messages.success(request, _("Tahun kinerja {year} disiapkan. Periksa jangka waktunya.").format(year=year))
        return redirect("cycles:year", pk=year.pk)
    words = {"heading": _("Siapkan tahun kinerja"), "button": _("Siapkan"), "back": reverse("cycles:years")}
    return page(request, "cycles/form.html", {"form": form, **words}, status=422 if form.errors else 200)


@needs("cycles.open", *WRITE, load=queries.year)
def open_(request: Request, year) -> HttpResponse:
    """Open a year."""
    actions.open_(year, by=request.actor, at=timezone.now())
    messages.success(request, _("Tahun kinerja {year} dibuka.").format(year=year))
    return redirect("cycles:year", pk=year.pk)


@needs("cycles.close", *FORM, load=queries.year)
def close(request: Request, year) -> HttpResponse:
    """Close a year with the reason."""
    words = {"heading": _("Tutup tahun kinerja {year}").format(year=year), "button": _("Tutup tahun")}
    words["lead"] = _("Semua periodenya ikut ditutup. SKP dan penilaian tetap dapat dibaca.")
    return _asked(request, year, ReasonForm(request.POST or None), actions.close, words)


@needs("cycles.reopen", *FORM, load=queries.year)
def reopen(request: Request, year) -> HttpResponse:
    """Open a closed year again with the reason."""
    words = {"heading": _("Buka kembali tahun kinerja {year}").format(year=year), "button": _("Buka kembali")}
    words["lead"] = _("Periodenya tetap ditutup, dan dibuka kembali satu per satu.")
    return _asked(request, year, ReasonForm(request.POST or None), actions.reopen, words)


@needs("cycles.open_period", *WRITE, load=queries.period)
def open_period(request: Request, period) -> HttpResponse:
    """Open a period that has begun."""
    actions.open_period(period, by=request.actor, at=timezone.now())
    messages.success(request, _("{period} dibuka.").format(period=period))
    return redirect("cycles:year", pk=period.cycle_id)


@needs("cycles.close_period", *FORM, load=queries.period)
def close_period(request: Request, period) -> HttpResponse:
    """Close a period with the reason."""
    words = {"heading": _("Tutup {period}").format(period=period), "button": _("Tutup periode")}
    words["lead"] = _("Kemajuan dan bukti tidak dapat dicatat lagi, kecuali setelan mengizinkannya.")
    return _asked(request, period, ReasonForm(request.POST or None), actions.close_period, words)


@needs("cycles.reopen_period", *FORM, load=queries.period)
def reopen_period(request: Request, period) -> HttpResponse:
    """Open a closed period again until a day, with the reason."""
    words = {"heading": _("Buka kembali {period}").format(period=period), "button": _("Buka kembali")}
    words["lead"] = _("Batas menilai ikut diperpanjang. Yang sudah beralih ke atasan pejabat penilai tidak kembali.")
    return _asked(request, period, ReopenForm(request.POST or None), actions.reopen_period, words)


@needs("cycles.set_window", *FORM, load=queries.period)
def set_window(request: Request, period) -> HttpResponse:
    """Move the window of a period with the reason."""
    initial = {"window_from": period.window_from, "window_to": period.window_to}
    words = {"heading": _("Ubah jangka waktu penilaian {period}").format(period=period), "button": _("Simpan")}
    words["lead"] = _("Batas menilai yang masih berjalan ikut berubah, dan perubahannya tercatat.")
    form = WindowForm(request.POST or None, initial=initial)
    return _asked(request, period, form, actions.set_window, words)


def _asked(request: Request, thing: Any, form: Form, action: Callable[..., Any], words: dict[str, str]) -> HttpResponse:
    """One question, one action, back to the year; what the action refuses stands on the form."""
    back = reverse("cycles:year", args=[getattr(thing, "cycle_id", thing.pk)])
    if form.is_valid():
        try:
            action(thing, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Denied as denied:
            form.add_error(None, str(denied))
        else:
            messages.success(request, _("Tersimpan dan tercatat."))
            return redirect(back)
    return page(request, "cycles/form.html", {"form": form, "back": back, **words}, status=422 if form.errors else 200)
