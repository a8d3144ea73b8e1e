"""The calendar of one place: national days, what an agency adds or takes away, and its week."""

from datetime import date

import pytest

from sambayan.cycles.rules import (
    DayKind,
    LocalDay,
    LocalRules,
    WorkingCalendar,
    WorkingWeek,
    calendar_code,
    is_reminder_day,
    place_calendar,
)

MONDAY, TUESDAY, SATURDAY = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 10)
NATIONAL = WorkingCalendar(frozenset({date(2026, 8, 17)}), frozenset({date(2026, 12, 24)}))


def place(*days, path="lpg/bapenda/", **rules) -> WorkingCalendar:
    return place_calendar(NATIONAL, LocalRules(days=tuple(days), **rules), path)


@pytest.mark.parametrize("kind", [DayKind.JOINT_LEAVE, DayKind.HOLIDAY])
def test_a_local_day_off_is_no_working_day(kind):
    assert not place(LocalDay("lpg/", MONDAY, kind)).is_working_day(MONDAY)
    assert place().is_working_day(MONDAY)


def test_a_regional_holiday_counts_as_work_where_the_agency_keeps_to_the_national_list():
    days = place(LocalDay("lpg/", MONDAY, DayKind.HOLIDAY), regional_holidays=False)

    assert days.is_working_day(MONDAY)


def test_a_kept_working_day_is_neither_holiday_nor_leave():
    days = place(
        LocalDay("lpg/", date(2026, 8, 17), DayKind.WORKING_DAY),
        LocalDay("lpg/", date(2026, 12, 24), DayKind.WORKING_DAY),
    )

    assert days.is_working_day(date(2026, 8, 17))
    assert days.is_working_day(date(2026, 12, 24))


def test_what_stands_nearer_goes_before_what_stands_above():
    days = place(LocalDay("lpg/bapenda/", MONDAY, DayKind.WORKING_DAY), LocalDay("lpg/", MONDAY, DayKind.JOINT_LEAVE))

    assert days.is_working_day(MONDAY)


def test_another_agency_is_not_touched():
    assert place(LocalDay("metro/", MONDAY, DayKind.HOLIDAY)).is_working_day(MONDAY)


def test_no_place_in_particular_is_the_agency_as_a_whole():
    agency, office = LocalDay("lpg/", MONDAY, DayKind.HOLIDAY), LocalDay("lpg/bapenda/", TUESDAY, DayKind.HOLIDAY)
    days = place(agency, office, path="")

    assert (days.is_working_day(MONDAY), days.is_working_day(TUESDAY)) == (False, True)


def test_a_unit_works_its_own_week():
    six = (("lpg/", WorkingWeek.FIVE), ("lpg/disdikbud/", WorkingWeek.SIX))

    assert place(path="lpg/disdikbud/sman-1/", weeks=six).is_working_day(SATURDAY)
    assert not place(path="lpg/bapenda/", weeks=six).is_working_day(SATURDAY)
    assert place(working_week=WorkingWeek.SIX).is_working_day(SATURDAY)


def test_joint_leave_counts_where_the_agency_says_so():
    assert place(joint_leave_counts=True).is_working_day(date(2026, 12, 24))
    assert not place().is_working_day(date(2026, 12, 24))


def test_the_number_of_a_calendar_changes_with_its_days_and_only_with_those_of_its_years():
    code = calendar_code(NATIONAL, [2026])

    assert calendar_code(place(), [2026]) == code
    assert calendar_code(place(LocalDay("lpg/", MONDAY, DayKind.HOLIDAY)), [2026]) != code
    assert calendar_code(place(LocalDay("lpg/", MONDAY, DayKind.JOINT_LEAVE)), [2026]) != code
    assert calendar_code(place(LocalDay("lpg/", date(2027, 3, 1), DayKind.HOLIDAY)), [2026]) == code


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 10, 7), True),  # three working days before Monday the twelfth
        (date(2026, 10, 8), False),
        (date(2026, 10, 12), True),  # the day itself
        (date(2026, 10, 13), True),  # the day after
        (date(2026, 10, 14), False),
        (date(2026, 10, 20), True),  # a week after that
        (date(2026, 10, 10), False),  # a Saturday
    ],
)
def test_people_are_reminded_before_on_and_after(today, reminded):
    assert is_reminder_day(today, date(2026, 10, 12), 3, NATIONAL) is reminded
