"""The worked example of the method page, computed by the same law as every figure."""

import csv
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from sambayan.policies.queries import setting_on, values_on
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

    @property
    def mean_sum(self) -> Fraction:
        """The exact sum of the element means."""
        return sum((row.figure.mean or Fraction(0) for row in self.elements), Fraction(0))


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


def method_page(day: date, language: str = "id") -> dict[str, Any]:
    """The example, and the rows of the law and the values of a day that the page names, with source and mark."""
    example = worked_example(language)
    values = values_on(day)
    show, compare = (setting_on(values, f"min_respondents_{name}") for name in ("show", "compare"))
    return {
        "example": example,
        "two": example.figures.as_usually_printed["0.11"],
        "three": example.figures.as_usually_printed["0.111"],
        "grades": sorted(survey_instrument().grades, key=lambda band: band.service_grade),
        "show": show,
        "compare": compare,
        "below_compare": int(compare.value) - 1,
    }
