"""A lifecycle as a table."""

import pytest

from sambayan.common.flow import Flow, WrongMoveError
from sambayan.common.words import Labelled


class Door(Labelled):
    OPEN = "open", "Terbuka"
    SHUT = "shut", "Tertutup"


FLOW = Flow(
    "door",
    {
        "build": (frozenset({None}), Door.OPEN),
        "shut": (frozenset({Door.OPEN}), Door.SHUT),
        "open": (frozenset({Door.SHUT}), Door.OPEN),
    },
)


def test_a_verb_leads_to_its_state():
    assert FLOW.after("open", "shut") is Door.SHUT


def test_a_verb_from_nowhere():
    assert FLOW.after(None, "build") is Door.OPEN


def test_a_verb_in_the_wrong_state_is_refused():
    with pytest.raises(WrongMoveError, match="shut is not possible in state shut") as caught:
        FLOW.after("shut", "shut")

    assert (caught.value.state, caught.value.verb) == ("shut", "shut")


def test_the_verbs_of_a_state_stand_in_the_order_of_the_table():
    assert (FLOW.verbs("open"), FLOW.verbs(None)) == (["shut"], ["build"])


def test_the_diagram_is_drawn_from_the_table():
    assert FLOW.mermaid() == (
        "stateDiagram-v2\n    [*] --> open: build\n    open --> shut: shut\n    shut --> open: open\n"
    )


def test_a_labelled_value_knows_its_word():
    assert (Door("open").label, Door.choices()) == ("Terbuka", [("open", "Terbuka"), ("shut", "Tertutup")])
