"""What the desk finds: each kind by an example, and everybody without an appraiser as the rule itself says."""

import random
from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories.people import AccountFactory, EmployeeFactory, post, unit
from sambayan.people import queries, rules
from sambayan.people.models import Absence, Assignment, Delegation, Employee, ImportRow, PeopleImport
from sambayan.people.queries import faults
from sambayan.people.queries.scope import Scope
from sambayan.people.rules import Break, Fault, RepairKind

LONG_AGO = date(2025, 1, 1)


def found(finder, scope=None):
    return {
        (row.employee_id or f"unit {row.unit_id}", *rules.read_detail(row.detail))
        for row in finder(scope or Scope(), TODAY)
    }


def under(assignment, superior):
    Assignment.objects.filter(pk=assignment.pk).update(direct_superior=superior)


def test_whom_nobody_appraises_is_without_a_superior(cast):
    # Citra leads Bapenda and nobody leads above; Dewi and Tri work where nobody leads at all
    assert found(faults.superior_missing) == {
        (member.employee.pk, Fault.NO_HEAD, "") for member in (cast.citra, cast.dewi, cast.admin)
    }


def test_every_kind_has_a_finder_and_an_owner():
    assert set(faults.FINDERS) == set(rules.OWNER) == set(RepairKind)


def _organisation(chance: random.Random) -> None:
    """A small random agency with everything the rule knows: heads, gaps, acting, absences, delegations, superiors."""
    paths = ["a/", "a/b/", "a/c/", "a/b/d/", "a/b/e/", "a/c/f/"]
    posts = []
    for path in paths:
        if chance.random() < 0.5:
            posts.append(post("Kepala", path, head=True))
        posts += [post("Staf", path) for _ in range(chance.randint(0, 2))]
    people = [each.employee for each in posts]
    for each in posts:
        kinds = ("senior_leadership", "regional_head", "functional", "executing_staff", "supervisor")
        if chance.random() < 0.3:
            type(each.position).objects.filter(pk=each.position_id).update(position_type=chance.choice(kinds))
        if chance.random() < 0.3:
            superior = chance.choice(people)
            under(each, superior if superior != each.employee else None)
        if chance.random() < 0.1:
            Assignment.objects.filter(pk=each.pk).update(to_date=TODAY - timedelta(days=30))
        if chance.random() < 0.15:
            kind = chance.choice(list(rules.AbsenceKind)).value
            Absence.objects.create(employee=each.employee, kind=kind, from_date=LONG_AGO)
    heads = [each.position for each in posts if each.position.is_head]
    for _ in range(3):
        if heads and chance.random() < 0.5:
            kind = chance.choice(["plt", "plh", "additional"])
            Assignment.objects.create(
                employee=chance.choice(people), position=chance.choice(heads), kind=kind, from_date=LONG_AGO
            )
        if len(people) > 1 and chance.random() < 0.3:
            giver, receiver = chance.sample(people, 2)
            kind = chance.choice(["appraise", "draft"])
            where = unit(chance.choice(paths))
            end = date(2027, 1, 1)
            Delegation.objects.create(
                giver=giver, receiver=receiver, kind=kind, unit=where, from_date=LONG_AGO, to_date=end, reason="x"
            )


def _answers() -> dict[int, rules.Chain]:
    asked = {pk: queries.appraisal_of(pk, TODAY) for pk in Employee.objects.values_list("pk", flat=True)}
    return {pk: answer.chain for pk, answer in asked.items() if answer}


@pytest.mark.slow  # 30 invented agencies, each employee asked one by one
@pytest.mark.parametrize("seed", range(30))
def test_nobody_is_missed_and_nobody_is_added_against_the_rule(db, seed):
    _organisation(random.Random(seed))

    answers = _answers()

    missing = {pk for pk, chain in answers.items() if Break.NO_APPRAISER in chain.breaks}
    assert {row.employee_id for row in faults.superior_missing(Scope(), TODAY)} == missing


def _two_who_name_each_other():
    one, other = post("A", "z/"), post("B", "z/")
    under(one, other.employee)
    under(other, one.employee)
    return {one.employee_id, other.employee_id}


