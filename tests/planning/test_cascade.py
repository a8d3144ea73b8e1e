"""A new version does not cut the cascade: alignments, links of subordinates, columns and roles go on."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles, goals
from factories.people import post
from factories.planning import agreement, annex, dialogue, planned_result
from sambayan.audit.models import Event
from sambayan.people.queries.everybody import Everybody
from sambayan.planning import actions
from sambayan.planning.actions import matrix, moves, opening, roles
from sambayan.planning.actions.matrix import Writing
from sambayan.planning.models import KeyIndicator, MatrixColumn, PerformanceAgreement, PlannedResult
from sambayan.planning.queries import tree
from sambayan.planning.queries.moves import moves as moves_on


@pytest.fixture
def force(cast):
    """Budi's agreement in force with two results."""
    return annex(agreement(cast.budi.assignment, cast.citra.assignment, "in_force", 2))


@pytest.fixture
def below(cast, force):
    """Ani's agreement in force, whose result supports Budi's first."""
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1)
    plan.results.update(supports=force.results.get(number=1), supported_result="Hasil kerja 1")
    return plan


def revised(plan, member, appraiser, *, give_up=None) -> PerformanceAgreement:
    """A new version, without one of the results if asked, set."""
    fresh = actions.revise(plan, kind="feedback", reason="x", by=member.actor, at=NOW)
    fresh.results.filter(number=give_up).delete()
    actions.record_dialogue(fresh, held_on=date(2026, 10, 8), note="x", by=appraiser.actor, at=NOW)
    actions.propose(fresh, by=member.actor, at=NOW)
    actions.sign(fresh, by=member.actor, at=NOW)
    return actions.set_(fresh, by=appraiser.actor, at=NOW)


def test_an_indicator_keeps_its_results_through_a_revision(force, cast):
    indicator = goals.key_indicator(goals.contract())
    goals.aligned(force.results.get(number=1), indicator)

    fresh = revised(force, cast.budi, cast.citra)

    rows, total = tree.results_for(indicator, cast.citra.actor)
    assert (list(rows), total) == ([fresh.results.get(number=1)], 1)


def test_those_who_supported_a_result_support_its_copy(force, below, cast):
    ended = agreement(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "replaced", 1)
    ended.results.update(supports=force.results.get(number=1))
    column = MatrixColumn.objects.create(
        matrix=goals.matrix(cast.budi.assignment, 0), number=1, text="x", result=force.results.get(number=1)
    )

    fresh = revised(force, cast.budi, cast.citra)

    own = fresh.results.get(number=1)
    column.refresh_from_db()
    assert (below.results.get().supports, column.result) == (own, own)
    assert ended.results.get().supports == force.results.get(number=1)
    assert tree.results_under(own, cast.budi.actor)[1] == 1
    assert Event.objects.get(name="planning.replace").after == {"state": "replaced", "supported": 1, "columns": 1}


def test_a_result_given_up_keeps_what_pointed_to_it(force, below, cast):
    revised(force, cast.budi, cast.citra, give_up=1)

    assert below.results.get().supports == force.results.get(number=1)
    assert Event.objects.get(name="planning.replace").after == {"state": "replaced"}


@pytest.mark.parametrize("verb", ["link_results", "change_result"])
def test_saving_a_link_untouched_keeps_it(force, below, cast, sign_in, today, verb):
    old = force.results.get(number=1)
    revised(force, cast.budi, cast.citra, give_up=1)
    PerformanceAgreement.objects.filter(pk=below.pk).update(state="in_dialogue", set_at=None)
    own, client = below.results.get(), sign_in(cast.ani)
    url = reverse(f"planning:{verb}", args=[below.pk if verb == "link_results" else own.pk])
    page = client.get(url).content.decode()
    assert f'<option value="{old.pk}" selected>Hasil kerja 1</option>' in page

    words = {
        "kind": "main", "title": own.title, "aspect": "time", "indicator": "Waktu", "target": "15 menit",
        "supports": old.pk,
    }  # fmt: skip
    answer = client.post(url, {str(own.pk): old.pk} if verb == "link_results" else words)

    own.refresh_from_db()
    assert (answer.status_code, own.supports) == (302, old)


@pytest.fixture
def cell(cast):
    """A role of Ani in the matrix of Budi."""
    cycles.cycle()
    return goals.cell(goals.row(goals.matrix(cast.budi.assignment), cast.ani.assignment), "Menyusun rekap")


def standing(member):
    return next(each for each in Everybody(TODAY).batch() if each.employee_id == member.employee.pk)


def test_a_draft_made_with_all_others_holds_the_roles(cell, cast):
    eko = post("Eko", "lpg/bapenda/samsat/")
    goals.cell(goals.row(cell.row.matrix, eko), "Menerima berkas")
    blank = goals.row(cell.row.matrix, post("Fitri", "lpg/bapenda/samsat/"))
    goals.cell(blank, "–")
    drafts = [
        opening.draft_of(cycles.cycle(), each) for each in Everybody(TODAY).batch() if each.appraiser_id is not None
    ]

    opening.begin_drafts(drafts, at=NOW)

    cell.refresh_from_db()
    made = PlannedResult.objects.get(agreement__employee=cast.ani.employee)
    assert (cell.result, made.title, made.origin, made.number) == (made, "Menyusun rekap", "matrix", 1)
    assert made.alignment.indicator == KeyIndicator.objects.get()
    assert PlannedResult.objects.count() == 2


