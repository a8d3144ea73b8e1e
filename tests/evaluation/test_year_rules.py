"""The law around the rating: the organisation's achievement, what is warned of, the usual way of an evaluation."""

from datetime import date

import pytest

from sambayan.evaluation.rules import (
    FLOW,
    Axis,
    EvaluationState,
    FigureMark,
    Guidance,
    Heard,
    OrganisationPredicate,
    Predicate,
    Rating,
    RuleSet,
    guidance,
    head_rating,
    path_of,
    previous_counts,
    suggested_achievement,
    too_small,
    unsupported,
)

ABOVE, MEETS, BELOW = Rating
O = OrganisationPredicate  # noqa: E741 - as short as the table below wants it


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # SE MenPANRB 3/2023 on the two ends, as reported; in between local policy
        ([], None),
        (["exceeded", "exceeded", "achieved"], O.EXCELLENT),
        (["exceeded", "exceeded", "partly"], O.GOOD),
        (["exceeded", "achieved"], O.GOOD),
        (["achieved", "achieved", "no_progress"], O.GOOD),
        (["achieved", "partly", "little"], O.NEEDS_IMPROVEMENT),
        (["little", "little", "partly"], O.POOR),
        (["no_progress", "no_progress", "achieved"], O.VERY_POOR),
        (["no_progress", "little"], O.POOR),
    ],
)
def test_figures_suggest_an_organisation_predicate(marks, expected):
    assert suggested_achievement([FigureMark(mark) for mark in marks]) == expected


@pytest.mark.parametrize(
    ("organisation", "rating"),
    [(O.EXCELLENT, ABOVE), (O.GOOD, MEETS), (O.NEEDS_IMPROVEMENT, BELOW), (O.POOR, BELOW), (O.VERY_POOR, BELOW)],
)
def test_the_predicate_of_a_unit_suggests_the_rating_of_its_head(organisation, rating):
    assert head_rating(organisation) == rating


@pytest.mark.parametrize(
    ("day", "counts"), [(date(2027, 1, 31), False), (date(2027, 2, 1), True), (date(2027, 6, 1), True)]
)
def test_from_february_the_previous_year_counts(day, counts):
    # Lampiran IV.B.1.f p94
    assert previous_counts(date(2026, 12, 31), day) is counts


@pytest.mark.parametrize(
    ("result", "behaviour", "heard", "axes"),
    [
        (BELOW, MEETS, Heard(), (Axis.RESULT,)),
        (BELOW, MEETS, Heard(on_results=1), ()),
        (BELOW, MEETS, Heard(guidance=1), ()),
        (BELOW, MEETS, Heard(on_behaviour=3), (Axis.RESULT,)),
        (MEETS, BELOW, Heard(on_results=1), (Axis.BEHAVIOUR,)),
        (BELOW, BELOW, Heard(guidance=1), ()),
        (MEETS, BELOW, Heard(on_behaviour=1), ()),
        (BELOW, BELOW, Heard(), (Axis.RESULT, Axis.BEHAVIOUR)),
        (ABOVE, MEETS, Heard(), ()),
    ],
)
def test_a_rating_below_needs_something_said_before(result, behaviour, heard, axes):
    assert unsupported(result, behaviour, heard) == axes


def test_a_predicate_over_its_cap_asks_at_once():
    # SE 3/2023 as reported: at most 70 % Sangat Baik under Istimewa, so 7 of 10
    se, law = guidance(O.EXCELLENT, {Predicate.VERY_GOOD: 8}, 10, list(RuleSet))

    assert (se.over, se.asks, law.over, law.asks) == ((Predicate.VERY_GOOD,), True, (), False)


def test_what_must_occur_is_asked_for_once_everybody_is_rated():
    # SE 3/2023 as reported: under Baik somebody has Butuh Perbaikan and/or Kurang
    counts = {Predicate.GOOD: 6, Predicate.VERY_GOOD: 3}

    (waiting,) = guidance(O.GOOD, counts, 10, [RuleSet.SE_MENPANRB_3_2023])
    (complete,) = guidance(O.GOOD, {**counts, Predicate.VERY_GOOD: 4}, 10, [RuleSet.SE_MENPANRB_3_2023])

    assert (waiting.fits, waiting.asks) == (None, False)
    assert (complete.fits, complete.asks) == (False, True)


def test_the_regulation_alone_never_asks():
    assert not Guidance(RuleSet.PERMENPANRB_6_2022, None, ()).asks


@pytest.mark.parametrize(
    ("organisation", "people", "limit", "small"),
    [(O.GOOD, 3, 3, True), (O.GOOD, 4, 3, False), (O.GOOD, 2, 0, True), (O.NEEDS_IMPROVEMENT, 1, 0, False)],
)
def test_a_unit_may_be_too_small_for_the_guide(organisation, people, limit, small):
    assert too_small(organisation, people, limit) is small


@pytest.mark.parametrize(
    ("state", "place"),
    [("open", 0), ("with_superior", 1), ("not_returned", 5), ("objected", 5), ("returned", 5), ("final", 6)],
)
def test_the_present_state_stands_on_the_usual_way(state, place):
    assert path_of(state)[place] == EvaluationState(state)
    assert len(path_of(state)) == 7


def test_nobody_is_left_without_a_way_to_the_end():
    reached, waiting = set(), {EvaluationState.OPEN}
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting |= {FLOW.after(state, verb) for verb in FLOW.verbs(state)} - reached

    assert reached == set(EvaluationState)
    assert FLOW.verbs(EvaluationState.FINAL) == ["admit_objection"]
