"""Who decides on a day: by the chain, never a side; and who takes the place of a decider who cannot."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import objections as made
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.cycles.models import Clock
from sambayan.notices.models import Notice
from sambayan.objections import actions, queries
from sambayan.objections.models import Objection
from sambayan.people.models import Absence, Account, Assignment, Delegation, Employee, RoleGrant
from sambayan.people.queries import actor_for

REASON = "Surat perintah Sekretaris Daerah nomor 12."
YESTERDAY, TOMORROW = date(2026, 10, 7), date(2026, 10, 9)
LATE = datetime(2026, 10, 27, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


@pytest.fixture
def governor(db):
    return post("Gubernur", "lpg/", head=True)


@pytest.fixture
def by_superior(evaluation, cast):
    """D.1.2, signed by Citra in Budi's place inside the window, so that it is not final."""
    evaluation.signer, evaluation.form_code = cast.citra.employee, "D.1.2"
    evaluation.save()
    return evaluation


def fresh(row: Objection) -> Objection:
    return queries.objection(row.pk)


def moves(member, path: str) -> None:
    """From today on in another office."""
    Assignment.objects.filter(employee=member.employee).update(to_date=YESTERDAY)
    new = post(f"Pendahulu {path}", path, head=True)
    Assignment.objects.filter(pk=new.pk).update(employee=member.employee, from_date=TODAY)


def away(person: Employee) -> None:
    Absence.objects.create(employee=person, kind="long_leave", from_date=YESTERDAY)


def leaves(person: Employee) -> None:
    Employee.objects.filter(pk=person.pk).update(left_on=YESTERDAY, left_reason="retired")


def lodged(evaluation, cast) -> Objection:
    return fresh(actions.lodge(fresh(made.objection(evaluation, superior=None)), by=cast.ani.actor, at=NOW))


def test_the_superior_of_the_day_decides(evaluation, cast, governor):
    assert lodged(evaluation, cast).superior == cast.citra.employee


def test_an_absent_superior_is_passed_over_for_the_next_level(evaluation, cast, governor):
    away(cast.citra.employee)

    assert lodged(evaluation, cast).superior == governor.employee


def test_whoever_acts_in_the_superiors_place_decides(evaluation, cast, governor):
    moves(cast.citra, "lpg/dinkes/")
    acting = post("Eko", "lpg/bapenda/")
    where = cast.citra.assignment.position
    Assignment.objects.create(employee=acting.employee, position=where, kind="plt", from_date=TODAY)

    assert lodged(evaluation, cast).superior == acting.employee


@pytest.mark.parametrize(
    "change", [lambda cast: moves(cast.budi, "lpg/dinkes/"), lambda cast: away(cast.budi.employee)]
)
def test_where_the_appraiser_is_there_no_more_the_superior_on_record_decides(evaluation, cast, governor, change):
    change(cast)
    evaluation.superior = governor.employee
    evaluation.save()

    assert lodged(evaluation, cast).superior == governor.employee


def test_and_when_that_one_is_gone_too_the_nearest_head_above_the_appraiser(evaluation, cast, governor):
    moves(cast.budi, "lpg/dinkes/")
    fitri = post("Fitri", "lpg/bapenda/samsat/")
    Assignment.objects.filter(pk=fitri.pk).update(position=cast.budi.assignment.position)
    moves(cast.citra, "lpg/dinsos/")

    assert lodged(evaluation, cast).superior == governor.employee


def test_a_superiors_document_goes_to_the_tier_above_and_not_to_the_appraiser(by_superior, cast, governor):
    row = lodged(by_superior, cast)

    assert (row.appraiser, row.superior) == (cast.citra.employee, governor.employee)


def test_where_nobody_stands_above_nobody_is_put_in(by_superior, cast):
    assert lodged(by_superior, cast).superior is None


def test_the_original_appraiser_of_a_superiors_document_is_never_offered(by_superior, cast, governor, sign_in, today):
    row = made.objection(by_superior, "lodged", superior=None)

    offered = {entry.employee for entry in queries.possible_deciders(fresh(row), TODAY)}
    page = sign_in(cast.admin).get(reverse("objections:appoint_decider", args=[row.pk])).content.decode()

    assert offered == {governor.employee}
    assert ("Gubernur – " in page, "Budi – " in page, "Citra – " in page) == (True, False, False)
    for side in (cast.ani, cast.budi, cast.citra):
        with pytest.raises(Denied, match="bukan pihak"):
            actions.appoint_decider(fresh(row), side.employee, reason=REASON, by=cast.admin.actor, at=NOW)


def test_the_original_appraiser_appoints_nobody_either(by_superior, cast, governor):
    RoleGrant.objects.create(account=cast.budi.account, role="performance_admin", from_date=YESTERDAY)
    row = made.objection(by_superior, "lodged", superior=None)

    with pytest.raises(Denied, match="Pihak dalam keberatan"):
        actions.appoint_decider(fresh(row), governor.employee, reason=REASON, by=cast.budi.actor, at=NOW)


GONE = {
    "moved": lambda cast: moves(cast.citra, "lpg/dinkes/"),
    "absent": lambda cast: away(cast.citra.employee),
    "left": lambda cast: leaves(cast.citra.employee),
    "overdue": lambda cast: Objection.objects.update(overdue_since=TODAY),
}