def _a_senior_leader_beside_the_regional_head():
    senior, regional = post("A", "y/"), post("B", "z/", head=True)
    for each, kind in ((senior, "senior_leadership"), (regional, "regional_head")):
        type(each.position).objects.filter(pk=each.position_id).update(position_type=kind)
    return {regional.employee_id}


def _one_who_acts_for_two_heads():
    own, top, middle = post("A", "z/y/x/"), post("B", "z/", head=True), post("C", "z/y/", head=True)
    Assignment.objects.filter(pk__in=[top.pk, middle.pk]).update(to_date=LONG_AGO)
    for vacant, kind in ((top, "plt"), (middle, "plh")):
        Assignment.objects.create(
            employee=own.employee, position=vacant.position, kind=kind, from_date=date(2026, 1, 1)
        )
    return {own.employee_id}


@pytest.mark.parametrize(
    "case", [_two_who_name_each_other, _a_senior_leader_beside_the_regional_head, _one_who_acts_for_two_heads]
)
def test_rare_chains_end_as_the_rule_says(db, case):
    missing = case()

    assert {pk for pk, chain in _answers().items() if Break.NO_APPRAISER in chain.breaks} == missing
    assert {row.employee_id for row in faults.superior_missing(Scope(), TODAY)} == missing


@pytest.mark.slow  # 20 invented agencies, each employee asked one by one
@pytest.mark.parametrize("seed", range(100, 120))
def test_what_the_rule_calls_a_wrong_superior_is_found(db, seed):
    _organisation(random.Random(seed))
    wrong = {Break.SUPERIOR_GONE, Break.CIRCULAR}

    broken = {pk for pk, chain in _answers().items() if wrong & set(chain.breaks)}

    assert broken - {row.employee_id for row in faults.superior_wrong(Scope(), TODAY)} == set()


def test_a_superior_who_left_or_holds_no_post_is_wrong(cast):
    gone = EmployeeFactory(name="Eko")
    under(cast.ani.assignment, gone)
    under(cast.dewi.assignment, cast.budi.employee)
    Employee.objects.filter(pk=cast.budi.employee.pk).update(left_on=TODAY, left_reason="retired")

    assert found(faults.superior_wrong) == {
        (cast.ani.employee.pk, Fault.GONE, "Eko"),
        (cast.dewi.employee.pk, Fault.GONE, "Budi"),
    }


def test_superiors_in_a_circle_are_wrong_over_any_number_of_steps(cast):
    a, b, c = (post(name, "lpg/dinsos/") for name in "ABC")
    for one, above in ((a, b), (b, c), (c, a)):
        under(one, above.employee)
    under(cast.dewi.assignment, a.employee)

    circular = {who for who, fault, _what in found(faults.superior_wrong) if fault == Fault.CIRCULAR}
    assert circular == {a.employee_id, b.employee_id, c.employee_id}


def test_a_head_under_somebody_of_the_own_unit_is_wrong(cast):
    under(cast.citra.assignment, cast.budi.employee)

    assert found(faults.superior_wrong) == {(cast.citra.employee.pk, Fault.CIRCULAR, "Budi")}


@pytest.mark.parametrize("has_delegation", [False, True])
def test_a_superior_below_pengawas_needs_a_delegation(cast, has_delegation):
    # PermenPANRB 6/2022 Ps 1(9)
    under(cast.ani.assignment, cast.dewi.employee)
    if has_delegation:
        Delegation.objects.create(
            giver=cast.budi.employee, receiver=cast.dewi.employee, kind="appraise", unit=cast.unit,
            from_date=LONG_AGO, reason="x",
        )  # fmt: skip

    wrong = set() if has_delegation else {(cast.ani.employee.pk, Fault.TOO_LOW, "Dewi")}
    assert found(faults.superior_wrong) == wrong


def test_whoever_works_in_a_closed_unit_is_found(cast):
    type(cast.unit).objects.filter(pk=cast.unit.pk).update(closed_on=date(2026, 6, 30))

    assert found(faults.unit_inactive) == {
        (member.employee.pk, Fault.CLOSED, "2026-06-30") for member in (cast.ani, cast.budi)
    }


