"""The verbs after the final predicate: counting credit points and handing over; `uploads` takes in what others told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, Predicate
from sambayan.outcomes import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.outcomes.actions.uploads import Told, upload_national, upload_potential
from sambayan.outcomes.models import CreditRecord
from sambayan.outcomes.queries import Scope
from sambayan.outcomes.rules import NotSent
from sambayan.policies.queries import rule_version, values_on

__all__ = [
    "Export",
    "Told",
    "count_credit",
    "export",
    "export_allowance",
    "upload_national",
    "upload_potential",
]

_BATCH = 1000
_COUNTED_FROM = ("level", "predicate", "months")
_COUNTED = (*_COUNTED_FROM, "percentage", "coefficient", "points", "counted_at")


def _period(scope: Scope) -> Any:
    if scope.period is None:
        raise Denied(Refusal(_("Pilih periode lebih dahulu.")))
    return scope.period


@transaction.atomic
def count_credit(scope: Scope, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Count the credit points of every functional official with a final result in a period.

    Returns how many are new and how many were counted anew: those whose predicate, level or months are others now, as
    after a late objection. Each of these leaves an event with before and after. Source: Peraturan BKN 3/2023.
    """
    require("outcomes.count_credit", by, scope)
    period = _period(scope)
    final = PerformanceEvaluation.objects.filter(period=period, state=EvaluationState.FINAL.value)
    held = queries.functional(period)
    made: list[CreditRecord] = []
    told: list[Entry] = []
    for row in final.select_related("employee", "credit_record").order_by("pk"):
        if row.employee_id not in held:
            continue
        known = getattr(row, "credit_record", None)
        level, since = held[row.employee_id]
        months = rules.months_held(period.from_date, period.to_date, since)
        new = _credit(row, rules.count_credit(level, Predicate(row.predicate), months), at)
        if known is None:
            made.append(new)
        elif any(getattr(known, name) != getattr(new, name) for name in _COUNTED_FROM):
            made.append(new)
            told.append(_recounted(known, new))
    CreditRecord.objects.bulk_create(
        made, batch_size=_BATCH, update_conflicts=True, unique_fields=["evaluation"], update_fields=_COUNTED
    )
    version = rule_version(timezone.localdate(at))
    record_all(told, by=by, at=at)
    counted = len(made) - len(told)
    after = {"counted": counted, "recounted": len(told)}
    record("outcomes.count_credit", period, by=by, at=at, after=after, rule_version=version)
    return counted, len(told)


def _recounted(known: CreditRecord, new: CreditRecord) -> Entry:
    """What to record of a count that takes the place of a known one."""
    before, after = _told(known), _told(new)
    known.employee, known.points = new.employee, new.points
    changed = [name for name, value in after.items() if before[name] != value]
    return Entry(
        "outcomes.count_credit",
        known,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def _told(credit: CreditRecord) -> dict[str, str | int]:
    return {
        "level": credit.level,
        "predicate": credit.predicate,
        "months": credit.months,
        "points": f"{credit.points:.4f}",
    }


def _credit(row: PerformanceEvaluation, count: rules.CreditCount, at: datetime) -> CreditRecord:
    return CreditRecord(
        evaluation=row,
        employee=row.employee,
        level=count.level.value,
        predicate=count.predicate.value,
        months=count.months,
        percentage=count.percentage,
        coefficient=count.coefficient,
        points=count.points,
        counted_at=at,
    )


@dataclass(frozen=True)
class Export:
    """What is handed to the national application, and what is left out with the reason."""

    endpoint: str
    bodies: list[dict[str, Any]]
    not_sent: list[NotSent]


@transaction.atomic
def export(scope: Scope, *, by: Actor, at: datetime) -> Export:
    """Put the final results of a period into the national shape; each one leaves its date and one event.

    Source: shapes of SIASN, see `rules.siasn`; the endpoint of yearly results is a setting, not verified.
    """
    require("outcomes.export", by, scope)
    period = _period(scope)
    results = list(queries.own_results(period))
    bodies, left = rules.bodies(results)
    sent = {result.employee_number for result in results} - {each.employee_number for each in left}
    rows = PerformanceEvaluation.objects.filter(period=period, state=EvaluationState.FINAL.value)
    in_order = rows.select_related("employee", "period").order_by("employee__employee_number", "pk")
    handed = [row for row in in_order if row.employee.employee_number in sent]
    PerformanceEvaluation.objects.filter(pk__in=[row.pk for row in handed]).update(exported_at=at)
    told = [Entry("outcomes.export", row, after={"document_code": row.document_code or ""}) for row in handed]
    record_all(told, by=by, at=at)
    yearly = values_on(timezone.localdate(at)).word("yearly_export_endpoint")
    return Export(yearly if period.kind == "yearly" else "kinerjaperiodik/save", bodies, left)


@transaction.atomic
def export_allowance(
    scope: Scope, *, by: Actor, at: datetime
) -> list[tuple[PerformanceEvaluation, rules.AllowanceRow]]:
    """The allowance shares of everybody with a final result in a period; recorded as one event.

    Source: PermenPANRB 6/2022 Ps 32; shares: `allowance_split` and `allowance_predicate_shares`.
    """
    require("outcomes.export_allowance", by, scope)
    period = _period(scope)
    values = values_on(timezone.localdate(at))
    split: Any = values.typed("allowance_split")
    shares: Any = values.typed("allowance_predicate_shares")
    if sum(split) != 100:  # noqa: PLR2004 - the whole
        message = _("Pembagian tunjangan berjumlah {n}, seharusnya 100.")
        raise Denied(
            Refusal(message.format(n=sum(split)), _("Pengelola kinerja memperbaikinya di “Aturan dan setelan”."))
        )
    final = PerformanceEvaluation.objects.filter(period=period, state=EvaluationState.FINAL.value)
    rows = list(final.select_related("employee", "unit").order_by("employee__employee_number", "pk"))
    found = [(row, rules.allowance(Predicate(row.predicate), split, shares)) for row in rows]
    after = {"people": len(found)}
    record("outcomes.export_allowance", period, by=by, at=at, after=after, rule_version=values.version)
    return found
