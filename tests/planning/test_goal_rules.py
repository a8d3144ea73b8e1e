"""The law of goals, of the matrix, and of measured figures: plain values, no database."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sambayan.planning.rules import Perspective
from sambayan.planning.rules.goals import (
    CONTRACT_FLOW,
    GOAL_FILE_FLOW,
    ContractState,
    GoalChange,
    GoalFileState,
    IndicatorDraft,
    compare_goals,
    contract_gaps,
    may_cascade,
    missing_perspectives,
)
from sambayan.planning.rules.live import (
    MEASURES,
    Asked,
    Figure,
    MeasureSubject,
    ServiceShare,
    measure,
    pooled,
    share_in_time,
)
from sambayan.planning.rules.matrix import NO_ROLE, CellFacts, CellState, cell_state, is_role, needs_consent, role_text


def test_every_state_of_contract_and_file_can_be_reached():
    assert {target for _starts, target in CONTRACT_FLOW.moves.values()} == set(ContractState)
    assert {target for _starts, target in GOAL_FILE_FLOW.moves.values()} == set(GoalFileState)


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], ["Tulis paling sedikit satu indikator kinerja utama."]),
        ([IndicatorDraft("Indeks", "", "")], ["Setiap indikator kinerja utama perlu nama dan target."]),
        ([IndicatorDraft("", "82", "")], ["Setiap indikator kinerja utama perlu nama dan target."]),
        ([IndicatorDraft("Indeks", "82", "")], []),
    ],
)
def test_a_contract_needs_a_measure_and_a_target_for_every_goal(rows, missing):
    assert contract_gaps(rows) == missing


def test_the_perspectives_that_nobody_looks_from_are_named():
    rows = [IndicatorDraft("a", "1", "budget"), IndicatorDraft("b", "1", "service_recipient")]

    assert missing_perspectives(rows) == [Perspective.BUSINESS_PROCESS, Perspective.INTERNAL_STRENGTHENING]


@pytest.mark.parametrize(
    ("own", "above", "may"),
    [
        ("lpg/bapenda/samsat/", "lpg/bapenda/", True),
        ("lpg/bapenda/samsat/", "lpg/", True),
        ("lpg/bapenda/", "lpg/bapenda/", False),
        ("lpg/bapenda/", "lpg/bapenda/samsat/", False),
        ("lpg/bapenda/", "lpg/dinsos/", False),
    ],
)
def test_an_indicator_supports_only_one_of_a_unit_above(own, above, may):
    assert may_cascade(own, above) is may


def test_a_file_is_compared_by_number_and_leaves_the_rest_alone():
    known = {1: {"name": "a", "target": "1"}, 2: {"name": "b", "target": "2"}, 9: {"name": "z", "target": "9"}}
    told = {
        3: {"name": "c", "target": "3"},
        2: {"name": "b", "target": "20"},
        1: {"name": "a", "target": "1"},
    }

    assert compare_goals(known, told) == [
        GoalChange(1, "same", {}, told[1]),
        GoalChange(2, "changed", {"target": "2"}, told[2]),
        GoalChange(3, "new", {}, told[3]),
    ]


@pytest.mark.parametrize(
    ("typed", "kept", "gives"),
    [
        ("", "", False),
        ("   ", "", False),
        ("x", NO_ROLE, False),
        ("–", NO_ROLE, False),
        ("Tidak ada peran", NO_ROLE, False),
        (" Berkas  selesai\ntepat waktu ", "Berkas selesai tepat waktu", True),
    ],
)
def test_blank_x_and_no_role_create_nothing(typed, kept, gives):
    # Lampiran II.A.5 p47, FORMAT A.1.5 p49
    assert (role_text(typed), is_role(role_text(typed))) == (kept, gives)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (CellFacts(""), CellState.BLANK),
        (CellFacts(NO_ROLE), CellState.NO_ROLE),
        (CellFacts("a", linked_title="a"), CellState.LINKED),
        (CellFacts("a", linked_title="b"), CellState.CHANGED),
        (CellFacts("a", has_consent=False, is_editable=True, is_unfinished=True), CellState.WAITS_CONSENT),
        (CellFacts("a"), CellState.WAITS_START),
        (CellFacts("a", is_editable=True, is_unfinished=True), CellState.WAITS_START),
        (CellFacts("a", is_unfinished=True), CellState.WAITS_RETURN),
        (CellFacts("a", is_in_force=True), CellState.WAITS_REVISION),
        (CellFacts("a", is_unfinished=True, is_in_force=True), CellState.WAITS_RETURN),
    ],
)
def test_what_became_of_a_cell(facts, state):
    assert cell_state(facts) is state


@pytest.mark.parametrize(("appraiser", "leader", "asks"), [(1, 1, False), (1, 2, True), (None, 2, False)])
def test_the_appraiser_is_asked_when_another_assigns(appraiser, leader, asks):
    # Lampiran II.A.5.f.10 p46
    assert needs_consent(appraiser, leader) is asks


def test_services_are_pooled_by_their_answers():
    large = ServiceShare(90, {"a": (360, 90), "b": (270, 90)}, 0.5)  # means 4 and 3
    small = ServiceShare(10, {"a": (20, 10), "b": (0, 0)}, 2.0)

    whole = pooled([large, small])

    assert whole.n == 100
    assert whole.index == (Fraction(380, 100) + 3) / 2 * 25
    assert whole.standard_error == pytest.approx((0.45**2 + 0.2**2) ** 0.5)


def test_without_answers_or_errors_nothing_is_made_up():
    assert pooled([]) is None
    assert pooled([ServiceShare(0, {"a": (0, 0)}, None)]) is None
    assert pooled([ServiceShare(1, {"a": (4, 1)}, None), ServiceShare(2, {"a": (4, 2)}, 1.0)]).standard_error is None


def test_the_share_of_terms_kept():
    assert share_in_time(3, 4) == 75
    assert share_in_time(0, 0) is None


def test_a_room_can_offer_a_measure_once(monkeypatch):
    monkeypatch.setattr("sambayan.planning.rules.live.MEASURES", {})

    @measure("follow_up", "Tindak lanjut", MeasureSubject.UNIT, places=1, unit_word="%")
    def follow_up(asked):
        return [Figure(Decimal(80), 10) for _one in asked]

    from sambayan.planning.rules.live import MEASURES as offered

    asked = Asked(None, "lpg/", "", date(2026, 1, 1), date(2026, 12, 31))
    assert [figure.value for figure in offered["follow_up"].compute([asked])] == [80]
    with pytest.raises(ValueError, match="declared twice: follow_up"):
        measure("follow_up", "Lagi", MeasureSubject.UNIT)(follow_up)


def test_the_measures_of_the_house():
    import sambayan.planning.queries.measures  # noqa: F401 - registers

    assert sorted(MEASURES) == [
        "answers_service", "element_service", "satisfaction_service", "satisfaction_unit", "terms_kept",
    ]  # fmt: skip
