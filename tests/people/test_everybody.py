"""Everybody's chain at once is the chain of each: `appraisals_on` against `appraisal_of` on mixed organisations."""

import random
from datetime import date

import pytest

from conftest import TODAY
from factories.organisation import mixed
from factories.people import post
from sambayan.people import queries
from sambayan.people.models import Absence, Assignment, Employee
from sambayan.people.queries.everybody import Everybody, appraisals_on, bound_on
from sambayan.people.rules import Reason, Window

WINDOW = Window(date(2026, 9, 16), date(2026, 10, 20))
YEARLY = Window(date(2026, 9, 16), date(2026, 10, 20), is_yearly=True)


@pytest.mark.slow(reason="asks one by one for everybody of eight organisations")
@pytest.mark.parametrize("window", [None, WINDOW, YEARLY], ids=["none", "periodic", "yearly"])
@pytest.mark.parametrize("seed", range(8))
def test_everybody_at_once_is_each_one_by_one(db, seed, window):
    mixed(seed)
    chance = random.Random(seed)
    one_by_one = {}
    for pk in Employee.objects.values_list("pk", flat=True):
        found = queries.appraisal_of(pk, TODAY, window)
        if found:
            one_by_one[pk] = found.chain

    at_once = {row.employee_id: row for row in appraisals_on(TODAY, window=window)}

    assert {pk: row.chain for pk, row in at_once.items()} == one_by_one
    some = chance.sample(sorted(one_by_one), 5)
    assert [row.employee_id for row in appraisals_on(TODAY, some, window)] == sorted(some)


def test_a_standing_names_the_unit_the_appraiser_leads(cast):
    found = {row.employee_id: row for row in appraisals_on(TODAY)}

    ani = found[cast.ani.employee.pk]
    assert (ani.appraiser_id, ani.superior_id, ani.reason) == (
        cast.budi.employee.pk,
        cast.citra.employee.pk,
        Reason.HEAD,
    )
    assert (ani.unit_id, ani.appraiser_unit_id, ani.is_final, ani.exempt) == (cast.unit.pk, cast.unit.pk, False, None)
    assert found[cast.budi.employee.pk].appraiser_unit_id == cast.office.pk
    assert found[cast.dewi.employee.pk].appraiser_id is None


def test_an_appraiser_who_leads_no_unit_stands_for_the_employees_unit(cast):
    loose = post("Eko", "lpg/dinsos/")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=loose.employee)

    ani = next(appraisals_on(TODAY, [cast.ani.employee.pk]))

    assert (ani.appraiser_id, ani.appraiser_unit_id) == (loose.employee_id, cast.unit.pk)


def test_a_state_official_is_not_among_the_civil_servants(cast):
    governor = post("Gubernur", "lpg/", head=True)
    Employee.objects.filter(pk=governor.employee_id).update(employment_type="state_official", employee_number=None)

    assert governor.employee_id not in {row.employee_id for row in appraisals_on(TODAY)}


def test_reading_goes_on_behind_an_employee(cast):
    everyone = [row.employee_id for row in appraisals_on(TODAY)]

    assert [row.employee_id for row in appraisals_on(TODAY, after=everyone[1])] == everyone[2:]
    agency = cast.unit.agency_id
    assert bound_on(TODAY, agency) == len(everyone)
    assert bound_on(TODAY, agency, everyone[1]) == len(everyone) - 2
    assert list(appraisals_on(TODAY, agency_id=agency + 1)) == []


@pytest.mark.parametrize("more", [1, 30])
def test_a_batch_costs_two_statements_however_many_people(cast, more, django_assert_num_queries):
    for number in range(more):
        post(f"Pegawai {number}", "lpg/bapenda/samsat/")
    with django_assert_num_queries(4):
        everybody = Everybody(TODAY)

    with django_assert_num_queries(2):
        assert len(everybody.batch(size=100)) == 5 + more
    with django_assert_num_queries(1):
        assert everybody.batch(10**9) == []


def test_who_leads_is_known_even_while_away(cast):
    Absence.objects.create(employee=cast.budi.employee, kind="long_leave", from_date=date(2026, 10, 1))
    everybody = Everybody(TODAY)

    assert everybody.leads(cast.budi.employee.pk, "lpg/bapenda/samsat/")
    assert everybody.leads(cast.citra.employee.pk, "lpg/bapenda/samsat/")
    assert not everybody.leads(cast.budi.employee.pk, "lpg/bapenda/")
