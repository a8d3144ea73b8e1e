"""What the office pages say in words and figures beside their tables."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.numbers import decimal, integer, moment, percent
from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys.queries import ResultPage, ServiceRow
from sambayan.surveys.rules import CostMode, sample_size

MOST_PROBLEMS = 50
MOST_ROWS = 10
SHORT_SCALE_FROM = 60


def scale_low(rows: list[ServiceRow]) -> str:
    """Where the common scale of a list begins: one value or interval below 60 puts the whole list on 25–100."""
    figures = [row.figure for row in rows if row.is_shown and row.figure]
    lowest = min((value for f in figures for value in (f.value, f.low) if value is not None), default=100)
    return "25" if lowest < SHORT_SCALE_FROM else "60"


def crumbs(here: str, service: Any = None, survey: Any = None) -> list[tuple[str, str]]:
    """The way to a page: services, the service, its survey, here."""
    way = [(_("Suara warga"), reverse("surveys:services"))]
    if service is not None:
        way.append((service.name, reverse("surveys:service", kwargs={"code": service.code})))
    if survey is not None:
        way.append((survey.label, reverse("surveys:result", kwargs={"pk": survey.pk})))
    return [*way, (here, "")]


def codes_of(service: Any) -> list[dict[str, str]]:
    """The codes of a service's address, to download."""
    kinds = {
        "pdf": _("Poster A4 untuk ditempel (PDF)"),
        "png": _("Kode QR untuk dokumen (PNG)"),
        "svg": _("Kode QR untuk percetakan (SVG)"),
    }
    return [
        {"label": label, "url": reverse("surveys:qr", kwargs={"code": service.code, "kind": kind})}
        for kind, label in kinds.items()
    ]


def history_of(survey: Any) -> list[dict[str, str]]:
    """The last twenty events of a survey, as sentences."""
    return [{"title": sentence(event), "when": moment(event.at)} for event in history(survey)[:20]]


_COST = {
    CostMode.TARIFF: lambda: _("Biaya dinilai warga"),
    CostMode.FREE_SCORED_4: lambda: _("Layanan gratis, dinilai 4"),
    CostMode.NOT_APPLICABLE: lambda: _("Unsur biaya tidak dipakai"),
    CostMode.REPLACEMENT_QUESTION: lambda: _("Unsur biaya diganti pertanyaan lain"),
}


def figures(shown: ResultPage, survey: Any) -> dict[str, Any]:
    """The words beside the figures of a result that may be shown."""
    return {
        "index_text": decimal(shown.whole.value),
        "facts": _facts(shown, survey),
        "printed": [
            (decimal(Decimal(weight), len(weight) - 2), decimal(Decimal(value))) for weight, value in _printed(shown)
        ],
        "method_note": _("Dibulatkan sekali, di akhir. Jawaban “tidak berlaku” tidak dihitung. {source}").format(
            source=_("Sumber: {source}.").format(source=survey.instrument_version.source)
        ),
    }


def _facts(shown: ResultPage, survey: Any) -> list[dict[str, str]]:
    n, served = shown.whole.n, shown.population
    needed = (
        _("perlu {needed} dari {served} yang dilayani").format(
            needed=integer(sample_size(served, shown.sampling)), served=integer(served)
        )
        if served
        else _("jumlah yang dilayani tidak diketahui")
    )
    rate = percent(shown.response_rate / 100) if shown.response_rate is not None else "–"
    first, *others = shown.lowest
    facts = [
        {"label": _("Jawaban (n)"), "value": integer(n), "note": needed},
        {"label": _("Tingkat respons"), "value": rate, "note": _("jawaban dibanding yang dilayani")},
        {
            "label": _("Unsur terendah"),
            "value": f"{first.name} {decimal(first.figure.value)}",
            "note": ", ".join(f"{row.name} {decimal(row.figure.value)}" for row in others),
        },
        {"label": _("Biaya"), "value": _COST[CostMode(survey.cost_mode)](), "note": _used(shown)},
    ]
    if shown.skipped:
        note = _("tanpa satu pun jawaban, tidak dihitung dalam n")
        facts.append({"label": _("Dilewati"), "value": integer(shown.skipped), "note": note})
    return facts


def _used(shown: ResultPage) -> str:
    used = shown.elements_used
    return ngettext("{n} unsur dihitung", "{n} unsur dihitung", used).format(n=used)


def _printed(shown: ResultPage) -> list[tuple[str, str]]:
    return [(weight, value) for weight, value in shown.as_usually_printed.items() if value is not None]


def preview(upload: Any, language: str) -> dict[str, Any]:
    """What the preview of a file shows of it."""
    elements = sorted(survey_instrument().elements, key=lambda element: int(element.no_in_list))
    orders = {
        "list": _("Peraturan: U8 pengaduan, U9 sarana"),
        "form": _("Formulir cetak: U8 sarana, U9 pengaduan"),
    }
    return {
        "elements": [e.name_english if language == "en" else e.name_indonesian for e in elements],
        "sample": list(enumerate(upload.rows[:MOST_ROWS], start=1)),
        "problems": upload.problems[:MOST_PROBLEMS],
        "more": max(len(upload.problems) - MOST_PROBLEMS, 0),
        "good_count": integer(len(upload.rows)),
        "bad_count": integer(len(upload.problems)),
        "order_text": orders.get(upload.order, _("Nama kolom")),
        "confirm_label": _("Simpan {n} jawaban").format(n=integer(len(upload.rows))),
    }
