"""Who may see whom."""

from types import SimpleNamespace

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.people import access  # noqa: F401 - declares the rights

POST = SimpleNamespace(
    employee_id=1, direct_superior_id=None, position=SimpleNamespace(unit=SimpleNamespace(path="lpg/bapenda/samsat/"))
)
WHO = {
    "ani": Actor(1, "Ani", employee_id=1, unit_path="lpg/bapenda/samsat/"),
    "colleague": Actor(2, "Eko", employee_id=5, unit_path="lpg/bapenda/samsat/"),
    "budi": Actor(2, "Budi", employee_id=2, unit_path="lpg/bapenda/samsat/", heads_unit=True),
    "citra": Actor(3, "Citra", employee_id=3, unit_path="lpg/bapenda/", heads_unit=True),
    "dewi": Actor(4, "Dewi", employee_id=4, unit_path="lpg/dinsos/", heads_unit=True),
    "admin": Actor(5, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "lpg/")})),
    "other_admin": Actor(5, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "lpg/dinsos/")})),
    "inspector": Actor(6, "Hadi", grants=frozenset({Grant(Role.INSPECTOR, "")})),
    "system": Actor(7, "Sis", grants=frozenset({Grant(Role.SYSTEM_ADMIN, "")})),
    "partner": Actor(8, "Sari", grants=frozenset({Grant(Role.PARTNER_COORDINATOR, "")})),
}


def test_a_personal_page_is_for_the_person_the_line_above_and_those_in_charge():
    may = {name for name, who in WHO.items() if why_not("people.person", who, POST) is None}

    assert may == {"ani", "budi", "citra", "admin", "inspector"}


def test_the_directory_is_open_to_everybody_inside():
    assert {name for name, who in WHO.items() if why_not("people.directory", who)} == set()


KEEPING = (
    "people.correct", "people.assign", "people.release", "people.leave", "people.record_absence", "people.end_absence",
)  # fmt: skip


@pytest.mark.parametrize("right", KEEPING)
def test_data_of_employees_is_kept_by_administrators_of_the_unit_alone(right):
    assert {name for name, who in WHO.items() if why_not(right, who, POST) is None} == {"admin"}


def test_contact_is_kept_by_the_person_too():
    assert {name for name, who in WHO.items() if why_not("people.correct_contact", who, POST) is None} == {
        "ani",
        "admin",
    }


@pytest.mark.parametrize(
    ("right", "allowed"), [("people.employ", {"admin"}), ("people.form_team", {"admin", "budi", "citra"})]
)
def test_who_adds_to_a_unit(right, allowed):
    assert {name for name, who in WHO.items() if why_not(right, who, POST.position.unit) is None} == allowed


def test_a_delegation_is_withdrawn_by_its_giver_or_an_administrator():
    handed = SimpleNamespace(giver_id=2, giver="Budi", unit=POST.position.unit)

    assert {name for name, who in WHO.items() if why_not("people.withdraw", who, handed) is None} == {"budi", "admin"}


def test_looks_are_read_by_the_person_alone_among_the_cast():
    assert {name for name, who in WHO.items() if why_not("people.looks", who, POST) is None} == {"ani"}
