"""Duties of the agreement, and the list that equals the guard."""

from datetime import date

import pytest
from django.utils.translation import override

from conftest import TODAY
from factories import cycles
from factories.planning import agreement, evidence, planned_result
from sambayan.common.actor import Actor, Grant, Role
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


def test_the_list_finds_people_and_units_and_counts_states(cast):
    agreement(cast.ani.assignment, cast.budi.assignment)
    agreement(cast.dewi.assignment, cast.citra.assignment, "proposed")
    own = agreement(cast.budi.assignment, cast.citra.assignment, "in_force")

    def names(text, member=cast.admin):
        return [row.employee.name for row in queries.agreements(member.actor, 2026, text)]

    assert names("") == ["Ani", "Budi", "Dewi"]
    assert names("", cast.budi) == ["Ani"]
    assert queries.own_agreement(cast.budi.actor, 2026) == own
    assert (names("ani budi"), names("dinsos"), names("xyz")) == (["Ani"], ["Dewi"], [])
    assert [count for _state, count in queries.counted(queries.agreements(cast.admin.actor, 2026))] == [1, 0, 1, 1]


def test_the_leaders_results_are_offered_main_ones_first(cast):
    theirs = agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    for number, kind in ((1, "additional"), (2, "main")):
        planned_result(theirs, number, kind)

    assert queries.leaders_results(agreement(cast.ani.assignment, cast.budi.assignment)) == [
        "Hasil kerja 2", "Hasil kerja 1"
    ]  # fmt: skip


def test_a_leaders_draft_is_nobody_elses_business(cast):
    planned_result(agreement(cast.budi.assignment, cast.citra.assignment))

    assert queries.leaders_results(agreement(cast.ani.assignment, cast.budi.assignment)) == []


def test_main_results_stand_before_additional_ones(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    planned_result(plan, 1, "additional")
    planned_result(plan, 2, "main")

    assert [row.kind for row in queries.results_of(plan.pk)] == ["main", "additional"]


def test_only_the_evidence_of_a_period_is_shown_when_one_is_asked_for(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    old, new = (evidence(plan.results.get(), cycles.quarter(number)) for number in (2, 3))

    def shown(period_pk=None):
        entries = queries.results_of(plan.pk, period_pk).get().documentation.all()
        return [piece for entry in entries for piece in entry.evidence.all()]

    assert (shown(), shown(new.documentation.period_id)) == ([old, new], [new])


def test_the_seven_values_speak_the_readers_language(cast):
    # PermenPANRB 6/2022 Ps 10(3)
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    plan.expectations.create(value_code="loyal", text="Menjaga rahasia berkas.")

    spoken = {}
    for language in ("id", "en"):
        with override(language):
            spoken[language] = queries.behaviours_of(plan.pk)

    assert [(rows[0].name, len(rows), len(rows[0].guides)) for rows in spoken.values()] == [
        ("Berorientasi Pelayanan", 7, 3), ("Service-oriented", 7, 3)
    ]  # fmt: skip
    assert {row.code: row.expectation for row in spoken["id"] if row.expectation} == {
        "loyal": "Menjaga rahasia berkas."
    }


ROLES = [
    (),
    (Grant(Role.PERFORMANCE_ADMIN, "lpg/bapenda/"),),
    (Grant(Role.INSPECTOR, "lpg/dinsos/"), Grant(Role.PARTNER_COORDINATOR, "")),
    (Grant(Role.SYSTEM_ADMIN, ""),),
    (Grant(Role.INSPECTOR, ""),),
]


@pytest.mark.parametrize("grants", ROLES)
@pytest.mark.parametrize("path", ["", "lpg/", "lpg/bapenda/", "lpg/bapenda/samsat/", "lpg/dinsos/"])
@pytest.mark.parametrize("heads", [True, False])
def test_list_and_guard_agree_for_every_place_and_role(cast, grants, path, heads):
    agreement(cast.ani.assignment, cast.budi.assignment)
    agreement(cast.budi.assignment, cast.citra.assignment)
    agreement(cast.dewi.assignment, cast.citra.assignment)
    rows = list(PerformanceAgreement.objects.select_related("unit", "employee", "appraiser"))

    for employee_id in (None, cast.ani.employee.pk, cast.citra.employee.pk, 999_999):
        who = Actor(
            1, "x", employee_id=employee_id, unit_path=path, heads_unit=heads and bool(path), grants=frozenset(grants)
        )
        allowed = {row for row in rows if why_not("planning.read", who, row) is None}
        assert set(PerformanceAgreement.objects.filter(visible_to(who))) == allowed


def test_the_list_shows_exactly_what_the_guard_allows(cast):
    agreement(cast.ani.assignment, cast.budi.assignment)
    agreement(cast.budi.assignment, cast.citra.assignment)
    agreement(cast.dewi.assignment, cast.citra.assignment)

    for member in cast:
        rows = PerformanceAgreement.objects.select_related("unit", "employee", "appraiser")
        allowed = {row for row in rows if why_not("planning.read", member.actor, row) is None}
        assert set(PerformanceAgreement.objects.filter(visible_to(member.actor))) == allowed
