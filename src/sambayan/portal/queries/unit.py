"""The page of one unit: what its citizens say, in one period and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from sambayan.common import charts
from sambayan.common.language import named
from sambayan.common.numbers import decimal
from sambayan.instruments.queries import items_of
from sambayan.people.models import OrganisationUnit
from sambayan.people.queries import unit as unit_by_code
from sambayan.portal import rules
from sambayan.portal.queries.published import Period, Published, periods, published_of
from sambayan.portal.queries.units import above
from sambayan.surveys.models import SatisfactionSurvey, Service
from sambayan.surveys.rules import Change, Gate, Limits, SurveyState, difference, gate, half_up, sample_size

NINE = 9


@dataclass(frozen=True)
class ElementRow:
    """One element in one period: its figure, and the sum and n the figure is made of."""

    code: str
    label: str
    sum: int
    n: int
    figure: rules.Figure

    @property
    def cells(self) -> dict[str, Any]:
        """The row as the chart of the elements wants it."""
        names = ("value", "low", "high", "grade", "other_grade", "certain", "n_too_small")
        return {"label": self.label, "n": self.n, **{name: getattr(self.figure, name) for name in names}}

    @property
    def mean(self) -> Decimal:
        """The mean 1–4 with four decimals."""
        return half_up(Fraction(self.sum, self.n), 4)


@dataclass(frozen=True)
class ServiceRow:
    """One service of the unit: its own figure in the period, and the survey that is open for answers now."""

    service: Service
    label: str
    published: Published | None
    open_until: date | None

    @property
    def whole(self) -> rules.Figure:
        """The service's own figure."""
        return self.published.whole if self.published else rules.NO_FIGURE


@dataclass(frozen=True)
class UnitPage:
    """Everything the page of a unit shows, in one language; `period` is None while nothing is published."""

    unit: OrganisationUnit
    name: str
    above: str
    language: str
    history: tuple[Period, ...]
    period: Period | None
    services: tuple[ServiceRow, ...]

    @property
    def is_latest(self) -> bool:
        """Whether the newest period is shown."""
        return bool(self.history) and self.period is self.history[0]

    @cached_property
    def whole(self) -> rules.Figure:
        """The figure of the unit."""
        return self.period.whole if self.period else rules.NO_FIGURE

    @cached_property
    def pooled(self) -> rules.Pooled | None:
        """The exact sums behind the figure."""
        return self.period.pooled if self.period else None

    @property
    def is_pooled(self) -> bool:
        """Whether the figure stands for more than one service."""
        return bool(self.period and len(self.period.shown) > 1)

    @cached_property
    def elements(self) -> tuple[ElementRow, ...]:
        """The elements in form order; for one service its own frozen figures."""
        if not self.period or not self.pooled:
            return ()
        first = self.period.shown[0]
        own = None if self.is_pooled else first.figures
        rows = []
        for item in items_of(first.survey.instrument_version):
            total, filled = self.pooled.sums.get(item.code, (0, 0))
            if filled:
                figure = _frozen(own["elements"][item.code], first.limits) if own else self.pooled.elements[item.code]
                rows.append(ElementRow(item.code, item.name(self.language), total, filled, figure))
        return tuple(rows)

    @property
    def element_chart(self) -> list[dict[str, Any]]:
        """The elements as rows of their chart."""
        return [row.cells for row in self.elements]

    @property
    def mean_sum(self) -> Decimal:
        """The sum of the exact element means, with four decimals."""
        return half_up(sum((Fraction(row.sum, row.n) for row in self.elements), Fraction(0)), 4)

    @property
    def lowest(self) -> list[ElementRow]:
        """The two elements with the lowest figure."""
        shown = [row for row in self.elements if row.figure.value is not None]
        return sorted(shown, key=lambda row: (Fraction(row.sum, row.n), row.code))[:2]

    @property
    def as_usually_printed(self) -> dict[str, Decimal]:
        """The index under cut weights."""
        return rules.as_usually_printed(self.pooled.exact_index, len(self.elements)) if self.pooled else {}

    @property
    def weights(self) -> list[tuple[str, Decimal]]:
        """The weights 0,11 and 0,111 that reports print for nine elements, with the index each would give."""
        if len(self.elements) != NINE:
            return []
        cut = self.as_usually_printed.items()
        return [(decimal(Decimal(weight), len(weight) - 2), value) for weight, value in cut]

    @property
    def distance(self) -> Decimal | None:
        """How far the index moved, without its sign."""
        return abs(self.change[1].difference) if self.change else None

    @property
    def frozen_at(self) -> datetime | None:
        """When the last figure of the period was frozen."""
        return max(result.frozen_at for result in self.period.results) if self.period else None

    @property
    def organisers(self) -> list[str]:
        """Who ran the surveys of the period, each once."""
        return list(dict.fromkeys(r.survey.organisers for r in self.period.results)) if self.period else []

    @property
    def notes(self) -> list[str]:
        """Where the answers come from, where that was written down."""
        notes = (r.survey.source_note for r in self.period.results) if self.period else ()
        return list(dict.fromkeys(note for note in notes if note))

    @property
    def limits(self) -> Limits:
        """How many answers the figure of the unit and its class need; only for a period with a figure."""
        assert self.period is not None
        return rules.strictest([result.stratum for result in self.period.shown])

    @property
    def needed(self) -> int | None:
        """How many answers Krejcie and Morgan ask for from the people served."""
        served = self.period.population if self.period else None
        return sample_size(served, self.period.shown[0].sampling) if self.period and served else None

    @cached_property
    def trend(self) -> tuple[tuple[str, Decimal, Decimal, Decimal], ...]:
        """Periods up to the one shown, from old to new, as the chart wants them."""
        points = []
        for period in reversed(self.until_now):
            whole = period.whole
            if whole.value is not None and whole.low is not None and whole.high is not None:
                points.append((period.label, whole.value, whole.low, whole.high))
        return tuple(points)

    @property
    def until_now(self) -> tuple[Period, ...]:
        """The period shown and those before it, newest first."""
        return tuple(p for p in self.history if self.period and p.to_date <= self.period.to_date)

    @cached_property
    def change(self) -> tuple[str, Change] | None:
        """Since when and by how much the index changed, measured against the period before that has a figure."""
        estimates = [(p.label, p.pooled.estimate) for p in self.until_now if p.pooled]
        if not estimates[1:]:
            return None
        (_, after), (label, before) = estimates[:2]
        return label, difference(before, after)

    @property
    def scale_low(self) -> str:
        """Where the tracks of the services begin: 60, or 25 when something lies below 60."""
        return scale_low([row.whole for row in self.services])

    @property
    def open_services(self) -> tuple[ServiceRow, ...]:
        """The services that take answers now."""
        return tuple(row for row in self.services if row.open_until)


