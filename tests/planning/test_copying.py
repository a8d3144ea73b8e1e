"""New versions, take-over, last year's agreement, templates, and one result for many."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import NOW
from factories.cycles import cycle
from factories.people import post
from factories.planning import agreement, annex, dialogue, planned_result, template
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.notices.models import Notice
from sambayan.planning import actions, queries
from sambayan.planning.models import (
    AgreementTemplate,
    AssignedResult,
    IndicatorManual,
    PerformanceAgreement,
    SpecialExpectation,
)
from sambayan.planning.rules import ChangeKind, steps_on_record

WORDS = {"kind": "main", "title": "Keluhan ditanggapi", "aspect": "time", "indicator": "Waktu", "target": "5 hari"}
MANUAL = {
    "purpose": "Cepat", "definition": "Waktu", "quality": "outcome", "data_source": "Loket", "reporting_period": "monthly",
}  # fmt: skip


def event() -> Event:
    return Event.objects.latest("pk")


@pytest.fixture
def force(cast):
    """Ani's agreement in force: two results, a manual, a link to Budi's, the annex and an expectation."""
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 2, superior=cast.citra.employee)
    leaders = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force"))
    first = plan.results.get(number=1)
    first.supports, first.supported_result = leaders, leaders.title
    first.save()
    IndicatorManual.objects.create(indicator=first.indicators.get(), **MANUAL)
    SpecialExpectation.objects.create(agreement=plan, value_code="loyal", text="Tenang.")
    return annex(plan)


def revised(force, cast) -> PerformanceAgreement:
    return actions.revise(force, kind="feedback", reason="Target terlalu rendah.", by=cast.ani.actor, at=NOW)


def test_revise_copies_everything_beside_the_one_in_force(force, cast):
    fresh = revised(force, cast)

    force.refresh_from_db()
    assert (force.state, fresh.state, fresh.version, fresh.revises, fresh.superior) == (
        "in_force",
        "in_dialogue",
        2,
        force,
        cast.citra.employee,
    )
    first = fresh.results.get(number=1)
    old = force.results.get(number=1)
    assert (first.copied_from, first.supports, first.indicators.get().manual.purpose) == (old, old.supports, "Cepat")
    assert (fresh.results.count(), fresh.annex.count(), fresh.expectations.get().text) == (2, 3, "Tenang.")
    assert (event().before, event().after, event().reason) == (
        {"version": 1},
        {"version": 2, "kind": "feedback"},
        "Target terlalu rendah.",
    )
    assert [(n.event, n.recipient) for n in Notice.objects.all()] == [("planning.revise", cast.budi.employee)]


def test_the_old_version_counts_until_the_new_one_is_set(force, cast):
    fresh = revised(force, cast)
    assert queries.own_agreement(cast.ani.actor, 2026) == force
    actions.record_dialogue(fresh, held_on=date(2026, 10, 8), note="x", by=cast.budi.actor, at=NOW)
    actions.propose(fresh, by=cast.ani.actor, at=NOW)
    actions.sign(fresh, by=cast.ani.actor, at=NOW)
    before = Event.objects.count()

    actions.set_(fresh, by=cast.budi.actor, at=NOW)

    force.refresh_from_db()
    assert (force.state, force.ended_at, force.ended_reason) == ("replaced", NOW, "Target terlalu rendah.")
    assert queries.own_agreement(cast.ani.actor, 2026) == fresh
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))[before:]
    assert names == ["planning.replace", "planning.set"]


def test_setting_after_a_move_leaves_the_replaced_one_alone(cast):
    old = agreement(cast.ani.assignment, cast.budi.assignment, "replaced")
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "signed", 1, revises=old, version=2)
    dialogue(plan, cast.budi.assignment)

    actions.set_(plan, by=cast.budi.actor, at=NOW)

    assert list(Event.objects.values_list("name", flat=True)) == ["planning.set"]


def test_one_new_version_at_a_time(force, cast):
    revised(force, cast)

    with pytest.raises(Denied, match="sudah dimulai"):
        revised(force, cast)


@pytest.mark.parametrize("who", ["citra", "dewi", "admin"])
def test_revise_is_for_the_two_parties(force, cast, who):
    with pytest.raises(Denied, match="pejabat penilainya|dapat melakukannya"):
        actions.revise(force, kind="feedback", reason="x", by=getattr(cast, who).actor, at=NOW)


def test_two_versions_are_compared_in_words(force, cast):
    assert queries.compare_page(force) is None
    fresh = revised(force, cast)
    first = fresh.results.get(number=1)
    words = {**WORDS, "title": "Hasil kerja 1", "indicator": "Waktu", "target": "10–15 menit"}
    actions.change_result(first, words, by=cast.ani.actor, at=NOW)
    actions.remove_result(fresh.results.get(number=2), by=cast.ani.actor, at=NOW)
    actions.add_result(fresh, WORDS, by=cast.ani.actor, at=NOW)

    shown = queries.compare_page(fresh)

    assert [row.kind for row in shown.results] == [ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.REMOVED]
    assert shown.results[0].before[-1] == "Rata-rata waktu: 15–20 menit per berkas"
    assert shown.results[0].after[-1] == "Waktu: 10–15 menit"
    assert {row.kind for row in (*shown.annex, *shown.expectations)} == {ChangeKind.SAME}
    assert shown.differing == 3


WHY = "Pembinaan dicatat di kertas."


def test_take_over_result_keeps_what_was_tried_and_the_note(force, cast):
    result = force.results.get(number=1)

    actions.take_over_result(result, step="coaching", note="Belum selesai.", unrecorded=WHY, by=cast.budi.actor, at=NOW)

    # Ps 20(6)-(8)
    result.refresh_from_db()
    assert (result.taken_over_at, result.takeover_word.label, result.takeover_note) == (
        NOW,
        "Pembinaan dilakukan",
        "Belum selesai.",
    )
    assert (event().after, event().reason) == (
        {"result": "Hasil kerja 1", "step": "coaching", "unrecorded": WHY},
        "Belum selesai.",
    )
    assert Notice.objects.get().recipient == cast.ani.employee
    with pytest.raises(Denied, match="sudah diambil alih"):
        actions.take_over_result(result, step="coaching", note="x", by=cast.budi.actor, at=NOW)


def test_a_step_that_is_not_on_record_needs_a_reason(force, cast):
    result = force.results.get(number=1)
    with pytest.raises(Denied, match="tidak tercatat di Sambayan"):
        actions.take_over_result(result, step="coaching", note="x", by=cast.budi.actor, at=NOW)

    result.refresh_from_db()
    assert result.taken_over_at is None


@pytest.mark.parametrize(
    ("kind", "steps"), [("resources", {"expectation", "resources"}), ("feedback", {"expectation"}), ("", set())]
)
def test_an_adjustment_that_was_set_is_on_record(force, cast, kind, steps):
    PerformanceAgreement.objects.filter(pk=force.pk).update(revision_kind=kind)

    assert steps_on_record(force.employee_id, force.cycle_id) == steps
    if steps:
        result = force.results.get(number=1)
        actions.take_over_result(result, step="expectation", note="x", by=cast.budi.actor, at=NOW)
        assert event().after == {"result": "Hasil kerja 1", "step": "expectation"}


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_take_over_result_is_the_appraisers_alone(force, cast, who):
    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.take_over_result(
            force.results.get(number=1), step="coaching", note="x", by=getattr(cast, who).actor, at=NOW
        )


@pytest.fixture
def last_year(cast):
    """What Ani agreed on for 2025, closed."""
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 2, cycle=cycle(2025))
    PerformanceAgreement.objects.filter(pk=plan.pk).update(state="closed")
    SpecialExpectation.objects.create(agreement=plan, value_code="loyal", text="Tenang.")
    return annex(plan)


def test_copy_last_year_brings_results_annex_and_expectations(last_year, cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    SpecialExpectation.objects.create(agreement=plan, value_code="loyal", text="Yang baru.")
    planned_result(plan, 1)  # the same words as last year's first

    count = actions.copy_last_year(plan, by=cast.ani.actor, at=NOW)

    assert (count, plan.results.count(), plan.annex.count()) == (1, 2, 3)
    assert plan.results.get(number=2).copied_from == last_year.results.get(number=2)
    assert plan.expectations.get().text == "Yang baru."
    assert event().after == {"results": 1}


def test_copying_twice_repeats_nothing(last_year, cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)

    counts = [actions.copy_last_year(plan, by=cast.ani.actor, at=NOW) for _time in range(2)]

    assert (counts, plan.results.count(), plan.annex.count()) == ([2, 0], 2, 3)


def test_without_a_last_year_there_is_nothing_to_copy(cast):
    agreement(cast.ani.assignment, cast.budi.assignment, cycle=cycle(2025))  # never set
    plan = agreement(cast.ani.assignment, cast.budi.assignment)

    with pytest.raises(Denied, match="Tidak ada SKP 2025"):
        actions.copy_last_year(plan, by=cast.ani.actor, at=NOW)


def test_copy_last_year_is_the_owners(last_year, cast):
    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        actions.copy_last_year(agreement(cast.ani.assignment, cast.budi.assignment), by=cast.budi.actor, at=NOW)


def test_a_template_is_made_without_the_name_of_anybody_and_used(force, cast):
    force.results.update(assigned_by="Budi")
    force.results.get(number=1).indicators.update(target_to=Decimal("20.5"))

    made = actions.make_template(force, title="Loket", position_title="Penata layanan", by=cast.budi.actor, at=NOW)

    assert "Budi" not in str(made.content)
    assert made.content["results"][0]["indicators"][0]["target_to"] == "20.5000"
    assert (event().subject_label, event().after) == ("Loket", {"position": "Penata layanan", "results": 2})

    plan = agreement(cast.dewi.assignment, cast.citra.assignment)
    assert actions.use_template(plan, made, by=cast.dewi.actor, at=NOW) == 2
    first = plan.results.get(number=1)
    assert (first.supports, first.indicators.get().target_to, first.indicators.get().manual.purpose) == (
        None,
        Decimal("20.5"),
        "Cepat",
    )
    assert event().after == {"template": "Loket", "results": 2}


def test_a_template_for_staff_gives_a_leader_no_aspect(force, cast):
    plan = agreement(cast.dewi.assignment, cast.citra.assignment, form="senior")

    actions.use_template(plan, template(force), by=cast.dewi.actor, at=NOW)

    assert plan.results.get().indicators.get().aspect == ""


def test_a_retired_template_is_not_used_any_more(force, cast):
    made = template(force)

    for _time in range(2):
        actions.retire_template(made, by=cast.admin.actor, at=NOW)

    assert (event().name, Event.objects.count(), list(queries.templates())) == ("planning.retire_template", 1, [])
    with pytest.raises(Denied, match="tidak dipakai lagi"):
        actions.use_template(agreement(cast.dewi.assignment, cast.citra.assignment), made, by=cast.dewi.actor, at=NOW)


def test_templates_are_kept_by_appraiser_and_administrator(force, cast):
    with pytest.raises(Denied, match="pejabat penilai"):
        actions.make_template(force, title="x", position_title="y", by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="Hanya pengelola kinerja"):
        actions.retire_template(template(force), by=cast.budi.actor, at=NOW)
    assert AgreementTemplate.objects.count() == 1


def test_one_result_for_many_says_what_became_of_everybody(cast):
    eni, fitri = post("Eni", "lpg/bapenda/samsat/"), post("Fitri", "lpg/bapenda/samsat/")
    draft = agreement(cast.ani.assignment, cast.budi.assignment)
    force = agreement(eni, cast.budi.assignment, "in_force", 1)
    people = [cast.ani.employee.pk, eni.employee_id, fitri.employee_id]

    found = actions.assign_result(WORDS, employee_ids=people, by=cast.budi.actor, at=NOW)

    assert (found.drafted, found.waiting, found.without) == (["Ani"], ["Eni"], ["Fitri"])
    assert (draft.results.get().origin, draft.results.get().assigned_by) == ("appointed", "Kepala Unit samsat")
    assert [row.title for row in queries.waiting_for(force.pk)] == ["Keluhan ditanggapi"]
    assert Event.objects.filter(name="planning.assign_result").count() == 2
    assert {n.recipient.name for n in Notice.objects.all()} == {"Ani", "Eni"}


def test_an_assigned_result_is_taken_up_by_the_next_version(force, cast):
    actions.assign_result(WORDS, employee_ids=[cast.ani.employee.pk], by=cast.budi.actor, at=NOW)

    fresh = actions.revise(force, kind="assignment", reason="Tugas baru.", by=cast.budi.actor, at=NOW)

    row = AssignedResult.objects.get()
    assert (row.became, row.taken_up_at, row.became.agreement) == (fresh.results.get(number=3), NOW, fresh)
    assert queries.waiting_for(force.pk) == []


def test_a_new_version_is_where_an_assignment_goes(force, cast):
    fresh = revised(force, cast)

    found = actions.assign_result(WORDS, employee_ids=[cast.ani.employee.pk], by=cast.budi.actor, at=NOW)

    assert (found.drafted, fresh.results.filter(title=WORDS["title"]).count()) == (["Ani"], 1)


def test_nobody_assigns_to_people_of_others(force, cast):
    with pytest.raises(Denied, match="pegawai yang Anda nilai"):
        actions.assign_result(WORDS, employee_ids=[cast.ani.employee.pk], by=cast.dewi.actor, at=NOW)
    with pytest.raises(Denied, match="hanya untuk pegawai"):
        actions.assign_result(WORDS, employee_ids=[], by=cast.partner.actor, at=NOW)
    assert queries.team_of(cast.partner.actor, date(2026, 10, 8)) == []


def test_heads_of_the_units_right_below_are_of_the_team(cast):
    post("Kepala loket", "lpg/bapenda/samsat/loket/", head=True)
    post("Petugas", "lpg/bapenda/samsat/loket/")

    team = {mate.name for mate in queries.team_of(cast.budi.actor, date(2026, 10, 8))}

    assert (team, "Budi" in {mate.name for mate in queries.team_of(cast.citra.actor, date(2026, 10, 8))}) == (
        {"Ani", "Kepala loket"},
        True,
    )
