"""What an objection asks of whom, and the clock that makes a late decision visible."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import TODAY
from factories import objections as made
from factories.people import AccountFactory, post
from sambayan.common.jobs import known
from sambayan.cycles.models import UnitWeek
from sambayan.cycles.queries.calendars import KEPT
from sambayan.cycles.rules import LAPSES, ClockKind
from sambayan.objections.models import Objection
from sambayan.objections.queries import objection_duties
from sambayan.people.models import Absence
from sambayan.people.queries import actor_for

OVER = date(2026, 10, 16)
LATE = datetime(2026, 10, 19, 1, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


def asked(cast, *names: str) -> dict[str, list[str]]:
    return {name: [duty.title for duty in objection_duties(getattr(cast, name).actor, TODAY)] for name in names}


PEOPLE = ("ani", "budi", "citra", "dewi", "admin", "inspector", "partner")


def test_a_draft_asks_the_employee_alone_until_the_last_day(evaluation, cast):
    made.objection(evaluation)

    assert asked(cast, *PEOPLE) == {
        **dict.fromkeys(PEOPLE, []),
        "ani": ["Ajukan keberatan Triwulan III 2026, bila tetap tidak sependapat"],
    }
    duty = objection_duties(cast.ani.actor, TODAY)[0]
    assert (duty.due, duty.days_left) == (made.DUE, 12)


def test_a_lodged_one_asks_the_superior_to_hear_both_sides(evaluation, cast):
    made.objection(evaluation, "lodged")

    assert asked(cast, *PEOPLE) == {
        **dict.fromkeys(PEOPLE, []),
        "citra": ["Minta penjelasan atas keberatan Ani, Triwulan III 2026"],
    }
    duty = objection_duties(cast.citra.actor, TODAY)[0]
    assert (duty.due, duty.days_left) == (date(2026, 10, 16), 6)


def test_in_examination_all_three_have_something_to_do(evaluation, cast):
    made.objection(evaluation, "in_examination")

    explain = ["Beri penjelasan atas keberatan Ani, Triwulan III 2026"]
    assert asked(cast, *PEOPLE) == {
        **dict.fromkeys(PEOPLE, []),
        "ani": explain,
        "budi": explain,
        "citra": ["Putuskan keberatan Ani, Triwulan III 2026"],
    }


def test_who_has_explained_is_asked_no_more(evaluation, cast):
    made.objection(evaluation, "in_examination", employee_heard="explained", appraiser_heard="refused")

    assert {name: len(titles) for name, titles in asked(cast, "ani", "budi").items()} == {"ani": 0, "budi": 1}


def test_a_changed_result_asks_both_sides_to_sign(evaluation, cast):
    row = made.objection(evaluation, "changed")

    sign = ["Tanda tangani keputusan keberatan Ani, Triwulan III 2026"]
    assert asked(cast, "ani", "budi", "citra") == {"ani": sign, "budi": sign, "citra": []}
    Objection.objects.filter(pk=row.pk).update(employee_signed_at=made.AT)
    assert asked(cast, "ani", "budi") == {"ani": [], "budi": sign}


def test_an_overdue_one_is_shown_above_and_to_administrators_but_not_to_the_appraiser(evaluation, cast):
    governor = post("Gubernur", "lpg/", head=True)
    made.objection(evaluation, "in_examination", heard="explained", overdue_since=OVER)
    above = actor_for(AccountFactory(employee=governor.employee, name="Gubernur"), TODAY)

    late = ["Keputusan keberatan lewat batas"]
    assert [duty.title for duty in objection_duties(above, TODAY)] == late
    assert asked(cast, "admin", "budi", "citra", "dewi") == {
        "admin": late,
        "budi": [],
        "citra": ["Putuskan keberatan Ani, Triwulan III 2026"],
        "dewi": [],
    }


def test_one_that_nobody_decides_asks_the_administrator(evaluation, cast):
    row = made.objection(evaluation, "lodged", superior=None)

    duty = objection_duties(cast.admin.actor, TODAY)[0]
    assert (duty.title, duty.count, duty.url) == (
        "Tetapkan siapa yang memutus keberatan",
        1,
        f"/objections/{row.pk}/",
    )
    assert asked(cast, "citra", "budi") == {"citra": [], "budi": []}


TO_APPOINT = "Tetapkan siapa yang memutus keberatan"


def test_one_whose_decider_left_or_is_away_asks_the_administrator(evaluation, cast):
    made.objection(evaluation, "in_examination")
    assert asked(cast, "admin") == {"admin": []}

    Absence.objects.create(employee=cast.citra.employee, kind="long_leave", from_date=date(2026, 10, 1))

    assert asked(cast, "admin", "inspector") == {"admin": [TO_APPOINT], "inspector": []}
    assert "berhalangan" in objection_duties(cast.admin.actor, TODAY)[0].detail


@pytest.mark.parametrize(("superior", "titles"), [(None, [TO_APPOINT]), ("citra", [])])
def test_a_late_one_that_nobody_could_admit_asks_the_administrator(evaluation, cast, superior, titles):
    made.objection(evaluation, "refused_late", superior=getattr(cast, superior).employee if superior else None)

    assert asked(cast, "admin") == {"admin": titles}


def test_the_appraiser_in_whose_place_another_signed_is_not_shown_it_as_a_leader(evaluation, cast):
    evaluation.signer, evaluation.form_code = cast.citra.employee, "D.1.2"
    evaluation.save()
    made.objection(evaluation, "lodged", superior=None, overdue_since=OVER)

    assert asked(cast, "budi") == {"budi": []}


def test_days_left_follow_the_working_week_of_the_unit(evaluation, cast):
    UnitWeek.objects.create(unit=cast.unit, working_week=6)
    KEPT.forget()
    made.objection(evaluation)

    assert objection_duties(cast.ani.actor, TODAY)[0].days_left == 15


@pytest.mark.parametrize("rows", [1, 3])
def test_duties_take_two_queries_for_any_number(cast, rows, django_assert_num_queries):
    for number in range(rows):
        row = made.received(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, cast.citra.assignment)
        made.objection(row, "lodged")
    actor = cast.citra.actor

    with django_assert_num_queries(2):
        objection_duties(actor, TODAY)


def test_the_clock_of_the_decision_flags_the_objection_once(evaluation):
    known()
    row = made.objection(evaluation, "lodged")

    for _twice in range(2):
        LAPSES[ClockKind.OBJECTION_DECISION](row.pk, LATE)

    row.refresh_from_db()
    assert row.overdue_since == date(2026, 10, 19)


def test_the_clock_of_an_objection_that_is_gone_does_nothing(db):
    known()

    LAPSES[ClockKind.OBJECTION_DECISION](999, LATE)
