"""The calendar page, and who may change it."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories.people import unit
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles import queries
from sambayan.cycles.actions import calendar as actions
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import CalendarDay, UnitWeek
from sambayan.cycles.queries import calendars, months
from sambayan.cycles.rules import ClockKind, DayKind, WorkingWeek
from sambayan.policies.models import SettingValue

MONDAY = date(2026, 10, 12)
WORDS = {"kind": DayKind.JOINT_LEAVE, "name": "Cuti bersama", "basis": "SKB Tiga Menteri"}


def test_a_day_set_by_the_administrator_moves_the_dates_below_it_and_is_recorded(cast):
    clock = start_clock(Start(ClockKind.OBJECTION, "evaluation", 1, None, cast.unit.pk, TODAY))

    kept = actions.set_day(unit("lpg/"), MONDAY, **WORDS, by=cast.admin.actor, at=NOW)

    clock.refresh_from_db()
    assert clock.due_on == date(2026, 10, 29)
    assert not queries.calendar(2026, "lpg/bapenda/").is_working_day(MONDAY)
    event = Event.objects.get(name="cycles.set_day")
    assert (event.after["dates_moved"], event.reason) == (1, "SKB Tiga Menteri")
    assert (str(kept), kept.kind_word) == ("Cuti bersama (2026-10-12)", DayKind.JOINT_LEAVE)


def test_the_same_day_set_again_is_replaced(cast):
    actions.set_day(unit("lpg/"), MONDAY, **WORDS, by=cast.admin.actor, at=NOW)
    actions.set_day(unit("lpg/"), MONDAY, **{**WORDS, "kind": DayKind.WORKING_DAY}, by=cast.admin.actor, at=NOW)

    assert CalendarDay.objects.get().kind == "working_day"
    assert Event.objects.filter(name="cycles.set_day").last().before["day_kind"] == "joint_leave"


def test_a_day_taken_back_leaves_the_national_calendar(cast):
    kept = actions.set_day(unit("lpg/"), MONDAY, **WORDS, by=cast.admin.actor, at=NOW)

    actions.remove_day(kept, reason="Keliru", by=cast.admin.actor, at=NOW)

    assert not CalendarDay.objects.exists()
    assert queries.calendar(2026, "lpg/").is_working_day(MONDAY)
    assert Event.objects.get(name="cycles.remove_day").reason == "Keliru"


def test_a_unit_works_six_days(cast):
    kept = actions.set_week(cast.unit, WorkingWeek.SIX, basis="Pergub", by=cast.admin.actor, at=NOW)
    actions.set_week(cast.unit, WorkingWeek.FIVE, basis="Pergub", by=cast.admin.actor, at=NOW)

    assert UnitWeek.objects.get().working_week == 5
    assert Event.objects.filter(name="cycles.set_week").last().before == {"working_week": 6}
    assert str(kept) == f"{cast.unit}: 6"


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "partner", "inspector"])
def test_nobody_else_changes_it(cast, who):
    actor = getattr(cast, who).actor
    with pytest.raises(Denied, match="pengelola kinerja seluruh instansi"):
        actions.set_day(cast.unit, MONDAY, **WORDS, by=actor, at=NOW)
    with pytest.raises(Denied):
        actions.set_week(cast.unit, WorkingWeek.SIX, basis="x", by=actor, at=NOW)


def test_what_was_read_is_kept_a_minute_and_settings_have_effect(cast, monkeypatch, django_assert_num_queries):
    for name, value in (("working_week", "6"), ("joint_leave_counts", "true"), ("holiday_calendar", "regional")):
        SettingValue.objects.create(
            name=name,
            value=value,
            valid_from=date(2026, 1, 1),
            reason="-",
            mark="D",
            source="-",
            set_at=NOW,
            set_by="-",
        )
    UnitWeek.objects.create(unit=cast.unit, working_week=5, basis="Pergub")
    CalendarDay.objects.create(unit=unit("lpg/"), day=MONDAY, kind="holiday", name="HUT", basis="Pergub")
    calendars.KEPT.forget()

    with django_assert_num_queries(3):
        place = calendars.calendar(2026, "lpg/bapenda/")
    with django_assert_num_queries(0):
        calendars.calendar(2026, "lpg/bapenda/")
        near = calendars.calendar(2026, cast.unit.path)
    assert (int(place.working_week), place.joint_leave_counts, place.is_working_day(MONDAY)) == (6, True, False)
    assert int(near.working_week) == 5
    monkeypatch.setattr(calendars.KEPT, "at", -1000.0)
    with django_assert_num_queries(3):
        calendars.calendar(2026)


def test_the_page_shows_months_and_local_days(cast, sign_in, today, django_assert_num_queries):
    actions.set_day(unit("lpg/"), MONDAY, **WORDS, by=cast.admin.actor, at=NOW)
    calendars.calendar(2026, cast.unit.path)
    browser = sign_in(cast.ani)
    browser.get(reverse("cycles:calendar"))

    with django_assert_num_queries(7):
        html = browser.get(reverse("cycles:calendar"), {"unit": "samsat", "year": "2026"}).content.decode()

    assert "SKB Tiga Menteri" in html
    assert "Tambah hari" not in html
    october = months.months_of(2026, cast.unit.path)[9]
    cells = {cell.day: cell for week in october.weeks for cell in week if cell}
    assert (cells[MONDAY].kind, cells[MONDAY].name) == ("leave", "Cuti bersama")
    assert (cells[date(2026, 10, 10)].kind, october.working) == ("weekend", 21)
    assert months.months_of(2026, "")[7].weeks[3][0].kind == "holiday"


def test_a_year_without_a_decree_says_that_dates_are_an_estimate(cast, sign_in, today):
    html = sign_in(cast.admin).get(reverse("cycles:calendar"), {"year": "2028"}).content.decode()

    assert "Cuti bersama belum diketahui." in html


def test_there_is_no_calendar_without_any_unit(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr("sambayan.cycles.queries.months.root_of", lambda path: None)

    assert sign_in(cast.ani).get(reverse("cycles:calendar")).status_code == 404


def test_the_administrator_sets_a_day_a_week_and_takes_the_day_back(cast, sign_in, today):
    unit("lpg/")
    browser = sign_in(cast.admin)
    address = reverse("cycles:set_day", args=["lpg"])
    typed = {"day": "2026-10-12", "kind": "joint_leave", "name": "Cuti", "basis": "SKB"}

    assert browser.get(address).status_code == 200
    assert browser.post(address, {**typed, "day": "2031-01-01"}).status_code == 422
    assert "Tulis tanggal yang ada" in browser.post(address, {**typed, "day": "31 Februari"}).content.decode()
    assert browser.post(address, typed).status_code == 302
    day = CalendarDay.objects.get()
    gone = reverse("cycles:remove_day", args=[day.pk])
    assert browser.get(gone).status_code == 200
    assert browser.post(gone, {"reason": ""}).status_code == 422
    assert browser.post(gone, {"reason": "Keliru"}).status_code == 302
    week = reverse("cycles:set_week", args=["lpg"])
    assert browser.post(week, {"working_week": "4", "basis": "x"}).status_code == 422
    assert browser.post(week, {"working_week": "6", "basis": "Pergub"}).status_code == 302
    assert 'value="6" selected' in browser.get(week).content.decode()
