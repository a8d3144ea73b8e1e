"""Delegations, teams and roles: each verb, each refusal, each record; and who looked."""

from datetime import date

import pytest

from conftest import NOW, TODAY
from factories.people import AccountFactory
from sambayan.audit.models import Event
from sambayan.common.actor import Role
from sambayan.common.guard import Denied
from sambayan.people.actions import handing as actions
from sambayan.people.actions import posts
from sambayan.people.actions.looks import look
from sambayan.people.models import Delegation, Look, RoleGrant
from sambayan.people.queries import actor_for, appraisal_of

UNTIL = date(2026, 12, 31)


def handover(cast, **fields) -> actions.Handover:
    given = {"receiver": cast.ani.employee, "unit": cast.unit, "from_date": TODAY, "to_date": UNTIL, "reason": "Surat"}
    return actions.Handover(**{**given, **fields})


def test_delegate_drafting_reaches_the_actor_at_once_and_never_signs(cast):
    actions.delegate_drafting(cast.budi.assignment, handover(cast), by=cast.budi.actor, at=NOW)

    assert cast.ani.actor.drafts_for == frozenset({cast.budi.employee.pk})
    assert appraisal_of(cast.ani.employee.pk, TODAY).appraiser == cast.budi.assignment
    assert Event.objects.get(name="people.delegate_drafting").after["receiver"] == "Ani"


def test_delegate_appraising_makes_the_receiver_the_appraiser(cast):
    actions.delegate_appraising(
        cast.citra.assignment, handover(cast, receiver=cast.dewi.employee, to_date=None), by=cast.citra.actor, at=NOW
    )

    found = appraisal_of(cast.ani.employee.pk, TODAY)
    assert (found.appraiser, found.superior) == (cast.dewi.assignment, cast.citra.assignment)


def test_a_delegation_stays_within_the_givers_unit(cast):
    with pytest.raises(Denied, match="hanya untuk unit sendiri"):
        actions.delegate_appraising(cast.budi.assignment, handover(cast, unit=cast.office), by=cast.budi.actor, at=NOW)


def test_only_a_head_in_office_hands_the_authority_to_appraise_on(cast):
    with pytest.raises(Denied, match="sedang menjabat"):
        actions.delegate_appraising(
            cast.ani.assignment, handover(cast, receiver=cast.dewi.employee), by=cast.admin.actor, at=NOW
        )
    posts.release(cast.budi.assignment, on=date(2026, 10, 1), reason="Pindah", by=cast.admin.actor, at=NOW)
    with pytest.raises(Denied, match="sedang menjabat"):
        actions.delegate_appraising(cast.budi.assignment, handover(cast), by=cast.budi.actor, at=NOW)


def test_nobody_delegates_to_himself_or_twice(cast):
    with pytest.raises(Denied, match="kepada orang lain"):
        own = handover(cast, receiver=cast.budi.employee)
        actions.delegate_drafting(cast.budi.assignment, own, by=cast.budi.actor, at=NOW)
    actions.delegate_drafting(cast.budi.assignment, handover(cast), by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="masih berlaku"):
        actions.delegate_drafting(cast.budi.assignment, handover(cast), by=cast.budi.actor, at=NOW)


@pytest.mark.parametrize("who", ["ani", "citra", "admin", "dewi"])
def test_drafting_is_handed_on_by_the_appraiser_alone(cast, who):
    with pytest.raises(Denied, match="Hanya pejabat penilai sendiri"):
        actions.delegate_drafting(cast.budi.assignment, handover(cast), by=getattr(cast, who).actor, at=NOW)


@pytest.mark.parametrize("who", ["ani", "dewi", "inspector"])
def test_appraising_is_handed_on_by_the_head_or_an_administrator(cast, who):
    with pytest.raises(Denied, match="didelegasikan pimpinan unit"):
        actions.delegate_appraising(cast.budi.assignment, handover(cast), by=getattr(cast, who).actor, at=NOW)


@pytest.mark.parametrize(("since", "left"), [(TODAY, 0), (date(2026, 9, 1), 1)])
def test_withdraw_ends_a_delegation_or_undoes_one_that_never_began(cast, since, left):
    made = actions.delegate_drafting(cast.budi.assignment, handover(cast, from_date=since), by=cast.budi.actor, at=NOW)

    actions.withdraw(made, on=TODAY, by=cast.budi.actor, at=NOW)

    assert Delegation.objects.count() == left
    assert cast.ani.actor.drafts_for == frozenset()


def test_withdraw_refuses_what_is_over_and_strangers(cast):
    early = handover(cast, from_date=date(2026, 8, 1), to_date=date(2026, 9, 1))
    made = actions.delegate_drafting(cast.budi.assignment, early, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="sudah berakhir"):
        actions.withdraw(made, on=TODAY, by=cast.admin.actor, at=NOW)
    with pytest.raises(Denied, match="ditarik oleh yang memberi"):
        actions.withdraw(made, on=TODAY, by=cast.dewi.actor, at=NOW)


def test_a_team_has_its_lead_members_from_anywhere_and_an_end(cast):
    team = actions.form_team(cast.unit, name="Tim", lead=cast.ani.employee, day=TODAY, by=cast.budi.actor, at=NOW)
    actions.join_team(team, cast.dewi.employee, day=TODAY, by=cast.budi.actor, at=NOW)
    actions.dissolve_team(team, day=TODAY, by=cast.citra.actor, at=NOW)

    members = set(team.members.values_list("employee__name", "is_lead", "to_date"))
    assert members == {("Ani", True, TODAY), ("Dewi", False, TODAY)}


