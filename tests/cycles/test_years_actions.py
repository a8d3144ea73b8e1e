"""Preparing, opening, closing and reopening a year and its periods, each with its record and its refusals."""

from datetime import date, datetime, timedelta

import pytest

from conftest import NOW, TODAY
from factories import cycles, policies
from factories.people import AgencyFactory, unit
from sambayan.audit.models import Event
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import Denied, why_not
from sambayan.cycles.actions import years as actions
from sambayan.cycles.models import Cycle, EvaluationPeriod
from sambayan.cycles.queries import years as queries
from sambayan.people.models import OrganisationUnit

UNTIL = date(2026, 10, 31)


def keeper(path: str = "lpg/") -> Actor:
    return Actor(1, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, path)}))


@pytest.fixture
def agency(db):
    unit("lpg/")
    return queries.agencies_kept_by(keeper())[0]


@pytest.fixture
def year(agency) -> Cycle:
    return queries.year(cycles.cycle().pk)


def quarter(number: int = 3, **state) -> EvaluationPeriod:
    made = cycles.quarter(number)
    EvaluationPeriod.objects.filter(pk=made.pk).update(**state)
    return queries.period(made.pk)


def put(thing, **values):
    type(thing).objects.filter(pk=thing.pk).update(**values)
    thing.refresh_from_db(fields=list(values))
    return thing


def events(name: str):
    return [(e.before, e.after, e.reason) for e in Event.objects.filter(name=name).order_by("pk")]


def test_create_makes_the_periods_the_setting_asks_for(agency):
    made = actions.create(agency, 2027, by=keeper(), at=NOW)

    assert (made.state, made.period_kind) == ("planned", "monthly")
    assert made.periods.count() == 13
    assert set(made.periods.values_list("state", flat=True)) == {"planned"}
    first = made.periods.get(kind="monthly", number=1)
    assert (first.window_from, first.window_to) == (date(2027, 1, 17), date(2027, 2, 10))
    assert events("cycles.create") == [({}, {"state": "planned", "period_kind": "monthly"}, "")]


def test_create_follows_the_values_of_the_first_day_of_the_year(agency):
    policies.setting_value("evaluation_period", "quarterly", date(2027, 1, 1))

    assert actions.create(agency, 2027, by=keeper(), at=NOW).period_kind == "quarterly"
    assert actions.create(agency, 2026, by=keeper(), at=NOW).period_kind == "monthly"


def test_create_twice_is_refused(agency, year):
    with pytest.raises(Denied, match="2026 sudah ada"):
        actions.create(agency, 2026, by=keeper(), at=NOW)


def test_create_is_refused_for_another_agency(agency):
    with pytest.raises(Denied, match="seluruh instansi"):
        actions.create(agency, 2027, by=keeper("kota/"), at=NOW)
    with pytest.raises(Denied, match="seluruh instansi"):
        actions.create(agency, 2027, by=keeper("lpg/bapenda/"), at=NOW)


def test_open_opens_the_periods_that_have_begun(year):
    third, fourth = quarter(3, state="planned"), quarter(4, state="planned")
    first_of_next = cycles.quarter(1, 2027)
    put(year, state="planned")

    actions.open_(year, by=keeper(), at=NOW)

    states = [EvaluationPeriod.objects.get(pk=period.pk).state for period in (third, fourth)]
    assert (year.state, states) == ("open", ["open", "open"])
    assert first_of_next.state == "open"
    assert events("cycles.open") == [({"state": "planned"}, {"state": "open"}, "")]
    assert len(events("cycles.open_period")) == 2


def test_open_twice_is_refused(year):
    with pytest.raises(Denied, match="Disiapkan"):
        actions.open_(year, by=keeper(), at=NOW)


def test_close_closes_the_periods_with_the_reason(year):
    third = quarter(3)
    quarter(2, state="closed")

    actions.close(year, reason="Selesai dievaluasi", by=keeper(), at=NOW)

    third.refresh_from_db()
    assert (year.state, third.state) == ("closed", "closed")
    assert events("cycles.close") == [({"state": "open"}, {"state": "closed"}, "Selesai dievaluasi")]
    assert events("cycles.close_period") == [({"state": "open"}, {"state": "closed"}, "Selesai dievaluasi")]


def test_reopen_leaves_the_periods_closed(year):
    third = quarter(3, state="closed")
    put(year, state="closed")

    actions.reopen(year, reason="Putusan pengadilan", by=keeper(), at=NOW)

    third.refresh_from_db()
    assert (year.state, third.state) == ("open", "closed")
    assert events("cycles.reopen") == [({"state": "closed"}, {"state": "open"}, "Putusan pengadilan")]


@pytest.mark.parametrize(
    ("verb", "state"), [("open_", "planned"), ("close", "open"), ("reopen", "closed")]
)  # fmt: skip
def test_the_verbs_of_a_year_are_refused_outside_the_own_agency(year, verb, state):
    put(year, state=state)
    words = {} if verb == "open_" else {"reason": "x"}

    for actor in (keeper("kota/"), keeper("lpg/bapenda/"), Actor(2, "Ani", employee_id=1)):
        with pytest.raises(Denied, match="seluruh instansi"):
            getattr(actions, verb)(year, **words, by=actor, at=NOW)


