"""Writing in bulk: a new version, last year's agreement, a template. Source: Ps 14(2), 20(4)-(8), Lampiran II."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.notices import actions as notices
from sambayan.planning import queries
from sambayan.planning.actions.assigning import take_up
from sambayan.planning.actions.carrying import carry_alignments
from sambayan.planning.actions.live import carry_bindings
from sambayan.planning.actions.roles import apply_cells
from sambayan.planning.actions.steps import held, page_of, tell_other
from sambayan.planning.models import (
    AgreementTemplate,
    AnnexEntry,
    IndicatorManual,
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.queries import Content
from sambayan.planning.rules import AgreementForm, AgreementState, steps_on_record


@transaction.atomic
def revise(agreement: PerformanceAgreement, *, kind: str, reason: str, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin a new version beside the one in force, which counts until the new one is set. Source: Ps 14(2), 20(4)-(5).

    Everything is copied, with what it serves and is measured by; results and roles assigned meanwhile are taken up.
    Denied while another version is being agreed.
    """
    require("planning.revise", by, held(agreement))
    if queries.unfinished_of(agreement.employee_id, agreement.cycle.year) is not None:
        raise Denied(Refusal(_("Versi baru SKP ini sudah dimulai; selesaikan yang itu.")))
    fresh = PerformanceAgreement.objects.create(
        cycle=agreement.cycle,
        employee=agreement.employee,
        appraiser=agreement.appraiser,
        superior=agreement.superior,
        unit=agreement.unit,
        form=agreement.form,
        approach=agreement.approach,
        from_date=agreement.from_date,
        state=AgreementState.IN_DIALOGUE,
        version=agreement.version + 1,
        revises=agreement,
        revision_kind=kind,
        revision_reason=reason,
    )
    _put(fresh, queries.content_of(agreement))
    carry_bindings(_copies(fresh))
    carry_alignments(fresh)
    take_up(agreement, fresh, at=at)
    roles = len(apply_cells(fresh))
    before = {"version": agreement.version}
    after = {"version": fresh.version, "kind": kind} | ({"roles": roles} if roles else {})
    record("planning.revise", fresh, by=by, at=at, before=before, after=after, reason=reason)
    tell_other("planning.revise", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def take_over_result(
    result: PlannedResult, *, step: str, note: str, unrecorded: str = "", by: Actor, at: datetime
) -> PlannedResult:
    """Take a planned result from an employee who makes no progress, with the note the evaluation must show.

    `step` is what was tried before; where no record shows it, `unrecorded` says why it is taken over all the same.
    Source: Ps 20(3), 20(6)-(8); the reason is local policy.
    """
    agreement = held(result.agreement)
    require("planning.take_over_result", by, result)
    if result.taken_over_at is not None:
        raise Denied(Refusal(_("Hasil kerja ini sudah diambil alih.")))
    is_on_record = step in steps_on_record(agreement.employee_id, agreement.cycle_id)
    if not is_on_record and not unrecorded:
        raise Denied(Refusal(_("Langkah ini tidak tercatat di Sambayan; tulis alasannya lebih dahulu.")))
    result.taken_over_at, result.takeover_step, result.takeover_note = at, step, note
    result.save(update_fields=["taken_over_at", "takeover_step", "takeover_note"])
    after = {"result": result.title, "step": step} | ({} if is_on_record else {"unrecorded": unrecorded})
    record("planning.take_over_result", agreement, by=by, at=at, after=after, reason=note)
    notices.post("planning.take_over_result", to=agreement.employee, about=agreement, url=page_of(agreement), at=at)
    return result


@transaction.atomic
def copy_last_year(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> int:
    """Bring last year's results, annex and expectations into a draft; how many results came.

    What is in the draft already stays, and a result with the same words comes once.
    """
    require("planning.copy_last_year", by, lock(agreement))
    content = queries.last_years_content(agreement)
    if content is None:
        year = agreement.cycle.year - 1
        raise Denied(Refusal(_("Tidak ada SKP {year} yang pernah ditetapkan untuk disalin.").format(year=year)))
    count = _put(agreement, content)
    record("planning.copy_last_year", agreement, by=by, at=at, after={"results": count})
    return count


@transaction.atomic
def use_template(agreement: PerformanceAgreement, template: AgreementTemplate, *, by: Actor, at: datetime) -> int:
    """Bring the results and the annex of a template into a draft; how many results came."""
    require("planning.use_template", by, lock(agreement))
    if template.retired_at is not None:
        raise Denied(Refusal(_("Contoh SKP ini tidak dipakai lagi.")))
    count = _put(agreement, Content(template.content["results"], template.content["annex"]))
    record("planning.use_template", agreement, by=by, at=at, after={"template": template.title, "results": count})
    return count


@transaction.atomic
def make_template(
    agreement: PerformanceAgreement, *, title: str, position_title: str, by: Actor, at: datetime
) -> AgreementTemplate:
    """Keep the results and the annex of an agreement as a template, without the name of anybody."""
    require("planning.make_template", by, agreement)
    template = AgreementTemplate.objects.create(
        title=title,
        position_title=position_title,
        unit=agreement.unit,
        form=agreement.form,
        approach=agreement.approach,
        content=queries.portable(agreement),
        made_at=at,
    )
    after = {"position": position_title, "results": len(template.content["results"])}
    record("planning.make_template", template, by=by, at=at, after=after)
    return template


@transaction.atomic
def retire_template(template: AgreementTemplate, *, by: Actor, at: datetime) -> AgreementTemplate:
    """Take a template out of use; agreements that started from it stay as they are."""
    require("planning.retire_template", by, template)
    if template.retired_at is None:
        template.retired_at = at
        template.save(update_fields=["retired_at"])
        record("planning.retire_template", template, by=by, at=at)
    return template


def _put(agreement: PerformanceAgreement, content: Content) -> int:
    """Write rows behind those there are, without repeating a result or a line; how many results were written."""
    have = set(agreement.results.values_list("title", flat=True))
    fresh = [words for words in content.results if words["title"] not in have]
    last = agreement.results.aggregate(last=Max("number"))["last"] or 0
    for number, words in enumerate(fresh, start=last + 1):
        row = {name: value for name, value in words.items() if name != "indicators"}
        result = PlannedResult.objects.create(agreement=agreement, number=number, **row)
        _put_indicators(result, words["indicators"], is_senior=agreement.form == AgreementForm.SENIOR)
    _put_annex(agreement, content.annex)
    told = queries.expectations_of(agreement.pk)
    SpecialExpectation.objects.bulk_create(
        SpecialExpectation(agreement=agreement, value_code=code, text=text)
        for code, text in content.expectations.items()
        if code not in told
    )
    return len(fresh)


def _copies(agreement: PerformanceAgreement) -> dict[int, int]:
    """For every indicator that was just copied here, its copy: both stand in the same order."""
    results = agreement.results.select_related("copied_from").prefetch_related("indicators", "copied_from__indicators")
    pairs = [
        zip(_ordered(row.copied_from), _ordered(row), strict=True) for row in results.order_by("pk") if row.copied_from
    ]
    return {original: copy for each in pairs for original, copy in each}


def _ordered(result: PlannedResult) -> list[int]:
    return [row.pk for row in sorted(result.indicators.all(), key=lambda row: (row.number, row.pk))]


def _put_indicators(result: PlannedResult, rows: Iterable[dict[str, Any]], *, is_senior: bool) -> None:
    for words in rows:
        row = {name: value for name, value in words.items() if name != "manual"}
        row["aspect" if is_senior else "perspective"] = ""
        indicator = IndividualIndicator.objects.create(result=result, **row)
        if words["manual"]:
            IndicatorManual.objects.create(indicator=indicator, **words["manual"])


def _put_annex(agreement: PerformanceAgreement, lines: Iterable[dict[str, Any]]) -> None:
    have = {part.value: texts for part, texts in queries.annex_of(agreement)}
    for line in lines:
        if line["text"] not in have[line["part"]]:
            have[line["part"]].append(line["text"])
            number = len(have[line["part"]])
            AnnexEntry.objects.create(agreement=agreement, part=line["part"], number=number, text=line["text"])
