"""Guidance from the proposal to the follow-up."""

from datetime import date

import pytest

from conftest import NOW, TODAY
from factories import growth
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.common.verification import verify
from sambayan.growth import actions, queries
from sambayan.growth.models import GuidanceRecord
from sambayan.notices.models import Notice
from sambayan.planning.rules import steps_on_record

pytestmark = pytest.mark.django_db
ROWS = {
    1: {
        "baseline": "25 menit", "strategy": "Antrean ganda", "progress": "20 menit", "problem": "Jam makan siang",
        "cause": "Satu loket", "next_step": "Loket bergilir", "adjusts": True,
    }
}  # fmt: skip
GOAL = {"skill": "Menjelaskan pajak", "duration": "2 bulan", "change": "Warga paham", "measure": "Survei"}
SESSION = {
    "held_on": date(2026, 10, 7),
    "place": "Ruang rapat",
    "subject": "Tarif",
    "action": "Latihan",
    "due_on": None,
}
SCORE = {"competency": "integrity", "name": "", "value": 4, "reason": "Jujur."}


def propose(plan, cast, guide=None, **changed):
    finding = changed.pop("finding", None) or growth.feedback(plan, cast.budi.employee, is_positive=False)
    words = {"method": "coaching", "reason": "Waktu.", "indicators": [str(plan.results.get().indicators.get().pk)]}
    by = changed.pop("by", cast.budi.actor)
    return actions.propose_guidance(plan, words | changed, guide=guide, finding=finding, by=by, at=NOW)


def count(name):
    return Event.objects.filter(name=name).count()


def told(event):
    return sorted(notice.recipient.name for notice in Notice.objects.filter(event=event))


def fresh(record):
    return queries.guidance(record.pk)


def test_coaching_runs_from_the_proposal_to_the_follow_up(plan, cast):
    record = propose(plan, cast)
    actions.prepare(record, {"rows": ROWS, "opportunities": "Bagi antrean"}, by=cast.ani.actor, at=NOW)
    actions.hold_guidance(
        record, {"held_on": TODAY, "note": "Antrean dibagi", "rows": ROWS}, by=cast.budi.actor, at=NOW
    )
    actions.sign_guidance(record, by=cast.ani.actor, at=NOW)
    assert (record.state, record.document_code) == ("held", None)
    actions.sign_guidance(record, by=cast.budi.actor, at=NOW)
    assert record.state == "recorded"
    assert verify(record.document_code).form == "B.1.6"
    assert told("growth.adjust_target") == ["Ani", "Budi"]
    actions.give_view(record, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)
    assert told("growth.give_view") == ["Citra"]
    actions.evaluate_competence(record, [SCORE], recommendation="Lanjutkan", by=cast.budi.actor, at=NOW)
    actions.report_to_superior(record, by=cast.budi.actor, at=NOW)
    steps = [("Ikut pelatihan", date(2026, 12, 1)), ("Rotasi loket", None)]
    actions.decide_follow_up(record, "Pelatihan", steps=steps, by=cast.citra.actor, at=NOW)

    assert record.state == "followed_up"
    assert list(record.improvements.order_by("pk").values_list("step", "due_on")) == steps
    assert (record.decided_by, told("growth.decide_follow_up")) == ("Citra", ["Ani", "Budi"])
    verbs = ("propose_guidance", "prepare", "hold_guidance", "give_view", "evaluate_competence", "report_to_superior")
    assert {count(f"growth.{verb}") for verb in (*verbs, "decide_follow_up")} == {1}
    assert count("growth.sign_guidance") == 2


