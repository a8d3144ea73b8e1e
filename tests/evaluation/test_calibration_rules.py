"""Calibration without a database: cells, what is concealed from whom, which reasons a change needs."""

import pytest

from sambayan.evaluation.rules import (
    CALIBRATION_FLOW,
    CELLS,
    PROPOSAL_FLOW,
    CalibrationState,
    Cell,
    Predicate,
    ProposalState,
    Rating,
    cell,
    concealed_from,
    next_better,
    reasons_needed,
    spread,
)

ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW
MIDDLE = Cell(MEETS, MEETS)


def test_the_board_has_nine_cells_in_reading_order():
    assert [each.key for each in CELLS] == [
        "above-below", "above-meets", "above-above", "meets-below", "meets-meets", "meets-above", "below-below",
        "below-meets", "below-above",
    ]  # fmt: skip


def test_a_cell_is_found_by_its_key_and_knows_its_predicate():
    assert cell("below-meets") == Cell(BELOW, MEETS)
    assert cell("below-meets").predicate is Predicate.NEEDS_IMPROVEMENT


@pytest.mark.parametrize("key", ["", "meets", "meets-meets-meets", "above_meets"])
def test_what_names_no_cell_is_refused(key):
    with pytest.raises(ValueError, match=f"^{key}$"):
        cell(key)


def test_the_spread_counts_without_names_the_most_frequent_first():
    top, low = Cell(ABOVE, ABOVE), Cell(BELOW, BELOW)

    assert spread([low, MIDDLE, top, MIDDLE]) == [(MIDDLE, 2), (top, 1), (low, 1)]
    assert spread([]) == []


def test_nobody_sees_himself_or_whoever_appraises_him():
    appraised_by = {1: 2, 2: 3, 4: 2}

    assert concealed_from(1, appraised_by) == {1, 2, 3}
    assert concealed_from(2, appraised_by) == {2, 3}
    assert concealed_from(9, appraised_by) == {9}
    assert concealed_from(None, appraised_by) == frozenset()


def test_a_circle_of_appraisers_ends():
    assert concealed_from(1, {1: 2, 2: 1}) == {1, 2}


@pytest.mark.parametrize(
    ("target", "asked", "given", "needed"),
    [
        (Cell(ABOVE, MEETS), (), {}, ("result_reason",)),
        (Cell(MEETS, ABOVE), (), {}, ("behaviour_reason",)),
        (Cell(ABOVE, ABOVE), (), {}, ("result_reason", "behaviour_reason")),
        (Cell(MEETS, ABOVE), ("consideration",), {}, ("behaviour_reason", "consideration")),
        (Cell(MEETS, ABOVE), ("consideration",), {"consideration": " "}, ("behaviour_reason", "consideration")),
        (Cell(MEETS, ABOVE), ("consideration",), {"consideration": "Sudah."}, ("behaviour_reason",)),
        (Cell(ABOVE, MEETS), ("distribution_reason",), {}, ("result_reason", "distribution_reason")),
    ],
)
def test_a_changed_rating_needs_exactly_these_reasons(target, asked, given, needed):
    assert reasons_needed(MIDDLE, target, asked, given) == needed


@pytest.mark.parametrize(
    ("now", "better"),
    [
        (Cell(ABOVE, ABOVE), ()),
        (MIDDLE, (Cell(ABOVE, ABOVE),)),
        (Cell(ABOVE, MEETS), (Cell(ABOVE, ABOVE),)),
        (Cell(BELOW, MEETS), (Cell(MEETS, MEETS),)),
        (Cell(BELOW, BELOW), (Cell(MEETS, BELOW), Cell(BELOW, MEETS))),
    ],
)
def test_the_way_to_the_next_predicate_is_the_shortest(now, better):
    assert next_better(now) == better


@pytest.mark.parametrize(("flow", "states"), [(CALIBRATION_FLOW, CalibrationState), (PROPOSAL_FLOW, ProposalState)])
def test_every_state_is_reached_and_the_last_ones_end(flow, states):
    assert {target for _starts, target in flow.moves.values()} == set(states)


def test_an_answered_proposal_is_never_answered_again():
    assert [state for state in ProposalState if PROPOSAL_FLOW.verbs(state)] == [ProposalState.PROPOSED]
