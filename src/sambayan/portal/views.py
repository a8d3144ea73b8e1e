"""Public pages and open data: served only from frozen, published figures that passed `queries.suppressed`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sambayan.common.guard import public
from sambayan.common.pages import page
from sambayan.people.queries import personas
from sambayan.portal import queries

SCRIPT = Path(__file__).parent / "scripts" / "recompute.py"
PER_PAGE = 25
ON_START = 5
CHIPS = (
    ("open", gettext_lazy("Bisa dinilai sekarang")),
    ("certain", gettext_lazy("Kelas pasti")),
    ("uncertain", gettext_lazy("Kelas belum pasti")),
    ("few", gettext_lazy("jawaban masih sedikit")),
    ("none", gettext_lazy("Belum ada angka")),
)
ORDERS = (
    ("-index", gettext_lazy("Indeks, tertinggi dahulu")),
    ("index", gettext_lazy("Indeks, terendah dahulu")),
    ("name", gettext_lazy("Nama unit")),
    ("-n", gettext_lazy("Jawaban terbanyak")),
    ("-response", gettext_lazy("Tingkat respons tertinggi")),
)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@public()
def start(request: HttpRequest) -> HttpResponse:
    """What Sambayan is in one glance, the newest figures, and the ways in."""
    rows = queries.unit_rows()
    newest = queries.latest(rows, ON_START)
    context = {
        "newest": newest,
        "scale_low": queries.scale_low([row.whole for row in newest]),
        "showcase": newest[0] if newest else None,
        "taking": [row for row in rows if row.is_open][:ON_START],
        "unit_count": len(rows),
        "service_count": sum(len(row.services) for row in rows),
        "answer_count": sum(row.n or 0 for row in rows),
        "personas": personas() if settings.DEMO else [],
    }
    return page(request, "portal/start.html", context)


@public()
def units(request: HttpRequest) -> HttpResponse:
    """Every unit with services and its newest figures; found while typing, or without script by a button."""
    text = request.GET.get("q", "").strip()[:80]
    sort, show = request.GET.get("sort", ""), request.GET.get("show", "")
    asked = {
        "q": text,
        "show": show if show in queries.SHOWS else "",
        "sort": sort if sort in queries.SORTS else queries.SORTS[0],
    }
    rows = queries.found(queries.unit_rows(), text)
    chosen = [row for row in rows if not asked["show"] or row.shows(asked["show"])]
    shown = Paginator(queries.ordered(chosen, asked["sort"]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **asked,
        "shown": shown,
        "scale_low": queries.scale_low([row.whole for row in shown]),
        "chips": _chips(asked, queries.counts(rows)),
        "clear": _address({**asked, "q": "", "show": ""}) if asked["show"] or text else "",
        "query": _address(asked),
        "orders": ORDERS,
        "sorted_by": [(name, _address({**asked, "sort": name})) for name in queries.SORTS],
    }
    return page(request, "portal/units.html", context)


def _address(asked: dict[str, str]) -> str:
    usual = {"", queries.SORTS[0]}
    return "?" + urlencode({name: value for name, value in asked.items() if value not in usual})


def _chips(asked: dict[str, str], counts: dict[str, int]) -> list[dict[str, Any]]:
    """Each chip with its count; the chosen one leads back to all."""
    return [
        {
            "label": label,
            "count": counts[name],
            "current": name == asked["show"],
            "url": _address({**asked, "show": "" if name == asked["show"] else name}),
        }
        for name, label in CHIPS
        if counts[name] or name == asked["show"]
    ]


@public()
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """The newest published figures of a unit."""
    return _unit(request, queries.unit_page(code, language=_language()))


@public()
def unit_period(request: HttpRequest, code: str, survey: int) -> HttpResponse:
    """An older period of a unit, at an address that stays."""
    return _unit(request, queries.unit_page(code, survey, _language()))


def _unit(request: HttpRequest, shown: queries.UnitPage | None) -> HttpResponse:
    if shown is None:
        raise Http404
    above = f"{reverse('portal:units')}?{urlencode({'q': shown.above})}"
    context = {
        "shown": shown,
        "crumbs": ((_("Hasil unit"), reverse("portal:units")), (shown.above, above), (shown.name, "")),
        "files": [(result, _files(shown.unit.code, result)) for result in shown.period.shown] if shown.period else [],
    }
    return page(request, "portal/unit.html", context)


def _files(code: str, result: queries.Published) -> list[dict[str, str]]:
    """The downloads of one survey, each with its size."""
    sizes = (
        ("answers", _("Jawaban tanpa identitas"), "CSV", queries.answers_size(result)),
        ("figures", _("Angka dan rumusnya"), "JSON", len(queries.figures_text(result, timezone.localdate()).encode())),
        ("codebook", _("Keterangan kolom"), "CSV", len(queries.codebook_text(result).encode())),
    )
    at = {"code": code, "survey": result.survey.pk}
    return [
        {"label": label, "url": reverse(f"portal:{name}", kwargs=at), "note": f"{kind}, {_size(size)}"}
        for name, label, kind, size in sizes
    ]


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"


def _shown(code: str, survey: int) -> queries.Published:
    """A published survey with enough respondents; everything else is not there."""
    found = queries.published_survey(code, survey)
    if found is None or not found.is_shown:
        raise Http404
    return found


def _file(
    request: HttpRequest, result: queries.Published, name: str, content: Iterable[str], content_type: str
) -> HttpResponse:
    """A file of open data: cached for an hour, unchanged while its figures are, readable from other sites."""
    filename = f"sambayan-{result.survey.service.code}-{slugify(result.survey.label)}-{name}"
    response = cast("HttpResponse", StreamingHttpResponse(content, content_type=f"{content_type}; charset=utf-8"))
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["ETag"] = f'"{result.survey.pk}-{result.frozen_at:%Y%m%d%H%M%S}-{timezone.localdate():%Y%m%d}"'
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


@public()
def answers(request: HttpRequest, code: str, survey: int) -> HttpResponse:
    """The answers to the nine elements, and nothing else."""
    result = _shown(code, survey)
    return _file(request, result, "answers.csv", queries.answer_blocks(result), "text/csv")


@public()
def figures(request: HttpRequest, code: str, survey: int) -> HttpResponse:
    """The frozen figures with formula, sources and period."""
    result = _shown(code, survey)
    text = queries.figures_text(result, timezone.localdate())
    return _file(request, result, "figures.json", [text], "application/json")


@public()
def codebook(request: HttpRequest, code: str, survey: int) -> HttpResponse:
    """What the columns of the answers mean."""
    result = _shown(code, survey)
    return _file(request, result, "codebook.csv", [queries.codebook_text(result)], "text/csv")


@public()
def recompute(request: HttpRequest) -> HttpResponse:
    """The stand-alone script that computes published figures again."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="recompute.py"'
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public()
def method(request: HttpRequest) -> HttpResponse:
    """How the figures are made, with an example worked out."""
    return page(request, "portal/method.html", queries.method_page(timezone.localdate(), _language()))


@public()
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this, what is kept, and for whom it can be used."""
    return page(request, "portal/about.html")
