"""Who reads what: the list and the guard agree, and counselling stays with those it concerns."""

from datetime import date

import pytest

from conftest import NOW, TODAY
from factories import growth
from factories.people import post
from sambayan.common.guard import why_not
from sambayan.growth import queries
from sambayan.growth.access import cases_visible_to, guidance_visible_to, visible_to
from sambayan.growth.models import ContinuousFeedback, CounsellingRecord, GuidanceRecord

pytestmark = pytest.mark.django_db
FEEDBACK_READERS = {
    "requested": {"ani", "eni"},
    "draft": {"eni"},
    "recorded": {"ani", "budi", "citra", "eni", "admin", "inspector"},
    "used": {"ani", "budi", "citra", "eni", "admin", "inspector"},
    "withdrawn": {"ani", "eni", "admin", "inspector"},
}
CASE_READERS = {
    "noted": {"budi"},
    "communicated": {"ani", "budi"},
    "closed": {"ani", "budi"},
    "reported": {"ani", "budi", "admin"},
    "selected": {"ani", "budi", "admin"},
    "appointed": {"ani", "budi", "admin", "dewi"},
    "held": {"ani", "budi", "admin", "dewi"},
    "recorded": {"ani", "budi", "admin", "dewi"},
    "at_decision": {"ani", "budi", "admin", "dewi", "citra"},
    "followed_up": {"ani", "budi", "admin", "dewi", "citra"},
}
NAMES = ("ani", "budi", "citra", "dewi", "admin", "partner", "inspector")


def everybody(cast, eni):
    return {name: getattr(cast, name) for name in NAMES} | {"eni": eni}


@pytest.mark.parametrize(("state", "readers"), FEEDBACK_READERS.items())
def test_readers_of_feedback_are_those_the_form_names_and_the_list_agrees(plan, cast, eni, state, readers):
    entry = queries.entry(growth.feedback(plan, eni.employee, state).pk)
    people = everybody(cast, eni)

    assert {name for name, who in people.items() if why_not("growth.read", who.actor, entry) is None} == readers
    listed = {name for name, who in people.items() if ContinuousFeedback.objects.filter(visible_to(who.actor)).exists()}
    assert listed == readers


@pytest.mark.parametrize("state", ["draft", "recorded", "withdrawn"])
def test_the_entry_of_a_service_user_is_kept_by_the_administrators(plan, cast, eni, state):
    entry = queries.entry(growth.feedback(plan, None, state, giver_label="Pengguna layanan").pk)
    people = everybody(cast, eni)

    found = {name for name, who in people.items() if why_not("growth.read", who.actor, entry) is None}
    listed = {name for name, who in people.items() if ContinuousFeedback.objects.filter(visible_to(who.actor)).exists()}
    assert found == listed
    assert {"admin"} <= found
    assert ("budi" in found) == (state == "recorded")


def test_an_administrator_does_not_moderate_what_is_about_himself(cast):
    plan = growth.plan(cast.admin.assignment, cast.budi.assignment)
    draft = queries.entry(growth.feedback(plan, None, "draft").pk)

    assert why_not("growth.rewrite", cast.admin.actor, draft)
    assert why_not("growth.read", cast.admin.actor, draft)
    assert not ContinuousFeedback.objects.filter(visible_to(cast.admin.actor)).exists()


def test_readers_of_guidance_and_its_list(plan, cast, eni):
    record = queries.guidance(growth.guidance(plan, cast.dewi.employee).pk)
    people = everybody(cast, eni)

    found = {name for name, who in people.items() if why_not("growth.read_guidance", who.actor, record) is None}
    assert found == {"ani", "budi", "citra", "dewi", "admin", "inspector"}
    listed = {
        name for name, who in people.items() if GuidanceRecord.objects.filter(guidance_visible_to(who.actor)).exists()
    }
    assert listed == found


def test_the_view_goes_to_the_leaders_superior_and_not_to_the_leader(plan, cast, eni):
    record = growth.guidance(plan, cast.dewi.employee, "recorded")
    people = everybody(cast, eni)
    assert why_not("growth.read_view", cast.citra.actor, queries.guidance(record.pk))
    growth.view(record)
    record = queries.guidance(record.pk)

    assert {name for name, who in people.items() if why_not("growth.read_view", who.actor, record) is None} == {
        "ani", "citra",
    }  # fmt: skip


