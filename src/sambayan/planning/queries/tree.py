"""The cascade as a tree: from a goal of the province down to the results of people, and back up."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from sambayan.common.actor import Actor
from sambayan.common.guard import why_not
from sambayan.planning.access import visible_to
from sambayan.planning.access.goals import contracts_visible_to
from sambayan.planning.models import (
    AlignedResult,
    KeyIndicator,
    PerformanceAgreement,
    PerformanceContract,
    PlannedResult,
)
from sambayan.planning.queries.goals import ENDED, counted

_DEEPEST = 6
"""No chain of units or of leaders is longer in a province; each step is one join."""


def _readable(actor: Actor) -> QuerySet[PerformanceContract]:
    return PerformanceContract.objects.filter(contracts_visible_to(actor))


def tops(actor: Actor, year: int, unit_path: str = "") -> QuerySet[KeyIndicator]:
    """The indicators of a year that support no other, from the top office down; only those the actor may read."""
    rows = KeyIndicator.objects.filter(contract__in=_readable(actor), contract__cycle__year=year, parent=None)
    return counted(rows.filter(contract__unit__path__startswith=unit_path)).order_by(
        "contract__unit__path", "number", "pk"
    )


def _steps(field: str, more: str) -> list[str]:
    return [f"{'__'.join([field] * depth)}__{more}" for depth in range(1, _DEEPEST + 1)]


def indicator(pk: int) -> KeyIndicator | None:
    """One key indicator with its unit and everything it supports, up to the top. One query."""
    rows = KeyIndicator.objects.filter(pk=pk).select_related("contract__unit__agency", "contract__cycle")
    return rows.select_related(*_steps("parent", "contract__unit")).first()


def above(indicator: KeyIndicator) -> list[KeyIndicator]:
    """What an indicator supports, the top first; expects it as `indicator` reads it."""
    chain: list[KeyIndicator] = []
    while indicator.parent is not None and len(chain) < _DEEPEST:
        indicator = indicator.parent
        chain.insert(0, indicator)
    return chain


@dataclass
class Node:
    """An indicator of the tree with those that support it, as far as they are drawn."""

    indicator: Any
    below: list["Node"]


def below(indicator: KeyIndicator, actor: Actor) -> list[Node]:
    """The indicators that support one, two levels deep; only those the actor may read. One query."""
    rows = KeyIndicator.objects.filter(Q(parent=indicator) | Q(parent__parent=indicator), contract__in=_readable(actor))
    levels: dict[int | None, list[KeyIndicator]] = {}
    for row in counted(rows).order_by("contract__unit__path", "number", "pk"):
        levels.setdefault(row.parent_id, []).append(row)
    return [
        Node(child, [Node(grandchild, []) for grandchild in levels.get(child.pk, [])])
        for child in levels.get(indicator.pk, [])
    ]


def _standing(rows: QuerySet[PlannedResult]) -> QuerySet[PlannedResult]:
    return rows.exclude(agreement__state__in=ENDED)


def _for_reader(rows: QuerySet[PlannedResult], actor: Actor) -> QuerySet[PlannedResult]:
    """Those whose agreement the actor may read, with the person; the same answer as `planning.read`."""
    agreements = PerformanceAgreement.objects.filter(visible_to(actor))
    mine = rows.filter(agreement__in=agreements).select_related("agreement__employee", "agreement__unit")
    return mine.annotate(supporters=Count("supported_by")).order_by("agreement__employee__name", "number", "pk")


def results_for(indicator: KeyIndicator, actor: Actor) -> tuple[QuerySet[PlannedResult], int]:
    """The results of people that serve an indicator: those the actor may read, and how many there are in all."""
    rows = _standing(PlannedResult.objects.filter(alignment__indicator=indicator))
    return _for_reader(rows, actor), rows.count()


def results_under(result: PlannedResult, actor: Actor) -> tuple[QuerySet[PlannedResult], int]:
    """The results of others that support one: those the actor may read, and how many there are in all."""
    rows = _standing(PlannedResult.objects.filter(supports=result))
    return _for_reader(rows, actor), rows.count()


def result(pk: int) -> PlannedResult | None:
    """One planned result with its agreement and every result it supports, up to the top. One query."""
    agreement = ("agreement__unit", "agreement__employee", "agreement__appraiser", "agreement__cycle")
    steps = [step for part in ("agreement__unit", "agreement__employee") for step in _steps("supports", part)]
    return PlannedResult.objects.filter(pk=pk).select_related(*agreement, *steps).first()


@dataclass(frozen=True)
class Step:
    """One step of the line upwards: an indicator of a unit, or a result of a person, who is named if readable."""

    title: str
    unit: Any
    indicator: KeyIndicator | None = None
    result: PlannedResult | None = None
    person: str = ""


def line_of(result: PlannedResult, actor: Actor) -> list[Step]:
    """The line from the top down to a result: indicators of units, then results of leaders. Two queries.

    It begins at the nearest result that serves an indicator. Expects the result as `result` reads it. A leader is
    named only to those who may read that agreement.
    """
    chain = [result]
    while chain[0].supports is not None and len(chain) <= _DEEPEST:
        chain.insert(0, chain[0].supports)
    aligned = AlignedResult.objects.filter(result__in=[each.pk for each in chain])
    found = {row.result_id: row.indicator_id for row in aligned}
    start = max((place for place, each in enumerate(chain) if each.pk in found), default=None)
    if start is None:
        return [_step(each, actor) for each in chain]
    served = indicator(found[chain[start].pk])
    assert served is not None
    tops = [Step(row.name, row.contract.unit, indicator=row) for row in (*above(served), served)]
    return tops + [_step(each, actor) for each in chain[start:]]


def leaders_step(result: PlannedResult, actor: Actor) -> Step | None:
    """The result of the leader that one supports, if the leader's agreement holds it."""
    return _step(result.supports, actor) if result.supports else None


def _step(result: PlannedResult, actor: Actor) -> Step:
    may_read = why_not("planning.read", actor, result.agreement) is None
    person = result.agreement.employee.name if may_read else ""
    return Step(result.title, result.agreement.unit, result=result if may_read else None, person=person)


def served_by(result: PlannedResult) -> int | None:
    """The key of the indicator a result serves."""
    return AlignedResult.objects.filter(result=result).values_list("indicator_id", flat=True).first()