def test_mentoring_by_an_assigned_party_is_reported_to_the_appraiser_first(plan, cast):
    record = propose(plan, cast, guide=cast.dewi.employee, method="mentoring", indicators=[])
    assert told("growth.propose_guidance") == ["Ani", "Dewi"]
    actions.prepare(record, {"goals": [GOAL]}, by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="Jurnalnya masih kosong"):
        actions.hold_guidance(record, {"held_on": TODAY, "note": "x"}, by=cast.dewi.actor, at=NOW)
    actions.log_session(record, SESSION, by=cast.ani.actor, at=NOW)
    actions.log_session(record, SESSION, by=cast.dewi.actor, at=NOW)
    actions.hold_guidance(record, {"held_on": TODAY, "note": "x"}, by=cast.dewi.actor, at=NOW)
    actions.sign_guidance(record, by=cast.dewi.actor, at=NOW)
    actions.sign_guidance(record, by=cast.ani.actor, at=NOW)
    assert told("growth.adjust_target") == []
    assert verify(record.document_code).form == "B.1.7"
    actions.evaluate_competence(record, [SCORE], recommendation="x", by=cast.dewi.actor, at=NOW)
    with pytest.raises(Denied, match="Menunggu laporan"):
        actions.report_to_superior(record, by=cast.budi.actor, at=NOW)
    actions.report_to_appraiser(record, by=cast.dewi.actor, at=NOW)
    assert told("growth.report_to_appraiser") == ["Budi"]
    actions.report_to_superior(record, by=cast.budi.actor, at=NOW)

    assert (record.state, told("growth.report_to_superior")) == ("at_superior", ["Citra"])


# Refusals


def test_guidance_needs_a_finding_of_no_progress(plan, cast):
    praise = growth.feedback(plan, cast.budi.employee)
    with pytest.raises(Denied, match="belum ada kemajuan"):
        propose(plan, cast, finding=praise)
    words = {"method": "coaching", "reason": "x", "indicators": []}
    with pytest.raises(Denied, match="belum ada kemajuan"):
        actions.propose_guidance(plan, words, guide=None, finding=None, by=cast.budi.actor, at=NOW)


def test_coaching_is_about_an_indicator(plan, cast):
    with pytest.raises(Denied, match="indikator kinerja"):
        propose(plan, cast, indicators=[])


def test_the_employee_is_not_the_own_guide(plan, cast):
    with pytest.raises(Denied, match="dirinya sendiri"):
        propose(plan, cast, guide=cast.ani.employee)


@pytest.mark.parametrize("who", ["ani", "dewi", "admin"])
def test_only_a_leader_proposes(plan, cast, who):
    with pytest.raises(Denied, match="diusulkan pimpinan"):
        propose(plan, cast, by=getattr(cast, who).actor)


def test_a_head_further_up_proposes_too(cast):
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment)

    assert propose(plan, cast, by=cast.citra.actor).leader == cast.citra.employee


def test_nobody_signs_twice_or_for_another(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "held")
    actions.sign_guidance(record, by=cast.ani.actor, at=NOW)

    with pytest.raises(Denied, match="sudah menandatangani"):
        actions.sign_guidance(record, by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="ditandatangani pegawai dan pembimbingnya"):
        actions.sign_guidance(record, by=cast.citra.actor, at=NOW)


@pytest.mark.parametrize(
    ("day", "told"), [(date(2026, 10, 9), "belum tiba"), (date(2026, 10, 6), "diusulkan 7 Oktober 2026")]
)
def test_guidance_is_held_between_the_proposal_and_today(plan, cast, day, told):
    record = growth.guidance(plan, cast.budi.employee, "prepared")

    with pytest.raises(Denied, match=told):
        actions.hold_guidance(record, {"held_on": day, "note": "x", "rows": ROWS}, by=cast.budi.actor, at=NOW)
    assert GuidanceRecord.objects.get().state == "prepared"


def test_no_meeting_is_written_down_before_it_was_held(plan, cast):
    record = growth.guidance(plan, cast.dewi.employee, "prepared", "mentoring")

    with pytest.raises(Denied, match="belum tiba"):
        actions.log_session(record, SESSION | {"held_on": date(2026, 10, 9)}, by=cast.dewi.actor, at=NOW)
    assert record.sessions.count() == 0


def test_the_view_may_be_given_after_a_quick_decision(plan, cast):
    record = fresh(growth.guidance(plan, cast.budi.employee, "followed_up"))
    actions.give_view(record, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)

    assert (record.state, told("growth.give_view")) == ("followed_up", ["Citra"])


def readers(record, cast):
    people, found = ("ani", "budi", "citra", "dewi", "admin", "inspector"), fresh(record)
    return {name for name in people if why_not("growth.read_view", getattr(cast, name).actor, found) is None}


