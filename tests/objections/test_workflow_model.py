"""The workflow as a model of its own: written from the law and its state tables, not from the code.

Random people do random things on random days. Whatever they try, the house does what the model says and nothing else: no
step is skipped, nobody decides his own case, a document once issued never changes, and every transition leaves exactly
one event.

Every quarter first goes some steps as the law wants it, so that random things happen in every state. What was reached is
counted, and the test fails when a state or a verb was not.
"""

from collections import Counter
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

from conftest import Member
from factories.evaluation import achievement, evaluation
from factories.people import AccountFactory, post
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
LAST = date(2026, 11, 20)
"""From here on no more nights begin, so that every term ends within the days off below."""
DAYS_OFF = {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}
OBJECT_WITHIN, DECIDE_WITHIN, SUPERIOR_WITHIN = 14, 7, 14
RETURN_WITHIN, RETURN_TO_SUPERIOR_WITHIN = 14, 7
ABOVE = {"budi": "citra", "citra": "gita", "gita": ""}
WHO = ("ani", "budi", "citra", "gita", "dewi", "admin", "inspector")
SOMEBODY = st.none() | st.sampled_from(WHO)
"""Half of the time the one whose turn it is (None), else anybody."""
LONG = "Sudah ditimbang bersama bukti kedua pihak, tertulis dan lengkap."
MATRIX = {
    ("above", "below"): "poor", ("above", "meets"): "good", ("above", "above"): "very_good",
    ("meets", "below"): "poor", ("meets", "meets"): "good", ("meets", "above"): "good",
    ("below", "below"): "very_poor", ("below", "meets"): "needs_improvement", ("below", "above"): "needs_improvement",
}  # fmt: skip
AFTER_RECEIPT = {"received", "returned", "not_returned"}
UNDECIDED = {"lodged", "in_examination"}
STATES = {"open", "rated", "with_superior", "signed", "handed_over", *AFTER_RECEIPT, "objected", "final"}
OBJECTION_STATES = {"", "draft", "refused_late", *UNDECIDED, "upheld", "changed", "withdrawn"}
VERBS = {
    "evaluation": "rate sign pass_to_superior pass_upwards rate_as_superior sign_as_superior hand_over confirm_receipt "
    "return_signed mark_not_returned finalise object admit_objection withdraw_objection uphold change report",
    "objections": "draft lodge refuse_late admit withdraw ask_explanations explain record_refusal_to_explain uphold "
    "change sign_decision appoint_decider mark_overdue",
}
CORNERS = {
    *(("evaluation", state) for state in STATES),
    *(("objection", state) for state in OBJECTION_STATES),
    *(("verb", f"{room}.{verb}") for room, verbs in VERBS.items() for verb in verbs.split()),
}


@dataclass(frozen=True)
class Way:
    """How a quarter goes when everybody does what is due: to whom it falls to rate, which term passes, how it ends."""

    rates: str
    returns_first: bool
    passes: str
    ends: str


WAYS = st.builds(
    Way,
    st.sampled_from(["appraiser", "superior", "next superior", "superior after the window", "next one after the term"]),
    st.booleans(),
    st.sampled_from(["", "return", "objection", "decision"]),
    st.sampled_from(["withdraw", "uphold", "change"]),
)


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
    superior: str = "citra"
    superior_due: date | None = None
    signer: str = ""
    is_final: bool = False
    received: date | None = None
    is_returned: bool = False
    reported: str = "not_reported"
    objection: str = ""
    decider: str = ""
    decision_due: date | None = None
    is_overdue: bool = False
    heard: set[str] = field(default_factory=set)
    signed_decision: set[str] = field(default_factory=set)

    @property
    def objection_due(self) -> date:
        return working_days_after(self.received, OBJECT_WITHIN)

    @property
    def return_due(self) -> date:
        return working_days_after(self.received, RETURN_WITHIN if self.signer == "budi" else RETURN_TO_SUPERIOR_WITHIN)

    def before_objecting(self, day: date) -> str:
        """Taking an objection back signs nothing: the document is where it was, or late by now."""
        if self.is_returned:
            return "returned"
        return "not_returned" if day > self.return_due else "received"

    @property
    def can_object(self) -> bool:
        """Late too, when the result has become final by time: then the attempt is refused and kept."""
        return self.state in {*AFTER_RECEIPT, "final"} and not self.is_final

    @property
    def is_before_decider(self) -> bool:
        return self.objection in {*UNDECIDED, "refused_late"}

    @property
    def lacks_decider(self) -> bool:
        return self.is_before_decider and (self.decider == "" or self.is_overdue)

    @property
    def may_be_appointed(self) -> set[str]:
        """Who leads above and is no side; not the one who is late."""
        return {"citra", "gita"} - {self.signer} - ({self.decider} if self.objection in UNDECIDED else set())

    @property
    def reporter(self) -> str:
        """Who signed the document that holds; D.1.3 is signed by deciding."""
        return self.decider if self.objection == "changed" else self.signer