@pytest.mark.parametrize("leads", ["nobody above", "the superior leads"])
def test_without_another_superior_the_administrator_reads_the_view(cast, eni, leads):
    above = cast.citra.assignment if leads == "the superior leads" else None
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment, above)
    leader = cast.citra.employee if above else cast.budi.employee
    record = growth.guidance(plan, leader, "recorded", leader=leader)
    growth.view(record)
    record = queries.guidance(record.pk)

    people = everybody(cast, eni)
    assert {name for name, who in people.items() if why_not("growth.read_view", who.actor, record) is None} == {
        "ani", "admin",
    }  # fmt: skip


def test_an_administrator_who_led_does_not_read_the_view(cast):
    plan = growth.plan(cast.ani.assignment, cast.admin.assignment)
    record = growth.guidance(plan, cast.admin.employee, "recorded")
    growth.view(record)

    assert why_not("growth.read_view", cast.admin.actor, queries.guidance(record.pk))


def test_the_competence_form_is_printed_once_it_is_there(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "evaluated")
    assert why_not("growth.print_competence", cast.ani.actor, queries.guidance(record.pk))
    growth.competence(record)

    assert why_not("growth.print_competence", cast.ani.actor, queries.guidance(record.pk)) is None


@pytest.mark.parametrize(("state", "readers"), CASE_READERS.items())
def test_readers_of_a_case_at_every_step_and_its_list(plan, cast, eni, state, readers):
    counselled = state in ("appointed", "held", "recorded", "at_decision", "followed_up")
    fields = {"counsellor": cast.dewi.employee, "counsellor_kind": "independent"} if counselled else {}
    case = queries.case(growth.case(plan, state, **fields).pk)
    people = everybody(cast, eni)

    assert {name for name, who in people.items() if why_not("growth.read_case", who.actor, case) is None} == readers
    listed = {
        name for name, who in people.items() if CounsellingRecord.objects.filter(cases_visible_to(who.actor)).exists()
    }
    assert listed == readers


def test_personnel_does_not_read_the_own_case_as_personnel(cast):
    plan = growth.plan(cast.admin.assignment, cast.budi.assignment)
    noted = growth.case(plan)

    assert why_not("growth.read_case", cast.admin.actor, queries.case(noted.pk))
    assert not CounsellingRecord.objects.filter(cases_visible_to(cast.admin.actor)).exists()


@pytest.mark.parametrize(
    ("kind", "who", "state", "readers"),
    [
        ("independent", "dewi", "recorded", {"ani", "dewi"}),
        ("independent", "dewi", "at_decision", {"ani", "dewi", "citra", "admin"}),
        ("official", "dewi", "at_decision", {"ani", "dewi", "budi", "citra", "admin"}),
        ("appraiser", "budi", "recorded", {"ani", "budi"}),
        ("appraiser", "budi", "at_decision", {"ani", "budi", "citra", "admin"}),
    ],
)
def test_what_was_said_is_read_by_those_it_was_reported_to(plan, cast, eni, kind, who, state, readers):
    counsellor = getattr(cast, who).employee
    case = queries.case(growth.case(plan, state, counsellor=counsellor, counsellor_kind=kind, report="x").pk)
    people = everybody(cast, eni)

    assert {name for name, each in people.items() if why_not("growth.read_report", each.actor, case) is None} == readers


def test_a_case_without_report_is_not_printed(plan, cast):
    assert why_not("growth.print_case", cast.budi.actor, queries.case(growth.case(plan).pk))
    assert why_not("growth.print_case", cast.budi.actor, queries.case(growth.case(plan, "reported").pk)) is None


def test_what_was_said_before_a_counsellor_is_nobodys(plan, cast):
    assert why_not("growth.read_report", cast.budi.actor, queries.case(growth.case(plan, "reported").pk))


def test_an_open_date_belongs_to_appraiser_and_employee(plan, cast):
    row = plan.feedback_dates.create(leader=cast.budi.employee, due_on=date(2026, 11, 1))
    row = queries.feedback_date(row.pk)

    assert why_not("growth.drop_date", cast.ani.actor, row) is None
    assert why_not("growth.drop_date", cast.citra.actor, row)


def test_a_colleague_of_another_team_is_no_peer(plan, cast):
    stranger = post("Oka", "lpg/dinsos/").employee

    assert queries.capacity(queries.giving(plan.pk, TODAY), stranger, TODAY) == "related_party"
    assert NOW.date() == TODAY
