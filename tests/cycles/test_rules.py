"""Working days of Indonesia."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambayan.cycles.rules import (
    CalendarError,
    PeriodKind,
    WorkingCalendar,
    WorkingWeek,
    indonesian_calendar,
    joint_leave_known,
)

CALENDAR = indonesian_calendar((2026, 2027))
SIX_DAYS = indonesian_calendar((2026,), working_week=WorkingWeek.SIX)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 10, 12), True, "a Monday"),
        (date(2026, 10, 17), False, "a Saturday in a five-day week"),
        (date(2026, 10, 18), False, "a Sunday"),
        (date(2026, 8, 17), False, "Independence Day"),
        (date(2026, 3, 20), False, "joint leave before Idul Fitri, SKB 2026"),
        (date(2026, 12, 24), False, "joint leave before Christmas, SKB 2026"),
        (date(2026, 12, 28), True, "the Monday after Christmas"),
    ],
)
def test_is_working_day(day, works, why):
    assert CALENDAR.is_working_day(day) is works, why


def test_six_day_week_and_joint_leave_that_counts():
    assert SIX_DAYS.is_working_day(date(2026, 10, 17)) is True
    assert SIX_DAYS.is_working_day(date(2026, 10, 18)) is False
    at_work = indonesian_calendar((2026,), joint_leave_counts=True)
    assert at_work.is_working_day(date(2026, 12, 24)) is True
    assert at_work.is_working_day(date(2026, 12, 25)) is False


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 10, 12), 14, date(2026, 10, 30)),  # objection, PermenPANRB 6/2022 L V.B.2 p117
        (date(2026, 10, 30), 7, date(2026, 11, 10)),  # decision, L V.B.6 p117
        (date(2026, 10, 12), 0, date(2026, 10, 12)),  # day 0
        (date(2026, 10, 17), 1, date(2026, 10, 19)),  # received on a Saturday
        (date(2026, 3, 16), 5, date(2026, 3, 30)),  # across Nyepi, Idul Fitri and joint leave
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # across Christmas
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # across the year
    ],
)
def test_add_working_days(start, days, due):
    assert CALENDAR.add_working_days(start, days) == due


def test_negative_days_are_refused():
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_working_days(date(2026, 10, 12), -1)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 10, 12), 14),
        (date(2026, 10, 29), 1),
        (date(2026, 10, 30), 0),
        (date(2026, 11, 2), -1),
        (date(2026, 10, 31), 0),
    ],
)
def test_working_days_left(today, left):
    assert CALENDAR.working_days_left(today, date(2026, 10, 30)) == left


def test_a_calendar_without_a_working_day_is_an_error():
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(800))
    with pytest.raises(CalendarError, match="2026-01-05"):
        WorkingCalendar(every_day, frozenset()).add_working_days(date(2026, 1, 5), 1)


@pytest.mark.parametrize("year", [2028, 2050, 2079, 2100])
def test_years_beyond_the_known_joint_leave_still_count(year):
    calendar = indonesian_calendar((year,))
    assert joint_leave_known(calendar, year) is False
    assert date(year, 8, 17) in calendar.holidays
    assert calendar.add_working_days(date(year, 8, 14), 5) > date(year, 8, 20)


def test_joint_leave_of_this_year_is_known():
    assert joint_leave_known(CALENDAR, 2026) is True


@settings(max_examples=60, deadline=None, database=None)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_adding_and_counting_agree(start, days):
    due = CALENDAR.add_working_days(start, days)
    assert CALENDAR.working_days_left(start, due) == days
    assert days == 0 or CALENDAR.is_working_day(due)


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [
        (PeriodKind.MONTHLY, 3, "Maret 2026"),
        (PeriodKind.QUARTERLY, 3, "Triwulan III 2026"),
        (PeriodKind.YEARLY, 1, "Tahun 2026"),
    ],
)
def test_name_of_a_period(kind, number, name):
    assert kind.name_of(number, 2026) == name
