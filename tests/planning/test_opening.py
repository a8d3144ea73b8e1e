"""Opening the agreements of a year for everybody who is bound by planning."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW, TODAY
from factories import cycles, planning
from factories.people import post
from sambayan.audit.models import Event, Head
from sambayan.common.guard import Denied
from sambayan.cycles.models import Clock, LeftOut
from sambayan.cycles.queries import year
from sambayan.people.models import Absence, Employee
from sambayan.people.rules import PositionType, Reason, UnitType
from sambayan.planning.actions import opening as actions
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries.opening import agreements_in_force
from sambayan.planning.rules import AgreementForm
from sambayan.planning.rules.opening import Held, MoveKind, Present, form_of, move_of, set_by

JANUARY = datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
JPT, ADMINISTRATOR, STAFF = PositionType.SENIOR_LEADERSHIP, PositionType.ADMINISTRATOR, PositionType.EXECUTING_STAFF


def open_year(cast, at=NOW):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: at)
        made = actions.open_year(year(cycles.cycle().pk), by=cast.admin.actor, at=at)
    made.refresh_from_db()
    return made


def test_everybody_with_an_appraiser_gets_a_draft(cast):
    opening = open_year(cast)

    rows = PerformanceAgreement.objects.order_by("employee__name")
    assert [(row.employee.name, row.appraiser.name, row.state, row.form) for row in rows] == [
        ("Ani", "Budi", "draft", "staff"),
        ("Budi", "Citra", "draft", "senior"),
    ]
    ani = rows[0]
    assert (ani.superior, ani.unit, ani.from_date, ani.version) == (cast.citra.employee, cast.unit, date(2026, 1, 1), 1)
    assert (opening.state, opening.made, opening.done) == ("finished", 2, 5)


def test_who_has_no_appraiser_or_is_exempt_is_listed(cast):
    Absence.objects.create(employee=cast.ani.employee, kind="unpaid_leave", from_date=date(2026, 1, 1))

    open_year(cast)

    told = dict(LeftOut.objects.values_list("employee__name", "reason"))
    assert told == {"Ani": "exempt", "Citra": "no_appraiser", "Dewi": "no_appraiser", "Tri": "no_appraiser"}


def test_an_agreement_of_the_year_is_left_as_it_is(cast):
    planning.agreement(cast.ani.assignment, cast.citra.assignment, "replaced")

    opening = open_year(cast)

    assert (opening.made, opening.left_out.filter(employee=cast.ani.employee).exists()) == (1, False)
    assert PerformanceAgreement.objects.get(employee=cast.ani.employee).appraiser == cast.citra.employee


def test_opening_again_adds_only_what_is_missing(cast):
    open_year(cast)
    post("Eni", "lpg/bapenda/samsat/")

    assert open_year(cast).made == 1
    assert open_year(cast).made == 0


def test_each_draft_has_one_record_and_a_clock_for_its_appraiser(cast):
    open_year(cast, at=JANUARY)

    rows = list(PerformanceAgreement.objects.order_by("pk"))
    events = Event.objects.filter(name="planning.start")
    assert sorted(events.values_list("subject_id", "actor_name", "on_behalf_of")) == sorted(
        (str(row.pk), "Sambayan", "Tri") for row in rows
    )
    clocks = Clock.objects.filter(kind="agreement_set", about_kind="agreement")
    assert sorted(clocks.values_list("about_pk", "holder_id", "due_on")) == [
        (row.pk, row.appraiser_id, date(2026, 1, 31)) for row in rows
    ]
    assert Event.objects.get(name="planning.open_year").actor_name == "Tri"


def test_a_post_begun_in_the_year_counts_from_its_first_day(cast):
    eni = post("Eni", "lpg/bapenda/samsat/", since=date(2026, 9, 1))

    open_year(cast)

    row = PerformanceAgreement.objects.get(employee=eni.employee)
    assert (row.from_date, Clock.objects.get(about_pk=row.pk).due_on) == (date(2026, 9, 1), date(2026, 10, 1))


def test_opening_late_puts_no_deadline_off(cast):
    # PermenPANRB 6/2022 Ps 14(1): whoever is in post on 1 January has until 31 January
    open_year(cast)

    assert set(Clock.objects.values_list("due_on", flat=True)) == {date(2026, 1, 31)}


def test_the_job_is_refused_to_everybody_else_and_before_the_year_is_open(cast):
    with pytest.raises(Denied, match="seluruh instansi"):
        actions.open_year(year(cycles.cycle().pk), by=cast.budi.actor, at=NOW)

    cycles.cycle().__class__.objects.update(state="planned")
    with pytest.raises(Denied, match="belum dibuka"):
        actions.open_year(year(cycles.cycle().pk), by=cast.admin.actor, at=NOW)
    assert not PerformanceAgreement.objects.exists()


@pytest.mark.parametrize("more", [1, 30])
def test_a_batch_costs_the_same_statements_however_many_people(cast, more, django_assert_num_queries):
    from sambayan.cycles.actions import openings
    from sambayan.cycles.models import Opening
    from sambayan.people.queries.everybody import Everybody

    for number in range(more):
        post(f"Pegawai {number}", "lpg/bapenda/samsat/")
    asked = Opening.objects.create(kind="agreements", cycle=cycles.cycle(), day=TODAY, asked_at=NOW, asked_by="Tri")
    everybody = Everybody(TODAY)

    Head.objects.get_or_create(pk=1)  # a test that empties the tables takes it away
    with django_assert_num_queries(20):
        assert openings.step(asked.pk, everybody, actions.write_drafts, openings.nobody_else, at=NOW)


def test_the_figure_of_the_year_counts_people(cast):
    assert agreements_in_force(cycles.cycle().pk) == {}

    planning.agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    planning.agreement(cast.ani.assignment, cast.budi.assignment, "draft")
    planning.agreement(cast.budi.assignment, cast.citra.assignment, "draft")
    planning.agreement(cast.dewi.assignment, cast.citra.assignment, "exempt")

    figure = agreements_in_force(cycles.cycle().pk)[None]
    assert (figure.done, figure.total) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "unit", "is_head", "form"),
    [
        (JPT, UnitType.DEPARTMENT, True, AgreementForm.SENIOR),
        (JPT, UnitType.GOVERNMENT, False, AgreementForm.SENIOR),
        (ADMINISTRATOR, UnitType.SUBDISTRICT, True, AgreementForm.SENIOR),
        (ADMINISTRATOR, UnitType.SUBDISTRICT, False, AgreementForm.STAFF),
        (ADMINISTRATOR, UnitType.DIVISION, True, AgreementForm.STAFF),
        (STAFF, UnitType.DEPARTMENT, False, AgreementForm.STAFF),
    ],
)
def test_leaders_and_heads_of_autonomous_units_write_the_form_of_leaders(kind, unit, is_head, form):
    # PermenPANRB 6/2022 Lampiran II.A.2 p27
    assert form_of(kind, unit, is_head=is_head) is form


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        (date(2026, 1, 1), date(2026, 1, 31)),  # Ps 14(1)
        (date(2026, 1, 31), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 3, 3)),
    ],
)
def test_an_agreement_is_set_by_the_end_of_january_or_within_as_many_days(begins, due):
    assert set_by(begins, date(2026, 1, 31)) == due


HELD = Held(unit_id=1, appraiser_id=2)
LEADS = Held(1, 2, still_leads=True)


@pytest.mark.parametrize(
    ("held", "present", "move"),
    [
        (HELD, Present(False, 1, 2, Reason.HEAD), None),
        (HELD, Present(False, 3, 4, Reason.HEAD), MoveKind.MOVED),  # II.C.6 p65
        (HELD, Present(False, 3, None, None), MoveKind.MOVED),
        (HELD, Present(False, 1, 4, Reason.HEAD), MoveKind.NEW_APPRAISER),  # II.C.7 p65
        (LEADS, Present(False, 1, 4, Reason.HEAD), MoveKind.NEW_APPRAISER),
        (LEADS, Present(False, 1, 4, Reason.ACTING_HEAD), None),  # IV.A.3 p89: a Plh. changes no agreement
        (LEADS, Present(False, 1, 4, Reason.NEXT_LEVEL), None),
        (HELD, Present(False, 1, 4, Reason.NEXT_LEVEL), MoveKind.NEW_APPRAISER),
        (HELD, Present(False, 1, None, None), None),
        (Held(1, 2, position_id=5), Present(False, 1, 2, Reason.HEAD, 6), MoveKind.NEW_POST),  # II.C.6 p65
        (Held(1, 2, position_id=5), Present(False, 1, 2, Reason.HEAD, 5), None),
        (HELD, Present(False, 1, 2, Reason.HEAD, 6), None),
        (Held(1, 2, is_recorded=True), Present(False, 1, 4, Reason.HEAD), None),
        (HELD, Present(True, 1, None, None), MoveKind.EXEMPT),  # II.C.8 p65
        (None, Present(True, 1, None, None), None),
        (None, Present(False, 1, 2, Reason.HEAD), MoveKind.RETURNED),
        (None, Present(False, 1, None, None), None),
    ],
)
def test_what_an_agreement_has_to_follow(held, present, move):
    assert move_of(held, present) is move


def test_a_state_official_plans_nothing(cast):
    governor = post("Gubernur", "lpg/", head=True)
    Employee.objects.filter(pk=governor.employee_id).update(employment_type="state_official", employee_number=None)

    open_year(cast)

    assert not LeftOut.objects.filter(employee=governor.employee).exists()
    assert PerformanceAgreement.objects.filter(appraiser=governor.employee).count() == 3