def test_many_roles_cost_no_statement_more(cell, cast, django_assert_num_queries):
    for number in range(5):
        goals.cell(goals.row(cell.row.matrix, post(f"Pegawai {number}", "lpg/bapenda/samsat/")), f"Peran {number}")
    drafts = [opening.draft_of(cycles.cycle(), each) for each in Everybody(TODAY).batch() if each.appraiser_id]
    PerformanceAgreement.objects.bulk_create(drafts)

    with django_assert_num_queries(5):
        assert roles.apply_cells_to_drafts(drafts) == 6


def test_roles_of_the_old_office_stay_behind_after_a_move(cell, cast):
    cast.ani.assignment.position.unit = cast.dewi.assignment.position.unit
    cast.ani.assignment.position.save()
    post("Gita", "lpg/dinsos/", head=True)
    lent = goals.row(goals.matrix(cast.citra.assignment), cast.ani.assignment, is_lent=True)
    goals.cell(lent, "Membantu audit")

    opening.begin_drafts([opening.draft_of(cycles.cycle(), standing(cast.ani))], at=NOW)
    draft = PerformanceAgreement.objects.get()

    assert [row.title for row in draft.results.all()] == ["Membantu audit"]
    assert roles.apply_cells(draft) == []


def test_a_new_appraiser_finds_the_roles_of_the_office_in_the_draft(cell, cast):
    old = agreement(cast.ani.assignment, cast.dewi.assignment, "in_force", 1)
    cell.result = old.results.get()
    cell.save()

    fresh = moves.follow(next(iter(moves_on(TODAY))), by=None, at=NOW)

    cell.refresh_from_db()
    assert (cell.result.agreement, cell.result.title) == (fresh, "Menyusun rekap")


@pytest.mark.parametrize("verb", ["revise", "return"])
def test_a_role_written_meanwhile_comes_with_the_next_dialogue(cell, cast, verb):
    state = "in_force" if verb == "revise" else "proposed"
    plan = agreement(cast.ani.assignment, cast.budi.assignment, state, 1)

    if verb == "revise":
        plan = actions.revise(plan, kind="assignment", reason="x", by=cast.ani.actor, at=NOW)
    else:
        actions.return_(plan, reason="x", by=cast.budi.actor, at=NOW)

    cell.refresh_from_db()
    assert (cell.result.agreement, cell.result.number) == (plan, 2)
    assert Event.objects.get(name=f"planning.{verb}").after["roles"] == 1


def test_a_role_belongs_to_the_new_version_as_soon_as_it_begins(cell, cast):
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1))
    plan.results.update(title=cell.text)
    cell.result = plan.results.get()
    cell.save()

    fresh = revised(plan, cast.ani, cast.budi)

    cell.refresh_from_db()
    assert (cell.result, fresh.results.count()) == (fresh.results.get(), 1)


def test_a_cell_that_points_to_a_replaced_version_is_brought_forward_when_it_is_written(cell, cast):
    old = agreement(cast.ani.assignment, cast.budi.assignment, "replaced", 1)
    old.results.update(title=cell.text)
    fresh = agreement(cast.ani.assignment, cast.budi.assignment, "in_dialogue", 1, version=2, revises=old)
    fresh.results.update(title=cell.text, copied_from=old.results.get())
    cell.result = old.results.get()
    cell.save()

    matrix.write_role(cell.row, cell.column, Writing("Peran baru", cell.version), by=cast.budi.actor, at=NOW)

    cell.refresh_from_db()
    assert (cell.result, cell.result.title, old.results.get().title) == (
        fresh.results.get(),
        "Peran baru",
        "Menyusun rekap",
    )


def test_a_cell_whose_result_was_left_behind_gives_a_new_one(cell, cast):
    old = agreement(cast.ani.assignment, cast.dewi.assignment, "replaced", 1)
    draft = agreement(cast.ani.assignment, cast.budi.assignment, "draft")
    cell.result = old.results.get()
    cell.save()

    matrix.write_role(cell.row, cell.column, Writing("Peran baru", cell.version), by=cast.budi.actor, at=NOW)

    cell.refresh_from_db()
    assert cell.result == draft.results.get()


def test_a_cell_of_before_follows_when_a_version_is_set(cell, cast):
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1))
    fresh = agreement(cast.ani.assignment, cast.budi.assignment, "signed", 1, version=2, revises=plan)
    fresh.results.update(copied_from=plan.results.get())
    dialogue(fresh, cast.budi.assignment)
    cell.result = plan.results.get()
    cell.save()

    actions.set_(fresh, by=cast.budi.actor, at=NOW)

    cell.refresh_from_db()
    assert cell.result == fresh.results.get()
    assert Event.objects.get(name="planning.replace").after == {"state": "replaced", "roles": 1}


def test_planned_results_without_an_indicator_column_serve_none(cast, force):
    grid = goals.matrix(cast.budi.assignment, 0)
    MatrixColumn.objects.create(matrix=grid, number=1, text="Layanan cepat", result=force.results.get(number=1))
    goals.cell(goals.row(grid, cast.ani.assignment), "Menyusun rekap")

    opening.begin_drafts([opening.draft_of(cycles.cycle(), standing(cast.ani))], at=NOW)

    made = PlannedResult.objects.get(agreement__employee=cast.ani.employee)
    assert (made.supports, hasattr(made, "alignment")) == (force.results.get(number=1), False)
    assert planned_result(made.agreement, 2).number == 2
