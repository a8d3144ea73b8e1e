"""The verbs of the agreement. Source: PermenPANRB 6/2022 Ps 7-14, 20."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.notices import actions as notices
from sambayan.planning import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.planning.actions.matrix import apply_cells
from sambayan.planning.models import (
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)


def _page(agreement: PerformanceAgreement) -> str:
    return reverse("planning:agreement", args=[agreement.pk])


@transaction.atomic
def start(*, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin one's own agreement of the running year; beginning twice returns the one there is.

    Denied when the year is not open, or when nobody appraises the actor today.
    """
    require("planning.start", by)
    today = timezone.localdate(at)
    found = queries.start_page(by, today)
    if found.cycle is None:
        raise Denied(
            Refusal(_("Tahun kinerja {year} belum dibuka.").format(year=today.year), _("Pengelola kinerja membukanya."))
        )
    if found.appraisal is None or found.appraisal.appraiser is None:
        raise Denied(Refusal(_("Pejabat penilai Anda belum tercatat."), _("Pengelola kinerja mencatatnya.")))
    agreement, is_new = PerformanceAgreement.objects.get_or_create(
        cycle=found.cycle,
        employee=found.appraisal.own.employee,
        defaults={
            "appraiser": found.appraisal.appraiser.employee,
            "unit": found.appraisal.own.position.unit,
            "state": rules.FLOW.after(None, "start"),
        },
    )
    if is_new:
        record("planning.start", agreement, by=by, at=at)
        apply_cells(agreement)
    return agreement


@transaction.atomic
def add_result(agreement: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> PlannedResult:
    """Add a planned result with its first indicator."""
    require("planning.write", by, lock(agreement))
    last = agreement.results.aggregate(last=Max("number"))["last"] or 0
    result = PlannedResult.objects.create(
        agreement=agreement,
        number=last + 1,
        kind=words["kind"],
        title=words["title"],
        supported_result=words["supported_result"],
    )
    IndividualIndicator.objects.create(
        result=result, number=1, aspect=words["aspect"], name=words["indicator"], target=words["target"]
    )
    record("planning.write", agreement, by=by, at=at, after={"result": result.title, "target": words["target"]})
    return result


@transaction.atomic
def change_result(result: PlannedResult, words: dict[str, Any], *, by: Actor, at: datetime) -> PlannedResult:
    """Change a planned result and its first indicator."""
    require("planning.write", by, lock(result.agreement))
    before = {"result": result.title}
    result.kind, result.title, result.supported_result = words["kind"], words["title"], words["supported_result"]
    result.save(update_fields=["kind", "title", "supported_result"])
    measure = {"aspect": words["aspect"], "name": words["indicator"], "target": words["target"]}
    result.indicators.update_or_create(number=1, defaults=measure)
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
def propose(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Sign an agreement and put it before the appraiser; Denied with what is missing while it is incomplete."""
    require("planning.propose", by, lock(agreement))
    missing = rules.gaps(queries.drafts_of(agreement.pk))
    if missing:
        raise Denied(Refusal(" ".join(_(gap) for gap in missing)))
    before = agreement.state
    agreement.state = rules.FLOW.after(agreement.state, "propose")
    agreement.proposed_at, agreement.return_reason = at, ""
    agreement.save(update_fields=["state", "proposed_at", "return_reason"])
    record("planning.propose", agreement, by=by, at=at, before={"state": before}, after={"state": agreement.state})
    notices.post("planning.propose", to=agreement.appraiser, about=agreement, url=_page(agreement), at=at)
    return agreement


@transaction.atomic
def return_(agreement: PerformanceAgreement, *, reason: str, by: Actor, at: datetime) -> PerformanceAgreement:
    """Give an agreement back to the employee with the reason."""
    require("planning.return", by, lock(agreement))
    before = agreement.state
    agreement.state = rules.FLOW.after(agreement.state, "return")
    agreement.return_reason = reason
    agreement.save(update_fields=["state", "return_reason"])
    after = {"state": agreement.state}
    record("planning.return", agreement, by=by, at=at, before={"state": before}, after=after, reason=reason)
    notices.post("planning.return", to=agreement.employee, about=agreement, url=_page(agreement), at=at)
    return agreement


@transaction.atomic
def set_(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Set an agreement, so that it is in force. Source: Ps 14(1)."""
    require("planning.set", by, lock(agreement))
    before = agreement.state
    agreement.state = rules.FLOW.after(agreement.state, "set")
    agreement.set_at = at
    agreement.save(update_fields=["state", "set_at"])
    record("planning.set", agreement, by=by, at=at, before={"state": before}, after={"state": agreement.state})
    notices.post("planning.set", to=agreement.employee, about=agreement, url=_page(agreement), at=at)
    return agreement
