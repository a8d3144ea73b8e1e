"""The year and its periods."""

from datetime import date

from factories import cycles
from sambayan.cycles import queries


def test_work_is_documented_for_the_running_quarter_and_one_that_is_being_rated(db):
    third, fourth = cycles.quarter(3), cycles.quarter(4)
    cycles.quarter(1)

    assert queries.documentable_periods(cycles.cycle().pk, date(2026, 10, 8)) == [fourth, third]
    assert queries.documentable_periods(cycles.cycle().pk, date(2026, 11, 24)) == [fourth]


def test_the_current_period_and_the_latest_window(db):
    third, fourth = cycles.quarter(3), cycles.quarter(4)

    assert queries.current_period(cycles.cycle().pk, date(2026, 10, 8)) == fourth
    assert queries.latest_window(date(2026, 10, 8)) == third
    assert list(queries.periods(date(2026, 10, 8))) == [fourth, third]
    assert queries.period(third.pk) == third


def test_days_left_are_working_days(db):
    assert queries.days_left(date(2026, 10, 8), date(2026, 10, 12)) == 2
    assert queries.days_left(date(2026, 10, 12), date(2026, 10, 8)) == -2
    assert queries.days_left(date(2026, 10, 8), None) is None


def test_a_period_is_named_in_the_readers_language(db):
    from django.utils import translation

    with translation.override("en"):
        assert cycles.quarter(3).label == "Quarter III 2026"
    assert cycles.quarter(3).label == "Triwulan III 2026"
