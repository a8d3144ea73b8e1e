"""What an objection does to an evaluation; called by the verbs of the objection. Source: Lampiran V.B p117-119."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.evaluation import queries, rules
from sambayan.evaluation.access import objected  # noqa: F401 - access declares the rights
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.actions.moving import halt, run
from sambayan.evaluation.actions.rerating import NewRating, rerate
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation

__all__ = ["NewRating"]


@transaction.atomic
def object_(
    evaluation: PerformanceEvaluation, *, superior_id: int | None, by: Actor, at: datetime
) -> PerformanceEvaluation:
    """Mark that the employee objects; `superior_id` decides, None while nobody is known. Source: Lampiran V.B.1-2."""
    require("evaluation.object", by, lock(evaluation))
    evaluation.superior_id = superior_id
    _move(evaluation, "object", ("superior",), by=by, at=at)
    _stop_return(evaluation, at=at)
    return evaluation


@transaction.atomic
def admit_objection(
    evaluation: PerformanceEvaluation, *, superior_id: int | None, by: Actor, at: datetime
) -> PerformanceEvaluation:
    """Open the evaluation again for an objection that came late; `superior_id` admits and decides it. Local policy."""
    lock(evaluation).superior_id = superior_id
    require("evaluation.admit_objection", by, evaluation)
    evaluation.finalised_at = None
    _move(evaluation, "admit_objection", ("superior", "finalised_at"), by=by, at=at)
    _stop_return(evaluation, at=at)
    return evaluation


def _stop_return(evaluation: PerformanceEvaluation, *, at: datetime) -> None:
    """Nobody is asked to return a document while an objection to it is open, or once that is decided."""
    halt(evaluation, [queries.return_clock(evaluation)], at=at, void=True)


def place_above(evaluation: PerformanceEvaluation, superior_id: int) -> None:
    """Write who stands above the appraiser, inside the verb that appoints who decides; that verb records it."""
    evaluation.superior_id = superior_id
    evaluation.save(update_fields=["superior"])


@transaction.atomic
def withdraw_objection(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """The employee took the objection back: everything stands as without it, the term of return too.

    A document that had not come back is still to be signed and returned; nobody signs by withdrawing. Source: local
    policy on Lampiran V.A.6 and V.A.10 p114-116.
    """
    require("evaluation.withdraw_objection", by, lock(evaluation))
    received, due = evaluation.received_at, queries.return_due(evaluation)
    assert received is not None
    assert due is not None
    verb = rules.withdrawing(evaluation.returned_at is not None, timezone.localdate(at) > due)
    _move(evaluation, "withdraw_objection", (), by=by, at=at, move=verb)
    if evaluation.returned_at is None:
        run(evaluation, queries.return_clock(evaluation), evaluation.employee_id, timezone.localdate(received))
    return evaluation


@transaction.atomic
def uphold(evaluation: PerformanceEvaluation, *, by: Actor, at: datetime) -> PerformanceEvaluation:
    """The result stands and is final. Source: Lampiran V.B.5 p117; PP 30/2019 Ps 59(3)-(4)."""
    require("evaluation.uphold", by, lock(evaluation))
    return _finish(evaluation, "uphold", {}, {}, by=by, at=at)


@transaction.atomic
def change(
    evaluation: PerformanceEvaluation, new: NewRating, *, objection: dict[str, Any], by: Actor, at: datetime
) -> EvaluationDocument:
    """Rate anew, compute the predicate, and issue D.1.3, which supersedes the document; the result is final.

    `objection` are the words of sections 6 to 8, see `issue`. Source: Lampiran V.B.5-7 p117-118.
    """
    require("evaluation.change", by, lock(evaluation))
    before, after = rerate(evaluation, new, at=at)
    _finish(evaluation, "change", before, after, by=by, at=at)
    return issue(evaluation, rules.FormCode.D_1_3, at=at, objection=objection)


def _finish(
    evaluation: PerformanceEvaluation,
    verb: str,
    before: dict[str, str],
    after: dict[str, str],
    *,
    by: Actor,
    at: datetime,
) -> PerformanceEvaluation:
    evaluation.is_final, evaluation.final_reason, evaluation.finalised_at = True, rules.FINAL_BY_OBJECTION, at
    also = ("is_final", "final_reason", "finalised_at")
    return _move(evaluation, verb, also, by=by, at=at, before=before, after=after)


def _move(
    evaluation: PerformanceEvaluation,
    verb: str,
    also: tuple[str, ...],
    *,
    by: Actor,
    at: datetime,
    move: str = "",
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> PerformanceEvaluation:
    """Move along the table by `move`, where that is not the verb itself, and record the verb once."""
    old = evaluation.state
    evaluation.state = rules.FLOW.after(old, move or verb)
    evaluation.save(update_fields=["state", *also])
    record(
        f"evaluation.{verb}",
        evaluation,
        by=by,
        at=at,
        before={"state": old, **(before or {})},
        after={"state": evaluation.state.value, **(after or {})},
        rule_version=evaluation.rule_version,
    )
    return evaluation
