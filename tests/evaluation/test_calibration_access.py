"""Who may do what in a calibration, on values that were never stored."""

from types import SimpleNamespace

import pytest
from django.db.models import Q

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.evaluation.access.calibration import sessions_visible_to

ANI, BUDI, CITRA, DEWI, GUEST = 1, 2, 3, 4, 7
OFFICE = SimpleNamespace(path="lpg/bapenda/")


def actor(employee: int | None, *, path: str = "", heads: bool = False, grants=()) -> Actor:
    return Actor(
        account_id=9, name="x", employee_id=employee, unit_path=path, heads_unit=heads, grants=frozenset(grants)
    )


WHO = {
    "ani": actor(ANI, path="lpg/bapenda/samsat/"),
    "budi": actor(BUDI, path="lpg/bapenda/samsat/", heads=True),
    "citra": actor(CITRA, path="lpg/bapenda/", heads=True),
    "guest": actor(GUEST, path="lpg/dinsos/", heads=True),
    "dewi": actor(DEWI, path="lpg/dinsos/"),
    "admin": actor(5, path="lpg/bkd/", grants=[Grant(Role.PERFORMANCE_ADMIN, "")]),
    "inspector": actor(None, grants=[Grant(Role.INSPECTOR, "lpg/")]),
    "other_admin": actor(6, path="lpg/dinsos/", grants=[Grant(Role.PERFORMANCE_ADMIN, "lpg/dinsos/")]),
    "nobody": actor(None),
}
SEATED = frozenset({BUDI, CITRA, GUEST, ANI})
ORGANISERS = {"citra", "admin"}


def session(state: str):
    return SimpleNamespace(unit=OFFICE, state=state, participant_ids=SEATED, appraised_by={ANI: BUDI, BUDI: CITRA})


def member(state: str = "open", rated: str = "rated"):
    evaluation = SimpleNamespace(
        employee_id=ANI, employee="Ani", appraiser_id=BUDI, appraiser="Budi", superior_id=CITRA, state=rated
    )
    return SimpleNamespace(session=session(state), evaluation=evaluation)


def proposal(state: str = "proposed", meeting: str = "open", rated: str = "rated"):
    return SimpleNamespace(member=member(meeting, rated), state=state, proposer_id=GUEST)


def allowed(right: str, thing) -> set[str]:
    return {name for name, who in WHO.items() if why_not(right, who, thing) is None}


EXPECTED = [
    ("evaluation.plan_calibration", OFFICE, ORGANISERS),
    ("evaluation.calibration", session("planned"), {"citra", "admin", "ani", "budi", "guest", "inspector"}),
    ("evaluation.member", member("open"), {"citra", "admin", "budi", "guest", "inspector"}),
    ("evaluation.export_board", session("open"), {"ani", "budi", "citra", "guest"}),
    ("evaluation.invite", session("open"), ORGANISERS),
    ("evaluation.invite", session("closed"), set()),
    ("evaluation.start_pre_vote", session("planned"), ORGANISERS),
    ("evaluation.start_pre_vote", session("open"), set()),
    ("evaluation.open_calibration", session("pre_vote"), ORGANISERS),
    ("evaluation.open_calibration", session("closed"), set()),
    ("evaluation.close_calibration", session("open"), ORGANISERS),
    ("evaluation.close_calibration", session("planned"), set()),
    ("evaluation.place", member("pre_vote"), {"budi", "citra", "guest"}),
    ("evaluation.place", member("open"), set()),
    ("evaluation.place", member("pre_vote", "signed"), set()),
    ("evaluation.place", member("pre_vote", "open"), set()),
    ("evaluation.discuss", member("open"), {"budi", "citra", "guest"}),
    ("evaluation.discuss", member("closed"), set()),
    ("evaluation.undiscuss", member("open"), {"budi", "citra", "guest"}),
    ("evaluation.write_note", member("open"), {"budi", "citra", "guest"}),
    ("evaluation.write_note", member("pre_vote"), set()),
    ("evaluation.propose", member("open"), {"budi", "citra", "guest"}),
    ("evaluation.propose", member("pre_vote"), set()),
    ("evaluation.propose", member("open", "signed"), set()),
    ("evaluation.propose", member("open", "open"), set()),
    ("evaluation.accept", proposal(), {"budi"}),
    ("evaluation.accept", proposal("accepted"), set()),
    ("evaluation.accept", proposal(meeting="closed"), set()),
    ("evaluation.accept", proposal(rated="signed"), set()),
    ("evaluation.decline", proposal(), {"budi"}),
    ("evaluation.decline", proposal(rated="signed"), {"budi"}),
    ("evaluation.decline", proposal("declined"), set()),
    ("evaluation.withdraw_proposal", proposal(), {"guest"}),
    ("evaluation.withdraw_proposal", proposal("accepted"), set()),
]


@pytest.mark.parametrize(("right", "thing", "expected"), EXPECTED)
def test_only_the_named_may(right, thing, expected):
    assert allowed(right, thing) == expected


def test_the_list_is_for_employees_and_those_with_a_role():
    assert allowed("evaluation.calibrations", None) == set(WHO) - {"nobody"}


def test_nobody_takes_part_in_calibrating_himself():
    refusal = why_not("evaluation.propose", WHO["ani"], member())

    assert "tidak ada yang ikut mengalibrasi dirinya sendiri atau atasannya" in str(refusal)


def test_a_subordinate_does_not_calibrate_his_appraiser():
    of_budi = member()
    of_budi.evaluation.employee_id, of_budi.evaluation.appraiser_id = BUDI, CITRA

    assert allowed("evaluation.propose", of_budi) == {"citra", "guest"}


def test_the_organiser_without_a_seat_neither_places_nor_proposes():
    refusal = why_not("evaluation.propose", WHO["admin"], member())

    assert str(refusal) == (
        "Ini hanya untuk peserta rapat kalibrasi. Pesertanya para pejabat penilai dan pimpinan yang diundang."
    )


def test_a_signed_evaluation_is_locked_and_the_refusal_names_the_way():
    refusal = why_not("evaluation.propose", WHO["citra"], member(rated="signed"))

    assert "sudah ditandatangani" in str(refusal)
    assert "keberatan" in str(refusal)


def test_only_the_appraiser_accepts_and_the_refusal_names_him():
    assert str(why_not("evaluation.accept", WHO["citra"], proposal())).endswith("Budi pejabat penilainya.")


def test_the_list_shows_what_the_guard_allows():
    assert sessions_visible_to(WHO["nobody"]) == Q(pk__in=[])
    assert sessions_visible_to(WHO["citra"]) == (
        Q(pk__in=[]) | Q(participants__employee_id=CITRA) | Q(unit__path__startswith="lpg/bapenda/")
    )
    assert sessions_visible_to(WHO["inspector"]) == Q(pk__in=[]) | Q(unit__path__startswith="lpg/")
    partner = actor(None, grants=[Grant(Role.PARTNER_COORDINATOR, "")])
    assert sessions_visible_to(partner) == Q(pk__in=[])
