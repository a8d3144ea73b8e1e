"""One step along the lifecycle of an evaluation, with its one record; and the clocks that start or stop with it."""

from collections.abc import Iterable
from datetime import date, datetime

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.cycles.actions.clocks import Start, start_clock, stop_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation

SUBJECT = "evaluation"
"""How clocks name an evaluation."""


def move(
    evaluation: PerformanceEvaluation,
    verb: str,
    also: tuple[str, ...] = (),
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
) -> PerformanceEvaluation:
    """Move a locked row by the table, save it with the fields `also`, and record it once."""
    before = evaluation.state
    evaluation.state = rules.FLOW.after(evaluation.state, verb).value
    evaluation.save(update_fields=["state", *also])
    record(
        f"evaluation.{verb}",
        evaluation,
        by=by,
        at=at,
        before={"state": before},
        after={"state": evaluation.state},
        reason=reason,
        rule_version=evaluation.rule_version,
    )
    return evaluation


def run(evaluation: PerformanceEvaluation, kind: ClockKind, holder_id: int | None, on: date) -> None:
    """Start a clock of this evaluation for somebody."""
    start_clock(Start(kind, SUBJECT, evaluation.pk, holder_id, evaluation.unit_id, on))


def halt(evaluation: PerformanceEvaluation, kinds: Iterable[ClockKind], *, at: datetime, void: bool = False) -> None:
    """Stop clocks of this evaluation: done, or with `void` no longer needed."""
    for kind in kinds:
        stop_clocks(kind, SUBJECT, [evaluation.pk], at=at, void=void)
