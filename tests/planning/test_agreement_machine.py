"""Random verbs by random people on one agreement: no step is skipped, nobody sets his own, every move leaves one record.

Source: workflow 8.1 (PermenPANRB 6/2022 Ps 7-14, 20(4)-(5), Lampiran II.C p65).
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from conftest import NOW, TODAY
from factories.people import AccountFactory, post
from factories.planning import agreement, annex
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.people.queries import actor_for
from sambayan.planning import actions
from sambayan.planning.models import AgreementDocument, PerformanceAgreement

BEFORE = {
    "open_dialogue": {"draft"},
    "propose": {"in_dialogue"},
    "return": {"proposed", "signed"},
    "sign": {"proposed"},
    "set": {"signed"},
    "set_unsigned": {"proposed"},
    "request_superior_dialogue": {"draft", "in_dialogue", "proposed", "signed"},
    "revise": {"in_force"},
}
AFTER = {
    "open_dialogue": "in_dialogue",
    "propose": "proposed",
    "return": "in_dialogue",
    "sign": "signed",
    "set": "in_force",
    "set_unsigned": "in_force",
    "request_superior_dialogue": "in_dialogue",
    "revise": "in_dialogue",
}
"""The table of 8.1, written anew: it is not read from the rule it tests."""
TALK = {"held_on": date(2026, 10, 1), "note": "Target dibahas."}
WORDS = {
    "open_dialogue": TALK,
    "record_dialogue": TALK,
    "return": {"reason": "Sebut satuannya."},
    "set_unsigned": {"reason": "Menolak."},
    "revise": {"kind": "feedback", "reason": "Target terlalu rendah."},
}
VERBS = [*BEFORE, "record_dialogue", "mark_overdue"]
PEOPLE = ("ani", "budi", "citra", "dewi")
LIKELY = {
    "draft": [("open_dialogue", "leader"), ("open_dialogue", "ani")],
    "in_dialogue": [("propose", "ani"), ("propose", "ani"), ("record_dialogue", "leader"), ("record_dialogue", "ani")],
    "proposed": [("sign", "ani"), ("sign", "ani"), ("set_unsigned", "leader"), ("return", "leader")],
    "signed": [("set", "leader"), ("set", "leader"), ("return", "leader"), ("request_superior_dialogue", "ani")],
    "in_force": [("revise", "ani"), ("revise", "budi"), ("record_dialogue", "budi")],
}
"""What the right person does next; `leader` is whoever leads the dialogue."""
anything = st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE))
late = st.sampled_from([("mark_overdue", "system"), ("request_superior_dialogue", "ani"), ("set", "ani")])


def next_steps(plan: PerformanceAgreement):
    """Mostly what brings an agreement on, now and then what nobody or somebody else may do."""
    leader = "citra" if plan.is_superior_led else "budi"
    likely = [(verb, leader if who == "leader" else who) for verb, who in LIKELY[plan.state]]
    return st.one_of(*[st.sampled_from(likely)] * 4, late, anything)


FUNCTION = {"return": "return_", "set": "set_"}


def snapshot(plan: PerformanceAgreement) -> tuple:
    plan.refresh_from_db()
    return plan.state, plan.is_superior_led, plan.overdue_since


def tried(plan: PerformanceAgreement, verb: str, by) -> PerformanceAgreement | None:
    """The agreement the verb answers with; None when it was refused."""
    try:
        if verb == "mark_overdue":
            return plan if actions.mark_overdue(plan, at=NOW) else None
        answer = getattr(actions, FUNCTION.get(verb, verb))(plan, by=by, at=NOW, **WORDS.get(verb, {}))
    except Denied:
        return None
    return answer if verb == "revise" else plan


@pytest.mark.slow
class AgreementMachine(TestCase):
    """Ani's agreement with Budi, whose superior is Citra; Dewi is a stranger."""

    @classmethod
    def setUpTestData(cls):
        citra, budi = post("Citra", "lpg/bapenda/", head=True), post("Budi", "lpg/bapenda/samsat/", head=True)
        ani, dewi = post("Ani", "lpg/bapenda/samsat/"), post("Dewi", "lpg/dinsos/")
        people = {"ani": ani, "budi": budi, "citra": citra, "dewi": dewi}
        cls.plan_pk = annex(agreement(ani, budi, "draft", 1, superior=citra.employee)).pk
        cls.actors = {
            name: actor_for(AccountFactory(employee=each.employee, name=each.employee.name), TODAY)
            for name, each in people.items()
        }

    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), st.integers(8, 16))
    def test_no_walk_leaves_the_way(self, data, length):
        plan = PerformanceAgreement.objects.select_related("cycle", "employee", "appraiser", "superior", "unit").get(
            pk=self.plan_pk
        )
        was_set: set[int] = set()
        for _number in range(length):
            verb, who = data.draw(next_steps(plan))
            plan = self._step(plan, verb, who, self.actors, was_set)

    def _step(self, plan, verb, who, actors, was_set):
        before, records = snapshot(plan), Event.objects.count()
        talks = set(plan.dialogues.values_list("recorded_by__name", "led_by__name"))

        answer = tried(plan, verb, actors.get(who))

        after = snapshot(plan)
        made = list(Event.objects.order_by("pk")[records:])
        if answer is None:
            assert (after, made) == (before, [])
            return plan
        replaced = [event for event in made if event.name == "planning.replace"]
        assert [event.name for event in made if event not in replaced] == [f"planning.{verb}"]
        if verb in BEFORE:
            assert before[0] in BEFORE[verb]
            assert answer.state == AFTER[verb]
        else:
            assert after[0] == before[0]
        if verb in ("set", "set_unsigned"):
            leader = "citra" if before[1] else "budi"
            assert who == leader
            assert (leader.title(), leader.title()) in talks
            assert (plan.signed_at is not None) == (verb == "set")
            was_set.add(plan.pk)
            assert len(replaced) == (plan.revises_id is not None)
        else:
            assert replaced == []
        if verb == "request_superior_dialogue":
            assert (before[2] is not None, after[1], plan.signed_at) == (True, True, None)
        of_year = PerformanceAgreement.objects.filter(employee=plan.employee, cycle=plan.cycle)
        assert of_year.filter(state="in_force").count() <= 1
        assert of_year.exclude(state__in=["in_force", "replaced"]).count() <= 1
        assert set(of_year.filter(state__in=["in_force", "replaced"]).values_list("pk", flat=True)) == was_set
        assert set(AgreementDocument.objects.values_list("agreement", flat=True)) == was_set
        return answer