def test_open_period_is_recorded(year):
    period = quarter(4, state="planned")

    actions.open_period(period, by=keeper(), at=NOW)

    assert period.state == "open"
    assert events("cycles.open_period") == [({"state": "planned"}, {"state": "open"}, "")]


def test_a_period_opens_on_its_first_day_at_the_earliest(year):
    period = quarter(4, state="planned", from_date=TODAY + timedelta(days=1))

    with pytest.raises(Denied, match="belum dimulai"):
        actions.open_period(period, by=keeper(), at=NOW)


def test_close_period_needs_an_open_one(year):
    period = quarter(3)
    actions.close_period(period, reason="Sudah lengkap", by=keeper(), at=NOW)

    with pytest.raises(Denied, match="Ditutup"):
        actions.close_period(period, reason="Sekali lagi", by=keeper(), at=NOW)


def test_reopen_period_prolongs_the_window(year):
    period = quarter(3, state="closed", window_to=date(2026, 10, 5))

    actions.reopen_period(period, until=UNTIL, reason="Gangguan jaringan", by=keeper(), at=NOW)

    period.refresh_from_db()
    assert (period.state, period.window_to) == ("open", UNTIL)
    assert events("cycles.reopen_period") == [
        (
            {"state": "closed", "window_to": "2026-10-05"},
            {"state": "open", "window_to": "2026-10-31"},
            "Gangguan jaringan",
        )
    ]


def test_reopen_period_never_shortens_the_window(year):
    period = quarter(3, state="closed", window_to=date(2026, 12, 5))

    actions.reopen_period(period, until=UNTIL, reason="Terlalu cepat ditutup", by=keeper(), at=NOW)

    assert period.window_to == date(2026, 12, 5)


def test_reopen_period_until_a_day_that_has_passed_is_refused(year):
    period = quarter(3, state="closed")

    with pytest.raises(Denied, match="sudah lewat"):
        actions.reopen_period(period, until=TODAY - timedelta(days=1), reason="x", by=keeper(), at=NOW)
    assert EvaluationPeriod.objects.get(pk=period.pk).state == "closed"


@pytest.mark.parametrize("verb", ["open_period", "close_period", "reopen_period"])
def test_the_verbs_of_a_period_wait_for_an_open_year(year, verb):
    put(year, state="closed")
    period = quarter(3)

    assert "tidak sedang dibuka" in str(why_not(f"cycles.{verb}", keeper(), period))


def test_set_window_keeps_before_and_after(year):
    period = quarter(3)

    actions.set_window(
        period, window_from=date(2026, 9, 20), window_to=UNTIL, reason="Keputusan gubernur", by=keeper(), at=NOW
    )

    period.refresh_from_db()
    assert (period.window_from, period.window_to) == (date(2026, 9, 20), UNTIL)
    assert events("cycles.set_window") == [
        (
            {"window_from": "2026-09-16", "window_to": "2026-10-21"},
            {"window_from": "2026-09-20", "window_to": "2026-10-31"},
            "Keputusan gubernur",
        )
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "told"),
    [
        (date(2026, 6, 30), UNTIL, "paling cepat 01-07-2026"),
        (date(2026, 10, 20), date(2026, 10, 19), "tidak berakhir sebelum dimulai"),
        (date(2026, 9, 1), date(2026, 9, 29), "sebelum periodenya berakhir"),
    ],
)
def test_a_window_that_cannot_be_is_refused(year, opens, closes, told):
    with pytest.raises(Denied, match=told):
        actions.set_window(quarter(3), window_from=opens, window_to=closes, reason="x", by=keeper(), at=NOW)

    assert cycles.quarter(3).window_to == date(2026, 10, 21)


def yearly(**state) -> EvaluationPeriod:
    made = cycles.yearly()
    EvaluationPeriod.objects.filter(pk=made.pk).update(**state)
    return queries.period(made.pk)


def test_the_yearly_window_ends_on_31_january_at_the_latest(year):
    # PermenPANRB 6/2022 Lampiran IV.A.8 p90
    words = {"window_from": date(2026, 12, 20), "reason": "x", "by": keeper(), "at": NOW}

    with pytest.raises(Denied, match=r"paling lambat 31-01-2027.*hanya pendokumentasian"):
        actions.set_window(yearly(), window_to=date(2027, 2, 1), **words)
    assert cycles.yearly().window_to == date(2027, 1, 31)

    actions.set_window(yearly(), window_to=date(2027, 1, 31), **words)
    assert cycles.yearly().window_from == date(2026, 12, 20)


