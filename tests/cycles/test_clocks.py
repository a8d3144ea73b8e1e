"""Clocks: they start and stop with what people do, lapse with time, remind, and follow the calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories.people import post, unit
from sambayan.audit.models import Event
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import Denied
from sambayan.cycles.actions import clocks
from sambayan.cycles.actions.clocks import Start, start_clock, start_clocks, stop_clocks
from sambayan.cycles.models import CalendarDay, Clock
from sambayan.cycles.queries import clocks as queries
from sambayan.cycles.queries.calendars import KEPT
from sambayan.cycles.rules import LAPSES, TERMS, ClockKind, lapses
from sambayan.cycles.tasks import clocks as clocks_tasks
from sambayan.notices.models import Notice

JAKARTA = ZoneInfo("Asia/Jakarta")


def start(cast, kind=ClockKind.OBJECTION, pk=1, on=TODAY, **more) -> Clock:
    made = Start(kind, "evaluation", pk, cast.ani.employee.pk, cast.unit.pk, on, **more)
    return start_clock(made)


@pytest.fixture
def lapsed(monkeypatch):
    """Every subject an objection clock lapsed for."""
    seen = []
    monkeypatch.setitem(LAPSES, ClockKind.OBJECTION, lambda pk, at: seen.append(pk))
    return seen


def test_a_term_runs_in_working_days_from_its_setting(cast):
    clock = start(cast)

    assert (clock.length, clock.due_on) == (14, date(2026, 10, 28))
    assert clock.calendar
    assert str(clock) == "Mengajukan keberatan, bila tidak sependapat (2026-10-28)"
    assert (clock.kind_word, clock.state_word) == (ClockKind.OBJECTION, "running")


def test_a_given_date_goes_before_any_length(cast):
    clock = start(cast, ClockKind.RATING, due=date(2027, 1, 31))

    assert (clock.length, clock.due_on) == (None, date(2027, 1, 31))


def test_an_empty_setting_starts_no_clock(cast):
    assert start(cast, ClockKind.RECEIPT) is None
    assert start(cast, ClockKind.RATING) is None


def test_an_open_clock_is_not_started_twice_and_a_stopped_one_may_start_again(cast):
    start(cast)
    start(cast, on=TODAY - timedelta(days=3))
    assert Clock.objects.get().due_on == date(2026, 10, 28)

    assert stop_clocks(ClockKind.OBJECTION, "evaluation", [1], at=NOW) == 1
    assert Clock.objects.get().state == "met"
    start(cast)
    assert stop_clocks(ClockKind.OBJECTION, "evaluation", [1, 2], at=NOW, void=True) == 1
    assert sorted(Clock.objects.values_list("state", flat=True)) == ["met", "void"]


def test_many_clocks_start_in_a_constant_number_of_queries(cast, django_assert_num_queries):
    wanted = [Start(ClockKind.REPORT, "evaluation", n, None, cast.unit.pk, TODAY) for n in range(50)]

    with django_assert_num_queries(3):
        assert len(start_clocks(wanted)) == 50


def test_every_kind_says_its_source_and_what_happens_at_the_end():
    assert set(TERMS) == set(ClockKind)
    assert all(term.source and term.starts and term.lapse for term in TERMS.values())


def test_a_lapse_may_be_declared_once(monkeypatch):
    monkeypatch.setattr("sambayan.cycles.rules.clocks.LAPSES", {})
    act = lapses(ClockKind.REPORT)(lambda pk, at: None)

    with pytest.raises(ValueError, match="declared twice"):
        lapses(ClockKind.REPORT)(act)


def test_the_last_day_is_still_in_time(cast, lapsed):
    start(cast)

    assert clocks.lapse(at=datetime(2026, 10, 28, 23, 59, tzinfo=JAKARTA)) == 0
    assert clocks.lapse(at=datetime(2026, 10, 29, 0, 1, tzinfo=JAKARTA)) == 1
    assert clocks.lapse(at=datetime(2026, 10, 29, 0, 2, tzinfo=JAKARTA)) == 0
    assert lapsed == [1]
    assert Clock.objects.get().state == "lapsed"


def test_a_kind_without_an_effect_only_becomes_late(cast, monkeypatch):
    monkeypatch.delitem(LAPSES, ClockKind.REPORT, raising=False)
    start(cast, ClockKind.REPORT, due=date(2026, 10, 1))

    assert clocks.lapse(at=NOW) == 1


def test_one_thing_that_fails_does_not_hold_up_the_others(cast, monkeypatch, caplog):
    start(cast, pk=1, due=date(2026, 10, 1))
    start(cast, pk=2, due=date(2026, 10, 2))
    seen = []

    def act(pk, at):
        if pk == 1:
            raise ValueError("broken")
        seen.append(pk)

    monkeypatch.setitem(LAPSES, ClockKind.OBJECTION, act)
    assert clocks.lapse(at=NOW) == 1
    assert seen == [2]
    assert dict(Clock.objects.values_list("about_pk", "state")) == {1: "running", 2: "lapsed"}
    assert "could not lapse" in caplog.text


def test_a_clock_that_was_stopped_meanwhile_does_not_lapse(cast, lapsed):
    clock = start(cast, due=date(2026, 10, 1))
    stop_clocks(ClockKind.OBJECTION, "evaluation", [1], at=NOW)

    assert clocks._lapse_one(clock.pk, NOW) is False
    assert lapsed == []


def test_people_are_told_once_a_day_about_all_of_a_kind(cast):
    for pk in (1, 2, 3):
        start(cast, ClockKind.RATING, pk, due=TODAY)
    start(cast, ClockKind.RATING, 4, due=date(2026, 12, 1))
    Clock.objects.filter(about_pk=3).update(holder=None)

    assert clocks.remind_all(at=NOW) == 1
    assert clocks.remind_all(at=NOW) == 0
    notice = Notice.objects.get()
    assert (notice.event, notice.recipient, notice.words["n"]["id"]) == ("cycles.remind", cast.ani.employee, "2")


def test_an_overseer_reminds_whoever_is_late(cast):
    for pk, kind in enumerate((ClockKind.OBJECTION, ClockKind.RATING), 1):
        start(cast, kind, pk, due=date(2026, 10, 1))
    clocks.lapse(at=NOW)

    assert clocks.remind(cast.unit, ClockKind.RATING, by=cast.budi.actor, at=NOW) == 1
    assert clocks.remind(cast.unit, None, by=cast.citra.actor, at=NOW) == 1
    assert clocks.remind(cast.unit, None, by=cast.citra.actor, at=NOW) == 0
    assert Event.objects.filter(name="cycles.remind").count() == 3


@pytest.mark.parametrize("who", ["ani", "dewi", "inspector", "partner"])
def test_nobody_else_reminds(cast, who):
    with pytest.raises(Denied):
        clocks.remind(cast.unit, None, by=getattr(cast, who).actor, at=NOW)


def test_a_new_holiday_moves_open_dates_but_not_what_lapsed_or_has_a_given_date(cast):
    moved, fixed = start(cast, pk=1), start(cast, ClockKind.RATING, pk=2, due=date(2026, 10, 28))
    gone = start(cast, pk=3, on=date(2026, 9, 17))
    Clock.objects.filter(pk=gone.pk).update(state="lapsed")
    same = start(cast, pk=4, on=date(2026, 10, 12))
    Clock.objects.filter(pk=same.pk).update(due_on=date(2026, 10, 1), state="lapsed", started_on=date(2026, 8, 1))
    for day in (date(2026, 10, 7), date(2026, 10, 19)):
        CalendarDay.objects.create(unit=unit("lpg/"), day=day, kind="joint_leave", name="Cuti", basis="SKB")
    KEPT.forget()

    assert clocks.refresh(at=NOW) == 2
    dates = dict(Clock.objects.values_list("pk", "due_on"))
    assert dates[moved.pk] == date(2026, 10, 29)
    assert dates[fixed.pk] == date(2026, 10, 28)
    assert dates[gone.pk] == date(2026, 10, 7)  # what lapsed has had its effect
    assert Event.objects.get(name="cycles.recompute").after == {"dates_moved": 2}
    assert clocks.refresh(at=NOW) == 0


def test_the_daily_job_does_all_of_it(cast, lapsed, today):
    start(cast, due=date(2026, 10, 7))

    clocks_tasks.run_clocks.func()
    clocks_tasks.run_clocks.func()
    assert lapsed == [1]
    assert Notice.objects.count() == 1


def test_due_dates_and_the_clocks_of_a_thing(cast):
    clock = start(cast)

    assert queries.due_dates(ClockKind.OBJECTION, "evaluation", [1, 2]) == {1: date(2026, 10, 28)}
    assert queries.clocks_of("evaluation", 1) == [clock]


def test_the_overview_counts_by_kind_and_by_unit(cast):
    elsewhere = post("Eko", "lpg/dinsos/upt/")
    for pk, (where, due) in enumerate(
        [
            (cast.unit, TODAY),
            (cast.unit, date(2026, 12, 1)),
            (cast.office, date(2026, 10, 1)),
            (elsewhere.position.unit, TODAY),
        ]
    ):
        start_clock(Start(ClockKind.RATING, "evaluation", pk, None, where.pk, TODAY, due))
    clocks.lapse(at=NOW)

    (row,) = queries.by_kind(cast.citra.actor, "lpg/bapenda/", TODAY + timedelta(days=7))
    assert (row.running, row.near, row.late) == (2, 1, 1)
    (child,) = queries.by_unit(cast.citra.actor, cast.office)
    assert (child.unit, child.open, child.late) == (cast.unit, 2, 0)
    assert queries.by_kind(cast.dewi.actor, "lpg/", TODAY) == []
    assert [str(u) for u in queries.overseen_units(cast.citra.actor)] == ["Unit bapenda"]
    assert [str(u) for u in queries.overseen_units(cast.admin.actor)] == ["Unit lpg"]
    assert len(queries.late(cast.inspector.actor, "lpg/", "rating")) == 1


def test_all_units_one_oversees_are_shown_however_many(db):
    paths = [unit(f"lpg/dinas{number}/").path for number in range(60)]
    actor = Actor(1, "Hadi", grants=frozenset(Grant(Role.INSPECTOR, path) for path in paths))

    assert {each.path for each in queries.overseen_units(actor)} == set(paths)


def test_the_page_of_clocks(cast, sign_in, today, django_assert_num_queries):
    for pk in range(30):
        start(cast, ClockKind.RATING, pk, due=date(2026, 10, 1))
    clocks.lapse(at=NOW)
    browser = sign_in(cast.citra)
    browser.get(reverse("cycles:clocks"))

    with django_assert_num_queries(10):
        shown = browser.get(reverse("cycles:clocks"), {"unit": "samsat", "kind": "rating"})

    html = shown.content.decode()
    assert "Terlambat: Menilai dan menandatangani" in html
    assert "lewat 5 hari kerja" in html
    assert browser.get(reverse("cycles:clocks"), {"unit": "dinsos"}).context["unit"] == cast.office
    told = browser.post(reverse("cycles:remind", args=["samsat"]), {"kind": "rating"}, follow=True)
    assert "1 pengingat dikirim." in told.content.decode()
    again = browser.post(reverse("cycles:remind", args=["samsat"]), {"kind": "nonsense"}, follow=True)
    assert "Tidak ada yang perlu diingatkan lagi hari ini." in again.content.decode()


def test_whoever_oversees_no_unit_any_more_is_told(cast, sign_in, today):
    cast.office.closed_on = TODAY
    cast.office.save()
    cast.unit.closed_on = TODAY
    cast.unit.save()

    assert "Belum ada unit" in sign_in(cast.citra).get(reverse("cycles:clocks")).content.decode()
