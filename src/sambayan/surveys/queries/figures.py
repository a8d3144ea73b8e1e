"""The figures of a survey: computed from the answers, frozen as JSON, and laid out for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count

from sambayan.instruments.queries import items_of
from sambayan.policies.queries import values_on
from sambayan.policies.rules import Values
from sambayan.surveys import rules
from sambayan.surveys.models import ELEMENTS, SatisfactionSurvey, SurveyResponse, SurveyResult


def answers_of(survey_pk: int) -> Iterable[tuple[int | None, ...]]:
    """The answers of a survey in the order of ELEMENTS, equal rows counted by the database and repeated here."""
    patterns = (
        SurveyResponse.objects.filter(survey_id=survey_pk)
        .values_list(*ELEMENTS)
        .annotate(times=Count("pk"))
        .order_by(*ELEMENTS)
    )
    return (row[:-1] for row in patterns.iterator() for _ in range(row[-1]))


def figures_of(survey: SatisfactionSurvey) -> rules.SurveyFigures:
    """The figures of a survey from its stored answers. A population below n is left out of the interval."""
    answers = list(answers_of(survey.pk))
    population = survey.population if survey.population and survey.population >= len(answers) else None
    mode = rules.CostMode(survey.cost_mode)
    return rules.index(answers, ELEMENTS, cost_mode=mode, population=population)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _mean(value: Fraction | None) -> str | None:
    return None if value is None else str(rules.half_up(value, 4))


def as_document(figures: rules.SurveyFigures) -> dict[str, Any]:
    """Figures as JSON: indices with two decimals, means and score with four, all as text so nothing is lost."""
    return {
        "n": figures.n,
        "skipped": figures.skipped,
        "cost_mode": figures.cost_mode.value,
        "elements_used": figures.elements_used,
        "survey_score": _mean(figures.survey_score),
        "satisfaction_index": _text(figures.satisfaction_index),
        "service_grade": _text(figures.service_grade),
        "interval": _interval(figures.interval),
        "class_certain": figures.class_certain,
        "as_usually_printed": {weight: _text(value) for weight, value in figures.as_usually_printed.items()},
        "lowest_elements": list(figures.lowest_elements),
        "highest_elements": list(figures.highest_elements),
        "elements": {
            figure.code: {
                "n": figure.n,
                "sum": figure.sum,
                "mean": _mean(figure.mean),
                "index": _text(figure.index),
                "grade": _text(figure.grade),
                "interval": _interval(figure.interval),
            }
            for figure in figures.elements
        },
    }


def _interval(interval: rules.Interval | None) -> dict[str, str] | None:
    if interval is None:
        return None
    return {
        "low": str(interval.low),
        "high": str(interval.high),
        "level": str(interval.level),
        "method": interval.method,
    }


def frozen(figures: rules.SurveyFigures) -> dict[str, Any]:
    """The fields of a SurveyResult for these figures."""
    interval = figures.interval
    return {
        "n": figures.n,
        "satisfaction_index": figures.satisfaction_index,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "service_grade": _text(figures.service_grade) or "",
        "class_certain": figures.class_certain,
        "standard_error": figures.standard_error,
        "figures": as_document(figures),
    }


def basis(values: Values) -> dict[str, Any]:
    """The settings a result is shown by, as its field `settings` keeps them. Source: local policy; Krejcie & Morgan."""
    return {
        "min_respondents_show": values.integer("min_respondents_show"),
        "min_respondents_compare": values.integer("min_respondents_compare"),
        "sample_confidence": values.word("sample_confidence"),
        "sample_margin": str(values.amount("sample_margin")),
    }


def live_result(survey: SatisfactionSurvey, day: date) -> SurveyResult:
    """The frozen result of a survey, or an unsaved one computed from the answers and settings there are on a day."""
    kept = SurveyResult.objects.filter(survey=survey).first()
    return kept or SurveyResult(survey=survey, settings=basis(values_on(day)), **frozen(figures_of(survey)))


def change_between(before: SurveyResult, after: SurveyResult) -> rules.Change | None:
    """The change of the index between two frozen results, with its interval and what may be said of it."""
    if before.satisfaction_index is None or after.satisfaction_index is None:
        return None
    return rules.difference(_estimate(before), _estimate(after))


def _estimate(result: SurveyResult) -> rules.Estimate:
    return rules.Estimate(result.n, Fraction(result.satisfaction_index or 0), result.standard_error)


def lowest_two(figures: dict[str, Any]) -> list[str]:
    """The codes of the two elements with the lowest mean."""
    rated = [(Decimal(row["mean"]), code) for code, row in figures["elements"].items() if row["mean"] is not None]
    return [code for _mean, code in sorted(rated)[:2]]


@dataclass(frozen=True)
class GradedFigure:
    """An index on the scale 25–100 with its interval and class; `other_grade` is set when two classes are possible."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int
    grade: str
    other_grade: str
    certain: bool

    @property
    def label(self) -> str:
        """The legal word for the class, for example "Baik"."""
        return rules.ServiceGrade(self.grade).label if self.grade else ""


