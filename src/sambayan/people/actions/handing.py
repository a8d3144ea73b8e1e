"""Handing on and taking back: delegations, teams and roles."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Denied, Refusal, require
from sambayan.people.access import roles as _roles  # noqa: F401 - declares the rights
from sambayan.people.actions import desk
from sambayan.people.models import (
    Account,
    Assignment,
    Delegation,
    Employee,
    OrganisationUnit,
    RoleGrant,
    Team,
    TeamMember,
)
from sambayan.people.queries import open_on
from sambayan.people.rules import DelegationKind


@dataclass(frozen=True)
class Handover:
    """A delegation as it is filled in: to whom, for which unit, from–to, why."""

    receiver: Employee
    unit: OrganisationUnit
    from_date: date
    to_date: date | None
    reason: str


@transaction.atomic
def delegate_appraising(held: Assignment, handover: Handover, *, by: Actor, at: datetime) -> Delegation:
    """The head of a unit hands the authority to appraise the people of that unit, or of one below it, to another.

    Source: PermenPANRB 6/2022 Ps 1(9), L IV.A.3, 7 p89.
    """
    require("people.delegate_appraising", by, held)
    ended = held.to_date is not None and held.to_date < handover.from_date
    if ended or not held.position.is_head:
        raise Denied(Refusal(_("Hanya kewenangan pimpinan unit yang sedang menjabat yang dapat didelegasikan.")))
    if not handover.unit.path.startswith(held.position.unit.path):
        raise Denied(Refusal(_("Pendelegasian hanya untuk unit sendiri dan unit di bawahnya.")))
    return _delegate(held, handover, DelegationKind.APPRAISE, by, at)


@transaction.atomic
def delegate_drafting(held: Assignment, handover: Handover, *, by: Actor, at: datetime) -> Delegation:
    """An appraiser lets another read and prepare drafts for a time; signing stays with the appraiser."""
    require("people.delegate_drafting", by, held)
    return _delegate(held, handover, DelegationKind.DRAFT, by, at)


def _delegate(held: Assignment, handover: Handover, kind: DelegationKind, by: Actor, at: datetime) -> Delegation:
    if handover.receiver.pk == held.employee_id:
        raise Denied(Refusal(_("Pendelegasian diberikan kepada orang lain.")))
    running = Delegation.objects.filter(
        open_on(handover.from_date), kind=kind.value, giver_id=held.employee_id, receiver=handover.receiver
    )
    if running.filter(unit=handover.unit).exists():
        raise Denied(Refusal(_("Pendelegasian yang sama masih berlaku."), _("Tarik dahulu yang itu.")))
    made = Delegation.objects.create(
        giver_id=held.employee_id,
        receiver=handover.receiver,
        kind=kind.value,
        unit=handover.unit,
        from_date=handover.from_date,
        to_date=handover.to_date,
        reason=handover.reason,
    )
    after = {
        "receiver": handover.receiver.name,
        "unit": handover.unit.name,
        "from_date": handover.from_date.isoformat(),
        "to_date": handover.to_date.isoformat() if handover.to_date else "",
    }
    name = f"people.delegate_{'appraising' if kind is DelegationKind.APPRAISE else 'drafting'}"
    record(name, held.employee, by=by, at=at, after=after, reason=handover.reason)
    desk.recheck([], [handover.unit.pk], at=at)
    return made


@transaction.atomic
def withdraw(delegation: Delegation, *, by: Actor, at: datetime, on: date) -> Delegation:
    """Take a delegation back: it ends the day before `on`, or never began."""
    require("people.withdraw", by, delegation)
    delegation = Delegation.objects.select_for_update().select_related("giver", "receiver").get(pk=delegation.pk)
    if delegation.to_date is not None and delegation.to_date < on:
        raise Denied(Refusal(_("Pendelegasian ini sudah berakhir.")))
    record("people.withdraw", delegation.giver, by=by, at=at, before={"receiver": delegation.receiver.name})
    if delegation.from_date >= on:
        delegation.delete()
    else:
        delegation.to_date = on - timedelta(days=1)
        delegation.save(update_fields=["to_date"])
    desk.recheck([], [delegation.unit_id], at=at)
    return delegation


@transaction.atomic
def form_team(unit: OrganisationUnit, *, name: str, lead: Employee, day: date, by: Actor, at: datetime) -> Team:
    """A working team of a unit; its lead may come from another one. Source: PermenPANRB 6/2022 L II.A.5 p47."""
    require("people.form_team", by, unit)
    team = Team.objects.create(unit=unit, name=name, from_date=day)
    TeamMember.objects.create(team=team, employee=lead, is_lead=True, from_date=day)
    record("people.form_team", team, by=by, at=at, after={"unit": unit.name, "lead": lead.name})
    return team


@transaction.atomic
def join_team(team: Team, employee: Employee, *, day: date, by: Actor, at: datetime) -> TeamMember:
    """Somebody from any unit joins the team. Denied for a member."""
    require("people.join_team", by, team)
    if team.to_date is not None:
        raise Denied(Refusal(_("Tim ini sudah dibubarkan.")))
    if team.members.filter(employee=employee, to_date__isnull=True).exists():
        raise Denied(Refusal(_("{name} sudah anggota tim ini.").format(name=employee)))
    member = TeamMember.objects.create(team=team, employee=employee, from_date=day)
    record("people.join_team", team, by=by, at=at, after={"member": employee.name})
    return member


@transaction.atomic
def dissolve_team(team: Team, *, day: date, by: Actor, at: datetime) -> Team:
    """The team ends, and with it every membership."""
    require("people.dissolve_team", by, team)
    if team.to_date is not None:
        raise Denied(Refusal(_("Tim ini sudah dibubarkan.")))
    team.members.filter(to_date__isnull=True).update(to_date=day)
    team.to_date = day
    team.save(update_fields=["to_date"])
    record("people.dissolve_team", team, by=by, at=at, after={"to_date": day.isoformat()})
    return team


@dataclass(frozen=True)
class RoleFor:
    """A role as it is filled in: for whom, which, where, from–to."""

    account: Account
    role: Role
    unit: OrganisationUnit | None
    from_date: date
    to_date: date | None = None


@transaction.atomic
def grant(wanted: RoleFor, *, reason: str, by: Actor, at: datetime) -> RoleGrant:
    """Give an account a role in a unit and below it, or everywhere, from–to. It holds from the next request on."""
    given = RoleGrant(
        account=wanted.account,
        role=wanted.role.value,
        unit=wanted.unit,
        from_date=wanted.from_date,
        to_date=wanted.to_date,
    )
    require("people.grant", by, given)
    same = RoleGrant.objects.filter(open_on(wanted.from_date), account=wanted.account, role=given.role)
    if same.filter(unit=wanted.unit).exists():
        raise Denied(Refusal(_("{name} sudah memegang peran ini.").format(name=wanted.account)))
    given.save()
    after = {
        "role": given.role,
        "unit": wanted.unit.name if wanted.unit else "",
        "from_date": wanted.from_date.isoformat(),
        "to_date": wanted.to_date.isoformat() if wanted.to_date else "",
    }
    record("people.grant", wanted.account, by=by, at=at, after=after, reason=reason)
    return given


@transaction.atomic
def revoke(held: RoleGrant, *, on: date, reason: str, by: Actor, at: datetime) -> RoleGrant:
    """Take a role back at once: from `on` it no longer holds."""
    held = RoleGrant.objects.select_for_update(of=("self",)).select_related("unit", "account").get(pk=held.pk)
    require("people.revoke", by, held)
    if held.to_date is not None and held.to_date < on:
        raise Denied(Refusal(_("Peran ini sudah berakhir.")))
    before = {"role": held.role, "unit": held.unit.name if held.unit else ""}
    record("people.revoke", held.account, by=by, at=at, before=before, reason=reason)
    if held.from_date >= on:
        held.delete()
        return held
    held.to_date = on - timedelta(days=1)
    held.save(update_fields=["to_date"])
    return held