def test_the_year_is_not_reopened_beyond_31_january_but_its_quarters_are(year):
    after = date(2027, 2, 15)
    period = yearly(state="closed")

    with pytest.raises(Denied, match="paling lambat 31-01-2027"):
        actions.reopen_period(period, until=after, reason="x", by=keeper(), at=NOW)
    assert cycles.yearly().state == "closed"

    actions.reopen_period(quarter(4, state="closed"), until=after, reason="x", by=keeper(), at=NOW)
    actions.reopen_period(period, until=date(2027, 1, 20), reason="x", by=keeper(), at=NOW)
    assert (cycles.quarter(4).window_to, cycles.yearly().window_to) == (after, date(2027, 1, 31))


def test_the_window_of_a_closed_period_stays(year):
    with pytest.raises(Denied, match="sudah ditutup"):
        actions.set_window(
            quarter(3, state="closed"), window_from=date(2026, 9, 20), window_to=UNTIL, reason="x", by=keeper(), at=NOW
        )


def test_the_calendar_opens_what_begins_and_closes_what_is_over(year):
    second = quarter(2)
    third, fourth = quarter(3), quarter(4, state="planned")
    EvaluationPeriod.objects.filter(pk=cycles.quarter(1).pk).update(state="closed")

    actions.follow_calendar(at=NOW)
    actions.follow_calendar(at=NOW)

    states = {p.number: p.state for p in EvaluationPeriod.objects.all()}
    assert states == {1: "closed", second.number: "closed", third.number: "open", fourth.number: "open"}
    assert [event.actor_name for event in Event.objects.order_by("pk")] == ["Sambayan", "Sambayan"]


def test_the_calendar_waits_for_the_year_and_for_the_day(year):
    put(year, state="planned")
    quarter(4, state="planned")

    actions.follow_calendar(at=NOW)

    assert cycles.quarter(4).state == "planned"


def test_the_calendar_leaves_alone_what_somebody_moved_meanwhile(year):
    period = quarter(4, state="planned")
    stale = queries.period(period.pk)
    actions.open_period(period, by=keeper(), at=NOW)

    assert actions.open_period(stale, by=None, at=NOW).state == "open"
    actions.close_period(period, reason="x", by=keeper(), at=NOW)
    assert actions.close_period(stale, by=None, at=NOW).state == "closed"
    assert len(events("cycles.open_period")) == len(events("cycles.close_period")) == 1


def test_the_night_follows_the_calendar(year, monkeypatch):
    from sambayan.cycles.tasks import years as tasks

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    quarter(4, state="planned")

    tasks.follow_calendar.func()

    assert cycles.quarter(4).state == "open"


def test_each_agency_has_its_own_year(agency, year):
    other = AgencyFactory(code="5971", name="Pemerintah Kota Contoh")
    OrganisationUnit.objects.filter(pk=unit("kota/").pk).update(agency=other)
    theirs = Cycle.objects.create(agency=other, year=2026, state="open")
    ours = [Actor(1, "Ani", employee_id=1, unit_path="lpg/bapenda/"), keeper("lpg/")]
    far = [Actor(2, "Far", employee_id=2, unit_path="kota/dinkes/"), keeper("kota/dinkes/")]
    third = quarter(3)
    day = datetime(2026, 10, 8).date()

    assert [queries.cycle_of(actor, 2026) for actor in (*ours, *far)] == [year, year, theirs, theirs]
    assert [queries.latest_window(day, actor) for actor in (*ours, *far)] == [third, third, None, None]
    assert list(queries.periods(day, ours[0])) == list(queries.windows_on(day, ours[0])) == [third]
    assert list(queries.periods(day, far[0])) == list(queries.windows_on(day, far[0])) == []
    assert list(queries.years_of(keeper("kota/dinkes/"))) == [theirs]
    assert list(queries.years_of(keeper(""))) == [theirs, year]
    assert list(queries.years_of(ours[0])) == []
    assert queries.cycle_of(Actor(3, "Warga"), 2026) is None
    assert list(queries.periods(day)) == [third]


def test_a_year_that_is_prepared_is_not_yet_anybodys(year):
    put(year, state="planned")

    assert queries.cycle_of(keeper(), 2026) is None


def test_who_sees_a_year(year):
    inspector = Actor(3, "Hadi", grants=frozenset({Grant(Role.INSPECTOR, "")}))

    assert [why_not("cycles.year", actor, year) is None for actor in (keeper(), keeper("lpg/bapenda/"), inspector)] == [
        True, True, True,
    ]  # fmt: skip
    assert "instansi itu" in str(why_not("cycles.year", keeper("kota/"), year))
    assert why_not("cycles.years", inspector) is None
    assert why_not("cycles.years", keeper("kota/")) is None
    assert "pengelola kinerja dan pemeriksa" in str(why_not("cycles.years", Actor(2, "Ani", employee_id=1)))


def test_the_late_entry_setting_lets_closed_periods_be_documented(year):
    closed, fourth = quarter(3, state="closed"), quarter(4)
    assert queries.documentable_periods(year.pk, TODAY) == [fourth]

    policies.setting_value("late_entry_allowed", "true", date(2026, 10, 1))

    assert queries.documentable_periods(year.pk, TODAY) == [fourth, closed]
