"""Who may run a survey and who may read it: guards on unsaved things, and the list that must agree with them."""

from types import SimpleNamespace

import pytest

from factories import surveys
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.surveys import access
from sambayan.surveys.models import SatisfactionSurvey

SAMSAT = "lpg/bapenda/samsat/"


def actor(path: str = "", *, heads: bool = False, role: Role | None = None, over: str = "") -> Actor:
    grants = frozenset({Grant(role, over)}) if role else frozenset()
    return Actor(1, "x", unit_path=path, heads_unit=heads, grants=grants)


WHO = {
    "clerk": actor(SAMSAT),
    "head": actor(SAMSAT, heads=True),
    "head_above": actor("lpg/bapenda/", heads=True),
    "head_elsewhere": actor("lpg/dinsos/", heads=True),
    "stranger": actor("lpg/dinsos/"),
    "admin": actor("lpg/bkd/", role=Role.PERFORMANCE_ADMIN),
    "admin_here": actor(SAMSAT, role=Role.PERFORMANCE_ADMIN),
    "admin_below": actor(SAMSAT + "loket/", role=Role.PERFORMANCE_ADMIN),
    "admin_of_bapenda": actor("lpg/bapenda/", role=Role.PERFORMANCE_ADMIN, over="lpg/bapenda/"),
    "admin_elsewhere": actor("lpg/bkd/", role=Role.PERFORMANCE_ADMIN, over="lpg/dinsos/"),
    "partner": actor(role=Role.PARTNER_COORDINATOR),
    "partner_elsewhere": actor(role=Role.PARTNER_COORDINATOR, over="lpg/dinsos/"),
    "partner_here": actor(SAMSAT, role=Role.PARTNER_COORDINATOR),
    "inspector": actor(role=Role.INSPECTOR),
    "inspector_elsewhere": actor(role=Role.INSPECTOR, over="lpg/dinsos/"),
    "system_admin": actor(role=Role.SYSTEM_ADMIN),
    "nobody": actor(),
}
RUNNERS = {"admin", "admin_of_bapenda", "partner"}
HEADS = {"head", "head_above"}
READERS = RUNNERS | {"head", "head_above", "inspector"}
JUDGED = {"clerk", "head", "admin_here", "admin_below", "partner_here"}
STATES = ("draft", "open", "sealed", "published")


def survey(state: str) -> SimpleNamespace:
    return SimpleNamespace(state=state, service=SimpleNamespace(unit=SimpleNamespace(path=SAMSAT)))


def allowed(right: str, thing) -> set[str]:
    return {name for name, one in WHO.items() if why_not(right, one, thing) is None}


@pytest.mark.parametrize(
    ("verb", "states"),
    [("open", {"draft"}), ("upload", {"draft", "open"}), ("seal", {"open"})],
)
@pytest.mark.parametrize("state", STATES)
def test_running_a_survey(verb, states, state):
    assert allowed(f"surveys.{verb}", survey(state)) == (RUNNERS if state in states else set())


@pytest.mark.parametrize("state", STATES)
def test_publishing_is_the_partners_alone(state):
    assert allowed("surveys.publish", survey(state)) == ({"partner"} if state == "sealed" else set())


@pytest.mark.parametrize("state", STATES)
def test_reading_a_result(state):
    # while it is open the judged unit sees nothing: two looks would betray one answer
    readers = {"draft": READERS - HEADS, "open": READERS - HEADS, "sealed": READERS, "published": set(WHO)}

    assert allowed("surveys.result", survey(state)) == readers[state]


@pytest.mark.parametrize("name", sorted(JUDGED))
@pytest.mark.parametrize("verb", ["open", "upload", "seal", "publish"])
def test_the_unit_being_judged_touches_nothing_and_is_told_why(name, verb):
    states = {"open": "draft", "upload": "open", "seal": "open", "publish": "sealed"}

    refusal = why_not(f"surveys.{verb}", WHO[name], survey(states[verb]))

    assert "Unit yang dinilai" in str(refusal.message)
    assert "koordinator mitra" in str(refusal.who)


@pytest.mark.parametrize("state", ["previewed", "confirmed", "discarded"])
@pytest.mark.parametrize("of", ["open", "sealed"])
def test_an_uploaded_file(state, of):
    upload = SimpleNamespace(state=state, survey=survey(of))

    assert allowed("surveys.preview", upload) == RUNNERS
    assert allowed("surveys.confirm", upload) == (RUNNERS if (state, of) == ("previewed", "open") else set())
    assert allowed("surveys.discard", upload) == (RUNNERS if state == "previewed" else set())


@pytest.mark.parametrize("right", ["surveys.services", "surveys.service"])
def test_everybody_at_work_sees_the_list_and_nobody_else(right):
    assert allowed(right, None) == set(WHO)
    assert "masuk" in str(why_not(right, None))


def test_a_refusal_names_the_state_that_is_needed():
    assert "“Disegel”" in str(why_not("surveys.open", WHO["admin"], survey("sealed")))
    assert "“Disiapkan / Dibuka”" in str(why_not("surveys.upload", WHO["admin"], survey("sealed"))).replace(
        "Dibuka / Disiapkan", "Disiapkan / Dibuka"
    )


@pytest.mark.parametrize("name", sorted(WHO))
def test_the_list_and_the_guard_agree(db, name):
    for code, path in (
        ("a", SAMSAT),
        ("b", "lpg/bapenda/"),
        ("c", "lpg/dinsos/"),
        ("d", "lpg/bkd/"),
        ("e", SAMSAT + "loket/"),
    ):
        service = surveys.service(code, path)
        for label, state in zip(surveys.PERIODS, STATES, strict=True):
            surveys.survey(service, label, state=state)

    listed = set(SatisfactionSurvey.objects.filter(access.visible_to(WHO[name])).values_list("pk", flat=True))
    everything = SatisfactionSurvey.objects.select_related("service__unit")

    assert listed == {one.pk for one in everything if why_not("surveys.result", WHO[name], one) is None}
