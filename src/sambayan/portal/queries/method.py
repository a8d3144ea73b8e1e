"""The worked example of the method page, computed by the same law as every figure."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys.rules import ElementFigure, SurveyFigures, index

EXAMPLE = "skm-metro-pusat-2020.csv"


@dataclass(frozen=True)
class WorkedElement:
    """One line of the example."""

    name: str
    figure: ElementFigure


@dataclass(frozen=True)
class WorkedExample:
    """An index worked out by hand: the lines and the result."""

    elements: tuple[WorkedElement, ...]
    figures: SurveyFigures


@cache
def worked_example(language: str = "id") -> WorkedExample:
    """Thirteen answers of the practice file that comes with Sambayan."""
    text = resources.files("sambayan.examples").joinpath(EXAMPLE).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    codes = tuple(element.code for element in sorted(survey_instrument().elements, key=lambda e: e.no_on_form))
    answers = [{code: int(row[code]) if row[code] else None for code in codes} for row in rows]
    figures = index(answers, codes)
    names = {e.code: e.name_english if language == "en" else e.name_indonesian for e in survey_instrument().elements}
    return WorkedExample(tuple(WorkedElement(names[f.code], f) for f in figures.elements), figures)
