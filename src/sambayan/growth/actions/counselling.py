"""The verbs of counselling. The record and the notices say neither whom nor what about: they have more readers.

Source: PermenPANRB 6/2022 Lampiran III.D.5 p85-88.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit import actions as audit
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.common.verification import new_code
from sambayan.growth import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.growth.models import CounsellingRecord, ImprovementPlan
from sambayan.growth.rules import COUNSELLING_FLOW, RECEIVERS, CounsellorKind, Receiver
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.planning.models import PerformanceAgreement


def _moved(case: CounsellingRecord, verb: str, fields: Iterable[str], *, by: Actor, at: datetime) -> CounsellingRecord:
    """Move by the table, save, and write the record: states only."""
    before = case.state
    case.state = COUNSELLING_FLOW.after(case.state, verb)
    case.save(update_fields=["state", *fields])
    audit.record(f"growth.{verb}", case, by=by, at=at, before={"state": before}, after={"state": str(case.state)})
    return case


def _tell(event: str, case: CounsellingRecord, to: Iterable[Employee | None], at: datetime) -> None:
    url = reverse("growth:case", args=[case.pk])
    for person in {each for each in to if each is not None}:
        notices.post(event, to=person, about=case, url=url, at=at)


@transaction.atomic
def note_problem(plan: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> CounsellingRecord:
    """The appraiser notes a problem of behaviour: which value, on what grounds, whether it hampers others.

    Source: Lampiran III.D.5.c.1.a-b p86.
    """
    require("growth.note_problem", by, lock(plan))
    case = CounsellingRecord.objects.create(
        agreement=plan,
        employee=plan.employee,
        appraiser=plan.appraiser,
        superior=plan.superior,
        unit=plan.unit,
        state=COUNSELLING_FLOW.after(None, "note_problem"),
        value_code=words["value_code"],
        evidence=words["evidence"],
        hampers=words["hampers"],
        noted_at=at,
    )
    audit.record("growth.note_problem", case, by=by, at=at, after={"state": case.state})
    return case


@transaction.atomic
def communicate(case: CounsellingRecord, words: dict[str, Any], *, by: Actor, at: datetime) -> CounsellingRecord:
    """Write down when and how the employee was told; compulsory where the work of others is hampered. Source: p86.

    From here on the employee reads the own case.
    """
    require("growth.communicate", by, lock(case))
    if words["communicated_on"] > timezone.localdate(at):
        raise Denied(Refusal(_("Tanggal ini belum tiba. Catat sesudah disampaikan.")))
    case.communicated_on, case.communication = words["communicated_on"], words["communication"]
    _moved(case, "communicate", ["communicated_on", "communication"], by=by, at=at)
    _tell("growth.communicate", case, [case.employee], at)
    return case


@transaction.atomic
def close_changed(case: CounsellingRecord, *, reason: str, by: Actor, at: datetime) -> CounsellingRecord:
    """End a case because the behaviour changed. Source: Lampiran III.D.5.c.1.d p86, the other way round."""
    require("growth.close_changed", by, lock(case))
    case.closing_reason = reason
    _moved(case, "close_changed", ["closing_reason"], by=by, at=at)
    _tell("growth.close_changed", case, [case.employee], at)
    return case


@transaction.atomic
def report_problem(case: CounsellingRecord, words: dict[str, Any], *, by: Actor, at: datetime) -> CounsellingRecord:
    """Report a problem that did not change to the head of personnel (B.1.10), with proof of the feedback given.

    Denied before the communication, and without feedback on the same value. Source: Lampiran III.D.5.c.1.d p86.
    """
    require("growth.report_problem", by, lock(case))
    proofs = queries.proofs_for(case).filter(pk__in=words["proofs"])
    if not proofs:
        raise Denied(
            Refusal(
                _("Lampirkan bukti: pilih paling sedikit satu umpan balik tentang nilai ini yang perlu diperbaiki."),
                _("Bila belum ada, berikan dahulu umpan baliknya kepada pegawai."),
            )
        )
    fields = ["expectation", "problem", "is_similar_elsewhere", "done_so_far"]
    for name in fields:
        setattr(case, name, words[name])
    case.reported_at, case.document_code = at, new_code()
    _moved(case, "report_problem", [*fields, "reported_at", "document_code"], by=by, at=at)
    case.proofs.set(proofs)
    _tell("growth.report_problem", case, [case.employee], at)
    return case


@transaction.atomic
def select_case(case: CounsellingRecord, *, by: Actor, at: datetime) -> CounsellingRecord:
    """Choose a reported case for counselling. Source: Lampiran III.D.5.c.2.a.2 p87."""
    require("growth.select_case", by, lock(case))
    return _moved(case, "select_case", [], by=by, at=at)


@transaction.atomic
def dismiss_case(case: CounsellingRecord, *, reason: str, by: Actor, at: datetime) -> CounsellingRecord:
    """Close a reported case without counselling, with the reason. Source: workflow 8.6."""
    require("growth.dismiss_case", by, lock(case))
    case.closing_reason = reason
    _moved(case, "dismiss_case", ["closing_reason"], by=by, at=at)
    _tell("growth.dismiss_case", case, [case.employee, case.appraiser], at)
    return case


@transaction.atomic
def appoint_counsellor(
    case: CounsellingRecord, counsellor: Employee, kind: CounsellorKind, *, proof: str, by: Actor, at: datetime
) -> CounsellingRecord:
    """Appoint an independent counsellor, the trained appraiser, or a counselling official. Source: p87."""
    require("growth.appoint_counsellor", by, lock(case))
    if counsellor.pk == case.employee_id:
        raise Denied(Refusal(_("Pegawai tidak menjadi konselor dirinya sendiri.")))
    is_appraiser, is_superior = counsellor.pk == case.appraiser_id, counsellor.pk == case.superior_id
    refused = rules.may_counsel(kind, is_appraiser=is_appraiser, is_superior=is_superior, proof=proof)
    if refused:
        raise Denied(Refusal(_(refused)))
    case.counsellor, case.counsellor_kind, case.counsellor_proof = counsellor, kind.value, proof
    _moved(case, "appoint_counsellor", ["counsellor", "counsellor_kind", "counsellor_proof"], by=by, at=at)
    _tell("growth.appoint_counsellor", case, [counsellor], at)
    return case


@transaction.atomic
def schedule(
    case: CounsellingRecord, scheduled_for: datetime, *, place: str, by: Actor, at: datetime
) -> CounsellingRecord:
    """Set time and place, for the employee alone. Source: Lampiran III.D.5.c.2.a.4 p87."""
    require("growth.schedule", by, lock(case))
    case.scheduled_for, case.place = scheduled_for, place
    _moved(case, "schedule", ["scheduled_for", "place"], by=by, at=at)
    _tell("growth.schedule", case, [case.employee], at)
    return case


@transaction.atomic
def hold_counselling(case: CounsellingRecord, *, by: Actor, at: datetime) -> CounsellingRecord:
    """Write down that the counselling was held. Source: Lampiran III.D.5.c.2 p87."""
    require("growth.hold_counselling", by, lock(case))
    case.held_at = at
    return _moved(case, "hold_counselling", ["held_at"], by=by, at=at)


@transaction.atomic
def sign_counselling(case: CounsellingRecord, *, report: str, by: Actor, at: datetime) -> CounsellingRecord:
    """The counsellor fills and signs the record; the law prints no form. Source: Lampiran III.D.5.c.2.c p87."""
    require("growth.sign_counselling", by, lock(case))
    case.report, case.signed_at = report, at
    return _moved(case, "sign_counselling", ["report", "signed_at"], by=by, at=at)


@transaction.atomic
def report_up(case: CounsellingRecord, *, by: Actor, at: datetime) -> CounsellingRecord:
    """Send the record to those the law names for this kind of counsellor. Source: Lampiran III.D.5.d p87-88."""
    require("growth.report_up", by, lock(case))
    _moved(case, "report_up", [], by=by, at=at)
    receivers = RECEIVERS[CounsellorKind(case.counsellor_kind)]
    appraiser = case.appraiser if Receiver.APPRAISER in receivers else None
    _tell("growth.report_up", case, [case.superior, appraiser], at)
    return case


@transaction.atomic
def decide_counselling(
    case: CounsellingRecord, decision: str, *, steps: list[tuple[str, date | None]], by: Actor, at: datetime
) -> CounsellingRecord:
    """Decide what follows from the counselling. Source: Lampiran III.D.5.e p88."""
    require("growth.decide_counselling", by, lock(case))
    case.decision, case.decided_by, case.decided_at = decision, by.name, at
    ImprovementPlan.objects.bulk_create(ImprovementPlan(counselling=case, step=step, due_on=due) for step, due in steps)
    _moved(case, "decide_counselling", ["decision", "decided_by", "decided_at"], by=by, at=at)
    _tell("growth.decide_counselling", case, [case.employee], at)
    return case