@pytest.mark.parametrize(
    ("leader", "guide", "told_of_it", "read"),
    [
        ("budi", "budi", ["Citra"], {"ani", "citra"}),
        ("budi", "dewi", ["Citra"], {"ani", "citra"}),
        ("budi", "citra", [], {"ani", "admin"}),
        ("dewi", "dewi", [], {"ani", "admin"}),
    ],
)
def test_the_view_is_read_by_who_stands_above_the_leader(plan, cast, leader, guide, told_of_it, read):
    given = {"leader": getattr(cast, leader).employee}
    record = growth.guidance(plan, getattr(cast, guide).employee, "recorded", **given)
    actions.give_view(record, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)

    assert (told("growth.give_view"), readers(record, cast)) == (told_of_it, read)


def test_the_view_on_a_leader_above_the_appraiser_is_not_read_by_one_below_the_leader(plan, cast):
    gita = post("Gita", "lpg/", head=True)
    type(plan).objects.filter(pk=plan.pk).update(superior=cast.citra.employee)
    by_citra = growth.guidance(plan, cast.citra.employee, "recorded", leader=cast.citra.employee)
    by_gita = growth.guidance(plan, gita.employee, "recorded", leader=gita.employee)
    for record in (by_citra, by_gita):
        actions.give_view(record, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)

    assert told("growth.give_view") == ["Gita"]
    assert queries.view_reader(by_citra) == gita.employee
    assert queries.view_reader(by_gita) is None
    assert why_not("growth.read_view", cast.citra.actor, fresh(by_gita))
    assert why_not("growth.read_view", cast.admin.actor, fresh(by_gita)) is None


def test_coaching_has_no_journal(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "prepared")
    with pytest.raises(Denied, match="tidak memakai jurnal"):
        actions.log_session(record, SESSION, by=cast.ani.actor, at=NOW)


def test_the_view_is_given_once_and_also_after_the_evaluation(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "evaluated")
    actions.give_view(record, ["no"] * 9, note="", by=cast.ani.actor, at=NOW)

    assert record.state == "evaluated"
    with pytest.raises(Denied, match="sudah mengisinya"):
        actions.give_view(fresh(record), ["no"] * 9, note="", by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="sudah mengisinya"):
        actions.give_view(GuidanceRecord.objects.get(pk=record.pk), ["no"] * 9, note="", by=cast.ani.actor, at=NOW)


def test_a_view_read_stale_is_refused_inside_the_lock(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "recorded")
    stale = fresh(record)
    actions.give_view(record, ["no"] * 9, note="", by=cast.ani.actor, at=NOW)

    with pytest.raises(Denied, match="sudah mengisinya"):
        actions.give_view(stale, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)


def test_the_view_comes_after_both_signatures(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "held")
    with pytest.raises(Denied, match="ditandatangani keduanya"):
        actions.give_view(record, ["yes"] * 9, note="", by=cast.ani.actor, at=NOW)


def test_an_appraiser_who_guides_reports_straight_to_the_superior(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "evaluated")
    with pytest.raises(Denied, match="langsung dilaporkan"):
        actions.report_to_appraiser(record, by=cast.budi.actor, at=NOW)


def test_without_a_superior_personnel_decides(cast):
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment)
    record = growth.guidance(plan, cast.budi.employee, "evaluated")
    actions.report_to_superior(record, by=cast.budi.actor, at=NOW)
    actions.decide_follow_up(record, "Cukup", steps=[], by=cast.admin.actor, at=NOW)

    assert record.state == "followed_up"


def test_nobody_decides_the_follow_up_of_the_own_guidance(cast):
    plan = growth.plan(cast.admin.assignment, cast.budi.assignment)
    record = growth.guidance(plan, cast.budi.employee, "at_superior")

    with pytest.raises(Denied):
        actions.decide_follow_up(record, "x", steps=[], by=cast.admin.actor, at=NOW)


@pytest.mark.parametrize("who", ["ani", "budi", "dewi"])
def test_only_the_superior_or_personnel_decides(plan, cast, who):
    record = growth.guidance(plan, cast.budi.employee, "at_superior")
    with pytest.raises(Denied):
        actions.decide_follow_up(record, "x", steps=[], by=getattr(cast, who).actor, at=NOW)


@pytest.mark.parametrize(("state", "found"), [("held", set()), ("recorded", {"coaching"})])
def test_guidance_signed_by_both_is_on_record_before_a_take_over(plan, cast, state, found):
    growth.guidance(plan, cast.budi.employee, state)

    assert steps_on_record(plan.employee_id, plan.cycle_id) == found
    assert steps_on_record(cast.dewi.employee.pk, plan.cycle_id) == set()
