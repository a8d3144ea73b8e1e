"""What stands in an agreement as plain words: to copy it, to compare it, to make a template of it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from sambayan.common.language import worded
from sambayan.planning.models import AgreementTemplate, IndividualIndicator, PerformanceAgreement, PlannedResult
from sambayan.planning.queries.reading import expectations_of
from sambayan.planning.rules import AnnexPart, Change, ChangeKind, Line, compare
from sambayan.regulations.catalogue import behaviour_values

RESULT_WORDS = ("kind", "title", "supported_result", "level", "control_level")
ROW_WORDS = (*RESULT_WORDS, "origin", "assigned_by", "supports_id", "taken_over_at", "takeover_step", "takeover_note")
INDICATOR_WORDS = (
    "number", "aspect", "perspective", "name", "target", "measurement_unit", "direction", "target_from", "target_to",
)  # fmt: skip
MANUAL_WORDS = ("purpose", "definition", "formula", "quality", "data_source", "reporting_period")


@dataclass(frozen=True)
class Content:
    """The rows of an agreement without their keys: results with indicators, lines of the annex, expectations."""

    results: list[dict[str, Any]] = field(default_factory=list)
    annex: list[dict[str, Any]] = field(default_factory=list)
    expectations: dict[str, str] = field(default_factory=dict)


def _rows(agreement_pk: int) -> list[PlannedResult]:
    indicators = IndividualIndicator.objects.select_related("manual").order_by("number", "pk")
    found = PlannedResult.objects.filter(agreement_id=agreement_pk)
    return list(found.prefetch_related(Prefetch("indicators", indicators)).order_by("number", "pk"))


def content_of(agreement: PerformanceAgreement) -> Content:
    """Everything that stands in an agreement, each result with the key of the row it is copied from."""
    return Content(
        [_result(row, ROW_WORDS) | {"copied_from_id": row.pk} for row in _rows(agreement.pk)],
        _annex(agreement),
        expectations_of(agreement.pk),
    )


def last_years_content(agreement: PerformanceAgreement) -> Content | None:
    """What the employee agreed on for the year before, as far as it can be agreed on again; None without one.

    Links to the leader's rows of that year and take-over notes stay behind.
    """
    before = PerformanceAgreement.objects.filter(
        employee_id=agreement.employee_id, cycle__year=agreement.cycle.year - 1, set_at__isnull=False
    )
    last = before.order_by("-set_at", "-pk").first()
    if last is None:
        return None
    results = [_result(row, RESULT_WORDS) | {"copied_from_id": row.pk} for row in _rows(last.pk)]
    return Content(results, _annex(last), expectations_of(last.pk))


def portable(agreement: PerformanceAgreement) -> dict[str, Any]:
    """Results and annex as JSON values without the name of anybody, for a template."""
    results = [_result(row, RESULT_WORDS) for row in _rows(agreement.pk)]
    for each in (indicator for result in results for indicator in result["indicators"]):
        each.update({name: _written(each[name]) for name in ("target_from", "target_to")})
    return {"results": results, "annex": _annex(agreement)}


def _written(number: Any) -> str | None:
    return None if number is None else str(number)


def _result(row: PlannedResult, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} | {
        "indicators": [_indicator(each) for each in row.indicators.all()]
    }


def _indicator(row: IndividualIndicator) -> dict[str, Any]:
    manual = getattr(row, "manual", None)
    words = {name: getattr(row, name) for name in INDICATOR_WORDS}
    return words | {"manual": {name: getattr(manual, name) for name in MANUAL_WORDS} if manual else None}


def _annex(agreement: PerformanceAgreement) -> list[dict[str, Any]]:
    return [dict(row) for row in agreement.annex.order_by("part", "number").values("part", "number", "text")]


def manual_words(indicator: IndividualIndicator) -> dict[str, Any]:
    """The manual of an indicator as its form shows it; empty while there is none."""
    manual = getattr(indicator, "manual", None)
    return {name: getattr(manual, name) for name in MANUAL_WORDS} if manual else {}


def template_annex(template: AgreementTemplate) -> list[tuple[AnnexPart, list[str]]]:
    """The lines of a template's annex by part, in the order of the form."""
    rows = template.content["annex"]
    return [(part, [row["text"] for row in rows if row["part"] == part]) for part in AnnexPart]


def annex_of(agreement: PerformanceAgreement) -> list[tuple[AnnexPart, list[str]]]:
    """The lines of A.1.8 by part, in the order of the form."""
    rows = _annex(agreement)
    return [(part, [row["text"] for row in rows if row["part"] == part]) for part in AnnexPart]


@dataclass(frozen=True)
class ComparePage:
    """Two versions side by side: results, annex and expectations, and how many rows differ."""

    before: PerformanceAgreement
    after: PerformanceAgreement
    results: list[Change]
    annex: list[Change]
    expectations: list[Change]

    @property
    def differing(self) -> int:
        """How many rows were added, removed or changed."""
        rows = (*self.results, *self.annex, *self.expectations)
        return sum(row.kind is not ChangeKind.SAME for row in rows)


def compare_page(after: PerformanceAgreement) -> ComparePage | None:
    """The version before and this one, row by row in words; None for a first version."""
    before = after.revises
    if before is None:
        return None
    earlier, later = _rows(before.pk), _rows(after.pk)
    own = {row.pk for row in earlier}
    return ComparePage(
        before,
        after,
        compare(
            [Line(str(row.pk), _words(row)) for row in earlier],
            [Line(str(row.copied_from_id if row.copied_from_id in own else -row.pk), _words(row)) for row in later],
        ),
        compare(_annex_lines(before), _annex_lines(after)),
        compare(_expectation_lines(before.pk), _expectation_lines(after.pk)),
    )


def _words(row: PlannedResult) -> tuple[str, ...]:
    words = [f"{row.title} ({worded(row.kind_word)})"]
    if row.supported_result:
        words.append(f"→ {row.supported_result}")
    return (*words, *(f"{each.name}: {each.target}" for each in row.indicators.all()))


def _annex_lines(agreement: PerformanceAgreement) -> list[Line]:
    return [Line(f"{part} {text}", (text,)) for part, lines in annex_of(agreement) for text in lines]


def _expectation_lines(agreement_pk: int) -> list[Line]:
    names = {value.code: value.name_indonesian for value in behaviour_values()}
    return [Line(code, (names[code], text)) for code, text in expectations_of(agreement_pk).items()]