@pytest.mark.parametrize("change", GONE.values(), ids=GONE)
@pytest.mark.parametrize("state", ["lodged", "in_examination", "refused_late"])
def test_another_is_appointed_when_the_decider_cannot(evaluation, cast, governor, today, state, change):
    row = made.objection(evaluation, state)
    change(cast)

    actions.appoint_decider(fresh(row), governor.employee, reason=REASON, by=cast.admin.actor, at=NOW)

    row.refresh_from_db()
    event = Event.objects.get(name="objections.appoint_decider")
    assert (row.superior, event.before, event.reason) == (governor.employee, {"decider": "Citra"}, REASON)
    assert set(Clock.objects.values_list("holder__name", flat=True)) <= {"Gubernur"}
    assert {str(notice.recipient) for notice in Notice.objects.all()} == {"Ani", "Citra", "Gubernur"}


def test_nobody_is_appointed_in_the_place_of_a_decider_who_stands(evaluation, cast, governor, today):
    row = made.objection(evaluation, "lodged")

    with pytest.raises(Denied, match="sudah ada yang memutus"):
        actions.appoint_decider(fresh(row), governor.employee, reason=REASON, by=cast.admin.actor, at=NOW)


def test_a_replacement_is_another_than_the_one_replaced(evaluation, cast, governor, today):
    row = made.objection(evaluation, "lodged", overdue_since=TODAY)

    with pytest.raises(Denied, match="bukan pihak"):
        actions.appoint_decider(fresh(row), cast.citra.employee, reason=REASON, by=cast.admin.actor, at=NOW)


def test_an_absent_head_is_not_offered(evaluation, cast, governor):
    away(governor.employee)
    row = made.objection(evaluation, "lodged", overdue_since=TODAY)

    assert [entry.employee for entry in queries.possible_deciders(fresh(row), TODAY)] == []


@pytest.fixture
def secretary(cast):
    """Above Citra by record, not by the tree: the regional secretary leads another branch."""
    made_up = post("Sekda", "lpg/setda/", head=True)
    Assignment.objects.filter(employee=cast.citra.employee).update(direct_superior=made_up.employee)
    return made_up


def test_a_superior_recorded_by_hand_decides_and_stands(by_superior, cast, governor, secretary, today):
    row = lodged(by_superior, cast)

    assert (row.superior, row.decider_stands) == (secretary.employee, True)


def test_a_superior_recorded_by_hand_is_offered_before_the_heads_above(by_superior, cast, governor, secretary):
    row = made.objection(by_superior, "lodged", superior=None)

    offered = queries.possible_deciders(fresh(row), TODAY)

    assert [entry.employee.name for entry in offered] == ["Sekda", "Gubernur"]


def test_a_superior_recorded_by_hand_who_left_the_post_is_not_offered(by_superior, cast, governor, secretary):
    row = fresh(made.objection(by_superior, "lodged", superior=None))
    Assignment.objects.filter(employee=secretary.employee).update(to_date=YESTERDAY)

    assert [entry.employee for entry in queries.possible_deciders(row, TODAY)] == [governor.employee]


def test_whoever_holds_the_authority_by_delegation_stands(evaluation, cast, today):
    receiver = post("Gita", "lpg/bkd/")
    Delegation.objects.create(
        giver=cast.citra.employee, receiver=receiver.employee, kind="appraise", unit=cast.office, from_date=YESTERDAY,
        reason="Delegasi",
    )  # fmt: skip

    assert fresh(made.objection(evaluation, "lodged", superior=receiver.employee)).decider_stands


def test_the_regional_head_stands_above_every_unit(evaluation, cast, today):
    head = post("Gubernur", "lpg/kdh/", head=True)
    head.position.position_type = "regional_head"
    head.position.save()

    assert fresh(made.objection(evaluation, "lodged", superior=head.employee)).decider_stands


def test_a_late_objection_is_admitted_by_whoever_stands_above_that_day(evaluation, cast, governor, today):
    row = made.objection(evaluation, "refused_late")
    away(cast.citra.employee)
    account = Account.objects.create(login="g@contoh.invalid", name="Gubernur", employee=governor.employee)
    by = actor_for(account, TODAY)
    assert why_not("objections.admit", by, fresh(row)) is None
    with pytest.raises(Denied):
        actions.admit(fresh(row), reason=REASON, by=cast.citra.actor, at=NOW)

    actions.admit(fresh(row), reason=REASON, by=by, at=NOW)

    row.refresh_from_db()
    evaluation.refresh_from_db()
    assert (row.state, row.superior, evaluation.superior) == ("lodged", governor.employee, governor.employee)


def test_an_appointed_decider_admits_though_the_chain_names_another(evaluation, cast, governor, today):
    row = made.objection(evaluation, "refused_late", superior=governor.employee)

    assert fresh(row).superior == governor.employee


def test_performance_administrators_are_told_of_an_overdue_decision_but_no_side(evaluation, cast):
    RoleGrant.objects.create(account=cast.budi.account, role="performance_admin", from_date=YESTERDAY)
    lone = Account.objects.create(login="lone@contoh.invalid", name="Admin tanpa jabatan")
    elsewhere = Account.objects.create(login="jauh@contoh.invalid", name="Admin lain")
    RoleGrant.objects.create(account=lone, role="performance_admin", unit=cast.office, from_date=YESTERDAY)
    far = cast.dewi.assignment.position.unit
    RoleGrant.objects.create(account=elsewhere, role="performance_admin", unit=far, from_date=YESTERDAY)
    row = made.objection(evaluation, "lodged")

    actions.mark_overdue(fresh(row), at=LATE)

    notices = Notice.objects.filter(event="objections.mark_overdue")
    assert {str(notice.recipient or notice.account) for notice in notices} == {
        "Ani", "Citra", "Tri", "Admin tanpa jabatan"
    }  # fmt: skip


def test_a_superior_who_was_passed_over_does_not_decide_about_the_document_of_whoever_signed_above(
    by_superior, governor
):
    by_superior.signer = governor.employee

    assert queries.decider_of(by_superior, TODAY) is None