def test_a_team_refuses_members_twice_ends_twice_and_strangers(cast):
    team = actions.form_team(cast.unit, name="Tim", lead=cast.ani.employee, day=TODAY, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="sudah anggota"):
        actions.join_team(team, cast.ani.employee, day=TODAY, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="dibentuk dan diubah pimpinan unit"):
        actions.join_team(team, cast.dewi.employee, day=TODAY, by=cast.dewi.actor, at=NOW)
    actions.dissolve_team(team, day=TODAY, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="sudah dibubarkan"):
        actions.dissolve_team(team, day=TODAY, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="sudah dibubarkan"):
        actions.join_team(team, cast.dewi.employee, day=TODAY, by=cast.budi.actor, at=NOW)


def a_role(account, role=Role.PERFORMANCE_ADMIN, where=None, since=TODAY, until=None) -> actions.RoleFor:
    return actions.RoleFor(account, role, where, since, until)


@pytest.fixture
def sysadmin(cast):
    account = AccountFactory(name="Sistem")
    RoleGrant.objects.create(account=account, role=Role.SYSTEM_ADMIN, from_date=date(2026, 1, 1))
    return actor_for(account, TODAY)


@pytest.fixture
def unit_admin(cast):
    account = AccountFactory(name="Unit")
    RoleGrant.objects.create(account=account, role=Role.PERFORMANCE_ADMIN, unit=cast.office, from_date=date(2026, 1, 1))
    return actor_for(account, TODAY)


def test_a_role_holds_from_the_next_request_until_it_is_taken_back(cast, unit_admin):
    held = actions.grant(a_role(cast.ani.account, where=cast.unit, until=UNTIL), reason="SK", by=unit_admin, at=NOW)
    before = cast.ani.actor.has(Role.PERFORMANCE_ADMIN, cast.unit.path)

    actions.revoke(held, on=TODAY, reason="Selesai", by=unit_admin, at=NOW)

    assert (before, cast.ani.actor.has(Role.PERFORMANCE_ADMIN, cast.unit.path)) == (True, False)
    assert RoleGrant.objects.filter(account=cast.ani.account).count() == 0


def test_a_role_that_ran_for_a_while_keeps_its_days(cast, sysadmin):
    held = actions.grant(
        a_role(cast.ani.account, Role.INSPECTOR, since=date(2026, 9, 1)), reason="SK", by=sysadmin, at=NOW
    )

    assert actions.revoke(held, on=TODAY, reason="x", by=sysadmin, at=NOW).to_date == date(2026, 10, 7)
    with pytest.raises(Denied, match="sudah berakhir"):
        actions.revoke(held, on=TODAY, reason="x", by=sysadmin, at=NOW)


def test_the_same_role_is_given_once(cast, sysadmin):
    actions.grant(a_role(cast.ani.account), reason="SK", by=sysadmin, at=NOW)

    with pytest.raises(Denied, match="sudah memegang peran ini"):
        actions.grant(a_role(cast.ani.account), reason="SK", by=sysadmin, at=NOW)


def test_a_unit_administrator_gives_roles_below_only(cast, unit_admin):
    with pytest.raises(Denied, match="di unitnya sendiri dan di bawahnya"):
        actions.grant(
            a_role(cast.ani.account, where=cast.dewi.assignment.position.unit), reason="x", by=unit_admin, at=NOW
        )
    with pytest.raises(Denied, match="di unitnya sendiri dan di bawahnya"):
        actions.grant(a_role(cast.ani.account), reason="x", by=unit_admin, at=NOW)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.INSPECTOR, Role.DATA_PROTECTION_OFFICER])
def test_only_the_system_administrator_gives_roles_that_see_everything(cast, role):
    with pytest.raises(Denied, match="hanya diberikan dan dicabut pengelola sistem"):
        actions.grant(a_role(cast.ani.account, role), reason="x", by=cast.admin.actor, at=NOW)


def test_nobody_gives_himself_a_role(cast):
    with pytest.raises(Denied, match="Tidak seorang pun memberi"):
        actions.grant(a_role(cast.admin.account, Role.CONTENT_EDITOR), reason="x", by=cast.admin.actor, at=NOW)


def test_looking_at_somebody_else_is_written_down(cast):
    look(cast.ani.assignment, "people.person", by=cast.budi.actor, at=NOW)

    assert list(Look.objects.values_list("employee__name", "reader_name", "page")) == [("Ani", "Budi", "people.person")]
    assert Event.objects.filter(name="people.look").count() == 0


def test_looking_at_oneself_is_not(cast):
    assert look(cast.ani.assignment, "people.person", by=cast.ani.actor, at=NOW) is None


def test_an_inspectors_look_is_on_the_record_too(cast):
    look(cast.ani.assignment, "planning.read", by=cast.inspector.actor, at=NOW)

    assert Event.objects.get(name="people.look").after == {"page": "planning.read"}
    assert Look.objects.get().page_word == "SKP"


def test_a_page_no_longer_known_keeps_its_name(cast):
    assert look(cast.ani.assignment, "old.page", by=cast.budi.actor, at=NOW).page_word == "old.page"
