"""Writing in an agreement: results, indicators, behaviour, annex. Source: PermenPANRB 6/2022 Ps 9-13, Lampiran II.A."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.notices import actions as notices
from sambayan.planning import queries
from sambayan.planning.actions.releasing import release
from sambayan.planning.actions.steps import held, page_of
from sambayan.planning.models import (
    AnnexEntry,
    IndicatorManual,
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.rules import AgreementForm

_RESULT = ("kind", "title", "supported_result", "origin", "assigned_by", "level", "control_level")
_INDICATOR = ("aspect", "perspective", "target", "measurement_unit", "direction", "target_from", "target_to")


def _result_words(words: dict[str, Any]) -> dict[str, Any]:
    """The fields of a result among the words; a result of the leader brings its text along when none is written."""
    found = {name: words[name] for name in _RESULT if name in words}
    supports = words.get("supports")
    if "supports" in words:
        found["supports"] = supports
    if supports is not None:
        found["supported_result"] = supports.title
    return found


def _indicator_words(words: dict[str, Any], form: str) -> dict[str, Any]:
    """The fields of an indicator among the words; the view that the form does not know stays empty."""
    found = {"name": words["indicator"]} | {name: words[name] for name in _INDICATOR if name in words}
    return found | {"aspect" if form == AgreementForm.SENIOR else "perspective": ""}


@transaction.atomic
def shape(
    agreement: PerformanceAgreement, *, form: str, approach: str, by: Actor, at: datetime
) -> PerformanceAgreement:
    """Choose form and approach; indicators keep their text, and lose the view that the other form does not know."""
    require("planning.shape", by, lock(agreement))
    before = {"form": agreement.form, "approach": agreement.approach}
    agreement.form, agreement.approach = form, approach
    agreement.save(update_fields=["form", "approach"])
    lost = "aspect" if form == AgreementForm.SENIOR else "perspective"
    IndividualIndicator.objects.filter(result__agreement=agreement).update(**{lost: ""})
    record("planning.shape", agreement, by=by, at=at, before=before, after={"form": form, "approach": approach})
    return agreement


@transaction.atomic
def add_result(agreement: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> PlannedResult:
    """Add a planned result with its first indicator."""
    require("planning.write", by, lock(agreement))
    result = place_result(agreement, words)
    record("planning.write", agreement, by=by, at=at, after={"result": result.title, "target": words["target"]})
    return result


def place_result(agreement: PerformanceAgreement, words: dict[str, Any]) -> PlannedResult:
    """Put a result with its first indicator behind the last one; the verb that calls it asks and records."""
    last = agreement.results.aggregate(last=Max("number"))["last"] or 0
    result = PlannedResult.objects.create(agreement=agreement, number=last + 1, **_result_words(words))
    IndividualIndicator.objects.create(result=result, number=1, **_indicator_words(words, agreement.form))
    return result


@transaction.atomic
def change_result(result: PlannedResult, words: dict[str, Any], *, by: Actor, at: datetime) -> PlannedResult:
    """Change a planned result and its first indicator."""
    require("planning.write", by, lock(result.agreement))
    before, told = {"result": result.title}, _result_words(words)
    for name, value in told.items():
        setattr(result, name, value)
    result.save(update_fields=list(told))
    first = result.indicators.order_by("number").first()
    number = first.number if first else 1
    result.indicators.update_or_create(number=number, defaults=_indicator_words(words, result.agreement.form))
    after = {"result": result.title, "target": words["target"]}
    record("planning.write", result.agreement, by=by, at=at, before=before, after=after)
    return result


@transaction.atomic
def remove_result(result: PlannedResult, *, by: Actor, at: datetime) -> None:
    """Take a planned result out of an agreement that may still be written."""
    require("planning.write", by, lock(result.agreement))
    record("planning.write", result.agreement, by=by, at=at, before={"result": result.title})
    result.delete()


@transaction.atomic
def add_indicator(result: PlannedResult, words: dict[str, Any], *, by: Actor, at: datetime) -> IndividualIndicator:
    """Add one more indicator to a planned result. Source: Lampiran II.A.7 p51 (one or more measures a result)."""
    require("planning.write", by, lock(result.agreement))
    last = result.indicators.aggregate(last=Max("number"))["last"] or 0
    indicator = IndividualIndicator.objects.create(
        result=result, number=last + 1, **_indicator_words(words, result.agreement.form)
    )
    after = {"result": result.title, "indicator": indicator.name, "target": indicator.target}
    record("planning.write", result.agreement, by=by, at=at, after=after)
    return indicator


@transaction.atomic
def change_indicator(
    indicator: IndividualIndicator, words: dict[str, Any], *, by: Actor, at: datetime
) -> IndividualIndicator:
    """Change one indicator."""
    agreement = indicator.result.agreement
    require("planning.write", by, lock(agreement))
    before, told = {"indicator": indicator.name, "target": indicator.target}, _indicator_words(words, agreement.form)
    for name, value in told.items():
        setattr(indicator, name, value)
    indicator.save(update_fields=list(told))
    after = {"indicator": indicator.name, "target": indicator.target}
    record("planning.write", agreement, by=by, at=at, before=before, after=after)
    return indicator


@transaction.atomic
def remove_indicator(indicator: IndividualIndicator, *, by: Actor, at: datetime) -> None:
    """Take an indicator out of a planned result."""
    agreement = indicator.result.agreement
    require("planning.write", by, lock(agreement))
    record("planning.write", agreement, by=by, at=at, before={"indicator": indicator.name, "target": indicator.target})
    indicator.delete()


@transaction.atomic
def write_manual(indicator: IndividualIndicator, words: dict[str, Any], *, by: Actor, at: datetime) -> IndicatorManual:
    """Write how an indicator is understood and measured. Source: Lampiran II.A.3, Format A.1.3 p37-38."""
    agreement = indicator.result.agreement
    lock(agreement)
    require("planning.write_manual", by, indicator)
    names = queries.MANUAL_WORDS
    manual, _is_new = IndicatorManual.objects.update_or_create(
        indicator=indicator, defaults={name: words[name] for name in names}
    )
    after = {"indicator": indicator.name, "definition": manual.definition}
    record("planning.write_manual", agreement, by=by, at=at, after=after)
    return manual


@transaction.atomic
def sort_result(result: PlannedResult, *, kind: str, by: Actor, at: datetime) -> PlannedResult:
    """Decide whether a result is main or additional. Source: Lampiran II.A.6.c p49 (the appraiser decides)."""
    lock(result.agreement)
    require("planning.sort_result", by, result)
    before = {"result": result.title, "kind": result.kind}
    result.kind = kind
    result.save(update_fields=["kind"])
    after = {"result": result.title, "kind": kind}
    record("planning.sort_result", result.agreement, by=by, at=at, before=before, after=after)
    return result


@transaction.atomic
def link_results(
    agreement: PerformanceAgreement, links: dict[int, PlannedResult | None], *, by: Actor, at: datetime
) -> int:
    """Tie results to those of the leader's agreement, where they were written before it; how many changed.

    `links` maps the key of an own result to the leader's result, or to None to let go. A linked result says the
    leader's text; one of an agreement in force keeps the text it was set with, only the line up follows.
    Source: Lampiran II.A.2.a.3 p27 (a draft may come before the leader's plan).
    """
    require("planning.link_results", by, held(agreement))
    release(agreement)
    changed = []
    for result in agreement.results.filter(pk__in=links).order_by("number"):
        target = links[result.pk]
        if result.supports_id == (target.pk if target else None):
            continue
        result.supports = target
        if target is not None and agreement.set_at is None:
            result.supported_result = target.title
        result.save(update_fields=["supports", "supported_result"])
        changed.append({"result": result.title, "supports": target.title if target else ""})
    if changed:
        record("planning.link_results", agreement, by=by, at=at, after={"links": changed})
    return len(changed)


@transaction.atomic
def write_expectations(agreement: PerformanceAgreement, words: dict[str, str], *, by: Actor, at: datetime) -> None:
    """Write the special expectations on the seven values; an empty text removes one. Source: Ps 10(4)."""
    require("planning.write", by, lock(agreement))
    before = queries.expectations_of(agreement.pk)
    agreement.expectations.all().delete()
    SpecialExpectation.objects.bulk_create(
        SpecialExpectation(agreement=agreement, value_code=code, text=text) for code, text in words.items() if text
    )
    after = {code: text for code, text in words.items() if text}
    record("planning.write", agreement, by=by, at=at, before=before, after=after)


@transaction.atomic
def add_expectation(
    agreement: PerformanceAgreement, *, value_code: str, text: str, by: Actor, at: datetime
) -> SpecialExpectation:
    """Write the leader's special expectation on one value, also while the agreement is in force. Source: Ps 10(4).

    What is written after it was set is printed with its day below the document, which stays as it was.
    """
    require("planning.add_expectation", by, held(agreement))
    before = {value_code: queries.expectations_of(agreement.pk).get(value_code, "")}
    release(agreement)
    words = {"text": text, "added_at": at if agreement.set_at else None}
    expectation, _is_new = agreement.expectations.update_or_create(value_code=value_code, defaults=words)
    record("planning.add_expectation", agreement, by=by, at=at, before=before, after={value_code: text})
    notices.post("planning.add_expectation", to=agreement.employee, about=agreement, url=page_of(agreement), at=at)
    return expectation


@transaction.atomic
def write_annex(agreement: PerformanceAgreement, parts: dict[str, list[str]], *, by: Actor, at: datetime) -> None:
    """Write the three parts of A.1.8, line by line; the lines given replace those there were. Source: Ps 11-13."""
    require("planning.write", by, lock(agreement))
    before = {part.value: lines for part, lines in queries.annex_of(agreement)}
    agreement.annex.all().delete()
    AnnexEntry.objects.bulk_create(
        AnnexEntry(agreement=agreement, part=part, number=number, text=line)
        for part, lines in parts.items()
        for number, line in enumerate(lines, start=1)
    )
    record("planning.write", agreement, by=by, at=at, before=before, after=dict(parts))
