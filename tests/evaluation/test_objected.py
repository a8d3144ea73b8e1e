"""What an objection does to an evaluation, by whom, and in which states."""

import pytest

from conftest import NOW
from factories.objections import received
from sambayan.common.guard import Denied, why_not
from sambayan.evaluation import rules
from sambayan.evaluation.actions import objected
from sambayan.evaluation.models import PerformanceEvaluation
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


def test_withdraw_keeps_the_day_of_an_earlier_return(evaluation, cast):
    row = bring(evaluation, "objected")
    row.returned_at = row.received_at

    objected.withdraw_objection(row, by=cast.ani.actor, at=NOW)

    assert row.returned_at == row.received_at