def _graded(row: dict[str, Any], *, value: str, grade: str) -> GradedFigure:
    interval = row["interval"]
    low, high = (Decimal(interval["low"]), Decimal(interval["high"])) if interval else (None, None)
    ends = [rules.grade_of(end).value for end in (low, high) if end is not None]
    certain = len(set(ends)) == 1
    other = next((end for end in ends if end != row[grade]), "")
    number = row[value]
    return GradedFigure(
        None if number is None else Decimal(number), low, high, row["n"], row[grade] or "", other, certain
    )


@dataclass(frozen=True)
class ElementRow:
    """One element of a result: its name, its mean 1–4, and its figure."""

    code: str
    name: str
    mean: str | None
    sum: int
    figure: GradedFigure
    limits: rules.Limits = rules.DEFAULT_LIMITS

    @property
    def mean_value(self) -> Decimal | None:
        """The mean as a number."""
        return None if self.mean is None else Decimal(self.mean)


def headline(result: SurveyResult) -> GradedFigure:
    """The index of a result as a figure for a list."""
    return _graded(result.figures, value="satisfaction_index", grade="service_grade")


@dataclass(frozen=True)
class ResultPage:
    """Everything a page shows about one result; `gate` says what may be shown at this n."""

    label: str
    gate: str
    whole: GradedFigure
    elements: tuple[ElementRow, ...]
    population: int | None
    response_rate: Decimal | None
    elements_used: int
    survey_score: str | None
    mean_sum: Decimal
    as_usually_printed: dict[str, str | None]
    lowest: tuple[ElementRow, ...]
    skipped: int
    frozen_at: datetime | None
    limits: rules.Limits
    sampling: rules.Sampling
    rule_version: str

    @property
    def is_shown(self) -> bool:
        """Whether there are enough respondents to show any figure."""
        return self.gate != rules.Gate.SUPPRESSED and self.whole.value is not None

    @property
    def chart_rows(self) -> list[dict[str, Any]]:
        """The elements for the chart: nothing of an element with too few answers, no class where n is small."""
        return [_chart_row(row) for row in self.elements]

    @property
    def has_class(self) -> bool:
        """Whether there are enough respondents to name a class."""
        return self.gate == rules.Gate.FULL


def _chart_row(row: ElementRow) -> dict[str, Any]:
    figure, gate = row.figure, rules.gate(row.figure.n, row.limits)
    is_shown = gate is not rules.Gate.SUPPRESSED
    return {
        "label": row.name,
        "value": figure.value if is_shown else None,
        "low": figure.low if is_shown else None,
        "high": figure.high if is_shown else None,
        "n": figure.n,
        "grade": figure.grade,
        "certain": figure.certain,
        "other_grade": figure.other_grade,
        "n_too_small": gate is not rules.Gate.FULL,
    }


def result_page(result: SurveyResult, survey: SatisfactionSurvey, language: str = "id") -> ResultPage:
    """Lay out one result for a page, element names in the language asked for, elements in form order."""
    figures = result.figures
    rows = tuple(
        ElementRow(
            item.code,
            item.name(language),
            figures["elements"][item.code]["mean"],
            figures["elements"][item.code]["sum"],
            _graded(figures["elements"][item.code], value="index", grade="grade"),
            result.limits,
        )
        for item in items_of(survey.instrument_version)
        if item.code in figures["elements"]
    )
    by_code = {row.code: row for row in rows}
    served = survey.population
    return ResultPage(
        label=survey.label,
        gate=rules.gate(result.n, result.limits).value,
        whole=_graded(figures, value="satisfaction_index", grade="service_grade"),
        elements=rows,
        population=served,
        response_rate=Decimal(result.n) * 100 / served if served else None,
        elements_used=figures["elements_used"],
        survey_score=figures["survey_score"],
        mean_sum=sum((Decimal(row.mean) for row in rows if row.mean is not None), Decimal(0)),
        as_usually_printed=figures["as_usually_printed"],
        lowest=tuple(by_code[code] for code in lowest_two(figures)),
        skipped=figures["skipped"],
        frozen_at=result.frozen_at,
        limits=result.limits,
        sampling=result.sampling,
        rule_version=result.rule_version,
    )


@dataclass(frozen=True)
class TrendPoint:
    """One period in a trend."""

    label: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None


def trend(results: Sequence[SurveyResult]) -> tuple[TrendPoint, ...]:
    """Published results as points from old to new; results with too few respondents are left out."""
    shown = [r for r in results if rules.gate(r.n, r.limits) is not rules.Gate.SUPPRESSED]
    points = [
        TrendPoint(r.survey.label, Decimal(str(r.satisfaction_index)), r.low, r.high)
        for r in shown
        if r.satisfaction_index is not None
    ]
    return tuple(reversed(points))
