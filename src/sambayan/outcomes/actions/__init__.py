"""The verbs after the final predicate: counting credit points, handing over, taking in what others told."""

from collections import Counter
from collections.abc import Iterable
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
from sambayan.evaluation.rules import EvaluationState, Level, Predicate
from sambayan.outcomes import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.outcomes.models import CreditRecord, NationalFile, NationalIdentity, NationalResult, PotentialScore
from sambayan.outcomes.queries import Scope
from sambayan.outcomes.rules import ForeignResult, NotSent, Potential
from sambayan.people.models import Employee
from sambayan.policies.queries import rule_version, values_on

_BATCH = 1000


def _period(scope: Scope) -> Any:
    if scope.period is None:
        raise Denied(Refusal(_("Pilih periode lebih dahulu.")))
    return scope.period


@transaction.atomic
def count_credit(scope: Scope, *, by: Actor, at: datetime) -> int:
    """Count the credit points of every functional official with a final result in a period; how many were new.

    What was counted stays: a final result changes no more. Source: Peraturan BKN 3/2023.
    """
    require("outcomes.count_credit", by, scope)
    period = _period(scope)
    final = PerformanceEvaluation.objects.filter(
        period=period, state=EvaluationState.FINAL.value, credit_record__isnull=True
    ).select_related("employee")
    rows = list(final.order_by("pk"))
    held = queries.functional([row.employee_id for row in rows], period.to_date)
    made = []
    for row in rows:
        level, since = held.get(row.employee_id, ("", None))
        months = rules.months_held(period.from_date, period.to_date, since) if since else 0
        if months:
            made.append(_credit(row, rules.count_credit(Level(level), Predicate(row.predicate), months), at))
    CreditRecord.objects.bulk_create(made, batch_size=_BATCH)
    version = rule_version(timezone.localdate(at))
    record("outcomes.count_credit", period, by=by, at=at, after={"counted": len(made)}, rule_version=version)
    return len(made)


def _credit(row: PerformanceEvaluation, count: rules.CreditCount, at: datetime) -> CreditRecord:
    return CreditRecord(
        evaluation=row,
        employee_id=row.employee_id,
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
    in_order = rows.select_related("employee").order_by("employee__employee_number", "pk")
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


@dataclass(frozen=True)
class Told:
    """What a file of the national application tells, read whole and without problems."""

    filename: str
    fingerprint: str
    results: list[ForeignResult]
    identities: dict[str, str]


@transaction.atomic
def upload_national(scope: Scope, told: Told, *, by: Actor, at: datetime) -> NationalFile:
    """Keep what an export of the national application tells; the same file again changes nothing.

    A newer file overwrites the results it names. National keys are kept for employees of this agency only.
    """
    require("outcomes.upload_national", by, scope)
    kept, is_new = NationalFile.objects.get_or_create(
        agency=scope.agency,
        fingerprint=told.fingerprint,
        defaults={
            "filename": told.filename[:200],
            "rows": len(told.results),
            "uploaded_at": at,
            "uploaded_by": by.name,
        },
    )
    if not is_new:
        return kept
    rows = [_national(kept, result) for result in told.results]
    NationalResult.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["agency", "employee_number", "year", "kind", "number"],
        update_fields=["file", "name", "result_rating", "behaviour_rating", "predicate"],
    )
    known = _keep_identities(scope, told.identities)
    record("outcomes.upload_national", kept, by=by, at=at, after={"rows": len(rows), "national_ids": known})
    return kept


def _national(kept: NationalFile, result: ForeignResult) -> NationalResult:
    return NationalResult(
        file=kept,
        agency_id=kept.agency_id,
        employee_number=result.key.employee_number,
        name=result.name,
        year=result.key.year,
        kind=result.key.kind,
        number=result.key.number,
        result_rating=result.result.value if result.result else "",
        behaviour_rating=result.behaviour.value if result.behaviour else "",
        predicate=result.predicate.value if result.predicate else "",
    )


def _keep_identities(scope: Scope, identities: dict[str, str]) -> int:
    people = _employees(scope, identities)
    taken = set(
        NationalIdentity.objects.filter(national_id__in=identities.values())
        .exclude(employee_id__in=people.values())
        .values_list("national_id", flat=True)
    )
    counted = Counter(identities[number] for number in people)
    taken |= {national_id for national_id, n in counted.items() if n > 1}
    if taken:
        message = _("ID PNS {id} sudah tercatat untuk pegawai lain. Perbaiki berkasnya; tidak ada yang disimpan.")
        raise Denied(Refusal(message.format(id=min(taken))))
    rows = [NationalIdentity(employee_id=pk, national_id=identities[number]) for number, pk in people.items()]
    NationalIdentity.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["employee"], update_fields=["national_id"]
    )
    return len(rows)


def _employees(scope: Scope, numbers: Iterable[str]) -> dict[str, int]:
    wanted, found = list(numbers), {}
    for start in range(0, len(wanted), _BATCH):
        here = Employee.objects.filter(
            employee_number__in=wanted[start : start + _BATCH], assignments__position__unit__agency=scope.agency
        )
        found.update(dict(here.values_list("employee_number", "pk").distinct()))
    return {number: pk for number, pk in found.items() if number}


@transaction.atomic
def upload_potential(
    scope: Scope, rows: list[tuple[str, int, Potential, str]], *, by: Actor, at: datetime
) -> tuple[int, list[str]]:
    """Keep scores of potential as (employee number, year, potential, source); a newer score overwrites.

    Returns how many were kept, and the numbers nobody in this agency has: those are left out and named.
    """
    require("outcomes.upload_potential", by, scope)
    people = _employees(scope, {number for number, _y, _p, _s in rows})
    kept = [
        PotentialScore(employee_id=people[number], year=year, potential=potential.value, source=source)
        for number, year, potential, source in rows
        if number in people
    ]
    PotentialScore.objects.bulk_create(
        kept,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["employee", "year"],
        update_fields=["potential", "source"],
    )
    unknown = sorted({number for number, *_rest in rows} - people.keys())
    after = {"rows": len(kept), "unknown": len(unknown)}
    record("outcomes.upload_potential", scope.root, by=by, at=at, after=after)
    return len(kept), unknown
