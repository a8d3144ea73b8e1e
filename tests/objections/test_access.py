"""Who may do what with an objection: every verb, every state, everybody, on values that were never stored."""

from types import SimpleNamespace

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.objections import access  # noqa: F401 - declares the rights
from sambayan.objections.models import Objection
from sambayan.objections.rules import FLOW, ObjectionState

ANI, BUDI, CITRA, DEWI = 1, 2, 3, 4
UNIT = SimpleNamespace(path="lpg/bapenda/samsat/")


def actor(employee: int | None, *, path: str = "", heads: bool = False, grants=(), drafts=()) -> Actor:
    return Actor(
        account_id=9, name="x", employee_id=employee, unit_path=path, heads_unit=heads, grants=frozenset(grants),
        drafts_for=frozenset(drafts),
    )  # fmt: skip


WHO = {
    "ani": actor(ANI, path="lpg/bapenda/samsat/"),
    "budi": actor(BUDI, path="lpg/bapenda/samsat/", heads=True),
    "citra": actor(CITRA, path="lpg/bapenda/", heads=True),
    "governor": actor(8, path="lpg/", heads=True),
    "helper": actor(7, path="lpg/bapenda/samsat/", drafts=[BUDI]),
    "dewi": actor(DEWI, path="lpg/dinsos/"),
    "admin": actor(5, path="lpg/bkd/", grants=[Grant(Role.PERFORMANCE_ADMIN, "")]),
    "partner": actor(None, grants=[Grant(Role.PARTNER_COORDINATOR, "")]),
    "inspector": actor(None, grants=[Grant(Role.INSPECTOR, "lpg/bapenda/")]),
    "other_admin": actor(6, path="lpg/dinsos/", grants=[Grant(Role.PERFORMANCE_ADMIN, "lpg/dinsos/")]),
    "nobody": actor(None),
}
READERS = {"ani", "budi", "citra", "governor", "admin", "inspector"}


class Made(SimpleNamespace):
    """An objection that was never stored, with the questions a model answers."""

    unheard = Objection.unheard
    person = Objection.person


def objection(state: str | None, **fields):
    evaluation = {
        "appraiser_id": BUDI,
        "is_final": False,
        "final_reason": "",
        "state": "received",
        "received_at": "x",
        **fields.pop("evaluation", {}),
    }
    return Made(
        **{
            "employee_id": ANI,
            "employee": "Ani",
            "appraiser_id": BUDI,
            "appraiser": "Budi",
            "superior_id": CITRA,
            "superior": "Citra",
            "decider_stands": True,
            "overdue_since": None,
            "unit": UNIT,
            "state": state,
            "appraiser_heard": "",
            "employee_heard": "",
            "appraiser_signed_at": None,
            "employee_signed_at": None,
            "evaluation": SimpleNamespace(**evaluation),
            **fields,
        }
    )


def may(right: str, thing) -> set[str]:
    return {name for name, each in WHO.items() if why_not(right, each, thing) is None}


ALL_HEARD = {"appraiser_heard": "explained", "employee_heard": "explained"}
BY = {
    "draft": {"ani"},
    "lodge": {"ani"},
    "admit": {"citra"},
    "withdraw": {"ani"},
    "ask_explanations": {"citra"},
    "explain": {"ani", "budi"},
    "record_refusal_to_explain": {"citra"},
    "uphold": {"citra"},
    "change": {"citra"},
    "sign_decision": {"ani", "budi"},
}
DECIDING = ("uphold", "change")


@pytest.mark.parametrize("state", [state.value for state in ObjectionState])
@pytest.mark.parametrize("verb", BY)
def test_every_verb_is_for_these_people_in_these_states_and_nobody_else(verb, state):
    heard = ALL_HEARD if verb in DECIDING else {}
    expected = BY[verb] if FLOW.allows(state, verb) else set()

    assert may(f"objections.{verb}", objection(state, **heard)) == expected


@pytest.mark.parametrize("state", [state.value for state in ObjectionState])
def test_who_reads(state):
    assert may("objections.read", objection(state)) == ({"ani"} if state == "draft" else READERS)
    bundle = SimpleNamespace(objection=objection(state))
    assert may("objections.download_bundle", bundle) == may("objections.read", objection(state))


def test_whoever_drafts_ratings_for_the_appraiser_reads_no_objection():
    assert "helper" not in may("objections.read", objection("lodged"))


