"""Signing and what follows: handing over, receipt, return, the final result, the report.

Source: PermenPANRB 6/2022 Ps 28-29, Lampiran V.A-B p114-119; where the text is silent, local policy.
"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.queries import days_left
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation import access, queries, rules
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.actions.holding import hold_as_read, require_reasons
from sambayan.evaluation.actions.moving import halt, move, run
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.growth.actions import use
from sambayan.notices import actions as notices
from sambayan.policies.queries import values_on

_SIGNED = (
    "organisation_predicate",
    "organisation_source",
    "signed_at",
    "signer",
    "superior",
    "is_final",
    "final_reason",
)
_HANDOVERS = (ClockKind.DOCUMENT_HANDOVER, ClockKind.SUPERIOR_HANDOVER)
_RETURNS = (ClockKind.DOCUMENT_RETURN, ClockKind.SUPERIOR_RETURN)


@transaction.atomic
def sign(
    evaluation: PerformanceEvaluation, *, by: Actor, at: datetime, base: str | None = None
) -> PerformanceEvaluation:
    """Sign a rated evaluation as its appraiser; D.1.1 gets the code by which anybody can verify it.

    Denied until the organisation predicate of the appraiser's unit is set, without a note or a reason that a warning
    asks for, after the window, and when the page `base` shows an older rating or reply.
    Source: Lampiran IV.A.11 p90, IV.B.1, V.A.2-4 p114.
    """
    require("evaluation.sign", by, hold_as_read(evaluation, base))
    day = timezone.localdate(at)
    access.require_in_time(evaluation, day)
    reason = queries.final_from_the_start(evaluation, day)
    _settle(evaluation, day, evaluation.appraiser_id, reason)
    evaluation.signed_at = at
    move(evaluation, "sign", _SIGNED, by=by, at=at)
    issue(evaluation, rules.FormCode.D_1_1, at=at)
    use(evaluation.employee_id, evaluation.period, at=at)
    halt(evaluation, [ClockKind.RATING], at=at)
    run(evaluation, ClockKind.DOCUMENT_HANDOVER, evaluation.signer_id, day)
    run(evaluation, ClockKind.REPORT, evaluation.signer_id, evaluation.period.window_to)
    return evaluation


@transaction.atomic
def sign_as_superior(
    evaluation: PerformanceEvaluation, *, by: Actor, at: datetime, base: str | None = None
) -> PerformanceEvaluation:
    """Sign in the appraiser's place (D.1.2); final when the appraiser let the window end.

    Denied without a rating, an organisation predicate, a note or a reason that a warning asks for, and when the page
    `base` shows an older rating or reply. Source: Lampiran IV.A.11 p90, V.A.8 p115.
    """
    require("evaluation.sign_as_superior", by, hold_as_read(evaluation, base))
    if not evaluation.predicate:
        raise Denied(Refusal(_("Nilai dahulu hasil kerja dan perilaku kerjanya, lalu tanda tangani.")))
    day = timezone.localdate(at)
    reason = queries.final_from_the_start(evaluation, day)
    if day > evaluation.period.window_to:
        reason = rules.FINAL_BY_SUPERIOR
    _settle(evaluation, day, evaluation.superior_id, reason)
    evaluation.signed_at = at
    move(evaluation, "sign_as_superior", _SIGNED, by=by, at=at)
    issue(evaluation, rules.FormCode.D_1_2, at=at)
    use(evaluation.employee_id, evaluation.period, at=at)
    halt(evaluation, [ClockKind.SUPERIOR_SIGNATURE, ClockKind.RATING], at=at)
    run(evaluation, ClockKind.SUPERIOR_HANDOVER, evaluation.signer_id, day)
    run(evaluation, ClockKind.REPORT, evaluation.signer_id, evaluation.period.window_to)
    return evaluation


def _settle(evaluation: PerformanceEvaluation, day: date, signer_id: int | None, final_reason: str) -> None:
    """Fill in what a signature fixes: the organisation's achievement, who signs, and whether anybody can object."""
    achieved = queries.achieved(evaluation.appraiser_unit_id, evaluation.period, day)
    if achieved is None:
        message = _("Predikat kinerja organisasi {unit} untuk {period} belum ditetapkan.")
        names = {"unit": evaluation.appraiser_unit, "period": evaluation.period}
        raise Denied(Refusal(message.format(**names), _("Pimpinan di atasnya atau pengelola kinerja menetapkannya.")))
    if values_on(day).flag("evaluation_note_required") and not evaluation.evaluation_note.strip():
        raise Denied(Refusal(_("Tulis catatan atau rekomendasi lebih dahulu (PermenPANRB 6/2022 Lampiran V.A.3).")))
    require_reasons(evaluation, day)
    evaluation.organisation_predicate = achieved.predicate
    evaluation.organisation_source = achieved.earlier
    evaluation.signer_id = signer_id
    evaluation.superior_id = evaluation.superior_id or queries.superior_of(evaluation, day)
    evaluation.is_final = evaluation.is_final or bool(final_reason)
    evaluation.final_reason = evaluation.final_reason or final_reason


