"""Who gives feedback in which capacity, the lifecycles, and who may counsel. No database."""

import pytest

from sambayan.growth import rules
from sambayan.growth.rules import (
    COUNSELLING_FLOW,
    FEEDBACK_FLOW,
    GUIDANCE_FLOW,
    RECEIVERS,
    Competency,
    CompetencyGroup,
    CounsellingState,
    CounsellorKind,
    FeedbackState,
    GiverKind,
    GuidanceState,
    Method,
    Receiver,
    Relation,
)
from sambayan.growth.rules import feedback as feedback_rules


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        (Relation(is_employee=True, is_same=True, is_above=True), None),
        (Relation(is_employee=False, is_above=True), None),
        (Relation(is_employee=True, is_above=True, is_beside=True), GiverKind.LEADER),
        (Relation(is_employee=True, is_below=True), GiverKind.SUBORDINATE),
        (Relation(is_employee=True, is_beside=True), GiverKind.PEER),
        (Relation(is_employee=True), GiverKind.RELATED_PARTY),
    ],
)
def test_the_capacity_follows_from_the_relation(relation, kind):
    assert rules.giver_kind(relation) is kind


@pytest.mark.parametrize(
    ("flow", "way", "last"),
    [
        (FEEDBACK_FLOW, "request write record reply use", FeedbackState.USED),
        (FEEDBACK_FLOW, "write record withdraw", FeedbackState.WITHDRAWN),
        (
            GUIDANCE_FLOW,
            (
                "propose_guidance prepare log_session hold_guidance sign_guidance give_view evaluate_competence "
                "report_to_appraiser report_to_superior decide_follow_up"
            ),
            GuidanceState.FOLLOWED_UP,
        ),
        (COUNSELLING_FLOW, "note_problem communicate close_changed", CounsellingState.CLOSED),
        (COUNSELLING_FLOW, "note_problem communicate report_problem dismiss_case", CounsellingState.CLOSED),
        (
            COUNSELLING_FLOW,
            (
                "note_problem communicate report_problem select_case appoint_counsellor schedule hold_counselling "
                "sign_counselling report_up decide_counselling"
            ),
            CounsellingState.FOLLOWED_UP,
        ),
    ],
)
def test_a_lifecycle_leads_from_the_first_verb_to_the_last(flow, way, last):
    state = None
    for verb in way.split():
        state = flow.after(state, verb)

    assert state is last


def test_a_problem_is_never_reported_before_it_was_communicated():
    assert not COUNSELLING_FLOW.allows(CounsellingState.NOTED, "report_problem")


def test_used_feedback_is_locked():
    assert FEEDBACK_FLOW.verbs(FeedbackState.USED) == []


@pytest.mark.parametrize(
    ("kind", "facts", "refused"),
    [
        (CounsellorKind.INDEPENDENT, {}, False),
        (CounsellorKind.INDEPENDENT, {"is_appraiser": True}, True),
        (CounsellorKind.INDEPENDENT, {"is_superior": True}, True),
        (CounsellorKind.APPRAISER, {"is_appraiser": True, "proof": "Sertifikat"}, False),
        (CounsellorKind.APPRAISER, {"is_appraiser": True}, True),
        (CounsellorKind.APPRAISER, {"proof": "Sertifikat"}, True),
        (CounsellorKind.OFFICIAL, {"proof": "Surat tugas"}, False),
        (CounsellorKind.OFFICIAL, {}, True),
    ],
)
def test_who_may_counsel_in_which_capacity(kind, facts, refused):
    given = {"is_appraiser": False, "is_superior": False, "proof": ""} | facts

    assert bool(rules.may_counsel(kind, **given)) is refused


def test_the_record_of_counselling_goes_to_those_the_law_names():
    assert RECEIVERS == {
        CounsellorKind.APPRAISER: (Receiver.SUPERIOR,),
        CounsellorKind.OFFICIAL: (Receiver.APPRAISER, Receiver.SUPERIOR),
        CounsellorKind.INDEPENDENT: (Receiver.PERSONNEL,),
    }


def test_competencies_stand_in_the_three_groups_of_the_form():
    groups = [each.group for each in Competency]

    assert groups.count(CompetencyGroup.MANAGERIAL) == 8
    assert groups[-2:] == [CompetencyGroup.SOCIO_CULTURAL, CompetencyGroup.TECHNICAL]
    assert len(rules.NINE) == 9


def test_the_view_has_nine_statements_in_three_groups():
    subjects = [subject for subject, _statement in rules.STATEMENTS]

    assert [subjects.count(subject) for subject in rules.Subject] == [3, 3, 3]


def test_only_coaching_has_no_journal():
    assert [method for method in Method if not method.has_journal] == [Method.COACHING]


def test_the_room_of_ratings_says_who_is_rated(monkeypatch):
    monkeypatch.setattr(feedback_rules, "RATED", [])
    assert rules.is_rated(1, 2) is False

    rules.tells_rated(lambda employee_id, period_id: (employee_id, period_id) == (1, 2))

    assert rules.is_rated(1, 2) is True
    assert rules.is_rated(1, 3) is False
