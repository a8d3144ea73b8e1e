"""The workflow as a model of its own: written from the law and its state tables, not from the code.

Random people do random things on random days. Whatever they try, the house does what the model says and nothing else: no
step is skipped, nobody decides his own case, a document once issued never changes, and every transition leaves exactly
one event.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from factories.evaluation import achievement, evaluation
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.common.jobs import known
from sambayan.cycles.actions import clocks
from sambayan.evaluation import actions as evaluations
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.rules import Rating
from sambayan.evaluation.tasks import terms
from sambayan.objections import actions as objections
from sambayan.objections.actions.deciding import Decision, NewRating
from sambayan.objections.models import Objection
from sambayan.objections.rules import Side

BEGINS = date(2026, 10, 6)
WINDOW_TO = date(2026, 10, 21)
DAYS_OFF = {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}
OBJECT_WITHIN, RETURN_WITHIN, RETURN_TO_SUPERIOR_WITHIN = 14, 14, 7
WHO = ("ani", "budi", "citra", "dewi", "admin", "inspector")
SOMEBODY = st.none() | st.sampled_from(WHO)
"""Half of the time the one whose turn it is (None), else anybody."""
LONG = "Sudah ditimbang bersama bukti kedua pihak, tertulis dan lengkap."
MATRIX = {
    ("above", "below"): "poor", ("above", "meets"): "good", ("above", "above"): "very_good",
    ("meets", "below"): "poor", ("meets", "meets"): "good", ("meets", "above"): "good",
    ("below", "below"): "very_poor", ("below", "meets"): "needs_improvement", ("below", "above"): "needs_improvement",
}  # fmt: skip
AFTER_RECEIPT = {"received", "returned", "not_returned"}


def working_days_after(start: date, n: int) -> date:
    """Counting by hand: Monday to Friday, without the days off of these months."""
    day = start
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5 and day not in DAYS_OFF
    return day


@dataclass
class Model:
    """What stands in the law's tables for one evaluation and its objection."""

    state: str = "open"
    ratings: tuple[str, str] | None = None
    signer: str = ""
    is_final: bool = False
    received: date | None = None
    objection: str = ""
    heard: set[str] = field(default_factory=set)
    signed_decision: set[str] = field(default_factory=set)

    @property
    def decider(self) -> str:
        """The superior decides, never one of the two sides; nobody else stands above in this office."""
        return "citra" if self.signer != "citra" else ""

    @property
    def objection_due(self) -> date:
        return working_days_after(self.received, OBJECT_WITHIN)

    @property
    def can_object(self) -> bool:
        return self.state in AFTER_RECEIPT and not self.is_final


