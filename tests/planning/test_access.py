"""Who may do what with an agreement, on values that were never stored."""

from types import SimpleNamespace

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.planning import access  # noqa: F401 - declares the rights

WHO = {
    "ani": Actor(1, "Ani", employee_id=1, unit_path="lpg/bapenda/samsat/"),
    "budi": Actor(2, "Budi", employee_id=2, unit_path="lpg/bapenda/samsat/", heads_unit=True),
    "citra": Actor(3, "Citra", employee_id=3, unit_path="lpg/bapenda/", heads_unit=True),
    "dewi": Actor(4, "Dewi", employee_id=4, unit_path="lpg/dinsos/", heads_unit=True),
    "admin": Actor(5, "Tri", grants=frozenset({Grant(Role.PERFORMANCE_ADMIN, "")})),
    "partner": Actor(6, "Sari", grants=frozenset({Grant(Role.PARTNER_COORDINATOR, "")})),
    "nobody": Actor(7, "Tamu"),
}


def agreement(state: str):
    return SimpleNamespace(
        employee_id=1, employee="Ani", appraiser_id=2, appraiser="Budi", state=state,
        unit=SimpleNamespace(path="lpg/bapenda/samsat/"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("right", "state", "allowed"),
    [
        ("planning.write", "draft", {"ani"}),
        ("planning.write", "in_dialogue", {"ani"}),
        ("planning.write", "proposed", set()),
        ("planning.propose", "draft", {"ani"}),
        ("planning.propose", "in_dialogue", {"ani"}),
        ("planning.propose", "in_force", set()),
        ("planning.return", "draft", set()),
        ("planning.return", "proposed", {"budi"}),
        ("planning.set", "proposed", {"budi"}),
        ("planning.set", "in_force", set()),
        ("planning.document", "proposed", set()),
        ("planning.document", "in_force", {"ani"}),
        ("planning.read", "draft", {"ani", "budi", "citra", "admin"}),
    ],
)
def test_only_the_named_may(right, state, allowed):
    assert {name for name, who in WHO.items() if why_not(right, who, agreement(state)) is None} == allowed


@pytest.mark.parametrize("right", ["planning.change_result", "planning.document_result"])
def test_a_result_is_as_open_as_its_agreement(right):
    state = "draft" if right.endswith("change_result") else "in_force"
    result = SimpleNamespace(agreement=agreement(state))

    assert {name for name, who in WHO.items() if why_not(right, who, result) is None} == {"ani"}


def test_the_list_is_for_employees_and_those_with_a_role():
    assert {name for name, who in WHO.items() if why_not("planning.agreements", who) is not None} == {"nobody"}
    assert {name for name, who in WHO.items() if why_not("planning.start", who) is not None} == {
        "admin",
        "partner",
        "nobody",
    }


def test_refusals_name_who_could():
    assert str(why_not("planning.set", WHO["dewi"], agreement("proposed"))).endswith("Budi pejabat penilainya.")
    assert str(why_not("planning.propose", WHO["budi"], agreement("draft"))).endswith("Ani dapat melakukannya.")
    assert str(why_not("planning.write", WHO["ani"], agreement("proposed"))) == (
        "Isi SKP tidak dapat diubah lagi: sudah diusulkan. Penilai dapat mengembalikannya."
    )
