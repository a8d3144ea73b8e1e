"""The one door from frozen results to the public: nothing passes that too few people stand behind."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from sambayan.common.language import named
from sambayan.portal import rules
from sambayan.surveys.models import SatisfactionSurvey, SurveyResult
from sambayan.surveys.rules import DEFAULT_LIMITS, DEFAULT_SAMPLING, Gate, Limits, Sampling, SurveyState, gate

ORDER = ("-survey__to_date", "survey__service__name", "survey__service_id")


@dataclass(frozen=True)
class Published:
    """What the public may see of one survey of one service.

    With too few respondents (`limits`) `n`, `figures` and every number are empty and no answers leave, or there is
    no class. `figures` is the frozen document with the same things taken out.
    """

    survey: SatisfactionSurvey
    frozen_at: datetime
    gate: Gate
    n: int | None = None
    standard_error: float | None = None
    figures: Mapping[str, Any] | None = None
    whole: rules.Figure = rules.NO_FIGURE
    limits: Limits = DEFAULT_LIMITS
    sampling: Sampling = DEFAULT_SAMPLING

    @property
    def is_shown(self) -> bool:
        """Whether there are figures."""
        return self.figures is not None

    @property
    def service_name(self) -> str:
        """The service in the reader's language."""
        return named(self.survey.service)

    @property
    def response_rate(self) -> Fraction | None:
        """Respondents as a share of the people served, where their number is known and not below n."""
        served = self.survey.population
        return Fraction(self.n, served) if self.n and served and served >= self.n else None

    @property
    def stratum(self) -> rules.Stratum:
        """This survey as one part of the figure of its office; only for a survey that is shown."""
        assert self.figures is not None
        assert self.n is not None
        elements = self.figures["elements"]
        return rules.Stratum(
            n=self.n,
            sums={code: (row["sum"], row["n"]) for code, row in elements.items()},
            standard_error=self.standard_error,
            element_errors={code: _error(row) for code, row in elements.items()},
            limits=self.limits,
        )


def _error(row: Mapping[str, Any]) -> float | None:
    interval = row["interval"]
    if not interval:
        return None
    exact = Fraction(rules.PER_POINT * row["sum"], row["n"])
    return rules.element_error(row["n"], exact, (Decimal(interval["low"]), Decimal(interval["high"])))


def suppressed(result: SurveyResult) -> Published:
    """A frozen result as the public may see it. Every page and every file of the portal starts from this value.

    Source: local policy (`min_respondents_show`, `min_respondents_compare`). The elements are gated like the whole:
    an element with fewer than five answers keeps only its sum and n, which the index is made of; with fewer than
    thirty it has no class.
    """
    limits = result.limits
    allowed = gate(result.n, limits)
    survey = result.survey
    if allowed is Gate.SUPPRESSED or result.satisfaction_index is None:
        return Published(survey, result.frozen_at, Gate.SUPPRESSED, limits=limits)
    bounds = (_number(result.low), _number(result.high))
    whole = rules.figure(result.n, Decimal(str(result.satisfaction_index)), bounds, limits)
    figures = deepcopy(result.figures)
    if not whole.grade:
        figures["service_grade"] = None
        figures["class_certain"] = None
    for row in figures["elements"].values():
        if gate(row["n"], limits) is Gate.SUPPRESSED:
            row.update(mean=None, index=None, interval=None)
        if gate(row["n"], limits) is not Gate.FULL:
            row["grade"] = None
    few = [code for code, row in figures["elements"].items() if row["index"] is None]
    for name in ("lowest_elements", "highest_elements"):
        figures[name] = [code for code in figures[name] if code not in few]
    return Published(
        survey,
        result.frozen_at,
        allowed,
        result.n,
        result.standard_error,
        figures,
        whole,
        limits,
        result.sampling,
    )


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _results() -> QuerySet[SurveyResult]:
    """Frozen results of published surveys, newest first; nothing else is ever read."""
    found = SurveyResult.objects.filter(survey__state=SurveyState.PUBLISHED)
    return found.select_related("survey__service__unit", "survey__instrument_version").order_by(*ORDER)


def published_of(services: Iterable[int]) -> list[Published]:
    """Every published result of these services, newest first: one query."""
    return [suppressed(result) for result in _results().filter(survey__service_id__in=list(services))]


def published_survey(code: str, pk: int) -> Published | None:
    """One published survey of the unit with this code."""
    result = _results().filter(survey__service__unit__code=code, survey_id=pk).first()
    return suppressed(result) if result else None


@dataclass(frozen=True)
class Period:
    """All services of a unit that were measured under one label, newest period first in lists."""

    label: str
    to_date: date
    from_date: date
    results: tuple[Published, ...]

    @property
    def shown(self) -> tuple[Published, ...]:
        """The results with enough respondents; only these enter the figure of the unit."""
        return tuple(result for result in self.results if result.is_shown)

    @property
    def whole(self) -> rules.Figure:
        """The figure of the unit; for one service its own frozen figure."""
        if len(self.shown) == 1:
            return self.shown[0].whole
        pooled = self.pooled
        return pooled.whole if pooled else rules.NO_FIGURE

    @property
    def pooled(self) -> rules.Pooled | None:
        """All shown services of the period as one sample."""
        return rules.pooled([result.stratum for result in self.shown])

    @property
    def n(self) -> int:
        """Respondents behind the figure."""
        return sum(result.n or 0 for result in self.shown)

    @property
    def population(self) -> int | None:
        """People served by the services behind the figure, if known for all of them."""
        served = [result.survey.population for result in self.shown]
        return sum(number or 0 for number in served) if served and all(served) else None

    @property
    def response_rate(self) -> Fraction | None:
        """Respondents as a share of the people served."""
        served = self.population
        return Fraction(self.n, served) if served and served >= self.n > 0 else None

    @property
    def is_synthetic(self) -> bool:
        """Whether any answer of the period was made by a machine for the demonstration."""
        return any(result.survey.is_synthetic for result in self.results)


def periods(results: Iterable[Published]) -> list[Period]:
    """Results grouped by their label, newest first."""
    grouped: dict[str, list[Published]] = {}
    for result in results:
        grouped.setdefault(result.survey.label, []).append(result)
    found = [
        Period(
            label,
            max(result.survey.to_date for result in group),
            min(result.survey.from_date for result in group),
            tuple(group),
        )
        for label, group in grouped.items()
    ]
    return sorted(found, key=lambda period: (period.to_date, period.label), reverse=True)
