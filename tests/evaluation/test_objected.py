"""What an objection does to an evaluation, by whom, and in which states."""

from datetime import date, datetime, time

import pytest

from conftest import NOW, TODAY
from factories.evaluation import evaluation as plain
from factories.objections import received
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation import rules
from sambayan.evaluation.actions import objected
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries import return_due
from sambayan.evaluation.rules import EvaluationState, Rating

NEW = objected.NewRating(Rating.BELOW, "Target tidak tercapai.", Rating.MEETS, "Konsisten.")
VERBS = {"object": "ani", "admit_objection": "citra", "withdraw_objection": "ani", "uphold": "citra", "change": "citra"}


@pytest.fixture
def evaluation(cast):
    return received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


def bring(row: PerformanceEvaluation, state: str) -> PerformanceEvaluation:
    PerformanceEvaluation.objects.filter(pk=row.pk).update(state=state)
    return PerformanceEvaluation.objects.get(pk=row.pk)


@pytest.mark.parametrize("state", [state.value for state in EvaluationState])
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_one_persons_in_the_states_of_the_flow(evaluation, cast, verb, state):
    row = bring(evaluation, state)
    people = {"ani": cast.ani, "budi": cast.budi, "citra": cast.citra, "dewi": cast.dewi, "admin": cast.admin}

    may = {name for name, member in people.items() if why_not(f"evaluation.{verb}", member.actor, row) is None}

    assert may == ({VERBS[verb]} if rules.FLOW.allows(state, verb) else set())


def test_object_marks_it_and_names_who_decides(evaluation, cast):
    objected.object_(evaluation, superior_id=cast.citra.employee.pk, by=cast.ani.actor, at=NOW)

    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.superior) == ("objected", cast.citra.employee)


def test_object_is_refused_where_the_result_is_final(evaluation, cast):
    evaluation.is_final, evaluation.final_reason = True, "Dinilai atasan pejabat penilai."

    with pytest.raises(Denied, match="IV.A.11"):
        objected.object_(evaluation, superior_id=None, by=cast.ani.actor, at=NOW)


def test_change_computes_the_predicate_and_keeps_the_old_document(evaluation, cast):
    row = bring(evaluation, "objected")

    issued = objected.change(row, NEW, objection={"decision": "Mengubah"}, by=cast.citra.actor, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.predicate, row.result_reason) == ("final", "needs_improvement", "Target tidak tercapai.")
    assert (issued.form_code, issued.content["decision"]) == ("D.1.3", "Mengubah")
    assert [document.predicate for document in row.documents.order_by("pk")] == ["good", "needs_improvement"]


def test_a_decided_result_is_final_with_its_reason(evaluation, cast):
    row = objected.uphold(bring(evaluation, "objected"), by=cast.citra.actor, at=NOW)

    assert (row.is_final, row.final_reason, row.finalised_at) == (True, rules.FINAL_BY_OBJECTION, NOW)


def clocks_of(row) -> dict[str, tuple]:
    return {clock.kind: (clock.state, clock.due_on) for clock in Clock.objects.filter(about_pk=row.pk).order_by("pk")}


def test_withdraw_keeps_the_day_of_an_earlier_return(evaluation, cast):
    row = bring(evaluation, "objected")
    row.returned_at = row.received_at

    objected.withdraw_objection(row, by=cast.ani.actor, at=NOW)

    assert (row.state, row.returned_at, clocks_of(row)) == ("returned", row.received_at, {})


def test_withdraw_signs_nothing_in_the_employees_name(evaluation, cast):
    row = bring(evaluation, "objected")

    objected.withdraw_objection(row, by=cast.ani.actor, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.returned_at) == ("received", None)
    assert clocks_of(row) == {"document_return": ("running", date(2026, 10, 26))}
    event = Event.objects.get(name="evaluation.withdraw_objection")
    assert (event.before, event.after) == ({"state": "objected"}, {"state": "received"})


def test_withdraw_after_the_term_of_return_leaves_the_document_not_returned(evaluation, cast):
    row = bring(evaluation, "objected")

    objected.withdraw_objection(row, by=cast.ani.actor, at=datetime.combine(date(2026, 10, 27), time(8), NOW.tzinfo))

    assert (row.state, row.returned_at) == ("not_returned", None)


def test_withdraw_from_a_superiors_document_runs_the_shorter_term(evaluation, cast):
    row = bring(evaluation, "objected")
    row.form_code = "D.1.2"

    objected.withdraw_objection(row, by=cast.ani.actor, at=NOW)

    assert clocks_of(row) == {"superior_return": ("running", date(2026, 10, 15))}


def test_nobody_is_asked_to_return_a_document_while_it_is_objected_to(evaluation, cast):
    start_clock(
        Start(ClockKind.DOCUMENT_RETURN, "evaluation", evaluation.pk, cast.ani.employee.pk, cast.unit.pk, TODAY)
    )

    objected.object_(evaluation, superior_id=cast.citra.employee.pk, by=cast.ani.actor, at=NOW)

    assert clocks_of(evaluation) == {"document_return": ("void", date(2026, 10, 28))}


def test_a_document_that_was_not_received_has_no_last_day_of_return(cast):
    assert return_due(plain(cast.ani.assignment, cast.budi.assignment, "handed_over")) is None


@pytest.mark.parametrize(
    ("is_returned", "is_over", "state"),
    [(True, False, "returned"), (True, True, "returned"), (False, False, "received"), (False, True, "not_returned")],
)
def test_withdrawing_leads_back_to_where_it_was(is_returned, is_over, state):
    assert rules.FLOW.after("objected", rules.withdrawing(is_returned, is_over)) == state
