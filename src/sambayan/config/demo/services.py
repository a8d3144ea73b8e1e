"""The services of the demo, who works for them, and their surveys (still without answers)."""

from dataclasses import dataclass
from typing import Any

from sambayan.config.demo.employees import Holder
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.config.demo.timeline import Quarter
from sambayan.surveys.models import SatisfactionSurvey, Service, ServiceStaff

_SEALED = "sealed"
_USUALLY_UNKNOWN = 0.03
DEMO = "demo"


@dataclass(frozen=True)
class Opinion:
    """What the synthetic respondents of one survey think: how many, the index aimed at, and single leanings."""

    survey: SatisfactionSurvey
    n: int
    index: float
    leans: dict[str, float]
    unknown: float
    is_over: bool


@dataclass(frozen=True)
class Offered:
    """One service with the people who work for it and its surveys, oldest first."""

    service: Service
    staff: list[Holder]
    opinions: list[Opinion]


def rows(count: int) -> list[dict[str, Any]]:
    """The first `count` services of the table."""
    return list(table("services.yaml")["services"][:count])


def build(stage: Stage, found: list[dict[str, Any]], share: float) -> list[Offered]:
    """Store services, staff and surveys in draft; `share` shrinks the numbers of respondents for a reduced demo."""
    offered = [_build(stage, row, share) for row in found]
    ServiceStaff.objects.bulk_create(
        ServiceStaff(service=one.service, employee=holder.employee, from_date=stage.line.evaluated[0].first)
        for one in offered
        for holder in one.staff
    )
    _example(stage)
    return offered


def _build(stage: Stage, row: dict[str, Any], share: float) -> Offered:
    service = Service.objects.create(
        unit=stage.units[row["unit"]],
        code=row["code"],
        name=row["name"],
        name_english=row["english"],
        cost_mode=row["cost_mode"],
        is_synthetic=True,
    )
    quarters = (*stage.line.surveyed, stage.line.running)
    respondents = (*row["n"], row["open"])
    indices = (*row["index"], row["index"][-1])
    populations = (*row["population"], None)
    opinions = [
        Opinion(
            survey=_survey(stage, service, quarter, population),
            n=max(1, round(n * share)),
            index=index,
            leans=row.get("leans", {}),
            unknown=row.get("unknown", _USUALLY_UNKNOWN),
            is_over=quarter != stage.line.running or row.get("running") == _SEALED,
        )
        for quarter, n, index, population in zip(quarters, respondents, indices, populations, strict=True)
    ]
    return Offered(service, _staff(stage, row), opinions)


def _survey(stage: Stage, service: Service, quarter: Quarter, population: int | None) -> SatisfactionSurvey:
    texts = table("services.yaml")
    return SatisfactionSurvey.objects.create(
        service=service,
        instrument_version=stage.version,
        label=quarter.label,
        from_date=quarter.first,
        to_date=quarter.last,
        population=population,
        cost_mode=service.cost_mode,
        organisers=texts["organisers"],
        source_note=texts["source_note"],
        is_synthetic=True,
    )


def _staff(stage: Stage, row: dict[str, Any]) -> list[Holder]:
    """Who works for the service: at the demo service the official, elsewhere the last people of the office."""
    here = [holder for holder in stage.of_unit(row["unit"]) if not holder.position.is_head]
    official = [holder for holder in here if holder.persona == "official"]
    others = [holder for holder in here if not holder.persona]
    if row["code"] == DEMO:
        return official + others[: row["staff"] - 1]
    return others[-row["staff"] :]


def _example(stage: Stage) -> None:
    """A prepared survey into which the published example file can be imported: real answers, so not synthetic."""
    row = table("services.yaml")["example"]
    service = Service.objects.create(
        unit=stage.units[row["unit"]], code=row["code"], name=row["name"], name_english=row["english"]
    )
    SatisfactionSurvey.objects.create(
        service=service,
        instrument_version=stage.version,
        label=row["label"],
        from_date=row["from"],
        to_date=row["to"],
        organisers=row["organisers"],
        source_note=row["source_note"],
    )
