"""The verbs of an evaluation. Source: PermenPANRB 6/2022 Ps 23-26, Lampiran IV and V.A."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.actions.rerating import hold_as_read
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.notices import actions as notices
from sambayan.people.models import Assignment, OrganisationUnit
from sambayan.people.queries import open_on
from sambayan.policies.actions import keep_pack
from sambayan.policies.queries import rule_version, values_on
from sambayan.surveys.queries import CitizenEvidence

RATED_FIELDS = (
    "result_rating",
    "result_reason",
    "behaviour_rating",
    "behaviour_reason",
    "consideration",
    "evaluation_note",
)


@transaction.atomic
def open_(period: EvaluationPeriod, *, by: Actor, at: datetime) -> int:
    """Open the evaluations of a period for every agreement in force; returns how many were opened now.

    Doing it again opens only what is missing. The unit that counts for the organisation's achievement is the one
    the appraiser leads. Source: PermenPANRB 6/2022 Lampiran IV.B.1.g p94.
    """
    require("evaluation.open", by)
    if period.from_date > timezone.localdate(at):
        raise Denied(Refusal(_("{period} belum dimulai.").format(period=period)))
    agreements = list(queries.agreements_to_open(period))
    heads = Assignment.objects.filter(
        open_on(timezone.localdate(at)), position__is_head=True, employee_id__in={a.appraiser_id for a in agreements}
    )
    led = dict(heads.values_list("employee_id", "position__unit_id"))
    opened = PerformanceEvaluation.objects.bulk_create(
        (
            PerformanceEvaluation(
                agreement=agreement,
                period=period,
                employee_id=agreement.employee_id,
                appraiser_id=agreement.appraiser_id,
                unit_id=agreement.unit_id,
                appraiser_unit_id=led.get(agreement.appraiser_id, agreement.unit_id),
                state=rules.FLOW.after(None, "open"),
            )
            for agreement in agreements
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    record("evaluation.open", period, by=by, at=at, after={"opened": len(opened)})
    return len(opened)


@transaction.atomic
def set_achievement(
    unit: OrganisationUnit, period: EvaluationPeriod, *, predicate: str, reason: str, by: Actor, at: datetime
) -> OrganisationAchievement:
    """Set the organisation predicate of a unit for a period. Source: Ps 24(1)a, Lampiran IV.B.1."""
    require("evaluation.set_achievement", by, unit)
    if queries.is_relied_on(unit.pk, period.pk):
        message = _("Sudah ada penilaian yang ditandatangani atas dasar predikat ini, jadi tidak dapat diubah lagi.")
        raise Denied(Refusal(message))
    before = queries.achievement(unit.pk, period.pk)
    kept, _created = OrganisationAchievement.objects.update_or_create(
        unit=unit,
        period=period,
        defaults={"predicate": predicate, "reason": reason, "set_at": at, "set_by": by.name},
    )
    record(
        "evaluation.set_achievement",
        kept,
        by=by,
        at=at,
        before={"predicate": before.predicate} if before else {},
        after={"predicate": predicate},
        reason=reason,
        rule_version=rule_version(timezone.localdate(at)),
    )
    return kept


@transaction.atomic
def rate(
    evaluation: PerformanceEvaluation,
    words: dict[str, Any],
    *,
    citizens: list[CitizenEvidence],
    by: Actor,
    at: datetime,
) -> PerformanceEvaluation:
    """Rate results and behaviour; the predicate follows from the matrix and the citizens' figures are frozen with it.

    `words` are the checked fields of RatingForm. Source: Ps 24-25, Lampiran IV.B.3 p97-103.
    """
    require("evaluation.rate", by, lock(evaluation))
    rated = ("result_rating", "behaviour_rating", "predicate")
    before = {name: getattr(evaluation, name) for name in rated}
    for name in RATED_FIELDS:
        setattr(evaluation, name, words[name])
    evaluation.state = rules.FLOW.after(evaluation.state, "rate")
    result, behaviour = rules.Rating(words["result_rating"]), rules.Rating(words["behaviour_rating"])
    evaluation.predicate = rules.predicate(result, behaviour)
    evaluation.citizen_evidence = [row.as_document() for row in citizens]
    evaluation.rule_version = keep_pack(values_on(timezone.localdate(at)), at=at)
    evaluation.rated_at = at
    evaluation.save()
    record(
        "evaluation.rate",
        evaluation,
        by=by,
        at=at,
        before=before,
        after={name: str(getattr(evaluation, name)) for name in rated},
        reason=words["consideration"],
        rule_version=evaluation.rule_version,
        on_behalf_of="" if by.employee_id == evaluation.appraiser_id else evaluation.appraiser.name,
    )
    return evaluation


@transaction.atomic
def sign(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Sign a rated evaluation; its document gets the code by which anybody can verify it.

    Denied until the organisation predicate of the appraiser's unit is set. Source: Lampiran IV.B.1, V.A.2-4 p114.
    """
    require("evaluation.sign", by, hold_as_read(evaluation))
    set_ = queries.achievement(evaluation.appraiser_unit_id, evaluation.period_id)
    if set_ is None:
        message = _("Predikat kinerja organisasi {unit} untuk {period} belum ditetapkan.")
        names = {"unit": evaluation.appraiser_unit, "period": evaluation.period}
        raise Denied(Refusal(message.format(**names), _("Pimpinan di atasnya atau pengelola kinerja menetapkannya.")))
    evaluation.organisation_predicate = set_.predicate
    evaluation.signed_at = at
    evaluation.signer_id = evaluation.appraiser_id
    _move(evaluation, "sign", ("organisation_predicate", "signed_at", "signer"), by=by, at=at)
    issue(evaluation, rules.FormCode.D_1_1, at=at)
    return evaluation


@transaction.atomic
def hand_over(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Hand the signed document to the employee. Source: Lampiran V.A.5 p114."""
    require("evaluation.hand_over", by, lock(evaluation))
    evaluation.handed_over_at = at
    _move(evaluation, "hand_over", ("handed_over_at",), by=by, at=at)
    url, period = reverse("evaluation:explain", args=[evaluation.pk]), evaluation.period
    notices.post("evaluation.hand_over", to=evaluation.employee, about=evaluation, url=url, at=at, period=period)
    return evaluation


@transaction.atomic
def confirm_receipt(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Say that the document was received; from this day the periods run. Source: Lampiran V.A.6, V.B.2 p114-117."""
    require("evaluation.confirm_receipt", by, lock(evaluation))
    evaluation.received_at = at
    _move(evaluation, "confirm_receipt", ("received_at",), by=by, at=at)
    url, words = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
    notices.post("evaluation.confirm_receipt", to=evaluation.appraiser, about=evaluation, url=url, at=at,
                 period=evaluation.period, **words)  # fmt: skip
    return evaluation


def _move(
    evaluation: PerformanceEvaluation, verb: str, also: tuple[str, ...], *, by: Actor, at: datetime
) -> PerformanceEvaluation:
    before = evaluation.state
    evaluation.state = rules.FLOW.after(evaluation.state, verb)
    evaluation.save(update_fields=["state", *also])
    record(
        f"evaluation.{verb}",
        evaluation,
        by=by,
        at=at,
        before={"state": before},
        after={"state": evaluation.state},
        rule_version=evaluation.rule_version,
    )
    return evaluation
