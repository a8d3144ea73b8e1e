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
LATE = {"overdue_since": "2026-02-01"}
LED = {"is_superior_led": True}


def agreement(state: str, **more):
    words = {
        "employee_id": 1, "employee": "Ani", "appraiser_id": 2, "appraiser": "Budi", "superior_id": 3,
        "superior": "Citra", "state": state, "is_superior_led": False, "overdue_since": None,
        "unit": SimpleNamespace(path="lpg/bapenda/samsat/"),
    }  # fmt: skip
    return SimpleNamespace(**words | more)


def allowed(right: str, thing) -> set[str]:
    return {name for name, who in WHO.items() if why_not(right, who, thing) is None}


@pytest.mark.parametrize(
    ("right", "state", "who"),
    [
        ("planning.write", "draft", {"ani"}),
        ("planning.write", "in_dialogue", {"ani"}),
        ("planning.write", "proposed", set()),
        ("planning.shape", "draft", {"ani"}),
        ("planning.copy_last_year", "draft", {"ani"}),
        ("planning.use_template", "in_force", set()),
        ("planning.open_dialogue", "draft", {"ani", "budi"}),
        ("planning.open_dialogue", "in_dialogue", set()),
        ("planning.record_dialogue", "in_force", {"ani", "budi"}),
        ("planning.record_dialogue", "closed", set()),
        ("planning.propose", "draft", set()),
        ("planning.propose", "in_dialogue", {"ani"}),
        ("planning.propose", "in_force", set()),
        ("planning.return", "draft", set()),
        ("planning.return", "proposed", {"budi"}),
        ("planning.return", "signed", {"budi"}),
        ("planning.sign", "proposed", {"ani"}),
        ("planning.sign", "in_dialogue", set()),
        ("planning.set", "proposed", set()),
        ("planning.set", "signed", {"budi"}),
        ("planning.set", "in_force", set()),
        ("planning.set_unsigned", "proposed", {"budi"}),
        ("planning.set_unsigned", "signed", set()),
        ("planning.add_expectation", "in_force", {"budi"}),
        ("planning.add_expectation", "replaced", set()),
        ("planning.add_expectation", "signed", set()),
        ("planning.link_results", "in_force", {"ani", "budi"}),
        ("planning.link_results", "signed", set()),
        ("planning.revise", "in_force", {"ani", "budi"}),
        ("planning.revise", "proposed", set()),
        ("planning.make_template", "in_force", {"budi", "admin"}),
        ("planning.retire_template", "in_force", {"admin"}),
        ("planning.close", "in_force", {"admin"}),
        ("planning.close", "replaced", {"admin"}),
        ("planning.close", "draft", set()),
        ("planning.request_superior_dialogue", "in_dialogue", set()),
        ("planning.document", "proposed", set()),
        ("planning.document", "in_force", {"ani"}),
        ("planning.read", "draft", {"ani", "budi", "citra", "admin"}),
    ],
)
def test_only_the_named_may(right, state, who):
    assert allowed(right, agreement(state)) == who


@pytest.mark.parametrize(
    ("right", "state", "more", "who"),
    [
        # Lampiran II.C.5 p65: from 1 February the dialogue is held with the appraiser's superior
        ("planning.request_superior_dialogue", "proposed", LATE, {"ani"}),
        ("planning.request_superior_dialogue", "proposed", LATE | LED, set()),
        ("planning.request_superior_dialogue", "draft", LATE | {"superior_id": None, "superior": None}, set()),
        ("planning.request_superior_dialogue", "in_force", LATE, set()),
        ("planning.set", "signed", LED, {"citra"}),
        ("planning.return", "proposed", LED, {"citra"}),
        ("planning.record_dialogue", "in_dialogue", LED, {"ani", "citra"}),
        ("planning.set_unsigned", "proposed", LED, {"citra"}),
    ],
)
def test_a_late_agreement_is_led_by_the_superior(right, state, more, who):
    assert allowed(right, agreement(state, **more)) == who


@pytest.mark.parametrize(
    ("right", "state", "who"),
    [
        ("planning.change_result", "draft", {"ani"}),
        ("planning.document_result", "in_force", {"ani"}),
        ("planning.sort_result", "proposed", {"budi"}),
        ("planning.sort_result", "in_force", set()),
        ("planning.take_over_result", "in_force", {"budi"}),
        ("planning.take_over_result", "draft", set()),
    ],
)
def test_a_result_is_as_open_as_its_agreement(right, state, who):
    assert allowed(right, SimpleNamespace(agreement=agreement(state))) == who


@pytest.mark.parametrize(
    ("right", "who"), [("planning.change_indicator", {"ani"}), ("planning.write_manual", {"ani", "budi"})]
)
def test_an_indicator_is_as_open_as_the_agreement_of_its_result(right, who):
    thing = SimpleNamespace(result=SimpleNamespace(agreement=agreement("draft")))

    assert allowed(right, thing) == who


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("in_dialogue", {"ani", "budi"}),
        ("proposed", {"ani", "budi"}),
        ("signed", set()),
        ("in_force", set()),
        ("replaced", set()),
    ],
)
def test_a_manual_is_written_until_the_employee_signs(state, who):
    assert allowed("planning.write_manual", SimpleNamespace(result=SimpleNamespace(agreement=agreement(state)))) == who


def test_the_list_is_for_employees_and_those_with_a_role():
    assert set(WHO) - allowed("planning.agreements", None) == {"nobody"}
    for right in ("planning.start", "planning.assign_result"):
        assert set(WHO) - allowed(right, None) == {"admin", "partner", "nobody"}
    assert set(WHO) - allowed("planning.templates", None) == {"partner", "nobody"}


@pytest.mark.parametrize(
    ("who", "right", "thing", "told"),
    [
        ("dewi", "planning.set", agreement("signed"), "Budi pejabat penilainya."),
        ("dewi", "planning.set", agreement("signed", **LED), "Citra atasan pejabat penilainya."),
        ("budi", "planning.propose", agreement("in_dialogue"), "Ani dapat melakukannya."),
        (
            "ani",
            "planning.write",
            agreement("proposed"),
            "Isi SKP tidak dapat diubah lagi: sudah diusulkan. Penilai dapat mengembalikannya.",
        ),
        ("ani", "planning.record_dialogue", agreement("closed"), "SKP ini sudah selesai."),
        ("ani", "planning.request_superior_dialogue", agreement("draft"), "Lampiran II.C.5 hlm. 65."),
        ("ani", "planning.request_superior_dialogue", agreement("draft", **LED), "dipimpin atasan pejabat penilai."),
        (
            "ani",
            "planning.request_superior_dialogue",
            agreement("draft", **LATE, superior_id=None, superior=None),
            "pengelola kinerja mencatatnya.",
        ),
        ("ani", "planning.revise", agreement("draft"), "dialog baru (Pasal 20)."),
        ("budi", "planning.close", agreement("in_force"), "Hanya pengelola kinerja unit ini yang dapat melakukan ini."),
    ],
)
def test_refusals_name_who_could_or_why(who, right, thing, told):
    assert str(why_not(right, WHO[who], thing)).endswith(told)
