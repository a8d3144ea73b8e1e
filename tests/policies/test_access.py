"""Only who administers performance for the whole agency sets values; everybody else learns who could."""

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import Refusal, why_not
from sambayan.policies import access  # noqa: F401 - declares the rights
from sambayan.policies.models import SettingValue, SettingWithdrawal

ADMIN = Actor(1, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "")}))
NOBODY = Actor(2, "Ani", employee_id=2)


@pytest.mark.parametrize("right", ["policies.set", "policies.withdraw"])
def test_the_administrator_of_the_agency_may(right):
    assert why_not(right, ADMIN) is None


@pytest.mark.parametrize("right", ["policies.set", "policies.withdraw"])
@pytest.mark.parametrize(
    "actor",
    [
        NOBODY,
        Actor(3, "Uci", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "lpg/bapenda/")})),
        *(Actor(4, role, grants=frozenset({Grant(role, "")})) for role in Role if role != Role.PERFORMANCE_ADMIN),
    ],
    ids=lambda actor: actor.name,
)
def test_nobody_else_may(right, actor):
    assert str(why_not(right, actor)) == (
        "Nilai hanya ditetapkan pengelola kinerja seluruh instansi. Hubungi pengelola kinerja di badan kepegawaian."
    )


def test_a_value_is_withdrawn_once():
    value = SettingValue(name="small_cell_limit", value="7")
    SettingWithdrawal(value=value)

    assert why_not("policies.withdraw", ADMIN, value) == Refusal("Nilai ini sudah ditarik.")
