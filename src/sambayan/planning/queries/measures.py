"""What can be measured here: the figures of surveys, and how the terms of the law were kept.

The follow-up rate joins through the same registry once follow-up plans exist.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from sambayan.common.words import _
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import ClockState
from sambayan.planning.rules.live import (
    Asked,
    Figure,
    MeasureSubject,
    Part,
    ServiceShare,
    measure,
    pooled,
    share_in_time,
)
from sambayan.planning.rules.live import Pooled as PooledIndex
from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys import rules as surveys
from sambayan.surveys.models import Service, SurveyResponse, SurveyResult
from sambayan.surveys.queries import published
from sambayan.surveys.rules.interval import index_interval

_PER_POINT = 25
_ELEMENTS = tuple(Part(each.code, each.name_indonesian, each.name_english) for each in survey_instrument().elements)


def _latest(asked: Sequence[Asked], service_ids: Iterable[int]) -> dict[int, list[SurveyResult]]:
    """The published results of services within the widest time asked for, newest first: one query."""
    found: dict[int, list[SurveyResult]] = defaultdict(list)
    for result in published(set(service_ids), max(one.last for one in asked)):
        found[result.survey.service_id].append(result)
    return found


def _within(results: list[SurveyResult], one: Asked) -> SurveyResult | None:
    return next((r for r in results if one.first <= r.survey.to_date <= one.last), None)


def _is_shown(n: int, limits: surveys.Limits) -> bool:
    return surveys.gate(n, limits) is not surveys.Gate.SUPPRESSED


@measure("satisfaction_service", _("Indeks kepuasan masyarakat layanan"), MeasureSubject.SERVICE)
def satisfaction_of_service(asked: Sequence[Asked]) -> list[Figure | None]:
    """The latest published index of a service in that time, with n and interval. Source: PermenPANRB 14/2017."""
    known = _latest(asked, [one.service_id for one in asked if one.service_id])
    return [_index(_within(known[one.service_id or 0], one)) for one in asked]


def _index(result: SurveyResult | None) -> Figure | None:
    if result is None:
        return None
    if not _is_shown(result.n, result.limits):
        return Figure(None, result.n, label=result.survey.label)
    return Figure(result.satisfaction_index, result.n, result.low, result.high, result.survey.label)


@measure("element_service", _("Rata-rata unsur survei layanan (1–4)"), MeasureSubject.SERVICE, parts=_ELEMENTS)
def element_of_service(asked: Sequence[Asked]) -> list[Figure | None]:
    """The mean of one element of the latest published survey of a service. Source: PermenPANRB 14/2017."""
    known = _latest(asked, [one.service_id for one in asked if one.service_id])
    return [_element(_within(known[one.service_id or 0], one), one.part) for one in asked]


def _element(result: SurveyResult | None, code: str) -> Figure | None:
    row = result.figures["elements"].get(code) if result else None
    if result is None or row is None:
        return None
    if row["mean"] is None or not _is_shown(row["n"], result.limits):
        return Figure(None, row["n"], label=result.survey.label)
    spread = row["interval"]
    low, high = (Decimal(spread[end]) / _PER_POINT for end in ("low", "high")) if spread else (None, None)
    return Figure(Decimal(row["mean"]), row["n"], low, high, result.survey.label)


@measure("satisfaction_unit", _("Indeks kepuasan masyarakat unit"), MeasureSubject.UNIT)
def satisfaction_of_unit(asked: Sequence[Asked]) -> list[Figure | None]:
    """The latest published indices of all services of a unit and below it, pooled by answers. Two queries."""
    paths = dict(Service.objects.filter(_below(asked)).values_list("pk", "unit__path"))
    known = _latest(asked, paths)
    return [_pooled([known[pk] for pk, path in paths.items() if path.startswith(one.unit_path)], one) for one in asked]


def _below(asked: Sequence[Asked]) -> Q:
    wanted = Q(pk__in=[])
    for one in asked:
        wanted |= Q(unit__path__startswith=one.unit_path)
    return wanted


def _pooled(known: list[list[SurveyResult]], one: Asked) -> Figure | None:
    results = [found for service in known if (found := _within(service, one))]
    if not results:
        return None
    whole = pooled([_share(result) for result in results])
    labels = ", ".join(sorted({result.survey.label for result in results}))
    if whole is None or not _is_shown(whole.n, results[0].limits):
        return Figure(None, sum(result.n for result in results), label=labels)
    low, high = _interval(whole)
    return Figure(surveys.half_up(whole.index), whole.n, low, high, labels)


def _interval(whole: PooledIndex) -> tuple[Decimal | None, Decimal | None]:
    if whole.standard_error is None:
        return None, None
    spread = index_interval(surveys.Estimate(whole.n, whole.index, whole.standard_error))
    return (spread.low, spread.high) if spread else (None, None)


def _share(result: SurveyResult) -> ServiceShare:
    rows: dict[str, Any] = result.figures["elements"]
    return ServiceShare(result.n, {c: (row["sum"], row["n"]) for c, row in rows.items()}, result.standard_error)


@measure(
    "answers_service", _("Jumlah jawaban survei layanan"), MeasureSubject.SERVICE, places=0, unit_word=_("jawaban")
)
def answers_of_service(asked: Sequence[Asked]) -> list[Figure | None]:
    """How many citizens answered the surveys of a service in the time asked for, open surveys too. One query."""
    first, last = min(one.first for one in asked), max(one.last for one in asked)
    ids = {one.service_id for one in asked if one.service_id}
    rows = SurveyResponse.objects.filter(survey__service_id__in=ids, answered_on__range=(first, last))
    counted: dict[int, dict[Any, int]] = defaultdict(dict)
    for service, day, n in rows.values_list("survey__service_id", "answered_on").annotate(n=Count("pk")).order_by():
        counted[service][day] = n
    sums = (sum(n for d, n in counted[one.service_id or 0].items() if one.first <= d <= one.last) for one in asked)
    return [Figure(Decimal(n), n) for n in sums]


@measure("terms_kept", _("Tenggat penilaian kinerja yang ditepati"), MeasureSubject.UNIT, places=1, unit_word="%")
def terms_kept(asked: Sequence[Asked]) -> list[Figure | None]:
    """The share of the terms of the law that people of a unit kept in time, of all that fell due. One query.

    It counts every term, so it is no estimate and has no interval. A term that lapsed and was met later is late.
    """
    asks: dict[str, Any] = {}
    for place, one in enumerate(asked):
        due = Q(unit__path__startswith=one.unit_path, due_on__range=(one.first, one.last))
        in_time = Q(state=ClockState.MET.value, ended_at__date__lte=F("due_on"))
        asks[f"due_{place}"] = Count("pk", filter=due)
        asks[f"kept_{place}"] = Count("pk", filter=due & in_time)
    decided = Clock.objects.filter(_below(asked), state__in=[ClockState.MET.value, ClockState.LAPSED.value])
    found = decided.aggregate(**asks)
    return [_kept(found[f"kept_{place}"], found[f"due_{place}"]) for place in range(len(asked))]


def _kept(kept: int, due: int) -> Figure | None:
    share = share_in_time(kept, due)
    return None if share is None else Figure(surveys.half_up(share, 1), due)
