"""What the citizens said about the services a person works for."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Subquery
from django.utils.translation import get_language

from sambayan.people.models import OrganisationUnit
from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys import rules
from sambayan.surveys.models import Service, SurveyResult
from sambayan.surveys.queries.figures import change_between, lowest_two
from sambayan.surveys.queries.reading import published, services_of


@dataclass(frozen=True)
class Movement:
    """How an index moved since an earlier survey: `direction` up, down or uncertain."""

    since: str
    difference: Decimal
    low: Decimal | None
    high: Decimal | None
    direction: str

    @property
    def size(self) -> Decimal:
        """The difference without its sign, for sentences that say "naik" or "turun"."""
        return abs(self.difference)


@dataclass(frozen=True)
class CitizenEvidence:
    """What the citizens said about one service up to the end of a period. It belongs to the service, not to a person.

    Indices have two decimals; everything but `n` is empty when `gate` is "suppressed".
    """

    service: str
    label: str
    n: int
    gate: str
    satisfaction_index: Decimal | None = None
    service_grade: str = ""
    class_certain: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    lowest: tuple[tuple[str, Decimal], ...] = ()
    trend: tuple[tuple[str, Decimal], ...] = ()
    movement: Movement | None = None

    def as_document(self) -> dict[str, Any]:
        """The evidence as JSON, to be frozen with the rating that considered it; numbers become text."""
        return dict(json.loads(json.dumps(asdict(self), default=str)))


def citizen_evidence(employee_id: int, until: date) -> list[CitizenEvidence]:
    """The citizens' voice on each service the employee worked for at `until`: two queries.

    Source: PermenPANRB 6/2022 Ps 18(2)c; the minimum number of respondents is local policy.
    """
    by_service: dict[int, list[SurveyResult]] = {}
    for result in published(services_of(employee_id, until), until):
        by_service.setdefault(result.survey.service_id, []).append(result)
    return [_evidence(results) for _pk, results in sorted(by_service.items())]


def unit_evidence(unit_id: int, until: date, most: int = 12) -> list[CitizenEvidence]:
    """The citizens' voice by `until` on the services of a unit and those below, most answered first: two queries."""
    path = OrganisationUnit.objects.filter(pk=unit_id).values("path")[:1]
    below = Service.objects.annotate(top=Subquery(path)).filter(unit__path__startswith=F("top"))
    by_service: dict[int, list[SurveyResult]] = {}
    for result in published(below.values_list("pk", flat=True), until):
        by_service.setdefault(result.survey.service_id, []).append(result)
    return sorted((_evidence(results) for results in by_service.values()), key=lambda row: -row.n)[:most]


def _evidence(results: list[SurveyResult]) -> CitizenEvidence:
    latest, gate = results[0], rules.gate(results[0].n, results[0].limits)
    service, label = latest.survey.service.name, latest.survey.label
    if gate is rules.Gate.SUPPRESSED or latest.satisfaction_index is None:
        return CitizenEvidence(service, label, latest.n, rules.Gate.SUPPRESSED.value)
    shown = [result for result in results if rules.gate(result.n, result.limits) is not rules.Gate.SUPPRESSED]
    english = get_language() == "en"
    names = {e.code: e.name_english if english else e.name_indonesian for e in survey_instrument().elements}
    return CitizenEvidence(
        service,
        label,
        latest.n,
        gate.value,
        satisfaction_index=latest.satisfaction_index,
        service_grade=latest.service_grade if gate is rules.Gate.FULL else "",
        class_certain=latest.class_certain,
        low=latest.low,
        high=latest.high,
        lowest=tuple(
            (names[code], Decimal(latest.figures["elements"][code]["index"])) for code in lowest_two(latest.figures)
        ),
        trend=tuple(
            (r.survey.label, r.satisfaction_index) for r in reversed(shown) if r.satisfaction_index is not None
        ),
        movement=_movement(shown[1], latest) if len(shown) > 1 else None,
    )


def _movement(before: SurveyResult, after: SurveyResult) -> Movement | None:
    change = change_between(before, after)
    if change is None:
        return None
    low, high = (change.interval.low, change.interval.high) if change.interval else (None, None)
    return Movement(before.survey.label, change.difference, low, high, change.direction.value)
