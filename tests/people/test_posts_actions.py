"""Keeping employees: each verb, each refusal, each record."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW, TODAY
from factories.people import AccountFactory, post, unit
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.people.actions import posts as actions
from sambayan.people.models import Absence, Assignment, Employee, Position
from sambayan.people.rules import AbsenceKind, AssignmentKind, LeavingReason

PERSON = {"name": "Rina", "employee_number": "199001012015012901", "employment_type": "pns"}
DAY = date(2026, 10, 1)


def a_post(where, **fields) -> actions.Post:
    return actions.Post(
        **{"unit": where, "title": "Analis", "position_type": "executing_staff", "from_date": DAY, **fields}
    )


def events(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_employ_makes_a_person_in_a_post(cast):
    rina = actions.employ(cast.unit, PERSON, a_post(cast.unit), by=cast.admin.actor, at=NOW)

    held = rina.assignments.get()
    assert (held.position.title, held.from_date, held.kind, events("people.employ")) == ("Analis", DAY, "main", 1)


def test_employ_refuses_a_known_number_and_stores_nothing(cast):
    known = {**PERSON, "employee_number": cast.ani.employee.employee_number}

    with pytest.raises(Denied, match="NIP ini sudah tercatat atas nama Ani"):
        actions.employ(cast.unit, known, a_post(cast.unit), by=cast.admin.actor, at=NOW)
    assert not Employee.objects.filter(name="Rina").exists()


def test_employ_is_for_administrators(cast):
    with pytest.raises(Denied, match="Pegawai baru dicatat pengelola kinerja unit"):
        actions.employ(cast.unit, PERSON, a_post(cast.unit), by=cast.budi.actor, at=NOW)


def test_employ_into_a_closed_unit_is_refused_as_a_whole(cast):
    cast.unit.closed_on = DAY
    cast.unit.save()

    with pytest.raises(Denied, match="sudah ditutup"):
        actions.employ(cast.unit, PERSON, a_post(cast.unit), by=cast.admin.actor, at=NOW)
    assert not Employee.objects.filter(name="Rina").exists()


def test_correct_writes_and_records_only_what_differs(cast):
    data = {"name": "Ani Lestari", "rank_grade": cast.ani.employee.rank_grade, "birth_date": date(1990, 1, 1)}

    actions.correct(cast.ani.assignment, data, by=cast.admin.actor, at=NOW)

    event = Event.objects.get(name="people.correct")
    assert (event.before, event.after) == (
        {"name": "Ani", "birth_date": None}, {"name": "Ani Lestari", "birth_date": "1990-01-01"},
    )  # fmt: skip


def test_correct_without_a_difference_records_nothing(cast):
    actions.correct(cast.ani.assignment, {"name": "Ani"}, by=cast.admin.actor, at=NOW)

    assert events("people.correct") == 0


def test_one_corrects_ones_own_contact_but_not_ones_own_data(cast):
    actions.correct_contact(cast.ani.assignment, email="ani@contoh.invalid", phone="0", by=cast.ani.actor, at=NOW)

    assert Employee.objects.get(pk=cast.ani.employee.pk).email == "ani@contoh.invalid"
    with pytest.raises(Denied, match="hanya diubah pengelola kinerja"):
        actions.correct(cast.ani.assignment, {"name": "Lain"}, by=cast.ani.actor, at=NOW)


def test_a_stranger_corrects_no_contact(cast):
    with pytest.raises(Denied):
        actions.correct_contact(cast.ani.assignment, email="", phone="", by=cast.dewi.actor, at=NOW)


def test_assign_moves_and_ends_the_post_before_on_the_day_before(cast):
    begun = actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW)

    before = Assignment.objects.get(pk=cast.ani.assignment.pk)
    assert (before.to_date, begun.position.unit, begun.to_date) == (date(2026, 9, 30), cast.office, None)
    assert Event.objects.get(name="people.assign").before == {"post": "Penata layanan", "unit": cast.unit.name}


@pytest.mark.parametrize("kind", [AssignmentKind.ADDITIONAL, AssignmentKind.PLT, AssignmentKind.PLH])
def test_assign_of_another_kind_stands_beside_the_main_post(cast, kind):
    actions.assign(cast.ani.assignment, a_post(cast.office, kind=kind.value), by=cast.admin.actor, at=NOW)

    kinds = set(cast.ani.employee.assignments.filter(to_date=None).values_list("kind", flat=True))
    assert kinds == {"main", kind.value}


def test_assign_fills_the_one_head_post_of_a_vacant_unit(cast):
    where = unit("lpg/dinkes/")

    first = actions.assign(
        cast.ani.assignment, a_post(where, is_head=True, title="Kepala"), by=cast.admin.actor, at=NOW
    )

    assert (first.position.is_head, Position.objects.filter(unit=where, is_head=True).count()) == (True, 1)


def test_assign_refuses_a_head_post_that_is_held(cast):
    with pytest.raises(Denied, match="masih dipegang Budi"):
        actions.assign(cast.ani.assignment, a_post(cast.unit, is_head=True), by=cast.admin.actor, at=NOW)
    assert Assignment.objects.get(pk=cast.ani.assignment.pk).to_date is None


def test_assign_refuses_to_begin_before_the_present_post_did(cast):
    early = a_post(cast.office, from_date=date(2025, 1, 1))

    with pytest.raises(Denied, match="baru mulai 2025-01-01"):
        actions.assign(cast.ani.assignment, early, by=cast.admin.actor, at=NOW)


def test_assign_after_a_gap_ends_nothing(cast):
    actions.release(cast.ani.assignment, on=date(2026, 8, 31), reason="Pindah", by=cast.admin.actor, at=NOW)

    actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW)

    assert Event.objects.get(name="people.assign").before == {}


def test_assign_over_another_main_post_is_refused_by_the_database(cast):
    actions.release(cast.ani.assignment, on=TODAY, reason="Pindah", by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="sudah memegang jabatan definitif lain"):
        actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW)


def test_assign_needs_both_units(cast):
    with pytest.raises(Denied):
        actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.budi.actor, at=NOW)


def test_the_database_refuses_two_main_posts_on_a_day(cast):
    other = Assignment(employee=cast.ani.employee, position=cast.citra.assignment.position)

    for first, last in ((date(2024, 1, 1), date(2025, 1, 1)), (date(2026, 1, 1), date(2026, 1, 31))):
        other.from_date, other.to_date, other.pk = first, last, None
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save()
    other.from_date, other.to_date, other.pk = date(2024, 1, 1), date(2024, 12, 31), None
    other.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=other.pk).update(to_date=date(2025, 6, 1))


def test_release_leaves_a_gap(cast):
    actions.release(cast.ani.assignment, on=TODAY, reason="Selesai", by=cast.admin.actor, at=NOW)

    assert (Assignment.objects.get(pk=cast.ani.assignment.pk).to_date, events("people.release")) == (TODAY, 1)


@pytest.mark.parametrize("on", [date(2024, 12, 31), TODAY])
def test_release_refuses_a_day_before_the_start_or_an_ended_post(cast, on):
    if on == TODAY:
        actions.release(cast.ani.assignment, on=on, reason="x", by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="sudah berakhir, atau mulai sesudah"):
        actions.release(cast.ani.assignment, on=on, reason="x", by=cast.admin.actor, at=NOW)


def test_leave_ends_every_post_and_the_account(cast):
    gone = actions.leave(cast.ani.assignment, on=TODAY, why=LeavingReason.RETIRED, by=cast.admin.actor, at=NOW)

    cast.ani.account.refresh_from_db()
    assert (gone.left_on, gone.left_reason, cast.ani.account.is_active) == (TODAY, "retired", False)
    assert not gone.assignments.filter(to_date=None).exists()


def test_leave_of_somebody_without_an_account(cast):
    eko = post("Eko", "lpg/bapenda/samsat/")

    assert actions.leave(eko, on=TODAY, why=LeavingReason.DIED, by=cast.admin.actor, at=NOW).left_on == TODAY


def test_leave_refuses_while_a_later_post_is_recorded(cast):
    actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="mulai sesudah hari itu"):
        actions.leave(cast.ani.assignment, on=date(2026, 9, 1), why=LeavingReason.RETIRED, by=cast.admin.actor, at=NOW)


AWAY = actions.Away(AbsenceKind.STUDY_LEAVE, date(2026, 9, 1), host="Universitas Contoh")


def test_an_absence_begins_and_ends(cast):
    actions.record_absence(cast.ani.assignment, AWAY, by=cast.admin.actor, at=NOW)
    actions.end_absence(cast.ani.assignment, on=TODAY, by=cast.admin.actor, at=NOW)

    assert Absence.objects.get().to_date == TODAY
    assert (events("people.record_absence"), events("people.end_absence")) == (1, 1)


@pytest.mark.parametrize("until", [None, date(2026, 9, 1)])
def test_two_absences_never_overlap(cast, until):
    actions.record_absence(cast.ani.assignment, AWAY, by=cast.admin.actor, at=NOW)
    second = actions.Away(AbsenceKind.LONG_LEAVE, date(2026, 8, 1), until)

    with pytest.raises(Denied, match="Sudah ada cuti atau penugasan lain"):
        actions.record_absence(cast.ani.assignment, second, by=cast.admin.actor, at=NOW)


def test_an_absence_after_one_that_ended(cast):
    earlier = actions.Away(AbsenceKind.LONG_LEAVE, date(2026, 1, 1), date(2026, 2, 1))
    for away in (earlier, AWAY):
        actions.record_absence(cast.ani.assignment, away, by=cast.admin.actor, at=NOW)

    assert Absence.objects.count() == 2


@pytest.mark.parametrize("is_open", [True, False])
def test_nobody_comes_back_who_is_not_away(cast, is_open):
    if is_open:
        actions.record_absence(cast.ani.assignment, AWAY, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="Tidak ada cuti"):
        actions.end_absence(cast.ani.assignment, on=date(2026, 8, 1), by=cast.admin.actor, at=NOW)


def test_what_is_recorded_is_looked_at_by_the_desk(cast):
    AccountFactory(employee=post("Eko", "lpg/bapenda/samsat/").employee)

    actions.release(cast.budi.assignment, on=date(2026, 10, 1), reason="x", by=cast.admin.actor, at=NOW)

    assert set(cast.unit.repairs.filter(employee=None).values_list("kind", flat=True)) == {"unit_headless"}


def test_employ_begins_with_a_main_post(cast):
    with pytest.raises(Denied, match="Jabatan pertama"):
        actions.employ(cast.unit, PERSON, a_post(cast.unit, kind="plt"), by=cast.admin.actor, at=NOW)


def test_correct_refuses_the_number_of_somebody_else(cast):
    known = {"employee_number": cast.budi.employee.employee_number}

    with pytest.raises(Denied, match="sudah tercatat atas nama Budi"):
        actions.correct(cast.ani.assignment, known, by=cast.admin.actor, at=NOW)
    assert events("people.correct") == 0


def test_correct_of_a_mistyped_number(cast):
    actions.correct(cast.ani.assignment, {"employee_number": "199001012015012901"}, by=cast.admin.actor, at=NOW)

    assert Employee.objects.get(pk=cast.ani.employee.pk).employee_number == "199001012015012901"


def test_assign_refuses_somebody_as_his_own_superior(cast):
    own = a_post(cast.office, direct_superior=cast.ani.employee)

    with pytest.raises(Denied, match="atasannya sendiri"):
        actions.assign(cast.ani.assignment, own, by=cast.admin.actor, at=NOW)
    assert Assignment.objects.get(pk=cast.ani.assignment.pk).to_date is None


def test_assign_takes_one_of_several_posts_of_the_same_kind(cast):
    first, _second = (
        Position.objects.create(unit=cast.office, title="Analis", position_type="executing_staff") for _ in range(2)
    )

    assert actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW).position_id == first.pk


def test_assign_refuses_a_head_post_that_somebody_takes_later(cast):
    where = unit("lpg/dinkes/")
    later = a_post(where, is_head=True, from_date=date(2027, 1, 1))
    actions.assign(cast.dewi.assignment, later, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="masih dipegang Dewi"):
        actions.assign(cast.ani.assignment, a_post(where, is_head=True), by=cast.admin.actor, at=NOW)


def test_assign_brings_somebody_back_who_had_left(cast):
    actions.leave(cast.ani.assignment, on=date(2026, 9, 1), why=LeavingReason.MOVED_OUT, by=cast.admin.actor, at=NOW)

    actions.assign(cast.ani.assignment, a_post(cast.office), by=cast.admin.actor, at=NOW)

    back = Employee.objects.get(pk=cast.ani.employee.pk)
    assert (back.left_on, back.left_reason, back.account.is_active) == (None, "", False)
    assert Event.objects.get(name="people.assign").before == {"left_on": "2026-09-01", "left_reason": "moved_out"}


def test_leave_is_recorded_when_the_day_has_come_and_once(cast):
    retired = {"why": LeavingReason.RETIRED, "by": cast.admin.actor, "at": NOW}

    with pytest.raises(Denied, match="belum tiba"):
        actions.leave(cast.ani.assignment, on=date(2027, 3, 1), **retired)
    actions.leave(cast.ani.assignment, on=TODAY, **retired)
    with pytest.raises(Denied, match="sudah tercatat berhenti"):
        actions.leave(cast.ani.assignment, on=TODAY, **retired)


def test_leave_cuts_a_post_that_was_to_end_later(cast):
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2027, 1, 1))

    actions.leave(cast.ani.assignment, on=TODAY, why=LeavingReason.DIED, by=cast.admin.actor, at=NOW)

    assert Assignment.objects.get(pk=cast.ani.assignment.pk).to_date == TODAY


def test_somebody_comes_back_earlier_than_planned(cast):
    planned = actions.Away(AbsenceKind.STUDY_LEAVE, date(2026, 9, 1), date(2028, 9, 1))
    actions.record_absence(cast.ani.assignment, planned, by=cast.admin.actor, at=NOW)

    assert actions.end_absence(cast.ani.assignment, on=TODAY, by=cast.admin.actor, at=NOW).to_date == TODAY
