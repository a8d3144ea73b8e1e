"""Bringing the desk in line: what is new comes, what stands keeps its age, what is mended goes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from factories.people import post, unit
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.common.jobs import known
from sambayan.people.actions import desk
from sambayan.people.models import Account, Assignment, Employee, Repair

LATER = NOW + timedelta(days=3)


def standing(*kinds):
    rows = Repair.objects.filter(kind__in=kinds) if kinds else Repair.objects.all()
    return {(row.kind, row.employee.name if row.employee else row.unit.code, row.since) for row in rows}


def test_inspect_brings_what_is_wrong_with_its_owner(cast):
    desk.inspect(by=None, at=NOW)

    assert standing("superior_missing", "unit_headless") == {
        ("superior_missing", "Citra", TODAY),
        ("superior_missing", "Dewi", TODAY),
        ("superior_missing", "Tri", TODAY),
        ("unit_headless", "lpg", TODAY),
        ("unit_headless", "dinsos", TODAY),
        ("unit_headless", "bkd", TODAY),
    }
    assert set(Repair.objects.values_list("kind", "owner")) == {
        ("superior_missing", "unit_admin"),
        ("unit_headless", "personnel_agency"),
        ("contact_missing", "self"),
    }


def test_inspect_records_one_event_with_the_counts(cast):
    desk.inspect(by=cast.admin.actor, at=NOW)

    event = Event.objects.get()
    assert (event.name, event.actor_name, event.after) == (
        "people.inspect",
        "Tri",
        {"repairs_found": 11, "repairs_mended": 0, "repairs_open": 11},
    )


def test_inspect_twice_changes_nothing_and_keeps_the_age(cast):
    desk.inspect(by=None, at=NOW)
    rows = set(Repair.objects.values_list("pk", "since", "detail"))

    tally = desk.inspect(by=None, at=LATER)

    assert (tally.found, tally.mended, tally.standing) == (0, 0, 11)
    assert set(Repair.objects.values_list("pk", "since", "detail")) == rows


def test_what_is_mended_goes_and_what_changed_keeps_its_age(cast):
    desk.inspect(by=None, at=NOW)
    post("Eko", "lpg/dinsos/", head=True)
    Account.objects.filter(pk=cast.ani.account.pk).update(email="ani@contoh.invalid")
    moved = unit("lpg/dinkes/")
    type(cast.admin.assignment.position).objects.filter(pk=cast.admin.assignment.position_id).update(unit=moved)

    desk.inspect(by=None, at=LATER)

    assert standing("superior_missing") == {
        ("superior_missing", "Citra", TODAY),
        ("superior_missing", "Tri", TODAY),
        ("superior_missing", "Eko", TODAY + timedelta(days=3)),
    }
    assert Repair.objects.get(kind="superior_missing", employee=cast.admin.employee).unit == moved
    assert standing("contact_missing") == {
        ("contact_missing", name, TODAY) for name in ("Budi", "Citra", "Dewi", "Tri")
    }


def test_an_agency_not_founded_yet_has_nothing_to_inspect(db):
    assert desk.inspect(by=None, at=NOW).standing == 0
    assert Event.objects.count() == 0


def test_the_daily_job_inspects(cast, today):
    known()["people.inspect"].func()

    assert (Repair.objects.count(), Event.objects.get().actor_name) == (11, "Sambayan")


def test_inspect_on_demand_is_an_administrators(cast, today, django_capture_on_commit_callbacks):
    for member in (cast.ani, cast.budi, cast.partner, cast.inspector):
        with pytest.raises(Denied, match="Hanya pengelola kinerja"):
            desk.order_inspection(by=member.actor)
    with django_capture_on_commit_callbacks(execute=True):
        desk.order_inspection(by=cast.admin.actor)

    assert (Repair.objects.count(), Event.objects.get().actor_name) == (11, "Tri")


def test_recheck_of_a_head_who_left_reaches_the_people_below(cast):
    desk.inspect(by=None, at=NOW)
    Assignment.objects.filter(pk=cast.citra.assignment.pk).update(to_date=date(2026, 10, 1))

    desk.recheck([cast.citra.employee.pk], at=LATER)

    new = TODAY + timedelta(days=3)
    assert standing("superior_missing", "post_missing") == {
        ("superior_missing", "Budi", new),
        ("superior_missing", "Dewi", TODAY),
        ("superior_missing", "Tri", TODAY),
        ("post_missing", "Citra", new),
    }
    assert ("unit_headless", "bapenda", new) in standing("unit_headless")


def test_recheck_of_a_unit_leaves_the_others_alone(cast):
    post("Eko", "lpg/dinsos/", head=True)
    post("Feri", "lpg/bkd/", head=True)

    desk.recheck(unit_ids=[unit("lpg/dinsos/").pk], at=NOW)

    assert {name for _kind, name, _since in standing()} == {"Dewi", "Eko"}


def test_recheck_finds_a_circle_that_began_far_away(cast):
    a, b = post("A", "lpg/dinsos/"), post("B", "lpg/bkd/")
    Assignment.objects.filter(pk=a.pk).update(direct_superior=b.employee)
    Assignment.objects.filter(pk=b.pk).update(direct_superior=a.employee)

    desk.recheck([a.employee_id], at=NOW)

    assert standing("superior_wrong") == {("superior_wrong", "A", TODAY), ("superior_wrong", "B", TODAY)}


@pytest.mark.parametrize("rows", [1, 5])
def test_recheck_asks_the_database_the_same_number_of_times(cast, rows):
    people = [post(f"P{n}", "lpg/bapenda/").employee_id for n in range(rows)]
    desk.inspect(by=None, at=NOW)

    with CaptureQueriesContext(connection) as seen:
        desk.recheck(people, [cast.unit.pk], at=LATER)

    assert len(seen) == 27


def test_what_an_inspection_and_a_recheck_of_everybody_find_is_the_same(cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(birth_date=date(1999, 1, 2))
    desk.recheck(Employee.objects.values_list("pk", flat=True), [unit("lpg/").pk], at=NOW)
    rechecked = standing()

    tally = desk.inspect(by=None, at=LATER)

    assert (tally.found, tally.mended) == (0, 0)
    assert standing() == rechecked


def test_recheck_of_very_many_looks_at_everybody(cast, monkeypatch):
    monkeypatch.setattr("sambayan.people.queries.scope.MOST", 1)

    desk.recheck([cast.ani.employee.pk], at=NOW)

    assert Repair.objects.count() == 11
