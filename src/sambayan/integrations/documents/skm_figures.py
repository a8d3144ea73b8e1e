"""The figures of a survey as plain values for JSON, spreadsheets and pages."""

from decimal import Decimal
from fractions import Fraction

from sambayan.surveys.rules import ElementFigure, Interval, SurveyFigures, half_up

SCORE_PLACES = 4


def figures_json(figures: SurveyFigures) -> dict[str, object]:
    """Figures as JSON-ready values; exact numbers as decimal texts with a point, none as null."""
    return {
        "n": figures.n,
        "elements_used": figures.elements_used,
        "elements": {element.code: _element(element) for element in figures.elements},
        "survey_score": _score(figures.survey_score),
        "satisfaction_index": _text(figures.satisfaction_index),
        "service_grade": figures.service_grade,
        "interval": interval_json(figures.interval),
        "class_certain": figures.class_certain,
        "as_usually_printed": {name: _text(value) for name, value in figures.as_usually_printed.items()},
        "lowest_elements": list(figures.lowest_elements),
        "highest_elements": list(figures.highest_elements),
        "skipped": figures.skipped,
    }


def interval_json(interval: Interval | None) -> dict[str, str] | None:
    """Bounds, level and method as texts."""
    if interval is None:
        return None
    return {
        "low": str(interval.low),
        "high": str(interval.high),
        "level": str(interval.level),
        "method": interval.method,
    }


def _element(element: ElementFigure) -> dict[str, object]:
    return {
        "n": element.n,
        "sum": element.sum,
        "mean": _score(element.mean),
        "index": _text(element.index),
        "grade": element.grade,
    }


def _score(value: Fraction | None) -> str | None:
    return None if value is None else str(half_up(value, SCORE_PLACES))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