class Workflow(RuleBasedStateMachine):
    """One person's quarter, with everybody trying everything."""

    pk, actors, employees, reached = None, {}, {}, Counter()

    @initialize(way=WAYS, steps=st.integers(0, 16))
    def begin(self, way, steps):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.day, self.model, self.frozen = BEGINS, Model(), {}
        self.last_event = 0
        self.new_events()
        if steps:
            self.comes_to_whom_it_falls(way)
        for _ in range(steps):
            self.what_is_due_next(way)
            self.count()

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(10, 0), ZoneInfo("Asia/Jakarta"))

    @property
    def row(self) -> PerformanceEvaluation:
        return PerformanceEvaluation.objects.get(pk=self.pk)

    @property
    def objection(self) -> Objection:
        found = Objection.objects.filter(evaluation_id=self.pk).first()
        if found:
            return found
        row = self.row
        return Objection(
            evaluation=row, employee=row.employee, appraiser=row.signer or row.appraiser, unit=row.unit, state=None
        )

    def new_events(self) -> list[str]:
        """The events since the last look, in their order, about this evaluation and its objection."""
        about = Event.objects.filter(subject_kind__in=["evaluation.PerformanceEvaluation", "objections.Objection"])
        found = list(about.filter(pk__gt=self.last_event).order_by("pk").values_list("pk", "name"))
        self.last_event = found[-1][0] if found else self.last_event
        return [name for _pk, name in found]

    def attempt(self, may: bool, act, *events: str) -> bool:
        """Do it: it works exactly when the model says so, and leaves exactly these events."""
        try:
            with transaction.atomic():
                act()
        except Denied:
            assert not may, "refused what the law allows"
            assert self.new_events() == []
            return False
        assert may, "allowed what the law refuses"
        assert self.new_events() == list(events)
        self.reached.update(("verb", name) for name in events)
        return True

    def count(self):
        self.reached.update([("evaluation", self.model.state), ("objection", self.model.objection)])

    def by(self, who: str) -> dict:
        return {"by": self.actors[who], "at": self.now}

    # As the law wants it

    def comes_to_whom_it_falls(self, way):
        if way.rates in ("superior", "next superior"):
            self.pass_to_superior(None)
        if way.rates == "next superior":
            self.pass_upwards(None)
        if way.rates in ("superior after the window", "next one after the term"):
            self.wait_until_after(WINDOW_TO)
        if way.rates == "next one after the term":
            self.wait_until_after(self.model.superior_due)

    def wait_until_after(self, last_day):
        """Quickly: nights on which nothing is due go by without the jobs, which run in the other nights."""
        while self.day <= last_day:
            self.day += timedelta(days=1)
            events = self.night()
            if events or self.day > last_day:
                self.jobs_do(events)

    @rule(way=WAYS)
    def what_is_due_next(self, way):
        model = self.model
        may_return = model.state in ("received", "not_returned")
        if model.state in ("open", "rated", "with_superior", "signed", "handed_over"):
            self.what_is_due_up_to_the_receipt()
        elif may_return and (way.returns_first or model.is_final or model.objection == "withdrawn"):
            self.return_signed(None)
        elif model.objection in ("", "draft") and model.can_object:
            self.what_is_due_to_object(way)
        elif model.is_before_decider:
            self.what_is_due_to_decide(way)
        elif model.objection == "changed" and len(model.signed_decision) < 2:
            self.sign_decision(None)
        else:
            self.report(None)

    def what_is_due_up_to_the_receipt(self):
        model = self.model
        if model.state == "open" or (model.state == "with_superior" and model.ratings is None):
            self.rate(None, Rating.MEETS, Rating.MEETS)
        elif model.state in ("rated", "with_superior"):
            self.sign(None)
        elif model.state == "signed":
            self.hand_over(None)
        else:
            self.confirm_receipt(None)

    def what_is_due_to_object(self, way):
        if way.passes in ("return", "objection") and self.day < LAST:
            model = self.model
            self.wait_until_after(model.return_due if way.passes == "return" else model.objection_due)
        if self.model.objection == "":
            self.draft(None)
        else:
            self.lodge(None)

    def what_is_due_to_decide(self, way):
        model = self.model
        if way.passes == "decision" and model.objection in UNDECIDED and self.day < LAST:
            self.wait_until_after(model.decision_due)
        if model.lacks_decider and model.may_be_appointed:
            self.appoint_decider(None, min(model.may_be_appointed))
        elif model.objection == "refused_late":
            self.admit(None)
        elif model.objection == "lodged":
            self.withdraw(None) if way.ends == "withdraw" else self.ask_explanations(None)
        elif not self.is_heard and way.ends == "uphold":
            self.record_refusal(None, Side.EMPLOYEE if ("employee", "heard") not in model.heard else Side.APPRAISER)
        elif not self.is_heard:
            self.explain(None)
        elif way.ends == "uphold":
            self.uphold(None)
        else:
            new = Rating.MEETS if model.ratings == ("above", "above") else Rating.ABOVE
            self.change(None, new, new)

    # Rating and signing

    def rater(self) -> str:
        return self.model.superior if self.model.state == "with_superior" else "budi"

    @rule(who=SOMEBODY, result=st.sampled_from(Rating), behaviour=st.sampled_from(Rating))
    def rate(self, who, result, behaviour):
        who = who or self.rater()
        words = {
            "result_rating": result.value, "behaviour_rating": behaviour.value, "result_reason": LONG,
            "behaviour_reason": LONG, "consideration": LONG, "evaluation_note": LONG,
            "unsupported_reason": LONG,
        }  # fmt: skip
        row, model = self.row, self.model
        if model.state == "with_superior" or who in ("citra", "gita"):
            may = model.state == "with_superior" and who == model.superior
            verb, after = "rate_as_superior", "with_superior"
        else:
            may, verb, after = who == "budi" and model.state in ("open", "rated"), "rate", "rated"
        act = lambda: getattr(evaluations, verb)(row, words, citizens=[], **self.by(who))  # noqa: E731
        if self.attempt(may, act, f"evaluation.{verb}"):
            model.state, model.ratings = after, (result.value, behaviour.value)

    @rule(who=SOMEBODY)
    def sign(self, who):
        who = who or self.rater()
        row, model = self.row, self.model
        if model.state == "with_superior":
            may, verb = who == model.superior and model.ratings is not None, "sign_as_superior"
        else:
            may, verb = who == "budi" and model.state == "rated", "sign"
        act = lambda: getattr(evaluations, verb)(row, **self.by(who))  # noqa: E731
        if self.attempt(may, act, f"evaluation.{verb}"):
            model.is_final = verb == "sign_as_superior" and self.day > WINDOW_TO
            model.state, model.signer = "signed", who

    @rule(who=SOMEBODY)
    def pass_to_superior(self, who):
        who = who or "admin"
        row, may = self.row, who == "admin" and self.model.state in ("open", "rated")
        act = lambda: evaluations.pass_to_superior(row, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.pass_to_superior"):
            self.stands_with_superior()

    @rule(who=SOMEBODY)
    def pass_upwards(self, who):
        who = who or "admin"
        row, model = self.row, self.model
        may = who == "admin" and model.state == "with_superior" and ABOVE[model.superior] != ""
        act = lambda: evaluations.pass_upwards(row, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.pass_upwards"):
            self.goes_further_up()

    def stands_with_superior(self):
        self.model.state, self.model.superior_due = "with_superior", working_days_after(WINDOW_TO, SUPERIOR_WITHIN)

    def goes_further_up(self):
        self.model.superior = ABOVE[self.model.superior]
        self.model.superior_due = working_days_after(self.day, SUPERIOR_WITHIN)

    @rule(who=SOMEBODY)
    def hand_over(self, who):
        who = who or (self.model.signer or "budi")
        row, may = self.row, self.model.state == "signed" and who == self.model.signer
        if self.attempt(may, lambda: evaluations.hand_over(row, **self.by(who)), "evaluation.hand_over"):
            self.model.state = "handed_over"

    @rule(who=SOMEBODY)
    def confirm_receipt(self, who):
        who = who or "ani"
        row, may = self.row, self.model.state == "handed_over" and who == "ani"
        if self.attempt(may, lambda: evaluations.confirm_receipt(row, **self.by(who)), "evaluation.confirm_receipt"):
            self.model.state, self.model.received = "received", self.day

    @rule(who=SOMEBODY)
    def return_signed(self, who):
        who = who or "ani"
        row, model = self.row, self.model
        may = who == "ani" and model.state in ("received", "not_returned")
        is_over = may and (model.is_final or self.day > model.objection_due)
        events = ("evaluation.return_signed", *["evaluation.finalise"] * is_over)
        if self.attempt(may, lambda: evaluations.return_signed(row, **self.by(who)), *events):
            model.state, model.is_returned = "final" if is_over else "returned", True

    @rule(who=SOMEBODY)
    def report(self, who):
        row, model = self.row, self.model
        who = who or model.reporter or "budi"
        is_new = model.objection == "changed" and model.reported == "reported"
        may = model.signer != "" and who == model.reporter and (model.reported == "not_reported" or is_new)
        if self.attempt(may, lambda: evaluations.report(row, **self.by(who)), "evaluation.report"):
            model.reported = "re_reported" if is_new else "reported"

    # The objection

    @rule(who=SOMEBODY)
    def draft(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        may = who == "ani" and (model.can_object if model.objection == "" else model.objection == "draft")
        words = {"reasons": LONG, "evidence": "", "links": []}
        is_new = model.objection == ""
        act = lambda: objections.draft(thing, words, **self.by(who))  # noqa: E731
        if self.attempt(may, act, *["objections.draft"] * is_new):
            model.objection = "draft"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def lodge(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        in_time = self.day <= model.objection_due
        may = who == "ani" and model.objection == "draft"
        events = ("evaluation.object", "objections.lodge") if in_time else ("objections.refuse_late",)
        if self.attempt(may, lambda: objections.lodge(thing, **self.by(who)), *events):
            model.objection, model.decider = "refused_late", ABOVE[model.signer]
            if in_time:
                self.comes_before_decider()

    def comes_before_decider(self):
        self.model.objection, self.model.state = "lodged", "objected"
        self.model.decision_due = working_days_after(self.day, DECIDE_WITHIN)

    def decider(self) -> str:
        return self.model.decider or "citra"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def admit(self, who):
        who = who or self.decider()
        thing, may = self.objection, self.model.objection == "refused_late" and who == self.model.decider
        act = lambda: objections.admit(thing, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.admit_objection", "objections.admit"):
            self.comes_before_decider()

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def withdraw(self, who):
        who = who or "ani"
        thing, model = self.objection, self.model
        may = who == "ani" and model.objection == "lodged"
        act = lambda: objections.withdraw(thing, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.withdraw_objection", "objections.withdraw"):
            model.objection, model.state = "withdrawn", model.before_objecting(self.day)

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY, whom=st.sampled_from(["ani", "budi", "citra", "gita", "dewi"]))
    def appoint_decider(self, who, whom):
        who = who or "admin"
        thing, model, decider = self.objection, self.model, self.employees[whom]
        may = who == "admin" and model.lacks_decider and whom in model.may_be_appointed
        act = lambda: objections.appoint_decider(thing, decider, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "objections.appoint_decider"):
            model.decider = whom

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def ask_explanations(self, who):
        who = who or self.decider()
        thing, may = self.objection, self.model.objection == "lodged" and who == self.model.decider
        act = lambda: objections.ask_explanations(thing, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "objections.ask_explanations"):
            self.model.objection = "in_examination"

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def explain(self, who):
        who = who or ("ani" if ("employee", "heard") not in self.model.heard else self.model.signer)
        thing, model = self.objection, self.model
        side = {"ani": "employee", model.signer: "appraiser"}.get(who)
        may = model.objection == "in_examination" and side is not None and (side, "explained") not in model.heard
        act = lambda: objections.explain(thing, text=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "objections.explain"):
            model.heard |= {(side, "explained"), (side, "heard")}

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY, side=st.sampled_from(Side))
    def record_refusal(self, who, side):
        who = who or self.decider()
        thing, model = self.objection, self.model
        may = model.objection == "in_examination" and who == model.decider and (side.value, "heard") not in model.heard
        act = lambda: objections.record_refusal_to_explain(thing, side=side, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "objections.record_refusal_to_explain"):
            model.heard.add((side.value, "heard"))

    @property
    def is_heard(self) -> bool:
        return {side for side, what in self.model.heard if what == "heard"} == {"employee", "appraiser"}

    def may_decide(self, who: str) -> bool:
        return self.model.objection == "in_examination" and who == self.model.decider and self.is_heard

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def uphold(self, who):
        who = who or self.decider()
        thing, may = self.objection, self.may_decide(who)
        act = lambda: objections.uphold(thing, reason=LONG, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.uphold", "objections.uphold"):
            self.model.objection, self.model.state, self.model.is_final = "upheld", "final", True

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY, result=st.sampled_from(Rating), behaviour=st.sampled_from(Rating))
    def change(self, who, result, behaviour):
        who = who or self.decider()
        thing, model, new = self.objection, self.model, (result.value, behaviour.value)
        may = self.may_decide(who) and new != model.ratings
        decision = Decision(NewRating(result, LONG, behaviour, LONG), LONG, LONG)
        act = lambda: objections.change(thing, decision, **self.by(who))  # noqa: E731
        if self.attempt(may, act, "evaluation.change", "objections.change"):
            model.objection, model.state, model.is_final, model.ratings = "changed", "final", True, new

    @precondition(lambda self: self.model.objection)
    @rule(who=SOMEBODY)
    def sign_decision(self, who):
        who = who or ("ani" if "ani" not in self.model.signed_decision else self.model.signer)
        thing, model = self.objection, self.model
        may = model.objection == "changed" and who in ("ani", model.signer) and who not in model.signed_decision
        if self.attempt(may, lambda: objections.sign_decision(thing, **self.by(who)), "objections.sign_decision"):
            model.signed_decision.add(who)

    # Time

    @precondition(lambda self: self.day < LAST)
    @rule(nights=st.sampled_from([1, 2, 7, 8, 14, 15]))
    def nights_pass(self, nights):
        for _ in range(nights):
            self.day += timedelta(days=1)
            self.jobs_do(self.night())

    def night(self) -> list[str]:
        """What the law, or where it is silent the house, lets happen by itself, and the events of it."""
        model, events = self.model, []
        if model.state in ("open", "rated") and self.day > WINDOW_TO:
            self.stands_with_superior()
            events.append("evaluation.pass_to_superior")
        if model.state == "with_superior" and self.day > model.superior_due and ABOVE[model.superior]:
            self.goes_further_up()
            events.append("evaluation.pass_upwards")
        if model.state == "received" and self.day > model.return_due:
            model.state = "not_returned"
            events.append("evaluation.mark_not_returned")
        if model.state in ("returned", "not_returned") and (model.is_final or self.day > model.objection_due):
            model.state = "final"
            events.append("evaluation.finalise")
        if model.objection in UNDECIDED and self.day > model.decision_due and not model.is_overdue:
            model.is_overdue = True
            events.append("objections.mark_overdue")
        return events

    def jobs_do(self, events: list[str]):
        night = datetime.combine(self.day, time(1, 0), ZoneInfo("Asia/Jakarta"))
        clocks.lapse(at=night)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.utils.timezone.now", lambda: night)
            terms.follow_terms.func()
        assert self.new_events() == events
        self.reached.update(("verb", name) for name in events)

    # What always holds

    @invariant()
    def the_house_stands_where_the_model_stands(self):
        if not hasattr(self, "model"):
            return
        model, names = self.model, ("state", "is_final", "result_rating", "behaviour_rating", "predicate")
        ratings = model.ratings or ("", "")
        stands = PerformanceEvaluation.objects.values_list(*names, "report_status").get(pk=self.pk)
        assert stands == (model.state, model.is_final, *ratings, MATRIX.get(model.ratings, ""), model.reported)
        self.count()

    @invariant()
    def the_objection_stands_where_the_model_stands_and_nobody_decides_his_own(self):
        if not hasattr(self, "model"):
            return
        model, sides = self.model, ("employee_id", "appraiser_id", "evaluation__appraiser_id")
        rows = Objection.objects.filter(evaluation_id=self.pk)
        found = rows.values_list("state", "overdue_since", "superior_id", *sides).first()
        assert (found[0] if found else "") == model.objection
        if found and model.objection != "draft":
            _state, overdue_since, decider, *sides = found
            assert decider == (self.employees[model.decider].pk if model.decider else None)
            assert decider not in sides
            assert (overdue_since is not None) == model.is_overdue

    @invariant()
    def a_document_never_changes_and_only_a_later_one_takes_its_place(self):
        if not hasattr(self, "model"):
            return
        names = ("pk", "form_code", "supersedes_id", "code", "predicate", "content")
        issued = list(EvaluationDocument.objects.filter(evaluation_id=self.pk).order_by("pk").values_list(*names))
        for document in issued:
            assert self.frozen.setdefault(document[0], document) == document
        assert set(self.frozen) == {pk for pk, *_rest in issued}
        expected = [] if not self.model.signer else ["D.1.1" if self.model.signer == "budi" else "D.1.2"]
        expected += ["D.1.3"] if self.model.objection == "changed" else []
        assert [form for _pk, form, *_rest in issued] == expected
        assert [earlier for _pk, _form, earlier, *_rest in issued[1:]] == [pk for pk, *_rest in issued[:-1]]


@pytest.fixture
def quarter(cast):
    """A quarter of Ani, with Gita at the top of the province, above Citra; each of the quarters begins from here."""
    known()
    achievement(cast.unit)
    top = post("Gita", "lpg/", head=True)
    gita = Member(AccountFactory(employee=top.employee, name="Gita"), top)
    members = {who: gita if who == "gita" else getattr(cast, who) for who in WHO}

    class Bound(Workflow):
        pass

    Bound.reached = Counter()
    Bound.pk = evaluation(cast.ani.assignment, cast.budi.assignment, superior=cast.citra.assignment).pk
    clocks.start_clock(
        clocks.Start(clocks.ClockKind.RATING, "evaluation", Bound.pk, None, cast.unit.pk, BEGINS, WINDOW_TO)
    )
    Bound.actors = {who: member.actor for who, member in members.items()}
    Bound.employees = {who: member.employee for who, member in members.items() if member.assignment}
    return Bound


@pytest.mark.slow  # five hundred random quarters
def test_five_hundred_random_quarters_follow_the_law_into_its_every_corner(quarter):
    run_state_machine_as_test(
        quarter,
        settings=settings(
            max_examples=500,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )

    assert set(quarter.reached) == CORNERS
    assert {corner: n for corner, n in quarter.reached.items() if n < 10} == {}
