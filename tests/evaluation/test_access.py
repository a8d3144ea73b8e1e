"""Who may do what with an evaluation, on values that were never stored."""

from types import SimpleNamespace

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.evaluation import access  # noqa: F401 - declares the rights
from sambayan.evaluation.access import opening  # noqa: F401 - declares the rights

ANI, BUDI, CITRA, DEWI = 1, 2, 3, 4
UNIT = SimpleNamespace(path="lpg/bapenda/samsat/")
PERIOD = SimpleNamespace(root_path="lpg/", state="open")


def actor(employee: int | None, *, path: str = "", heads: bool = False, grants=()) -> Actor:
    return Actor(
        account_id=9, name="x", employee_id=employee, unit_path=path, heads_unit=heads, grants=frozenset(grants)
    )


WHO = {
    "ani": actor(ANI, path="lpg/bapenda/samsat/"),
    "budi": actor(BUDI, path="lpg/bapenda/samsat/", heads=True),
    "citra": actor(CITRA, path="lpg/bapenda/", heads=True),
    "dewi": actor(DEWI, path="lpg/dinsos/"),
    "admin": actor(5, path="lpg/bkd/", grants=[Grant(Role.PERFORMANCE_ADMIN, "")]),
    "partner": actor(None, grants=[Grant(Role.PARTNER_COORDINATOR, "")]),
    "inspector": actor(None, grants=[Grant(Role.INSPECTOR, "lpg/bapenda/")]),
    "other_admin": actor(6, path="lpg/dinsos/", grants=[Grant(Role.PERFORMANCE_ADMIN, "lpg/dinsos/")]),
}
EVERYBODY = set(WHO)


def evaluation(state: str):
    reached = ("open", "rated", "signed", "handed_over", "received").index(state)
    return SimpleNamespace(
        employee_id=ANI,
        employee="Ani",
        appraiser_id=BUDI,
        appraiser="Budi",
        superior_id=CITRA,
        superior="Citra",
        signer_id=BUDI if reached >= 2 else None,
        signer="Budi" if reached >= 2 else None,
        form_code="D.1.1" if reached >= 2 else "",
        report_status="not_reported",
        unit=UNIT,
        state=state,
        predicate="good" if reached else "",
        document_code="CODE" if reached >= 2 else None,
    )


EXPECTED = [
    ("evaluation.rate", "open", {"budi"}),
    ("evaluation.rate", "rated", {"budi"}),
    ("evaluation.rate", "signed", set()),
    ("evaluation.sign", "open", set()),
    ("evaluation.sign", "rated", {"budi"}),
    ("evaluation.sign", "signed", set()),
    ("evaluation.hand_over", "rated", set()),
    ("evaluation.hand_over", "signed", {"budi"}),
    ("evaluation.confirm_receipt", "signed", set()),
    ("evaluation.confirm_receipt", "handed_over", {"ani"}),
    ("evaluation.confirm_receipt", "received", set()),
    ("evaluation.read", "open", {"ani", "budi", "citra", "admin", "inspector"}),
    ("evaluation.explain", "open", set()),
    ("evaluation.explain", "rated", {"budi", "citra", "admin", "inspector"}),
    ("evaluation.explain", "handed_over", {"ani", "budi", "citra", "admin", "inspector"}),
    ("evaluation.document", "rated", set()),
    ("evaluation.document", "signed", {"budi", "citra", "admin", "inspector"}),
    ("evaluation.document", "received", {"ani", "budi", "citra", "admin", "inspector"}),
]


@pytest.mark.parametrize(("right", "state", "allowed"), EXPECTED)
def test_only_the_named_may(right, state, allowed):
    may = {name for name, who in WHO.items() if why_not(right, who, evaluation(state)) is None}

    assert may == allowed


def test_the_employee_does_not_see_a_rating_before_it_is_handed_over():
    refusal = why_not("evaluation.explain", WHO["ani"], evaluation("rated"))

    assert str(refusal) == "Penilaian ini belum diserahkan kepada Anda. Pejabat penilai menyerahkannya."


def test_a_refusal_names_who_could_do_it():
    assert str(why_not("evaluation.rate", WHO["dewi"], evaluation("open"))).endswith("Budi pejabat penilainya.")
    assert str(why_not("evaluation.confirm_receipt", WHO["budi"], evaluation("handed_over"))).endswith(
        "Ani dapat melakukannya."
    )


def test_nobody_may_anything_without_signing_in():
    assert why_not("evaluation.read", None, evaluation("open")) is not None


def test_the_organisation_predicate_is_set_one_level_above():
    may = {name for name, who in WHO.items() if why_not("evaluation.set_achievement", who, UNIT) is None}

    assert may == {"citra", "admin"}


def test_only_administrators_of_everything_open_a_period():
    may = {name for name, who in WHO.items() if why_not("evaluation.open", who, PERIOD) is None}

    assert may == {"admin"}


def test_the_list_is_for_employees_and_those_with_a_role():
    nobody = actor(None)

    assert why_not("evaluation.evaluations", WHO["dewi"]) is None
    assert why_not("evaluation.evaluations", WHO["partner"]) is None
    assert why_not("evaluation.evaluations", nobody) is not None


def test_nobody_sets_the_predicate_of_the_unit_he_works_in():
    own = actor(7, path=UNIT.path, grants=[Grant(Role.PERFORMANCE_ADMIN, "")])

    assert why_not("evaluation.set_achievement", own, UNIT) is not None
