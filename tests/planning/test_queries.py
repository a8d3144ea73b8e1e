"""Duties of the agreement, and the list that equals the guard."""

from datetime import date

from conftest import TODAY
from factories import cycles
from factories.planning import agreement
from sambayan.common.guard import why_not
from sambayan.planning import queries
from sambayan.planning.access import visible_to
from sambayan.planning.models import PerformanceAgreement


def titles(member, day=TODAY) -> list[str]:
    return [duty.title for duty in queries.planning_duties(member.actor, day)]


def test_an_agreement_that_was_not_begun_is_a_duty(cast):
    cycles.cycle()

    (duty,) = queries.planning_duties(cast.ani.actor, date(2026, 1, 5))

    # PermenPANRB 6/2022 Ps 14(1); 31 January 2026 is a Saturday, 16 January a holiday
    assert (duty.title, duty.due, duty.days_left) == ("Tulis SKP 2026", date(2026, 1, 31), 18)


def test_without_a_year_there_is_no_duty(cast):
    assert titles(cast.ani) == []


def test_a_returned_agreement_tells_why(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_dialogue")
    PerformanceAgreement.objects.update(return_reason="Target belum terukur.")

    (duty,) = queries.planning_duties(cast.ani.actor, TODAY)

    assert (duty.title, duty.detail) == (f"Lengkapi dan usulkan {plan}", "Target belum terukur.")


def test_a_proposed_agreement_waits_for_its_appraiser(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed")
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")

    assert titles(cast.budi) == [f"Tetapkan atau kembalikan {plan}"]
    assert titles(cast.ani) == []


def test_nobody_outside_has_a_duty(cast):
    assert titles(cast.partner) == []


def test_the_list_shows_exactly_what_the_guard_allows(cast):
    agreement(cast.ani.assignment, cast.budi.assignment)
    agreement(cast.budi.assignment, cast.citra.assignment)
    agreement(cast.dewi.assignment, cast.citra.assignment)

    for member in cast:
        rows = PerformanceAgreement.objects.select_related("unit", "employee", "appraiser")
        allowed = {row for row in rows if why_not("planning.read", member.actor, row) is None}
        assert set(PerformanceAgreement.objects.filter(visible_to(member.actor))) == allowed