def scale_low(figures: Sequence[rules.Figure]) -> str:
    """Where a column of tracks begins: 60, or 25 when a value or an interval lies below 60."""
    shown = charts.scale(float(end) for figure in figures for end in (figure.value, figure.low) if end is not None)
    return str(int(shown.low))


def _frozen(row: Mapping[str, Any], limits: Limits) -> rules.Figure:
    """The figure of one element of a single service, as it was frozen and let through."""
    if row["index"] is None or gate(row["n"], limits) is Gate.SUPPRESSED:
        return rules.Figure(row["n"])
    interval = row["interval"]
    bounds = (Decimal(interval["low"]), Decimal(interval["high"])) if interval else (None, None)
    return rules.figure(row["n"], Decimal(row["index"]), bounds, limits)


def unit_page(code: str, survey: int | None = None, language: str = "id") -> UnitPage | None:
    """The page of the unit with this code, for the period of `survey` or the newest: four queries at most.

    None for a unit that offers no service, and for a survey that is not a published one of this unit.
    """
    unit = unit_by_code(code)
    services = _services(unit) if unit else []
    if unit is None or not services:
        return None
    results = published_of(service.pk for service in services)
    history = periods(results)
    period = _period(history, survey)
    if survey is not None and period is None:
        return None
    return UnitPage(
        unit=unit,
        name=named(unit),
        above=above(unit),
        language=language,
        history=tuple(history),
        period=period,
        services=tuple(_service_row(service, period) for service in services),
    )


def _services(unit: OrganisationUnit) -> list[Service]:
    taking = Prefetch("surveys", SatisfactionSurvey.objects.filter(state=SurveyState.OPEN), to_attr="taking_answers")
    return list(Service.objects.filter(unit=unit).prefetch_related(taking).order_by("name", "pk"))


def _period(history: Sequence[Period], survey: int | None) -> Period | None:
    if survey is None:
        return history[0] if history else None
    return next((p for p in history for result in p.results if result.survey.pk == survey), None)


def _service_row(service: Service, period: Period | None) -> ServiceRow:
    results = period.results if period else ()
    own = next((result for result in results if result.survey.service_id == service.pk), None)
    taking = service.taking_answers  # type: ignore[attr-defined]
    return ServiceRow(service, named(service), own, taking[0].to_date if taking else None)
