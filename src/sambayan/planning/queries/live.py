"""Measured figures beside indicators: live while the year runs, frozen once a period was rated."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext

from sambayan.common.language import named
from sambayan.cycles.models import EvaluationPeriod
from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import FrozenFigure, IndicatorBinding, IndividualIndicator, KeyIndicator, PlannedResult
from sambayan.planning.queries import measures  # noqa: F401 - registers what can be measured
from sambayan.planning.rules.live import MEASURES, Asked, Figure, Measure
from sambayan.surveys.models import Service
from sambayan.surveys.queries import services_of

MOST_CHOICES = 500


@dataclass(frozen=True)
class Shown:
    """A measured figure beside an indicator: what was measured of whom, the figure if there is one, frozen or live."""

    measure: Measure | None
    about: str
    figure: Figure | None
    is_frozen: bool
    measured_at: datetime | None = None

    @property
    def label(self) -> str:
        """What is measured, in the reader's language."""
        return gettext(self.measure.label) if self.measure else gettext("Ukuran ini tidak tersedia lagi")

    @property
    def unit_word(self) -> str:
        """What stands behind the value."""
        return gettext(self.measure.unit_word) if self.measure and self.measure.unit_word else ""

    @property
    def places(self) -> int:
        """How many decimals the value is shown with."""
        return self.measure.places if self.measure else 2


def individual(pk: int) -> IndividualIndicator | None:
    """One indicator of a planned result with the agreement and its people."""
    found = IndividualIndicator.objects.filter(pk=pk).select_related("binding")
    return found.select_related(
        "result__agreement__employee", "result__agreement__appraiser", "result__agreement__unit",
        "result__agreement__cycle",
    ).first()  # fmt: skip


def figures_of(agreement_pk: int, period_pk: int | None = None) -> dict[int, Shown]:
    """The figure of every bound indicator of an agreement, by indicator: frozen for a rated period, else live.

    Without a period the figures of the whole year so far. At most four queries and those of each measure in use.
    """
    frozen = {row.indicator_pk: _frozen(row) for row in _kept(agreement_pk, period_pk)} if period_pk else {}
    bound = [row for row in bindings_of(agreement_pk) if row.individual_id not in frozen]
    if not bound:
        return frozen
    return {**frozen, **_individually(bound, _span(bound[0], period_pk))}


def beside(results: Iterable[PlannedResult], agreement_pk: int, period_pk: int | None = None) -> list[PlannedResult]:
    """The planned results of an agreement with the measured figure beside each indicator, as `indicator.measured`.

    Expects the indicators prefetched with their bindings, as `queries.results_of` gives them; without any binding and
    without a period nothing is asked.
    """
    rows = list(results)
    indicators = [indicator for result in rows for indicator in result.indicators.all()]
    is_bound = any(getattr(indicator, "binding", None) for indicator in indicators)
    found = figures_of(agreement_pk, period_pk) if is_bound or period_pk else {}
    for indicator in indicators:
        indicator.measured = found.get(indicator.pk)  # type: ignore[attr-defined]
    return rows


def bindings_of(agreement_pk: int) -> list[IndicatorBinding]:
    """The bindings of an agreement's indicators, in the order of the form."""
    rows = IndicatorBinding.objects.filter(individual__result__agreement_id=agreement_pk)
    rows = rows.select_related("individual__result__agreement__cycle", "service", "unit")
    return list(rows.order_by("-individual__result__kind", "individual__result__number", "individual__number", "pk"))


def kept_of(agreement_pk: int) -> list[tuple[EvaluationPeriod, Shown]]:
    """Every figure of an agreement that was frozen, the newest period first. One query."""
    rows = FrozenFigure.objects.filter(agreement_id=agreement_pk).select_related("period__cycle")
    return [(row.period, _frozen(row)) for row in rows.order_by("-period__to_date", "pk")]


def _kept(agreement_pk: int, period_pk: int) -> Iterable[FrozenFigure]:
    return FrozenFigure.objects.filter(agreement_id=agreement_pk, period_id=period_pk).order_by("pk")


def _frozen(row: FrozenFigure) -> Shown:
    has_figure = row.n or row.value is not None
    figure = Figure(row.value, row.n, row.low, row.high, row.label) if has_figure else None
    return Shown(MEASURES.get(row.measure), row.about, figure, is_frozen=True, measured_at=row.measured_at)


