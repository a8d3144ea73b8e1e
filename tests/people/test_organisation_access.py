"""Who may change the tree."""

from datetime import date
from types import SimpleNamespace

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.people.access import organisation  # noqa: F401 - declares the rights

UNIT = SimpleNamespace(path="lpg/bapenda/", agency="Provinsi Lampung", closed_on=None, parent_id=1)
ROOT = SimpleNamespace(path="lpg/", agency="Provinsi Lampung", closed_on=None, parent_id=None)
CLOSED = SimpleNamespace(path="lpg/bapenda/", agency="Provinsi Lampung", closed_on=date(2026, 1, 1), parent_id=1)
WHO = {
    "head": Actor(1, "Citra", employee_id=3, unit_path="lpg/bapenda/", heads_unit=True),
    "everywhere": Actor(2, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "")})),
    "agency": Actor(3, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "lpg/")})),
    "unit_only": Actor(4, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "lpg/bapenda/")})),
    "inspector": Actor(5, "Hadi", grants=frozenset({Grant(Role.INSPECTOR, "")})),
}
VERBS = ("people.found", "people.rename", "people.move", "people.merge", "people.close_unit")


@pytest.mark.parametrize("right", VERBS)
def test_the_tree_is_changed_by_whoever_manages_the_whole_agency(right):
    assert {name for name, who in WHO.items() if why_not(right, who, UNIT) is None} == {"everywhere", "agency"}


def test_a_refusal_names_who_could():
    assert (
        why_not("people.move", WHO["unit_only"], UNIT).who == "Pengelola kinerja Provinsi Lampung dapat melakukannya."
    )


@pytest.mark.parametrize("right", VERBS)
def test_a_closed_office_is_changed_by_nobody(right):
    assert str(why_not(right, WHO["agency"], CLOSED)).startswith("Unit ini sudah tidak ada lagi.")


def test_the_government_itself_stays_where_it_is():
    assert [why_not(right, WHO["agency"], ROOT) is None for right in VERBS] == [True, True, False, False, False]
