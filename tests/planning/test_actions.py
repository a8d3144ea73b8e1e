"""The verbs of an agreement, each with its record, its notice and its refusals."""

from datetime import timedelta

import pytest

from conftest import NOW
from factories import cycles
from factories.planning import agreement
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.notices.models import Notice
from sambayan.people.models import Assignment
from sambayan.planning import actions
from sambayan.planning.models import PerformanceAgreement, PlannedResult

WORDS = {
    "kind": "main", "title": "Berkas selesai", "supported_result": "", "aspect": "time", "indicator": "Waktu",
    "target": "15–20 menit",
}  # fmt: skip


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, results=1)


def event() -> Event:
    return Event.objects.latest("pk")


def test_start_finds_the_appraiser(cast):
    cycles.cycle()

    plan = actions.start(by=cast.ani.actor, at=NOW)

    assert (plan.employee, plan.appraiser, plan.unit, plan.state) == (
        cast.ani.employee,
        cast.budi.employee,
        cast.unit,
        "draft",
    )
    assert event().name == "planning.start"


def test_start_twice_returns_the_same(cast):
    cycles.cycle()

    assert actions.start(by=cast.ani.actor, at=NOW) == actions.start(by=cast.ani.actor, at=NOW)
    assert Event.objects.count() == 1


def test_start_waits_for_the_year(cast):
    with pytest.raises(Denied, match="Tahun kinerja 2026 belum dibuka"):
        actions.start(by=cast.ani.actor, at=NOW)


def test_start_waits_for_an_appraiser(cast):
    cycles.cycle()

    with pytest.raises(Denied, match="Pejabat penilai Anda belum tercatat"):
        actions.start(by=cast.dewi.actor, at=NOW)


def test_start_waits_for_a_post(cast):
    cycles.cycle()
    Assignment.objects.filter(employee=cast.ani.employee).delete()

    with pytest.raises(Denied, match="belum tercatat"):
        actions.start(by=cast.ani.actor, at=NOW)


def test_start_is_for_employees(cast):
    with pytest.raises(Denied, match="hanya untuk pegawai"):
        actions.start(by=cast.partner.actor, at=NOW)


def test_results_are_numbered_and_can_be_changed_and_removed(plan, cast):
    result = actions.add_result(plan, WORDS, by=cast.ani.actor, at=NOW)
    actions.change_result(result, {**WORDS, "title": "Berkas tepat waktu"}, by=cast.ani.actor, at=NOW)

    assert (result.number, result.indicators.get().target) == (2, "15–20 menit")
    assert (event().before, event().after["result"]) == ({"result": "Berkas selesai"}, "Berkas tepat waktu")

    actions.remove_result(result, by=cast.ani.actor, at=NOW)
    assert PlannedResult.objects.count() == 1


@pytest.mark.parametrize("verb", ["add", "change", "remove", "expect"])
def test_nobody_else_writes_in_an_agreement(plan, cast, verb):
    result, by = plan.results.get(), {"by": cast.budi.actor, "at": NOW}
    doing = {
        "add": lambda: actions.add_result(plan, WORDS, **by),
        "change": lambda: actions.change_result(result, WORDS, **by),
        "remove": lambda: actions.remove_result(result, **by),
        "expect": lambda: actions.write_expectations(plan, {}, **by),
    }

    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        doing[verb]()

    assert Event.objects.count() == 0


def test_changing_a_result_that_lost_its_indicator_gives_it_one(plan, cast):
    result = plan.results.get()
    result.indicators.all().delete()

    actions.change_result(result, WORDS, by=cast.ani.actor, at=NOW)

    assert (result.indicators.get().name, result.indicators.get().target) == ("Waktu", "15–20 menit")


