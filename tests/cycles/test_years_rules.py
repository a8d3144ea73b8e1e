"""The periods of a year and their windows, on plain values."""

from datetime import date

import pytest

from sambayan.cycles.rules import (
    PERIOD_FLOW,
    YEAR_FLOW,
    Closing,
    PeriodKind,
    PeriodState,
    WindowTerms,
    day_in,
    periods_of,
    takes_entries,
)
from sambayan.cycles.rules.figures import SOURCES, Figure, counts_year, figures_of

TERMS = WindowTerms(opens_before=14, closes=Closing.MONTHLY_CLOSE_DAY, close_day=10, yearly_deadline=(1, 31))
MONTH_END = WindowTerms(opens_before=0, closes=Closing.MONTH_END, close_day=10, yearly_deadline=(2, 29))


def test_a_year_by_quarters_has_four_and_itself():
    found = periods_of(2027, PeriodKind.QUARTERLY, TERMS)

    assert [(p.kind.value, p.number, p.from_date, p.to_date) for p in found] == [
        ("quarterly", 1, date(2027, 1, 1), date(2027, 3, 31)),
        ("quarterly", 2, date(2027, 4, 1), date(2027, 6, 30)),
        ("quarterly", 3, date(2027, 7, 1), date(2027, 9, 30)),
        ("quarterly", 4, date(2027, 10, 1), date(2027, 12, 31)),
        ("yearly", 1, date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_a_year_by_months_has_twelve_and_itself():
    found = periods_of(2028, PeriodKind.MONTHLY, TERMS)

    assert [p.number for p in found] == [*range(1, 13), 1]
    assert (found[1].from_date, found[1].to_date) == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("terms", "number", "window"),
    [
        (TERMS, 3, (date(2027, 9, 16), date(2027, 10, 10))),
        (TERMS, 4, (date(2027, 12, 17), date(2028, 1, 10))),  # BKN closes on the tenth of the next month
        (MONTH_END, 3, (date(2027, 9, 30), date(2027, 10, 31))),
        (MONTH_END, 4, (date(2027, 12, 31), date(2028, 1, 31))),
    ],
)
def test_a_periodic_window_opens_before_the_end_and_closes_in_the_next_month(terms, number, window):
    period = periods_of(2027, PeriodKind.QUARTERLY, terms)[number - 1]

    assert (period.window_from, period.window_to) == window


def test_a_window_never_opens_before_its_period():
    terms = WindowTerms(opens_before=92, closes=Closing.MONTHLY_CLOSE_DAY, close_day=10, yearly_deadline=(1, 31))

    assert periods_of(2027, PeriodKind.MONTHLY, terms)[1].window_from == date(2027, 2, 1)


def test_the_yearly_window_is_from_the_end_of_december_to_the_end_of_january():
    # PermenPANRB 6/2022 Lampiran IV.A.8.b p90
    year = periods_of(2027, PeriodKind.QUARTERLY, TERMS)[-1]

    assert (year.window_from, year.window_to) == (date(2027, 12, 31), date(2028, 1, 31))


def test_the_last_of_february_stands_for_a_day_that_is_not_there():
    assert day_in(2027, (2, 29)) == date(2027, 2, 28)
    assert periods_of(2026, PeriodKind.QUARTERLY, MONTH_END)[-1].window_to == date(2027, 2, 28)


OCTOBER = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("state", "begins", "ends", "late", "answer"),
    [
        (PeriodState.OPEN, date(2026, 10, 1), date(2027, 1, 10), False, True),
        (PeriodState.OPEN, date(2026, 7, 1), OCTOBER, False, True),
        (PeriodState.OPEN, date(2026, 7, 1), date(2026, 10, 7), False, False),
        (PeriodState.OPEN, date(2026, 7, 1), date(2026, 10, 7), True, True),
        (PeriodState.CLOSED, date(2026, 7, 1), date(2026, 10, 20), False, False),
        (PeriodState.CLOSED, date(2026, 7, 1), date(2026, 10, 20), True, True),
        (PeriodState.PLANNED, date(2026, 7, 1), date(2026, 10, 20), True, False),
        (PeriodState.OPEN, date(2026, 10, 9), date(2027, 1, 10), True, False),
    ],
)
def test_a_period_takes_entries(state, begins, ends, late, answer):
    assert takes_entries(state, OCTOBER, begins, ends, late=late) is answer


@pytest.mark.parametrize("flow", [YEAR_FLOW, PERIOD_FLOW])
def test_what_was_closed_can_be_opened_again_and_no_state_is_a_dead_end(flow):
    reached = {target for _starts, target in flow.moves.values()}

    assert all(flow.verbs(state) for state in reached)


def test_figures_of_all_rooms_stand_together(monkeypatch):
    monkeypatch.setattr("sambayan.cycles.rules.figures.SOURCES", [])
    counts_year(lambda key: {None: Figure("SKP", key, 2), 7: Figure("dinilai", 0, 1)})
    counts_year(lambda key: {7: Figure("ditandatangani", 1, 1)})

    found = figures_of(1)

    assert found == {None: [Figure("SKP", 1, 2)], 7: [Figure("dinilai", 0, 1), Figure("ditandatangani", 1, 1)]}
    assert SOURCES  # the rooms above have registered theirs