def _span(binding: IndicatorBinding, period_pk: int | None) -> tuple[date, date]:
    if period_pk is None:
        assert binding.individual is not None
        return year_of(binding.individual.result.agreement.cycle.year)
    period = EvaluationPeriod.objects.get(pk=period_pk)
    return period.from_date, period.to_date


def year_of(year: int) -> tuple[date, date]:
    """The first and the last day of a performance year."""
    return date(year, 1, 1), date(year, 12, 31)


def _individually(bound: list[IndicatorBinding], span: tuple[date, date]) -> dict[int, Shown]:
    return {row.individual_id: shown for row, shown in _asked(bound, span) if row.individual_id is not None}


def key_figures(indicators: Iterable[KeyIndicator], year: int) -> dict[int, Shown]:
    """The live figures of these key indicators in a year, by key. One query and those of each measure in use."""
    keys = [indicator.pk for indicator in indicators]
    rows = IndicatorBinding.objects.filter(key_id__in=keys).select_related("service", "unit").order_by("pk")
    return {row.key_id: shown for row, shown in _asked(list(rows), year_of(year)) if row.key_id is not None}


def _asked(bound: list[IndicatorBinding], span: tuple[date, date]) -> list[tuple[IndicatorBinding, Shown]]:
    """Each measure is asked once for all that are bound to it."""
    by_measure: dict[str, list[IndicatorBinding]] = defaultdict(list)
    for row in bound:
        by_measure[row.measure].append(row)
    found: dict[int, Figure | None] = {}
    for code, rows in by_measure.items():
        if code in MEASURES:
            figures = MEASURES[code].compute([_question(row, span) for row in rows])
            found |= {row.pk: figure for row, figure in zip(rows, figures, strict=True)}
    return [(row, Shown(row.measured, about(row), found.get(row.pk), is_frozen=False)) for row in bound]


def _question(row: IndicatorBinding, span: tuple[date, date]) -> Asked:
    return Asked(row.service_id, row.unit.path if row.unit else "", row.part, *span)


def about(row: IndicatorBinding) -> str:
    """Of what is measured, in words: the service or unit, and the part where there is one."""
    parts = {part.code: part for part in row.measured.parts} if row.measured else {}
    name = named(row.service or row.unit)
    return f"{name}, {named(parts[row.part])}" if row.part in parts else name


@dataclass(frozen=True)
class Subjects:
    """What an indicator may be bound to, each as kind, code and name; and how many are not offered."""

    offered: list[tuple[str, str, str]]
    left_out: int = 0


def subjects(
    unit: OrganisationUnit, employee_id: int | None, day: date, present: IndicatorBinding | None = None
) -> Subjects:
    """Services of the employee, of the unit and below it, and units up and down: the nearest first.

    At most `MOST_CHOICES` of a kind; what the indicator is bound to at present is always among them.
    """
    own = services_of(employee_id, day) if employee_id else []
    mine, depth = Case(When(pk__in=own, then=Value(0)), default=Value(1)), Length("unit__path")
    services = Service.objects.filter(Q(pk__in=own) | Q(unit__path__startswith=unit.path))
    ways = unit.path.rstrip("/").split("/")
    above = ["/".join(ways[: count + 1]) + "/" for count in range(len(ways))]
    units = OrganisationUnit.objects.filter(Q(path__in=above) | Q(path__startswith=unit.path), closed_on=None)
    chosen, left = list(services.order_by(mine, depth, "name", "pk")[:MOST_CHOICES]), 0
    places = list(units.order_by(Length("path"), "path")[:MOST_CHOICES])
    if len(chosen) == MOST_CHOICES or len(places) == MOST_CHOICES:
        left = services.count() + units.count() - len(chosen) - len(places)
    found = [("service", str(row.pk), named(row)) for row in chosen]
    found += [("unit", str(row.pk), named(row)) for row in places]
    return Subjects(found + _missing(found, present), left)


def _missing(found: list[tuple[str, str, str]], present: IndicatorBinding | None) -> list[tuple[str, str, str]]:
    """What an indicator is bound to, where it is not among what was found."""
    thing = (present.service or present.unit) if present else None
    if present is None or thing is None:
        return []
    row = ("service" if present.service_id else "unit", str(thing.pk), named(thing))
    return [] if row in found else [row]
