"""What was done under a version of an agreement is not lost to the next one."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import NOW
from factories import cycles, surveys
from factories.planning import agreement, annex, documentation, planned_result, step
from sambayan.audit.models import Event
from sambayan.planning import actions, queries
from sambayan.planning.models import IndicatorBinding, PerformanceAgreement, PlannedResult


@pytest.fixture
def force(cast):
    """Ani's agreement in force with two results."""
    return annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 2))


def revised(force, cast) -> PerformanceAgreement:
    return actions.revise(force, kind="feedback", reason="Target terlalu rendah.", by=cast.ani.actor, at=NOW)


def set_(fresh, cast) -> PerformanceAgreement:
    actions.record_dialogue(fresh, held_on=date(2026, 10, 8), note="x", by=cast.budi.actor, at=NOW)
    actions.propose(fresh, by=cast.ani.actor, at=NOW)
    actions.sign(fresh, by=cast.ani.actor, at=NOW)
    return actions.set_(fresh, by=cast.budi.actor, at=NOW)


def result_of(plan: PerformanceAgreement, number: int = 1) -> PlannedResult:
    return plan.results.get(number=number)


def test_progress_and_steps_of_the_running_period_go_on_under_the_new_version(force, cast):
    entry = documentation(result_of(force), cycles.quarter(3))
    plan = step(result_of(force), cycles.quarter(4))

    fresh = set_(revised(force, cast), cast)

    entry.refresh_from_db()
    plan.refresh_from_db()
    assert (entry.result, plan.result) == (result_of(fresh), result_of(fresh))
    assert Event.objects.get(name="planning.replace").after == {"state": "replaced", "progress": 1, "steps": 1}


def test_progress_of_a_closed_period_stays_where_it_was_and_is_read_with_the_new_version(force, cast):
    entry = documentation(result_of(force), cycles.quarter(1))

    fresh = set_(revised(force, cast), cast)

    entry.refresh_from_db()
    assert entry.result == result_of(force)
    yearly = queries.documented_results(fresh, cycles.yearly())
    assert [row.progress for row in yearly] == [[entry], []]
    assert [row.progress for row in queries.documented_results(fresh, cycles.quarter(3))] == [[], []]


def test_the_figure_follows_to_the_indicator_of_the_same_name(force, cast):
    first, second = (documentation(result_of(force, number), cycles.quarter(3)) for number in (1, 2))
    for entry in (first, second):
        entry.indicator, entry.number = entry.result.indicators.get(), Decimal(17)
        entry.save()
    fresh = revised(force, cast)
    result_of(fresh, 2).indicators.update(name="Lain")

    set_(fresh, cast)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.indicator == result_of(fresh).indicators.get()
    assert (second.indicator, second.realisation) == (None, "17 menit")


def test_steps_stand_behind_those_the_new_version_has(force, cast):
    old = step(result_of(force), cycles.quarter(4))
    fresh = revised(force, cast)
    step(result_of(fresh), cycles.quarter(4))

    set_(fresh, cast)

    old.refresh_from_db()
    assert (old.result, old.number) == (result_of(fresh), 2)


def test_a_result_given_up_is_shown_with_its_progress_and_without_any_it_is_not(force, cast):
    entry = documentation(result_of(force, 2), cycles.quarter(3))
    fresh = revised(force, cast)
    result_of(fresh, 2).delete()
    set_(fresh, cast)

    rows = queries.documented_results(fresh, cycles.quarter(3))

    assert [(row.title, row.is_given_up, row.progress) for row in rows] == [
        ("Hasil kerja 1", False, []),
        ("Hasil kerja 2", True, [entry]),
    ]
    assert [row.title for row in queries.documented_results(fresh, cycles.quarter(2))] == ["Hasil kerja 1"]


def test_a_result_stands_for_all_it_was_copied_from(force, cast):
    second = set_(revised(force, cast), cast)
    third = set_(revised(second, cast), cast)

    rows = queries.documented_results(third)

    assert queries.versions_before(third) == [second.pk, force.pk]
    assert queries.heirs_of(rows) == {
        result_of(plan, number).pk: result_of(third, number).pk for plan in (force, second, third) for number in (1, 2)
    }


def test_an_agreement_that_revises_none_costs_no_query_more(force, django_assert_num_queries):
    planned_result(force, 3)
    with django_assert_num_queries(3):
        list(queries.results_of(force.pk))
    with django_assert_num_queries(3):
        queries.documented_results(force)


def test_a_binding_goes_along_with_the_indicator(force, cast):
    service = surveys.service("stnk")
    indicator = result_of(force, 2).indicators.get()
    IndicatorBinding.objects.create(individual=indicator, measure="satisfaction_service", service=service)

    fresh = revised(force, cast)

    assert result_of(fresh, 2).indicators.get().binding.service == service
    assert not IndicatorBinding.objects.filter(individual__result=result_of(fresh)).exists()