def test_open_units_without_a_head_are_found(cast):
    acting = Assignment.objects.filter(pk=cast.budi.assignment.pk)
    acting.update(kind="plt")
    shut = unit("lpg/tutup/", closed_on=TODAY)

    names = {rules.read_detail(row.detail)[0] for row in faults.unit_headless(Scope(), TODAY)}
    units = {row.unit_id for row in faults.unit_headless(Scope(), TODAY)}
    assert names == {Fault.VACANT}
    assert units == {unit(path).pk for path in ("lpg/", "lpg/dinsos/", "lpg/bkd/")}
    assert shut.pk not in units


@pytest.fixture
def refused(cast):
    """A file in which the line of an employee was refused with these problems."""

    def upload(problems, *, state="applied", employee=None, at=NOW):
        source = PeopleImport.objects.create(
            agency=cast.unit.agency, kind="people", state=state, filename="simpeg.xlsx", fingerprint="x",
            uploaded_by=cast.admin.account, uploaded_at=at,
        )  # fmt: skip
        key = (employee or cast.ani.employee).employee_number
        ImportRow.objects.create(source=source, row=2, change="refused", key=key, name="Ani", problems=problems)
        return source

    return upload


@pytest.mark.parametrize("problems", [[{"code": "double_main", "text": "dua"}], ["double_main"]])
def test_two_main_posts_are_known_from_the_latest_file(cast, refused, problems):
    refused(problems)

    assert found(faults.double_main) == {(cast.ani.employee.pk, Fault.TWO_POSTS, "simpeg.xlsx")}


def test_an_older_file_or_one_not_used_tells_nothing(cast, refused):
    refused([{"code": "double_main"}])
    refused([{"code": "unit_unknown"}], at=NOW + timedelta(hours=1))
    refused([{"code": "double_main"}], state="discarded", at=NOW + timedelta(hours=2))

    assert found(faults.double_main) == set()


def test_a_number_that_tells_another_birth_date_or_sex_is_found(cast):
    EmployeeFactory(name="Cocok", employee_number="198704122011011004", birth_date=date(1987, 4, 12), sex="male")
    born = EmployeeFactory(employee_number="198704122011011005", birth_date=date(1987, 12, 4))
    sex = EmployeeFactory(employee_number="198704122011012006", sex="male")
    other = EmployeeFactory(employee_number="198704122011011007", birth_date=date(1987, 4, 12), sex="female")

    assert found(faults.number_mismatch) == {
        (born.pk, Fault.BIRTH_DATE, "1987-12-04"),
        (sex.pk, Fault.SEX, ""),
        (other.pk, Fault.SEX, ""),
    }


@pytest.mark.parametrize("code", ["number_mismatch", "number_mismatch_birth", "number_mismatch_sex"])
def test_a_number_refused_in_the_latest_file_is_found_once(cast, refused, code):
    born = EmployeeFactory(employee_number="198704122011011005", birth_date=date(1987, 12, 4))
    refused([{"code": code}], employee=born, at=NOW - timedelta(hours=1))
    refused([{"code": code}])

    assert found(faults.number_mismatch) == {
        (born.pk, Fault.BIRTH_DATE, "1987-12-04"),
        (cast.ani.employee.pk, Fault.IN_FILE, "simpeg.xlsx"),
    }


def test_somebody_between_two_posts_is_seen_at_the_last_unit(cast):
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 6, 30))
    never = EmployeeFactory()
    EmployeeFactory(left_on=TODAY, left_reason="retired")

    where = {row.employee_id: row.unit_id for row in faults.post_missing(Scope(), TODAY)}
    assert where == {cast.ani.employee.pk: cast.unit.pk, never.pk: unit("lpg/").pk}


def test_who_is_in_a_post_without_an_account_is_found(cast):
    eko = post("Eko", "lpg/bapenda/")

    assert found(faults.account_missing) == {(eko.employee_id, Fault.NO_ACCOUNT, "")}


def test_an_account_without_any_address_is_found(cast):
    for member in (cast.ani, cast.budi, cast.citra):
        type(member.account).objects.filter(pk=member.account.pk).update(email=f"{member.account.pk}@contoh.invalid")
    Employee.objects.filter(pk=cast.dewi.employee.pk).update(email="dewi@contoh.invalid")
    AccountFactory(employee=EmployeeFactory(left_on=TODAY, left_reason="retired"))

    assert found(faults.contact_missing) == {(cast.admin.employee.pk, Fault.NO_EMAIL, "")}
