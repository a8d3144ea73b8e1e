"""Who works where, who appraises whom, who is asking."""

from datetime import date

import pytest

from conftest import NOW, TODAY
from factories.people import AccountFactory, post, unit
from sambayan.common.actor import Grant, Role
from sambayan.people import queries
from sambayan.people.actions.organisation import rename
from sambayan.people.models import Assignment, Employee, OrganisationUnit, RoleGrant
from sambayan.people.queries.chain import SkippedUnit
from sambayan.people.rules import Window


def test_staff_are_appraised_by_the_head_of_their_unit(cast):
    # PermenPANRB 6/2022 Ps 1(9)
    found = queries.appraisal_of(cast.ani.employee.pk, TODAY)

    assert (found.appraiser, found.superior, found.passed_over) == (cast.budi.assignment, cast.citra.assignment, ())


def test_a_head_is_appraised_by_the_head_of_the_unit_above(cast):
    found = queries.appraisal_of(cast.budi.employee.pk, TODAY)

    assert (found.appraiser, found.superior, found.passed_over) == (cast.citra.assignment, None, ())


def test_a_vacant_headship_passes_to_the_next_level(cast):
    # PermenPANRB 6/2022 Lampiran IV.A.2
    Assignment.objects.filter(pk=cast.budi.assignment.pk).update(to_date=date(2026, 6, 30))

    found = queries.appraisal_of(cast.ani.employee.pk, TODAY)

    assert (found.appraiser, found.passed_over) == (cast.citra.assignment, (SkippedUnit("Unit samsat", None),))


def test_without_a_head_anywhere_nobody_appraises(cast):
    found = queries.appraisal_of(cast.dewi.employee.pk, TODAY)

    assert (found.appraiser, found.superior, found.passed_over) == (
        None,
        None,
        (SkippedUnit("Unit dinsos", None), SkippedUnit("Unit lpg", None)),
    )


def test_somebody_without_a_post_has_no_appraisal(cast):
    assert queries.appraisal_of(cast.ani.employee.pk, date(2020, 1, 1)) is None


@pytest.mark.parametrize(("text", "names"), [("", 5), ("ani", 1), ("samsat", 2), ("kepala bapenda", 1), ("xyz", 0)])
def test_the_directory_finds_every_word_somewhere(cast, text, names):
    assert len(queries.directory(text, TODAY)) == names


@pytest.mark.parametrize(("start", "end", "found"), [(0, 18, 1), (0, 8, 0), (0, 17, 0), (8, 18, 0)])
def test_the_directory_knows_a_number_only_as_a_whole(cast, start, end, found):
    """The number begins with the birth date: its parts are nobody's to search."""
    number = cast.ani.employee.employee_number

    assert len(queries.directory(number[start:end], TODAY)) == found


def test_the_directory_knows_a_number_as_it_is_printed(cast):
    assert [row.employee for row in queries.directory(cast.ani.employee.printed_number, TODAY)] == [cast.ani.employee]


def test_the_actor_carries_post_headship_and_grants_of_the_day(cast):
    account = cast.budi.account
    RoleGrant.objects.create(account=account, role=Role.INSPECTOR, unit=cast.office, from_date=date(2026, 1, 1))
    RoleGrant.objects.create(
        account=account, role=Role.SYSTEM_ADMIN, from_date=date(2025, 1, 1), to_date=date(2025, 12, 31)
    )

    actor = queries.actor_for(account, TODAY)

    assert (actor.title, actor.unit_path, actor.heads_unit) == ("Kepala Unit samsat", "lpg/bapenda/samsat/", True)
    assert actor.grants == {Grant(Role.INSPECTOR, "lpg/bapenda/")}


def test_a_partner_is_no_employee(cast):
    actor = cast.partner.actor

    assert (actor.employee_id, actor.unit_path, actor.has(Role.PARTNER_COORDINATOR, "lpg/")) == (None, "", True)


def test_personas_are_the_accounts_that_stand_for_a_role(db):
    plain, official = AccountFactory(), AccountFactory(persona="official")

    assert list(queries.personas()) == [official]
    assert queries.persona("official") == official
    assert queries.persona("") is None
    assert plain.persona == ""


def test_posts_are_told_newest_first(cast):
    first = Assignment.objects.create(
        employee=cast.ani.employee, position=cast.dewi.assignment.position, from_date=date(2020, 1, 1),
        to_date=date(2024, 12, 31),
    )  # fmt: skip

    assert list(queries.posts_of(cast.ani.employee.pk, TODAY)) == [cast.ani.assignment, first]


def test_a_unit_is_found_by_its_code_with_the_unit_above(db):
    unit("lpg/a/")

    assert queries.unit("a").parent.code == "lpg"
    assert queries.unit("tidak-ada") is None


def test_an_employee_number_is_printed_in_four_groups(cast):
    assert cast.ani.employee.printed_number.count(" ") == 3


def test_a_post_of_the_past_keeps_the_name_its_unit_bore_then(cast):
    words = {"name": "Samsat Baru", "short_name": "", "name_english": "", "day": date(2026, 7, 1), "basis": "Pergub"}
    rename(cast.unit, words, by=cast.admin.actor, at=NOW)
    earlier = Assignment.objects.create(
        employee=cast.ani.employee, position=cast.ani.assignment.position, from_date=date(2020, 1, 1),
        to_date=date(2021, 1, 1),
    )  # fmt: skip

    then = {post.pk: post.then for post in queries.posts_of(cast.ani.employee.pk, TODAY)}

    assert then == {cast.ani.assignment.pk: "Samsat Baru", earlier.pk: "Unit samsat"}
    assert [queries.name_on(cast.unit, day) for day in (date(2026, 6, 30), TODAY, date(1999, 1, 1))] == [
        "Unit samsat", "Samsat Baru", cast.unit.name,
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["lpg/", "lpg/a/b/c/d/"])
def test_the_chain_asks_the_database_the_same_number_of_times_at_every_depth(db, django_assert_num_queries, path):
    asked = post("Rina", path)
    post("Kepala", path, head=True)

    with django_assert_num_queries(3):
        queries.appraisal_of(asked.employee_id, TODAY)


def test_a_head_who_left_the_agency_is_no_predecessor(cast):
    # PermenPANRB 6/2022 Lampiran IV.A.14: who moved evaluates, who retired holds no office
    window = Window(date(2026, 9, 16), date(2026, 10, 20))
    Assignment.objects.filter(pk=cast.budi.assignment.pk).update(to_date=date(2026, 9, 20))
    before = queries.appraisal_of(cast.ani.employee.pk, TODAY, window).appraiser
    Employee.objects.filter(pk=cast.budi.employee.pk).update(left_on=date(2026, 9, 20), left_reason="retired")

    after = queries.appraisal_of(cast.ani.employee.pk, TODAY, window).appraiser
    assert (before, after) == (cast.budi.assignment, cast.citra.assignment)


@pytest.mark.parametrize(
    ("address", "seat"),
    [("", ""), ("Bandar Lampung", "Bandar Lampung"), ("Jl. Wolter Monginsidi 69, Bandar Lampung", "Bandar Lampung")],
)
def test_an_agency_signs_in_the_town_of_its_top_office(cast, address, seat):
    OrganisationUnit.objects.filter(parent=None).update(address=address)

    assert queries.seat_of(cast.unit.agency_id) == seat
    assert queries.seat_of(0) == ""
