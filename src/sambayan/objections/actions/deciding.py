"""The decision: it upholds or changes, and is final. Source: PermenPANRB 6/2022 Lampiran V.B.5-7 p117."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.cycles.actions.clocks import stop_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.actions import objected
from sambayan.evaluation.actions.rerating import EXCEPTION, NewRating
from sambayan.evaluation.rules import Predicate
from sambayan.objections.actions.holding import hold, move, reasoned, tell
from sambayan.objections.models import Explanation, Objection
from sambayan.objections.rules import BundleKind, Side


@dataclass(frozen=True)
class Decision:
    """A decision that changes: the new ratings with their reasons, why, and the new recommendation (section 8)."""

    new: NewRating
    reason: str
    recommendation: str


@transaction.atomic
def uphold(objection: Objection, *, reason: str, by: Actor, at: datetime) -> Objection:
    """Decide that the result stands, with reasons. Denied before both sides are heard. Source: Lampiran V.B.5 p117."""
    require("objections.uphold", by, hold(objection))
    objection.decision_reason, objection.decided_at = reasoned(reason, at), at
    objected.uphold(objection.evaluation, by=by, at=at)
    _decide(objection, "uphold", ("decision_reason", "decided_at"), by=by, at=at)
    tell("objections.uphold", objection, (objection.employee, objection.appraiser), at=at)
    return objection


@transaction.atomic
def change(objection: Objection, decision: Decision, *, by: Actor, at: datetime) -> Objection:
    """Decide that the result changes: new ratings, predicate computed, D.1.3 issued in place of the old document.

    The superior signs by deciding. Denied before both sides are heard, and where nothing differs, neither a rating nor
    the predicate after a failed study leave: that upholds. Source: Lampiran V.B.5-7 p117-118.
    """
    require("objections.change", by, hold(objection))
    evaluation = objection.evaluation
    evaluation.refresh_from_db(fields=["result_rating", "behaviour_rating", "predicate", *EXCEPTION])
    if not decision.new.differs_from(evaluation):
        message = _("Kedua rating sama dengan yang lama. Untuk mempertahankannya, kuatkan hasil evaluasi.")
        raise Denied(Refusal(message))
    objection.decision_reason, objection.decided_at = reasoned(decision.reason, at), at
    objection.recommendation = reasoned(decision.recommendation, at)
    words = _words(objection, decision, at)
    issued = objected.change(evaluation, decision.new, objection=words, by=by, at=at)
    objection.decision_document = issued
    also = ("decision_reason", "recommendation", "decided_at", "decision_document")
    _decide(objection, "change", also, by=by, at=at)
    tell("objections.change", objection, (objection.employee, objection.appraiser), at=at)
    return objection


def _decide(objection: Objection, verb: str, also: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    issued = objection.decision_document
    after, why = {"document": issued.code} if issued else {}, objection.decision_reason
    move(objection, verb, also, by=by, at=at, after=after, reason=why, freezing=BundleKind.DECIDED)
    stop_clocks(ClockKind.OBJECTION_DECISION, "objection", [objection.pk], at=at)


@translation.override("id")
def _words(objection: Objection, decision: Decision, at: datetime) -> dict[str, Any]:
    """Sections 6 to 8 and the signatures of D.1.3, in Indonesian as the law's form. Source: Format D.1.3 p118."""
    evaluation, new = objection.evaluation, decision.new
    old_word = Predicate(evaluation.predicate).label_on_form
    texts = {row.side: _told(row) for row in objection.explanations.order_by("-is_refusal", "pk")}
    ruling = (
        f"Mengubah hasil evaluasi. Rating hasil kerja: {new.result.label}. Rating perilaku kerja: "
        f"{new.behaviour.label}. Predikat kinerja pegawai: {new.predicate_of(evaluation).label_on_form} "
        f"(sebelumnya {old_word}). {objection.decision_reason}"
    )
    return {
        "objection": objection.reasons,
        "explanation_appraiser": texts.get(Side.APPRAISER.value, ""),
        "explanation_employee": texts.get(Side.EMPLOYEE.value, ""),
        "decision": ruling,
        "recommendation": objection.recommendation,
        "decided_on": date_long(timezone.localdate(at)),
        "superior_signs": str(objection.superior),
        "appraiser_signs": str(objection.appraiser),
        "employee_signs": str(objection.employee),
    }


def _told(row: Explanation) -> str:
    return f"Tidak memberi penjelasan. {row.text}" if row.is_refusal else row.text


@transaction.atomic
def sign_decision(objection: Objection, *, by: Actor, at: datetime) -> Objection:
    """Sign D.1.3 as the appraiser or as the employee; it holds without, and shows who has not. Source: Format D.1.3."""
    require("objections.sign_decision", by, hold(objection))
    side = Side.EMPLOYEE if by.employee_id == objection.employee_id else Side.APPRAISER
    setattr(objection, f"{side.value}_signed_at", at)
    move(objection, "sign_decision", (f"{side.value}_signed_at",), by=by, at=at, after={"side": side.value})
    tell("objections.sign_decision", objection, (objection.superior,), at=at, who=objection.person(side))
    return objection