class Workflow(RuleBasedStateMachine):
    """One person's quarter, with everybody trying everything."""

    cast, actors = None, {}

    @initialize()
    def begin(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.day, self.model, self.frozen = BEGINS, Model(), {}
        self.pk = evaluation(
            self.cast.ani.assignment, self.cast.budi.assignment, superior=self.cast.citra.assignment
        ).pk
        clocks.start_clock(
            clocks.Start(clocks.ClockKind.RATING, "evaluation", self.pk, None, self.cast.unit.pk, BEGINS, WINDOW_TO)
        )
        self.events = self.counted()

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(10, 0), ZoneInfo("Asia/Jakarta"))

    @property
    def row(self) -> PerformanceEvaluation:
        return PerformanceEvaluation.objects.select_related(
            "employee", "appraiser", "superior", "signer", "unit", "period", "appraiser_unit"
        ).get(pk=self.pk)

    @property
    def objection(self) -> Objection:
        found = Objection.objects.filter(evaluation_id=self.pk).first()
        row = self.row
        return found or Objection(
            evaluation=row, employee=row.employee, appraiser=row.signer or row.appraiser, unit=row.unit, state=None
        )

    def counted(self) -> dict[str, int]:
        """Events by room, about this evaluation and its objection; what is read or reported is no transition."""
        names = Event.objects.filter(subject_kind__in=["evaluation.PerformanceEvaluation", "objections.Objection"])
        found = {"evaluation": 0, "objections": 0}
        for name in names.values_list("name", flat=True):
            found[name.partition(".")[0]] += 1
        return found

    def attempt(self, may: bool, act, *, evaluation: int = 0, objection: int = 0) -> bool:
        """Do it: it works exactly when the model says so, and leaves exactly so many events."""
        try:
            with transaction.atomic():
                act()
        except Denied:
            assert not may, "refused what the law allows"
            assert self.counted() == self.events
            return False
        assert may, "allowed what the law refuses"
        told = self.counted()
        assert told["evaluation"] - self.events["evaluation"] == evaluation
        assert told["objections"] - self.events["objections"] == objection
        self.events = told
        return True

    def by(self, who: str) -> dict:
        return {"by": self.actors[who], "at": self.now}

    # Rating and signing

    @rule(who=SOMEBODY, result=st.sampled_from(Rating), behaviour=st.sampled_from(Rating))
    def rate(self, who, result, behaviour):
        who = who or ("citra" if self.model.state == "with_superior" else "budi")
        words = {
            "result_rating": result.value, "behaviour_rating": behaviour.value, "result_reason": LONG,
            "behaviour_reason": LONG, "consideration": LONG, "evaluation_note": LONG,
            "unsupported_reason": LONG,
        }  # fmt: skip
        row, model = self.row, self.model
        if model.state == "with_superior" or who == "citra":
            may = who == "citra" and model.state == "with_superior"
            act, after = evaluations.rate_as_superior, "with_superior"
        else:
            may, act, after = who == "budi" and model.state in ("open", "rated"), evaluations.rate, "rated"
        if self.attempt(may, lambda: act(row, words, citizens=[], **self.by(who)), evaluation=1):
            model.state, model.ratings = after, (result.value, behaviour.value)

    @rule(who=SOMEBODY)
    def sign(self, who):
        who = who or ("citra" if self.model.state == "with_superior" else "budi")
        row, model = self.row, self.model
        if model.state == "with_superior":
            may = who == "citra" and model.ratings is not None
            act = evaluations.sign_as_superior
        else:
            may, act = who == "budi" and model.state == "rated", evaluations.sign
        if self.attempt(may, lambda: act(row, **self.by(who)), evaluation=1):
            model.is_final = who == "citra" and self.day > WINDOW_TO
            model.state, model.signer = "signed", who

    @rule(who=SOMEBODY)
    def pass_to_superior(self, who):
        who = who or "admin"
        row, may = self.row, who == "admin" and self.model.state in ("open", "rated")
        act = lambda: evaluations.pass_to_superior(row, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, evaluation=1):
            self.model.state = "with_superior"

    @rule(who=SOMEBODY)
    def hand_over(self, who):
        who = who or (self.model.signer or "budi")
        row, may = self.row, self.model.state == "signed" and who == self.model.signer
        if self.attempt(may, lambda: evaluations.hand_over(row, **self.by(who)), evaluation=1):
            self.model.state = "handed_over"

    @rule(who=SOMEBODY)
    def confirm_receipt(self, who):
        who = who or "ani"
        row, may = self.row, self.model.state == "handed_over" and who == "ani"
        if self.attempt(may, lambda: evaluations.confirm_receipt(row, **self.by(who)), evaluation=1):
            self.model.state, self.model.received = "received", self.day

    @rule(who=SOMEBODY)
    def return_signed(self, who):
        who = who or "ani"
        row, model = self.row, self.model
        may = who == "ani" and model.state in ("received", "not_returned")
        is_over = may and (model.is_final or self.day > model.objection_due)
        act = lambda: evaluations.return_signed(row, **self.by(who))  # noqa: E731
        if self.attempt(may, act, evaluation=1 + is_over):
            model.state = "final" if is_over else "returned"

    # The objection

    @rule(who=SOMEBODY)
    def draft(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        may = who == "ani" and (model.can_object if model.objection == "" else model.objection == "draft")
        words = {"reasons": LONG, "evidence": "", "links": []}
        is_new = model.objection == ""
        if self.attempt(may, lambda: objections.draft(thing, words, **self.by(who)), objection=int(is_new)):
            model.objection = "draft"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def lodge(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        in_time = model.received is not None and self.day <= model.objection_due
        may = who == "ani" and model.objection == "draft"
        act = lambda: objections.lodge(thing, **self.by(who))  # noqa: E731
        if self.attempt(may, act, evaluation=int(in_time), objection=1):
            model.objection = "lodged" if in_time else "refused_late"
            model.state = "objected" if in_time else model.state

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def admit(self, who):
        who = who or "citra"
        thing, model = self.objection, self.model
        may = model.objection == "refused_late" and who == model.decider
        if self.attempt(may, lambda: objections.admit(thing, reason=LONG, **self.by(who)), evaluation=1, objection=1):
            model.objection, model.state = "lodged", "objected"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def withdraw(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        may = who == "ani" and model.objection == "lodged"
        if self.attempt(may, lambda: objections.withdraw(thing, **self.by(who)), evaluation=1, objection=1):
            model.objection, model.state = "withdrawn", "returned"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def ask_explanations(self, who):
        who = who or "citra"
        thing, may = self.objection, self.model.objection == "lodged" and who == self.model.decider
        if self.attempt(may, lambda: objections.ask_explanations(thing, **self.by(who)), objection=1):
            self.model.objection = "in_examination"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def explain(self, who):
        who = who or ("ani" if ("employee", "heard") not in self.model.heard else self.model.signer)
        thing, model = self.objection, self.model
        side = {"ani": "employee", model.signer: "appraiser"}.get(who)
        may = model.objection == "in_examination" and side is not None and (side, "explained") not in model.heard
        if self.attempt(may, lambda: objections.explain(thing, text=LONG, **self.by(who)), objection=1):
            model.heard |= {(side, "explained"), (side, "heard")}

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY, side=st.sampled_from(Side))
    def record_refusal(self, who, side):
        who = who or "citra"
        thing, model = self.objection, self.model
        may = model.objection == "in_examination" and who == model.decider and (side.value, "heard") not in model.heard
        act = lambda: objections.record_refusal_to_explain(thing, side=side, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, objection=1):
            model.heard.add((side.value, "heard"))

    def may_decide(self, who: str) -> bool:
        heard = {side for side, what in self.model.heard if what == "heard"}
        return (
            self.model.objection == "in_examination"
            and who == self.model.decider
            and heard == {"employee", "appraiser"}
        )

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def uphold(self, who):
        who = who or "citra"
        thing, may = self.objection, self.may_decide(who)
        if self.attempt(may, lambda: objections.uphold(thing, reason=LONG, **self.by(who)), evaluation=1, objection=1):
            self.model.objection, self.model.state, self.model.is_final = "upheld", "final", True

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY, result=st.sampled_from(Rating), behaviour=st.sampled_from(Rating))
    def change(self, who, result, behaviour):
        who = who or "citra"
        thing, model, new = self.objection, self.model, (result.value, behaviour.value)
        may = self.may_decide(who) and new != model.ratings
        decision = Decision(NewRating(result, LONG, behaviour, LONG), LONG, LONG)
        if self.attempt(may, lambda: objections.change(thing, decision, **self.by(who)), evaluation=1, objection=1):
            model.objection, model.state, model.is_final, model.ratings = "changed", "final", True, new

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def sign_decision(self, who):
        who = who or ("ani" if "ani" not in self.model.signed_decision else self.model.signer)
        thing, model = self.objection, self.model
        may = model.objection == "changed" and who in ("ani", model.signer) and who not in model.signed_decision
        if self.attempt(may, lambda: objections.sign_decision(thing, **self.by(who)), objection=1):
            model.signed_decision.add(who)

    # Time

    @rule(days=st.sampled_from([1, 2, 7, 8, 14, 15]))
    def nights_pass(self, days):
        for _ in range(days):
            self.day += timedelta(days=1)
            before = self.model.state
            self.night()
            self.run_the_jobs()
            told = self.counted()["evaluation"] - self.events["evaluation"]
            steps = self.steps_between(before, self.model.state)
            assert told == steps, (before, self.model.state)
            self.events = self.counted()

    def night(self):
        """What the law, or where it is silent the house, lets happen by itself."""
        model = self.model
        if model.state in ("open", "rated") and self.day > WINDOW_TO:
            model.state = "with_superior"
        within = RETURN_TO_SUPERIOR_WITHIN if model.signer == "citra" else RETURN_WITHIN
        if model.state == "received" and self.day > working_days_after(model.received, within):
            model.state = "not_returned"
        if model.state in ("returned", "not_returned") and (model.is_final or self.day > model.objection_due):
            model.state = "final"

    def steps_between(self, before: str, after: str) -> int:
        return 2 if (before, after) == ("received", "final") else int(before != after)

    def run_the_jobs(self):
        night = datetime.combine(self.day, time(1, 0), ZoneInfo("Asia/Jakarta"))
        clocks.lapse(at=night)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.utils.timezone.now", lambda: night)
            terms.follow_terms.func()
        known_events = self.counted()
        self.events["objections"] = known_events["objections"]

    # What always holds

    @invariant()
    def the_house_stands_where_the_model_stands(self):
        if not hasattr(self, "pk"):
            return
        row, model = self.row, self.model
        assert row.state == model.state
        assert row.is_final == model.is_final
        ratings = (row.result_rating, row.behaviour_rating) if row.result_rating else None
        assert ratings == model.ratings
        assert row.predicate == (MATRIX[ratings] if ratings else "")
        objection = Objection.objects.filter(evaluation_id=self.pk).first()
        assert (objection.state if objection else "") == model.objection
        assert objection is None or objection.superior_id not in (row.employee_id, objection.appraiser_id)

    @invariant()
    def a_document_never_changes_and_only_a_later_one_takes_its_place(self):
        if not hasattr(self, "pk"):
            return
        issued = list(EvaluationDocument.objects.filter(evaluation_id=self.pk).order_by("pk"))
        for document in issued:
            now = (document.code, document.form_code, document.predicate, document.content, document.supersedes_id)
            assert self.frozen.setdefault(document.pk, now) == now
        assert set(self.frozen) == {document.pk for document in issued}
        expected = [] if not self.model.signer else ["D.1.2" if self.model.signer == "citra" else "D.1.1"]
        expected += ["D.1.3"] if self.model.objection == "changed" else []
        assert [document.form_code for document in issued] == expected
        assert [document.supersedes_id for document in issued[1:]] == [document.pk for document in issued[:-1]]


@pytest.mark.slow  # five hundred random quarters
def test_five_hundred_random_quarters_follow_the_law(cast):
    known()
    achievement(cast.unit)

    class Bound(Workflow):
        pass

    Bound.cast = cast
    Bound.actors = {who: getattr(cast, who).actor for who in WHO}
    run_state_machine_as_test(
        Bound,
        settings=settings(
            max_examples=500,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
