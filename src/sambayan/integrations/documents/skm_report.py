"""The report of a satisfaction survey: PDF, workbook with formulas, JSON.

Source: PermenPANRB 14/2017, Lampiran (chapters of the report), reduced to what the answers tell.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sambayan.surveys.rules import SurveyFigures

from .skm_figures import figures_json, interval_json

TEMPLATE = Path(__file__).parent / "skm_report.typ"
NAMES = ("report.pdf", "report.xlsx", "report.json")


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """What a report is made of: names, figures, and the answers in the order of `elements`.

    `notes` are remarks on the data in `language` (id or en); `population` the service users or None.
    """

    unit: str
    period: str
    figures: SurveyFigures
    answers: Sequence[tuple[int | None, ...]]
    elements: Sequence[str]
    population: int | None
    source_file: str
    notes: Sequence[str]
    language: str = "id"


def write_report(report: SurveyReport, folder: Path) -> tuple[Path, Path, Path]:
    """Write report.pdf, report.xlsx and report.json into `folder`, made if need be; OSError if it cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    pdf, xlsx, plain = (folder / name for name in NAMES)
    from .skm_workbook import workbook_bytes  # noqa: PLC0415 - the writer is only needed here

    pdf.write_bytes(pdf_bytes(report))
    xlsx.write_bytes(workbook_bytes(report, report_words(report.language)))
    plain.write_text(json.dumps(report_json(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return pdf, xlsx, plain


def report_json(report: SurveyReport) -> dict[str, object]:
    """The report as JSON-ready values: names, figures, intervals of the elements, remarks."""
    return {
        "unit": report.unit,
        "period": report.period,
        "source_file": report.source_file,
        "population": report.population,
        "cost_mode": report.figures.cost_mode,
        **figures_json(report.figures),
        "element_intervals": {element.code: interval_json(element.interval) for element in report.figures.elements},
        "warnings": list(report.notes),
    }


def pdf_bytes(report: SurveyReport) -> bytes:
    """The report as a tagged PDF (PDF/UA-1)."""
    from sambayan.common.documents import pdf  # noqa: PLC0415 - the typesetter is large

    from .skm_view import report_view  # noqa: PLC0415

    return pdf(TEMPLATE, report_view(report, report_words(report.language)))


@cache
def report_words(language: str) -> Mapping[str, str]:
    """The words of the report in one language."""
    import yaml  # noqa: PLC0415 - only for a report

    text = resources.files("sambayan.integrations.documents").joinpath("skm_report.yaml").read_text("utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {key: sentences[language] for key, sentences in loaded.items()}