@transaction.atomic
def hand_over(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Hand the signed document to the employee. Source: Lampiran V.A.5 and V.A.9 p114-116."""
    require("evaluation.hand_over", by, lock(evaluation))
    evaluation.handed_over_at = at
    move(evaluation, "hand_over", ("handed_over_at",), by=by, at=at)
    halt(evaluation, _HANDOVERS, at=at)
    run(evaluation, ClockKind.RECEIPT, evaluation.employee_id, timezone.localdate(at))
    url, period = reverse("evaluation:explain", args=[evaluation.pk]), evaluation.period
    notices.post("evaluation.hand_over", to=evaluation.employee, about=evaluation, url=url, at=at, period=period)
    return evaluation


@transaction.atomic
def show_late_handover(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Tell whoever stands above that a signed document was not handed over in time; whether that is still so.

    Source: local policy; the term: Lampiran V.A.5 and V.A.9.
    """
    above = evaluation.superior
    if lock(evaluation).state != rules.EvaluationState.SIGNED or above is None or above.pk == evaluation.signer_id:
        return False
    url, words = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
    notices.post("evaluation.late_handover", to=above, about=evaluation, url=url, at=at, period=evaluation.period,
                 **words)  # fmt: skip
    return True


@transaction.atomic
def confirm_receipt(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Say that the document was received; from this day the periods run. Source: Lampiran V.A.6, V.B.2 p114-117."""
    require("evaluation.confirm_receipt", by, lock(evaluation))
    return _receive(evaluation, by=by, at=at)


@transaction.atomic
def deem_received(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Take the document as received because the agency's own term for it passed; whether that was still to be done.

    Source: local policy (`receipt_deemed_days`); the regulation knows no deemed receipt, so the setting is empty.
    """
    if lock(evaluation).state != rules.EvaluationState.HANDED_OVER:
        return False
    with override("id"):
        told = _("Dianggap diterima: jangka waktu yang ditetapkan instansi lewat tanpa pernyataan pegawai.")
    _receive(evaluation, by=None, at=at, reason=told)
    return True


def _receive(
    evaluation: PerformanceEvaluation, *, by: Actor | None, at: datetime, reason: str = ""
) -> PerformanceEvaluation:
    evaluation.received_at = at
    move(evaluation, "confirm_receipt", ("received_at",), by=by, at=at, reason=reason)
    halt(evaluation, [ClockKind.RECEIPT], at=at)
    day = timezone.localdate(at)
    run(evaluation, queries.return_clock(evaluation), evaluation.employee_id, day)
    if not evaluation.is_final:
        run(evaluation, ClockKind.OBJECTION, evaluation.employee_id, day)
    url, words = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
    notices.post("evaluation.confirm_receipt", to=evaluation.signer or evaluation.appraiser, about=evaluation, url=url,
                 at=at, period=evaluation.period, **words)  # fmt: skip
    return evaluation


@transaction.atomic
def return_signed(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Sign the received document and give it back; that is no consent. Source: Lampiran V.A.6 and V.A.10 p114-116."""
    require("evaluation.return_signed", by, lock(evaluation))
    evaluation.returned_at = at
    move(evaluation, "return_signed", ("returned_at",), by=by, at=at)
    halt(evaluation, _RETURNS, at=at)
    url, words = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
    notices.post("evaluation.return_signed", to=evaluation.signer or evaluation.appraiser, about=evaluation, url=url,
                 at=at, period=evaluation.period, **words)  # fmt: skip
    _finish(evaluation, at=at)
    return evaluation


@transaction.atomic
def mark_not_returned(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Mark a document that did not come back in time: it stays valid; whether that was still to be done.

    Done by the system on the day after the term. Source: local policy; the term: Lampiran V.A.6 and V.A.10.
    """
    if lock(evaluation).state != rules.EvaluationState.RECEIVED:
        return False
    move(evaluation, "mark_not_returned", by=None, at=at)
    _finish(evaluation, at=at)
    return True


@transaction.atomic
def finalise(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Make the result final when nobody can object any more; whether that was still to be done.

    Done by the system on the day after the objection period, or at once where the result is final from the start.
    Source: local policy on Ps 29, Lampiran V.B.2 p117.
    """
    lock(evaluation)
    return _finish(evaluation, at=at)


def _finish(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    due = queries.objection_due(evaluation)
    is_over = evaluation.is_final or (due is not None and timezone.localdate(at) > due)
    if not is_over or not rules.FLOW.allows(evaluation.state, "finalise"):
        return False
    evaluation.finalised_at = at
    move(evaluation, "finalise", ("finalised_at",), by=None, at=at)
    halt(evaluation, [ClockKind.OBJECTION, *_RETURNS], at=at, void=True)
    return True


@transaction.atomic
def report(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Report the document upwards, again after a decision that changed it; late or with an open objection it says so.

    Source: Ps 28, Lampiran V.A.7, V.A.11, V.B.8 p115-119; the flags are local policy.
    """
    require("evaluation.report", by, lock(evaluation))
    day, before = timezone.localdate(at), evaluation.report_status
    flags = []
    with override("id"):
        if (days_left(day, queries.report_due(evaluation)) or 0) < 0:
            flags.append(_("Terlambat dilaporkan"))
        if evaluation.state == rules.EvaluationState.OBJECTED:
            flags.append(_("Keberatan belum diputus"))
    again = before == rules.ReportStatus.REPORTED
    evaluation.report_status = (rules.ReportStatus.RE_REPORTED if again else rules.ReportStatus.REPORTED).value
    evaluation.reported_at, evaluation.report_note = at, "; ".join(flags)
    evaluation.save(update_fields=["report_status", "reported_at", "report_note"])
    record("evaluation.report", evaluation, by=by, at=at, before={"report_status": before},
           after={"report_status": evaluation.report_status, "report_note": evaluation.report_note},
           rule_version=evaluation.rule_version)  # fmt: skip
    halt(evaluation, [ClockKind.REPORT], at=at)
    return evaluation
