"""What was planned and done under an earlier agreement of the year counts for the person, and is seen and printed."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pdfminer.high_level import extract_text

from conftest import NOW, TODAY
from factories import cycles
from factories.people import post
from factories.planning import agreement, evidence, planned_result, step
from sambayan.planning.actions import doing
from sambayan.planning.models import ActionPlan
from sambayan.planning.queries.doing import desk_of, doing_page, empty_periods, team_doing


@pytest.fixture
def old(cast):
    """Ani's first version, with two results."""
    return agreement(cast.ani.assignment, cast.budi.assignment, "replaced", 2)


@pytest.fixture
def plan(old, cast):
    """The version in force: the first result was copied, the second given up."""
    made = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1, version=2, revises=old)
    made.results.update(copied_from=old.results.get(number=1))
    return made


@pytest.fixture
def closed():
    """A quarter whose days are over and which may still be documented."""
    period = cycles.quarter(3)
    type(period).objects.filter(pk=period.pk).update(window_to=date(2026, 12, 31))
    return period


def row(plan, number=1):
    return plan.results.get(number=number)


def page_of(plan, period):
    return doing_page(desk_of(plan, period, TODAY), TODAY)


@pytest.mark.parametrize("number", [1, 2])
def test_whoever_wrote_under_an_earlier_agreement_is_not_silent(old, plan, closed, cast, number):
    silent = agreement(post("Eni", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force", 1)
    evidence(row(old, number), closed)
    evidence(row(old, number), closed)

    everybody = team_doing(cast.budi.actor, closed)

    assert [(each.pk, each.entries, each.pieces) for each in everybody] == [(plan.pk, 2, 2), (silent.pk, 0, 0)]
    assert list(team_doing(cast.budi.actor, closed, empty=True)) == [silent]
    assert [count for _period, count in empty_periods(cast.budi.actor, TODAY)] == [1]


def test_progress_of_another_person_period_or_year_does_not_count(old, plan, closed, cast):
    evidence(planned_result(agreement(post("Eni", "lpg/bapenda/samsat/"), cast.budi.assignment, "replaced")), closed)
    evidence(row(old), cycles.quarter(1))

    assert list(team_doing(cast.budi.actor, closed, empty=True)) == [plan]


def test_the_page_of_a_period_shows_both_versions(old, plan, cast, sign_in, today):
    period = cycles.quarter(1)
    evidence(row(old), period)
    evidence(row(old, 2), period)
    step(row(old), period)
    step(row(old, 2), period, 7)

    found = page_of(plan, period)

    assert [(each.title, each.is_given_up, len(each.steps), len(each.progress)) for each in found.results] == [
        ("Hasil kerja 1", False, 1, 1),
        ("Hasil kerja 2", True, 1, 1),
    ]
    assert (found.entries, found.is_empty_at_end, found.may_copy_from) == (2, False, None)
    page = sign_in(cast.ani).get(reverse("planning:doing", args=[plan.pk, period.pk])).content.decode()
    assert [words in page for words in ("Langkah 1", "Langkah 7", "tidak ada lagi dalam SKP ini")] == [True] * 3


def test_a_result_given_up_with_nothing_but_a_plan_is_shown_in_that_period(old, plan):
    step(row(old, 2), cycles.quarter(1))

    assert [each.is_given_up for each in page_of(plan, cycles.quarter(1)).results] == [False, True]
    assert [each.is_given_up for each in page_of(plan, cycles.quarter(2)).results] == [False]


def test_nothing_of_an_earlier_version_can_be_changed_on_the_page(old, plan, closed, cast, sign_in, today):
    evidence(row(old, 2), closed)
    step(row(old, 2), closed)
    given_up = sign_in(cast.ani).get(reverse("planning:doing", args=[plan.pk, closed.pk])).content.decode()

    assert reverse("planning:document", args=[row(plan).pk]) in given_up
    assert reverse("planning:document", args=[row(old, 2).pk]) not in given_up
    assert reverse("planning:finish_action", args=[ActionPlan.objects.get().pk]) not in given_up


@pytest.mark.parametrize(("verb", "words"), [("print_actions", "Langkah 1"), ("print_documentation", "17 menit")])
def test_the_forms_print_what_was_done_under_both(old, plan, cast, sign_in, today, verb, words):
    period = cycles.quarter(1)
    evidence(row(old), period)
    step(row(old), period)

    answer = sign_in(cast.ani).get(reverse(f"planning:{verb}", args=[plan.pk, period.pk]))

    assert words in extract_text(io.BytesIO(answer.content))


def test_open_steps_of_the_version_before_are_copied_where_their_result_still_stands(old, plan, cast):
    step(row(plan), cycles.quarter(3), 1)
    step(row(old), cycles.quarter(3), 1)
    step(row(old, 2), cycles.quarter(3), 2)
    period = cycles.quarter(4)
    assert page_of(plan, period).may_copy_from == cycles.quarter(3)

    assert doing.copy_actions(plan, period=period, by=cast.ani.actor, at=NOW) == 2

    assert list(ActionPlan.objects.filter(period=period).order_by("number").values_list("result", "number")) == [
        (row(plan).pk, 1),
        (row(plan).pk, 2),
    ]


def test_steps_of_results_given_up_are_not_offered(old, plan, cast):
    step(row(old, 2), cycles.quarter(3))

    assert page_of(plan, cycles.quarter(4)).may_copy_from is None
    assert doing.copy_actions(plan, period=cycles.quarter(4), by=cast.ani.actor, at=NOW) == 0
