"""Beginning an agreement."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW
from factories import cycles
from factories.planning import agreement
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.models import Clock, Cycle
from sambayan.notices.models import Notice
from sambayan.people.models import Absence, Assignment, Employee, Position
from sambayan.planning import actions
from sambayan.planning.models import PerformanceAgreement

JANUARY = datetime(2026, 1, 8, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def event() -> Event:
    return Event.objects.latest("pk")


def test_start_finds_the_appraiser(cast):
    cycles.cycle()

    plan = actions.start(by=cast.ani.actor, at=NOW)

    assert (plan.employee, plan.appraiser, plan.unit, plan.state) == (
        cast.ani.employee,
        cast.budi.employee,
        cast.unit,
        "draft",
    )
    assert event().name == "planning.start"


def test_start_twice_returns_the_same(cast):
    cycles.cycle()

    assert actions.start(by=cast.ani.actor, at=NOW) == actions.start(by=cast.ani.actor, at=NOW)
    assert Event.objects.count() == 1


def test_start_waits_for_the_year(cast):
    with pytest.raises(Denied, match="Tahun kinerja 2026 belum dibuka"):
        actions.start(by=cast.ani.actor, at=NOW)


def test_start_waits_for_an_appraiser(cast):
    cycles.cycle()

    with pytest.raises(Denied, match="Pejabat penilai Anda belum tercatat"):
        actions.start(by=cast.dewi.actor, at=NOW)


def test_start_waits_for_a_post(cast):
    cycles.cycle()
    Assignment.objects.filter(employee=cast.ani.employee).delete()

    with pytest.raises(Denied, match="Tahun kinerja 2026 belum dibuka"):  # no post, so no agency whose year it could be
        actions.start(by=cast.ani.actor, at=NOW)


def test_start_is_for_employees(cast):
    with pytest.raises(Denied, match="hanya untuk pegawai"):
        actions.start(by=cast.partner.actor, at=NOW)


def test_start_names_the_superior_and_the_first_day(cast):
    cycles.cycle()

    plan = actions.start(by=cast.ani.actor, at=NOW)

    assert (plan.superior, plan.from_date, plan.form) == (cast.citra.employee, date(2026, 1, 1), "staff")


def test_start_takes_the_form_of_the_position(cast):
    cycles.cycle()
    Position.objects.filter(pk=cast.budi.assignment.position_id).update(position_type="senior_leadership")

    assert actions.start(by=cast.budi.actor, at=NOW).form == "senior"


def test_the_term_runs_for_the_appraiser_until_the_end_of_january(cast):
    cycles.cycle()

    plan = actions.start(by=cast.ani.actor, at=JANUARY)

    clock = Clock.objects.get()
    # PermenPANRB 6/2022 Ps 14(1)
    assert (clock.kind, clock.about_kind, clock.about_pk) == ("agreement_set", "agreement", plan.pk)
    assert (clock.holder, clock.due_on) == (cast.budi.employee, date(2026, 1, 31))


def test_whoever_comes_later_has_as_many_days_as_a_january(cast):
    cycles.cycle()
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(from_date=date(2026, 10, 1))

    plan = actions.start(by=cast.ani.actor, at=NOW)

    assert (plan.from_date, Clock.objects.get().due_on) == (date(2026, 10, 1), date(2026, 10, 31))


def test_starting_late_puts_no_deadline_off(cast):
    cycles.cycle()

    actions.start(by=cast.ani.actor, at=NOW)

    # PermenPANRB 6/2022 Ps 14(1)
    assert Clock.objects.get().due_on == date(2026, 1, 31)


def test_by_hand_one_starts_with_the_same_form_as_by_the_opening_of_the_year(cast):
    cycles.cycle()

    # Lampiran II.A.2 p27: the head of an autonomous unit, whatever the rank
    assert actions.start(by=cast.budi.actor, at=NOW).form == "senior"
    assert actions.start(by=cast.ani.actor, at=NOW).form == "staff"


def test_the_agreement_of_the_next_year_starts_once_that_year_is_open(cast):
    with pytest.raises(Denied, match="Tahun kinerja 2027 belum dibuka"):
        actions.start(year=2027, by=cast.ani.actor, at=NOW)
    following = cycles.cycle(2027)

    plan = actions.start(year=2027, by=cast.ani.actor, at=NOW)

    assert (plan.cycle, plan.from_date) == (following, date(2027, 1, 1))
    assert Clock.objects.get().due_on == date(2027, 1, 31)
    assert actions.start_for(employee_id=cast.ani.employee.pk, year=2027, by=cast.budi.actor, at=NOW) == plan


@pytest.mark.parametrize("year", [2025, 2028])
def test_no_other_year_is_started(cast, year):
    cycles.cycle(year)

    with pytest.raises(Denied, match=f"Tahun kinerja {year} belum dibuka"):
        actions.start(year=year, by=cast.ani.actor, at=NOW)


def test_nothing_starts_in_a_year_that_was_closed(cast):
    Cycle.objects.filter(pk=cycles.cycle().pk).update(state="closed")

    with pytest.raises(Denied, match="Tahun kinerja 2026 sudah ditutup"):
        actions.start(by=cast.ani.actor, at=NOW)


@pytest.mark.parametrize("state", ["exempt", "replaced", "closed"])
def test_an_agreement_that_ended_is_not_the_current_one(cast, state):
    ended = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    PerformanceAgreement.objects.filter(pk=ended.pk).update(state=state)

    plan = actions.start(by=cast.ani.actor, at=NOW)

    assert (plan.state, plan.version) == ("draft", 2)
    assert plan != ended


def test_start_returns_the_one_in_force(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")

    assert actions.start(by=cast.ani.actor, at=NOW) == plan
    assert Event.objects.count() == 0


def test_start_goes_on_after_one_that_was_replaced_unset(cast):
    replaced = agreement(cast.ani.assignment, cast.budi.assignment, "replaced")

    assert actions.start(by=cast.ani.actor, at=NOW) != replaced


@pytest.mark.parametrize("kind", ["state_office", "suspended", "unpaid_leave", "pre_retirement"])
def test_start_is_not_for_the_exempt(cast, kind):
    cycles.cycle()
    Absence.objects.create(employee=cast.ani.employee, kind=kind, from_date=date(2026, 9, 1))

    # Lampiran II.C.8 p65-66
    with pytest.raises(Denied, match="tidak menyusun SKP"):
        actions.start(by=cast.ani.actor, at=NOW)


def test_start_is_not_for_state_officials(cast):
    cycles.cycle()
    Employee.objects.filter(pk=cast.ani.employee.pk).update(employment_type="state_official")

    with pytest.raises(Denied, match="tidak menyusun SKP"):
        actions.start(by=cast.ani.actor, at=NOW)


def test_the_appraiser_starts_for_somebody_who_is_told_once(cast):
    cycles.cycle()

    plans = [actions.start_for(employee_id=cast.ani.employee.pk, by=cast.budi.actor, at=NOW) for _time in range(2)]

    assert (plans[0], plans[0].employee, plans[0].appraiser) == (plans[1], cast.ani.employee, cast.budi.employee)
    assert (event().name, event().actor_name, Event.objects.count()) == ("planning.start", "Budi", 1)
    assert Notice.objects.get().recipient == cast.ani.employee


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_start_for_is_the_appraisers_alone(cast, who):
    cycles.cycle()

    with pytest.raises(Denied, match="hanya dimulai pejabat penilainya"):
        actions.start_for(employee_id=cast.ani.employee.pk, by=getattr(cast, who).actor, at=NOW)


def test_nobody_starts_for_whom_nobody_appraises(cast):
    with pytest.raises(Denied, match="hanya dimulai pejabat penilainya"):
        actions.start_for(employee_id=0, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="hanya untuk pegawai"):
        actions.start_for(employee_id=cast.ani.employee.pk, by=cast.partner.actor, at=NOW)
