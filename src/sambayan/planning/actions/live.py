"""Binding indicators to measured figures, and freezing the figures of a rated period."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.cycles.models import EvaluationPeriod
from sambayan.planning.access import goals as access  # noqa: F401 - declares the rights
from sambayan.planning.models import (
    FrozenFigure,
    IndicatorBinding,
    IndividualIndicator,
    KeyIndicator,
    PerformanceAgreement,
)
from sambayan.planning.queries import live as queries
from sambayan.planning.rules.live import Figure


@transaction.atomic
def bind(indicator: IndividualIndicator, words: dict[str, Any] | None, *, by: Actor, at: datetime) -> None:
    """Let an indicator take its realisation from a measured figure; without words it no longer does."""
    lock(indicator.result.agreement)
    require("planning.bind", by, indicator)
    before = _told(IndicatorBinding.objects.filter(individual=indicator).first())
    IndicatorBinding.objects.filter(individual=indicator).delete()
    made = IndicatorBinding.objects.create(individual=indicator, **words) if words else None
    after = {"indicator": indicator.name, **_told(made)}
    record("planning.bind", indicator.result.agreement, by=by, at=at, before=before, after=after)


@transaction.atomic
def bind_key(indicator: KeyIndicator, words: dict[str, Any] | None, *, by: Actor, at: datetime) -> None:
    """Let a key indicator show a measured figure; without words it no longer does."""
    require("planning.bind_key", by, indicator)
    before = _told(IndicatorBinding.objects.filter(key=indicator).first())
    IndicatorBinding.objects.filter(key=indicator).delete()
    made = IndicatorBinding.objects.create(key=indicator, **words) if words else None
    after = {"indicator": indicator.name, **_told(made)}
    record("planning.bind_key", indicator.contract, by=by, at=at, before=before, after=after)


def _told(binding: IndicatorBinding | None) -> dict[str, str]:
    return {"source": f"{binding.measure}: {queries.about(binding)}"} if binding else {"source": ""}


@transaction.atomic
def freeze(agreement: PerformanceAgreement, period: EvaluationPeriod, *, at: datetime) -> list[FrozenFigure]:
    """Keep the figures of an agreement's bound indicators as they are at `at`; doing it twice keeps the first.

    Called inside the action that rates the period. A figure that does not exist yet is kept as "none". The answer
    holds every figure kept for the period.
    """
    lock(agreement)
    shown = queries.figures_of(agreement.pk, period.pk)
    codes = {row.individual_id: row.measure for row in queries.bindings_of(agreement.pk)}
    made = [
        FrozenFigure(
            agreement=agreement, indicator_pk=pk, period=period, measure=codes[pk], measured_at=at, **_fields(each)
        )
        for pk, each in shown.items()
        if not each.is_frozen
    ]
    FrozenFigure.objects.bulk_create(made)
    if made:
        after = {"period": period.label, "figures": {row.about: str(row.value) for row in made}}
        record("planning.freeze", agreement, by=None, at=at, after=after)
    return list(FrozenFigure.objects.filter(agreement=agreement, period=period).order_by("pk"))


def _fields(shown: queries.Shown) -> dict[str, Any]:
    figure = shown.figure or Figure(None, 0)
    return {
        "about": shown.about[:250],
        "value": figure.value,
        "n": figure.n,
        "low": figure.low,
        "high": figure.high,
        "label": figure.label[:120],
    }


def carry_bindings(indicators: Mapping[int, int]) -> int:
    """Give the copies of indicators the bindings of their originals: `{original: copy}`; how many were given.

    Called inside the action that copies an agreement into a new version.
    """
    rows = IndicatorBinding.objects.filter(individual_id__in=list(indicators)).order_by("pk")
    made = [
        IndicatorBinding(
            individual_id=indicators[row.individual_id or 0],
            measure=row.measure,
            service_id=row.service_id,
            unit_id=row.unit_id,
            part=row.part,
        )
        for row in rows
    ]
    return len(IndicatorBinding.objects.bulk_create(made))