def test_expectations_replace_each_other_and_empty_ones_leave(plan, cast):
    actions.write_expectations(plan, {"loyal": "Satu", "adaptive": "Dua"}, by=cast.ani.actor, at=NOW)
    actions.write_expectations(plan, {"loyal": "", "adaptive": "Tiga"}, by=cast.ani.actor, at=NOW)

    assert list(plan.expectations.values_list("value_code", "text")) == [("adaptive", "Tiga")]
    assert event().before == {"loyal": "Satu", "adaptive": "Dua"}


def test_propose_signs_and_tells_the_appraiser(plan, cast):
    actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.proposed_at) == ("proposed", NOW)
    assert (event().before, event().after) == ({"state": "draft"}, {"state": "proposed"})
    assert Notice.objects.get().recipient == cast.budi.employee


def test_propose_says_what_is_missing(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)

    with pytest.raises(Denied, match="paling sedikit satu hasil kerja utama"):
        actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.state == "draft"


def test_return_gives_back_with_the_reason(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    actions.return_(plan, reason="Target belum terukur.", by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.return_reason, event().reason) == (
        "in_dialogue",
        "Target belum terukur.",
        "Target belum terukur.",
    )
    assert Notice.objects.get().recipient == cast.ani.employee


def test_proposing_again_forgets_the_reason(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)
    actions.return_(plan, reason="Target belum terukur.", by=cast.budi.actor, at=NOW)
    actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.return_reason == ""


def test_set_puts_in_force(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    actions.set_(plan, by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.set_at) == ("in_force", NOW)
    assert Notice.objects.get().recipient == cast.ani.employee


@pytest.mark.parametrize("who", ["budi", "citra", "dewi", "admin"])
def test_propose_is_the_owners_alone(plan, cast, who):
    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        actions.propose(plan, by=getattr(cast, who).actor, at=NOW)

    assert (Event.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_return_is_the_appraisers_alone(cast, who):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.return_(plan, reason="Kurang.", by=getattr(cast, who).actor, at=NOW)

    assert (Event.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("verb", "state", "told"),
    [
        ("propose", "proposed", "keadaannya sekarang “Diusulkan”, yang diperlukan “"),
        ("propose", "in_force", "keadaannya sekarang “Berlaku”"),
        ("return_", "draft", "keadaannya sekarang “Draf”, yang diperlukan “Diusulkan”"),
        ("set_", "in_dialogue", "keadaannya sekarang “Dalam dialog”, yang diperlukan “Diusulkan”"),
        ("set_", "in_force", "keadaannya sekarang “Berlaku”"),
    ],
)
def test_a_verb_in_the_wrong_state_says_which_is_needed(cast, verb, state, told):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, state, results=1)
    by = cast.ani.actor if verb == "propose" else cast.budi.actor
    more = {"reason": "Kurang."} if verb == "return_" else {}

    with pytest.raises(Denied, match=told):
        getattr(actions, verb)(plan, by=by, at=NOW, **more)

    plan.refresh_from_db()
    assert (plan.state, Event.objects.count(), Notice.objects.count()) == (state, 0, 0)


def test_every_verb_tells_its_event_and_the_page_it_is_about(plan, cast):
    page = f"/agreements/{plan.pk}/"
    actions.propose(plan, by=cast.ani.actor, at=NOW)
    actions.return_(plan, reason="Sebut satuannya.", by=cast.budi.actor, at=NOW)
    actions.propose(plan, by=cast.ani.actor, at=NOW + timedelta(minutes=1))
    actions.set_(plan, by=cast.budi.actor, at=NOW)

    names = ["planning.propose", "planning.return", "planning.propose", "planning.set"]
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == names
    assert list(Notice.objects.order_by("pk").values_list("event", "url")) == [(name, page) for name in names]


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_set_is_the_appraisers_alone(cast, who):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.set_(plan, by=getattr(cast, who).actor, at=NOW)


def test_two_people_cannot_move_the_same_agreement_at_once(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)
    stale = PerformanceAgreement.objects.get(pk=plan.pk)
    actions.set_(plan, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="keadaannya sekarang “Berlaku”"):
        actions.return_(stale, reason="Terlambat", by=cast.budi.actor, at=NOW)
