"""The list of units with their latest figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef

from sambayan.common.language import named
from sambayan.common.numbers import decimal
from sambayan.people.models import OrganisationUnit
from sambayan.portal import rules
from sambayan.portal.queries.published import Period, Published, periods, published_of
from sambayan.surveys.models import SatisfactionSurvey, Service
from sambayan.surveys.rules import SurveyState

SHOWS = ("certain", "uncertain", "few", "none", "open")
SORTS = ("-index", "index", "name", "-n", "-response")


@dataclass(frozen=True)
class UnitRow:
    """One unit in the list. Figures belong to the latest published period; `spark` are the indices from old to new."""

    unit: OrganisationUnit
    name: str
    above: str
    services: tuple[Service, ...]
    period: Period | None
    whole: rules.Figure
    spark: tuple[Decimal, ...]

    @property
    def code(self) -> str:
        """The unit's address."""
        return self.unit.code

    @property
    def spark_title(self) -> str:
        """The indices in words, for those who do not see the line."""
        return " → ".join(decimal(value) for value in self.spark)

    @property
    def is_open(self) -> bool:
        """Whether a service of the unit takes answers now."""
        return any(getattr(service, "is_open", False) for service in self.services)

    @property
    def n(self) -> int | None:
        """Respondents, where there is a figure."""
        return self.period.n if self.period and self.whole.is_shown else None

    @property
    def response_rate(self) -> Fraction | None:
        """Respondents as a share of the people served."""
        return self.period.response_rate if self.period and self.whole.is_shown else None

    def shows(self, chip: str) -> bool:
        """Whether the row belongs under this chip."""
        return self.is_open if chip == "open" else self.whole.status == chip


def above(unit: OrganisationUnit) -> str:
    """The office above a unit, or the government it belongs to."""
    return named(unit.parent) if unit.parent else unit.agency.name


def unit_rows() -> list[UnitRow]:
    """Every unit that offers a service, with the figures of its latest published period: two queries."""
    is_open = SatisfactionSurvey.objects.filter(service=OuterRef("pk"), state=SurveyState.OPEN)
    services = list(
        Service.objects.select_related("unit__parent", "unit__agency")
        .annotate(is_open=Exists(is_open))
        .order_by("unit__name", "unit_id", "name", "pk")
    )
    results: dict[int, list[Published]] = {}
    for result in published_of(service.pk for service in services):
        results.setdefault(result.survey.service.unit_id, []).append(result)
    by_unit: dict[int, list[Service]] = {}
    for service in services:
        by_unit.setdefault(service.unit_id, []).append(service)
    return [_row(found, periods(results.get(pk, []))) for pk, found in by_unit.items()]


def _row(services: list[Service], history: list[Period]) -> UnitRow:
    unit = services[0].unit
    wholes = [period.whole for period in history]
    return UnitRow(
        unit=unit,
        name=named(unit),
        above=above(unit),
        services=tuple(services),
        period=history[0] if history else None,
        whole=wholes[0] if wholes else rules.NO_FIGURE,
        spark=tuple(whole.value for whole in reversed(wholes) if whole.value is not None),
    )


def found(rows: Iterable[UnitRow], text: str) -> list[UnitRow]:
    """The rows in which every word occurs: in the unit, the office above, its address or one of its services."""
    words = text.casefold().split()
    return [row for row in rows if all(word in _words(row) for word in words)]


def _words(row: UnitRow) -> str:
    unit = row.unit
    names = [unit.name, unit.name_english, unit.short_name, unit.address, row.above]
    names += [part for service in row.services for part in (service.name, service.name_english, service.code)]
    return " ".join(names).casefold()


def ordered(rows: Iterable[UnitRow], sort: str) -> list[UnitRow]:
    """The rows in the order asked for; those without the figure come last, equal ones by name."""
    by_name = sorted(rows, key=lambda row: (row.unit.name.casefold(), row.unit.pk))
    if sort == "name":
        return by_name
    downward = sort.startswith("-")
    values = {"index": lambda row: row.whole.value, "n": lambda row: row.n, "response": lambda row: row.response_rate}
    value = values[sort.lstrip("-")]
    known = [row for row in by_name if value(row) is not None]
    return sorted(known, key=lambda row: -value(row) if downward else value(row)) + [
        row for row in by_name if value(row) is None
    ]


def counts(rows: Iterable[UnitRow]) -> dict[str, int]:
    """How many rows each chip would show."""
    rows = list(rows)
    return {chip: sum(row.shows(chip) for row in rows) for chip in SHOWS}


def latest(rows: Iterable[UnitRow], number: int) -> list[UnitRow]:
    """The units published last, only those with a figure."""
    shown = [row for row in rows if row.whole.is_shown and row.period]
    return sorted(shown, key=lambda row: (-_published(row), -(row.n or 0), row.unit.name, row.unit.pk))[:number]


def _published(row: UnitRow) -> float:
    assert row.period is not None
    moments = (result.survey.published_at or result.frozen_at for result in row.period.results)
    return max(moment.timestamp() for moment in moments)