@pytest.mark.parametrize(
    ("evaluation", "words"),
    [
        ({"is_final": True, "final_reason": "Dinilai atasan karena waktu habis."}, "IV.A.11"),
        ({"is_final": True, "final_reason": "Dinilai atasan karena waktu habis."}, "waktu habis"),
        ({"state": "open"}, "V.B.1"),
        ({"state": "handed_over"}, "V.B.1"),
        ({"received_at": None}, "V.B.1"),
    ],
)
def test_a_new_objection_is_refused_with_the_article(evaluation, words):
    refusal = why_not("objections.draft", WHO["ani"], objection(None, evaluation=evaluation))

    assert words in str(refusal)


@pytest.mark.parametrize("state", ["received", "returned", "not_returned", "final"])
def test_a_new_objection_is_the_employees_after_receipt_even_when_it_comes_late(state):
    assert may("objections.draft", objection(None, evaluation={"state": state})) == {"ani"}


def test_a_begun_draft_goes_on_when_the_period_ends():
    assert why_not("objections.draft", WHO["ani"], objection("draft", evaluation={"state": "final"})) is None


@pytest.mark.parametrize("verb", DECIDING)
@pytest.mark.parametrize(
    ("heard", "missing"),
    [
        ({}, "Budi, Ani"),
        ({"appraiser_heard": "explained"}, "Ani"),
        ({"employee_heard": "refused"}, "Budi"),
    ],
)
def test_no_decision_before_both_are_heard(verb, heard, missing):
    refusal = why_not(f"objections.{verb}", WHO["citra"], objection("in_examination", **heard))

    assert f"Menunggu {missing}." in str(refusal)
    assert "V.B.4" in str(refusal)


@pytest.mark.parametrize("verb", DECIDING)
def test_a_recorded_refusal_counts_as_heard(verb):
    heard = {"appraiser_heard": "refused", "employee_heard": "explained"}

    assert why_not(f"objections.{verb}", WHO["citra"], objection("in_examination", **heard)) is None


def test_explaining_is_once_for_each_side_but_open_after_a_recorded_refusal():
    said = objection("in_examination", employee_heard="explained", appraiser_heard="refused")

    assert may("objections.explain", said) == {"budi"}
    assert may("objections.explain", objection("in_examination", appraiser_heard="explained")) == {"ani"}


def test_no_refusal_is_recorded_when_both_are_heard():
    assert may("objections.record_refusal_to_explain", objection("in_examination", **ALL_HEARD)) == set()


def test_signing_is_once_for_each_side():
    assert may("objections.sign_decision", objection("changed", employee_signed_at="x")) == {"budi"}
    assert may("objections.sign_decision", objection("changed", appraiser_signed_at="x")) == {"ani"}


@pytest.mark.parametrize("state", ["lodged", "in_examination", "refused_late"])
def test_a_decider_is_appointed_where_nobody_can_decide_or_the_days_are_over(state):
    assert may("objections.appoint_decider", objection(state, superior_id=None, superior=None)) == {"admin"}
    assert may("objections.appoint_decider", objection(state, decider_stands=False)) == {"admin"}
    assert may("objections.appoint_decider", objection(state, overdue_since="2026-10-19")) == {"admin"}
    assert may("objections.appoint_decider", objection(state)) == set()


@pytest.mark.parametrize("state", ["draft", "upheld", "changed", "withdrawn"])
def test_no_decider_is_appointed_where_none_is_needed(state):
    assert may("objections.appoint_decider", objection(state, superior_id=None, superior=None)) == set()


def test_an_administrator_who_is_a_side_appoints_nobody():
    side = actor(ANI, grants=[Grant(Role.PERFORMANCE_ADMIN, "")])
    refusal = why_not("objections.appoint_decider", side, objection("lodged", superior_id=None, superior=None))

    assert "Pihak dalam keberatan" in str(refusal)


def test_nor_does_the_appraiser_in_whose_place_another_signed():
    side = actor(DEWI, grants=[Grant(Role.PERFORMANCE_ADMIN, "")])
    thing = objection("lodged", superior_id=None, superior=None, evaluation={"appraiser_id": DEWI})

    assert "Pihak dalam keberatan" in str(why_not("objections.appoint_decider", side, thing))


def test_figures_are_for_leaders_administrators_and_inspectors():
    assert may("objections.statistics", None) == {"budi", "citra", "governor", "admin", "inspector", "other_admin"}
    assert may("objections.statistics_of", UNIT) == {"budi", "citra", "governor", "admin", "inspector"}


def test_the_list_is_for_everybody_with_a_post_or_a_role():
    assert may("objections.objections", None) == set(WHO) - {"nobody"}
