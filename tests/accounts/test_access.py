"""Who may look after whose account."""

from types import SimpleNamespace

import pytest

from sambayan.accounts.access import Holder
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not

UNIT, OTHER = "lpg/bapenda/samsat/", "lpg/dinsos/"


def actor(role=None, path="lpg/", employee=1) -> Actor:
    grants = frozenset({Grant(role, path)}) if role else frozenset()
    return Actor(account_id=employee, name="Tri", employee_id=employee, grants=grants)


def holder(*grants, account=True, employee=2) -> Holder:
    return Holder(SimpleNamespace(pk=employee), UNIT, object() if account else None, frozenset(grants))


ADMIN, BELOW = actor(Role.PERFORMANCE_ADMIN), actor(Role.PERFORMANCE_ADMIN, "lpg/bapenda/")
SYSTEM = actor(Role.SYSTEM_ADMIN, "")
RESET, REMOVE, OPEN = "accounts.reset_by_administrator", "accounts.remove_factors", "accounts.open_account"
CASES = [
    (RESET, ADMIN, holder(), True),
    (RESET, SYSTEM, holder(), True),
    (RESET, actor(Role.PERFORMANCE_ADMIN, OTHER), holder(), False),
    (RESET, actor(Role.INSPECTOR, ""), holder(), False),
    (RESET, actor(), holder(), False),
    (RESET, ADMIN, holder(employee=1), False),
    (RESET, ADMIN, holder(account=False), False),
    (RESET, ADMIN, holder(Grant(Role.PERFORMANCE_ADMIN, UNIT)), True),
    (RESET, BELOW, holder(Grant(Role.PERFORMANCE_ADMIN, "lpg/")), False),
    (RESET, ADMIN, holder(Grant(Role.ENUMERATOR, "lpg/")), True),
    (RESET, ADMIN, holder(Grant(Role.INSPECTOR, "lpg/")), False),
    (RESET, ADMIN, holder(Grant(Role.SYSTEM_ADMIN, "")), False),
    (RESET, SYSTEM, holder(Grant(Role.SYSTEM_ADMIN, "")), True),
    (REMOVE, SYSTEM, holder(), True),
    (REMOVE, ADMIN, holder(), False),
    (OPEN, ADMIN, holder(account=False), True),
    (OPEN, ADMIN, holder(), False),
    (OPEN, actor(), holder(account=False), False),
]


@pytest.mark.parametrize(("right", "who", "whose", "may"), CASES)
def test_who_may_look_after_whose_account(right, who, whose, may):
    assert (why_not(right, who, whose) is None) == may


@pytest.mark.parametrize("right", ["accounts.sign_out_session", "accounts.remove_factor"])
def test_sessions_and_factors_are_their_owners_alone(right):
    assert why_not(right, actor(), SimpleNamespace(account_id=1)) is None
    assert why_not(right, actor(), SimpleNamespace(account_id=2)) is not None
