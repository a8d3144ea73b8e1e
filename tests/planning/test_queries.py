"""Duties of the agreement, and the list that equals the guard."""

from datetime import date

import pytest
from django.utils.translation import override

from conftest import NOW, TODAY
from factories import cycles
from factories.people import post
from factories.planning import agreement, annex, evidence, planned_result, template
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.people.models import Assignment
from sambayan.planning import queries
from sambayan.planning.access import visible_to
from sambayan.planning.models import IndicatorManual, IndividualIndicator, PerformanceAgreement, PlannedResult
from sambayan.policies.models import SettingValue


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


def test_a_proposed_agreement_is_answered_and_then_signed(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed")
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")

    assert titles(cast.budi) == [f"Periksa usulan {plan}"]
    assert titles(cast.ani) == [f"Tanda tangani {plan}"]


def test_a_signed_agreement_waits_to_be_set(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "signed")
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")

    assert (titles(cast.budi), titles(cast.ani)) == ([f"Tetapkan {plan}"], [])


@pytest.mark.parametrize("state", ["proposed", "signed"])
def test_a_late_agreement_waits_for_the_superior_instead(cast, state):
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    more = {"superior": cast.citra.employee, "is_superior_led": True, "overdue_since": date(2026, 2, 1)}
    plan = agreement(cast.ani.assignment, cast.budi.assignment, state, **more)
    cycles.cycle()

    assert titles(cast.budi) == []
    (duty,) = [each for each in queries.planning_duties(cast.citra.actor, TODAY) if "Pimpin" in each.title]
    assert (duty.title, duty.list_url, duty.due) == (f"Pimpin dialog {plan}", "/agreements/?led=1", None)
    assert list(queries.agreements(cast.citra.actor, 2026, led=True)) == [plan]


def test_several_late_agreements_are_one_duty(cast):
    more = {"superior": cast.citra.employee, "is_superior_led": True}
    for name in ("P1", "P2"):
        agreement(post(name, "lpg/bapenda/samsat/"), cast.budi.assignment, "in_dialogue", **more)

    assert "Pimpin dialog 2 SKP" in titles(cast.citra)


def test_a_new_version_says_why_it_was_begun(cast):
    old = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    fresh = agreement(
        cast.ani.assignment, cast.budi.assignment, "in_dialogue", revises=old, version=2, revision_kind="feedback"
    )

    (duty,) = queries.planning_duties(cast.ani.actor, TODAY)

    assert (duty.title, duty.url) == (f"Lengkapi dan usulkan {fresh}", f"/agreements/{fresh.pk}/")
    assert duty.detail == "Versi baru karena umpan balik; yang lama berlaku sampai yang baru ditetapkan."


def test_the_last_day_is_that_of_the_setting_in_any_year(cast):
    values = {"value": "02-29", "reason": "x", "source": "x", "mark": "D", "set_at": NOW, "set_by": "x"}
    SettingValue.objects.create(name="agreement_deadline", valid_from=date(2026, 2, 1), **values)

    assert queries.deadline(2026, date(2026, 1, 5)) == date(2026, 1, 31)
    assert queries.deadline(2026, date(2026, 2, 1)) == date(2026, 2, 28)


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
    assert [count for _state, count in queries.counted(queries.agreements(cast.admin.actor, 2026))] == [
        1, 0, 1, 0, 1, 0, 0, 0,
    ]  # fmt: skip


def test_the_leaders_results_are_offered_main_ones_first(cast):
    theirs = agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    for number, kind in ((1, "additional"), (2, "main")):
        planned_result(theirs, number, kind)

    offered = queries.leaders_results(agreement(cast.ani.assignment, cast.budi.assignment))

    assert [row.title for row in offered] == ["Hasil kerja 2", "Hasil kerja 1"]


def test_a_leaders_draft_is_nobody_elses_business(cast):
    planned_result(agreement(cast.budi.assignment, cast.citra.assignment))

    assert list(queries.leaders_results(agreement(cast.ani.assignment, cast.budi.assignment))) == []


@pytest.mark.parametrize(
    ("states", "counting"),
    [
        (["replaced", "in_force", "in_dialogue"], "in_force"),
        (["replaced", "signed"], "signed"),
        (["replaced", "closed"], "closed"),
    ],
)
def test_the_current_agreement_is_the_one_that_counts(cast, states, counting):
    for version, state in enumerate(states, start=1):
        agreement(cast.ani.assignment, cast.budi.assignment, state, version=version)

    own = queries.own_agreement(cast.ani.actor, 2026)
    assert (own.state, [row.state for row in queries.versions_of(own)]) == (counting, states[::-1])
    assert queries.own_agreement(cast.partner.actor, 2026) is None
    assert queries.own_unfinished(cast.partner.actor, 2026) is None


def test_a_late_agreement_is_told_apart(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    assert (plan.revision_word, plan.approach_word.label, plan.form_word.label) == (
        None,
        "Kuantitatif",
        "Administrasi dan fungsional",
    )
    assert [str(row) for row in (planned_result(plan), annex(plan).annex.first())] == [
        "Hasil kerja 1",
        "Isi dukungan sumber daya.",
    ]


def test_templates_are_offered_to_the_position_and_the_form(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    fitting = template(plan)
    template(plan, "Lain", retired_at=NOW)

    assert queries.templates_for(plan, TODAY) == [fitting]
    assert queries.position_title_of(plan, TODAY) == "Penata layanan"
    assert list(queries.templates(text="loket")) == [fitting]
    Assignment.objects.all().delete()
    assert (queries.templates_for(plan, TODAY), queries.position_title_of(plan, TODAY)) == ([], "")


def test_a_code_is_verified_without_naming_anybody(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", document_code="ABCD-EFGH-JKMN")

    found = queries.verified("ABCD-EFGH-JKMN")
    assert (found.form, found.period, found.office, found.superseded_at) == (
        "SKP (A.1.7)",
        "2026",
        "Unit samsat",
        None,
    )
    PerformanceAgreement.objects.filter(pk=plan.pk).update(state="replaced", ended_at=NOW)
    assert queries.verified("ABCD-EFGH-JKMN").superseded_at == NOW
    assert queries.verified("XXXX") is None


def test_the_printed_form_holds_the_rows_in_the_order_of_the_law(cast):
    leaders = agreement(cast.budi.assignment, cast.citra.assignment, "in_force", form="senior")
    theirs = planned_result(leaders)
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", from_date=date(2026, 3, 2)))
    planned_result(plan, 1, "additional")
    row = planned_result(plan, 2, "main")
    PlannedResult.objects.filter(pk=row.pk).update(supports=theirs, supported_result="Layanan cepat")
    manual = {
        "quality": "outcome",
        "reporting_period": "monthly",
        "purpose": "x",
        "definition": "y",
        "data_source": "z",
    }
    IndicatorManual.objects.create(indicator=row.indicators.get(), **manual)

    with override("en"):
        found = queries.form_content(plan, "https://contoh.invalid/x", TODAY)

    # Lampiran II, Format A.1.7 p57-59: the result of a senior leader stands there with its indicator
    assert (found["form"], found["span"]) == ("A.1.7", "2 Maret sd 31 Desember 2026")
    assert [each["supported"] for each in found["main"]] == ["Layanan cepat\n(Rata-rata waktu)"]
    assert (len(found["additional"]), found["main"][0]["indicators"][0]["view"]) == (1, "Waktu")
    assert [each["title"] for each in found["annex"]] == [
        "Dukungan sumber daya",
        "Skema pertanggungjawaban",
        "Konsekuensi",
    ]
    assert (found["manuals"][0]["indicator"], found["behaviours"][0]["name"]) == (
        "Rata-rata waktu",
        "Berorientasi Pelayanan",
    )
    assert (found["employee"]["name"], found["is_draft"]) == ("Ani", False)


def test_a_draft_prints_without_a_post_and_without_a_date(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, results=1)
    IndividualIndicator.objects.update(aspect="")
    Assignment.objects.filter(employee=cast.ani.employee).delete()

    found = queries.form_content(plan, "", TODAY)

    assert (found["span"], found["signed_on"], found["is_draft"]) == ("1 Januari sd 31 Desember 2026", "", True)
    assert (found["employee"]["name"], found["main"][0]["indicators"][0]["view"]) == ("–", "")


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
