"""When an office may change, and what its versions look like afterwards."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sambayan.people.rules import (
    DayProblem,
    Span,
    UnitChange,
    counted_below,
    day_problem,
    follow,
    is_below,
    moved,
    root_of,
)

FOUNDED = date(2020, 1, 1)
TODAY = date(2026, 10, 8)
RUNNING = Span(UnitChange.RENAME, date(2024, 5, 1))
NEW = Span(UnitChange.FOUND, TODAY)
changes = st.lists(st.tuples(st.sampled_from([UnitChange.RENAME, UnitChange.MOVE]), st.integers(0, 300)), max_size=12)


@pytest.mark.parametrize(
    ("running", "change", "day", "problem"),
    [
        (RUNNING, UnitChange.MOVE, TODAY, None),
        (RUNNING, UnitChange.MOVE, date(2024, 5, 1), None),
        (RUNNING, UnitChange.MOVE, date(2024, 4, 30), DayProblem.TOO_EARLY),
        (RUNNING, UnitChange.MOVE, date(2026, 10, 9), DayProblem.FUTURE),
        (NEW, UnitChange.RENAME, TODAY, None),
        (NEW, UnitChange.CLOSE, TODAY, DayProblem.NEVER_LIVED),
        (NEW, UnitChange.MERGE, TODAY, DayProblem.NEVER_LIVED),
        (RUNNING, UnitChange.CLOSE, date(2024, 5, 1), None),
    ],
)
def test_an_office_changes_from_its_running_version_until_today(running, change, day, problem):
    assert day_problem(running, change, day, TODAY) == problem


def test_a_change_ends_the_running_version_the_day_before():
    ended, opened = follow(RUNNING, UnitChange.MOVE, TODAY)

    assert ended == Span(UnitChange.RENAME, date(2024, 5, 1), date(2026, 10, 7))
    assert opened == Span(UnitChange.MOVE, TODAY)


def test_a_second_change_on_the_same_day_replaces_that_days_version():
    assert follow(RUNNING, UnitChange.MOVE, RUNNING.from_date) == (None, Span(UnitChange.MOVE, RUNNING.from_date))


def test_an_office_renamed_on_the_day_of_its_founding_was_founded_that_day():
    assert follow(NEW, UnitChange.RENAME, TODAY) == (None, NEW)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine of the tests may be busy
@given(changes, st.integers(0, 3000))
def test_on_every_day_since_the_founding_exactly_one_version_holds(steps, offset):
    day, spans = FOUNDED, [Span(UnitChange.FOUND, FOUNDED)]
    for change, wait in steps:
        day += timedelta(days=wait)
        ended, opened = follow(spans[-1], change, day)
        spans[-1:] = [opened] if ended is None else [ended, opened]

    assert sum(span.holds_on(FOUNDED + timedelta(days=offset)) for span in spans) == 1
    assert [span.change for span in spans].count(UnitChange.FOUND) == 1


def test_before_the_founding_nothing_holds():
    assert not NEW.holds_on(TODAY - timedelta(days=1))


def test_a_path_tells_what_is_below_what():
    assert is_below("lpg/a/b/", "lpg/a/")
    assert not is_below("lpg/ab/", "lpg/a/")
    assert moved("lpg/a/b/", "lpg/a/", "lpg/c/a/") == "lpg/c/a/b/"
    assert root_of("lpg/a/b/") == "lpg/"


def test_everybody_below_is_counted_at_every_level():
    assert counted_below({"lpg/a/b/": 2, "lpg/a/": 1, "lpg/c/": 4}) == {
        "lpg/": 7,
        "lpg/a/": 3,
        "lpg/a/b/": 2,
        "lpg/c/": 4,
    }
