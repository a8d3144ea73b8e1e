"""The page of one objection."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.numbers import moment
from sambayan.cycles.queries import days_left
from sambayan.evaluation.models import EvaluationDocument
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.objections.models import Explanation, Objection, ObjectionBundle
from sambayan.objections.rules import DECIDED, UNDECIDED, ObjectionState, Side
from sambayan.people.models import Employee
from sambayan.policies.queries import values_on

_EVENTS = 40


@dataclass(frozen=True)
class SideShown:
    """One side of an objection: who, what was explained, and a recorded refusal."""

    side: Side
    person: Employee
    explanation: Explanation | None
    refusal: Explanation | None
    signed_at: Any


@dataclass(frozen=True)
class Outcome:
    """A decision that changed: before and after, and the document that holds now."""

    before: EvaluationDocument | None
    document: EvaluationDocument

    @property
    def rows(self) -> list[tuple[str, Any, Any]]:
        """Axis or predicate, the word before, the word now."""
        old, new = self.before, self.document
        return [
            ("result", Rating(old.result_rating) if old else None, Rating(new.result_rating)),
            ("behaviour", Rating(old.behaviour_rating) if old else None, Rating(new.behaviour_rating)),
            ("predicate", Predicate(old.predicate) if old else None, Predicate(new.predicate)),
        ]


@dataclass(frozen=True)
class ObjectionPage:
    """Everything on the page of one objection."""

    objection: Objection
    sides: list[SideShown]
    events: list[dict[str, Any]]
    bundles: list[ObjectionBundle]
    outcome: Outcome | None
    decide_by: date | None
    left: int | None
    days: int
    waits: bool
    is_decided: bool
    is_late: bool


def objection_page(objection: Objection, day: date) -> ObjectionPage:
    """One objection with both explanations side by side, its history, and what was frozen."""
    decide_by = getattr(objection, "decide_by", None)
    waits = objection.state in UNDECIDED
    lodged = timezone.localdate(objection.lodged_at) if objection.lodged_at else day
    new = objection.decision_document
    return ObjectionPage(
        objection=objection,
        sides=[_side(objection, side) for side in (Side.APPRAISER, Side.EMPLOYEE)],
        events=[{"title": sentence(event), "when": moment(event.at)} for event in history(objection)[:_EVENTS]],
        bundles=list(objection.bundles.all()),
        outcome=Outcome(objection.document, new) if new else None,
        decide_by=decide_by,
        left=days_left(day, decide_by, objection.unit.path) if waits else None,
        days=values_on(lodged).integer("objection_decision_days"),
        waits=waits,
        is_decided=objection.state in DECIDED,
        is_late=objection.state == ObjectionState.DRAFT and day > objection.due_on,
    )


def _side(objection: Objection, side: Side) -> SideShown:
    rows = {row.is_refusal: row for row in objection.explanations.all() if row.side == side}
    signed = objection.employee_signed_at if side is Side.EMPLOYEE else objection.appraiser_signed_at
    return SideShown(side, objection.person(side), rows.get(False), rows.get(True), signed)
