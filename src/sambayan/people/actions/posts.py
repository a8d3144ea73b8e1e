"""Keeping employees: who joins, who holds which post, who is away, who leaves. Nothing of the past is rewritten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.people.actions import desk
from sambayan.people.models import Absence, Assignment, Employee, OrganisationUnit, Position
from sambayan.people.rules import AbsenceKind, AssignmentKind, LeavingReason

CONTACT = ("email", "phone")
DATA = (
    "name", "employee_number", "employment_type", "rank_grade", "birth_date", "sex", *CONTACT, "contract_from",
    "contract_to",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """A post as it is filled in: where, what, how, from when, under whom, on which paper."""

    unit: OrganisationUnit
    title: str
    position_type: str
    from_date: date
    level: str = ""
    is_head: bool = False
    kind: str = AssignmentKind.MAIN.value
    direct_superior: Employee | None = None
    basis: str = ""


@transaction.atomic
def employ(unit: OrganisationUnit, person: dict[str, Any], post: Post, *, by: Actor, at: datetime) -> Employee:
    """A new employee in a first post. Denied where the number is known already."""
    require("people.employ", by, unit)
    _refuse_known(person["employee_number"])
    if post.kind != AssignmentKind.MAIN:
        raise Denied(Refusal(_("Jabatan pertama seorang pegawai adalah jabatan definitif.")))
    employee = Employee.objects.create(**person)
    _begin(employee, post)
    record("people.employ", employee, by=by, at=at, after={"post": post.title, "unit": post.unit.name})
    desk.recheck([employee.pk], [post.unit.pk], at=at)
    return employee


def _refuse_known(number: str) -> None:
    known = Employee.objects.filter(employee_number=number).first()
    if known:
        raise Denied(Refusal(_("NIP ini sudah tercatat atas nama {name}.").format(name=known.name)))


@transaction.atomic
def correct(held: Assignment, data: dict[str, Any], *, by: Actor, at: datetime) -> Employee:
    """Change data of an employee; only what differs is written and recorded."""
    require("people.correct", by, held)
    return _change(held.employee, {name: data[name] for name in DATA if name in data}, "people.correct", by, at)


@transaction.atomic
def correct_contact(held: Assignment, *, email: str, phone: str, by: Actor, at: datetime) -> Employee:
    """Change e-mail and telephone: everybody may for himself."""
    require("people.correct_contact", by, held)
    return _change(held.employee, {"email": email, "phone": phone}, "people.correct_contact", by, at)


def _change(employee: Employee, data: dict[str, Any], event: str, by: Actor, at: datetime) -> Employee:
    before = {name: _plain(getattr(employee, name)) for name in data}
    after = {name: _plain(value) for name, value in data.items()}
    changed = [name for name in data if before[name] != after[name]]
    if "employee_number" in changed:
        _refuse_known(data["employee_number"])
    if changed:
        for name in changed:
            setattr(employee, name, data[name])
        employee.save(update_fields=changed)
        record(
            event, employee, by=by, at=at, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
        )
        desk.recheck([employee.pk], at=at)
    return employee


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def assign(held: Assignment, post: Post, *, by: Actor, at: datetime) -> Assignment:
    """Give an employee a post. A main post ends the one before on the day before; other kinds stand beside it.

    Whoever had left is back with it; the account stays closed until it is opened again.
    Denied when it would begin before the present main post did, or in a closed unit, or where the head's post is taken.
    """
    require("people.assign", by, held)
    require("people.employ", by, post.unit)
    employee = Employee.objects.select_for_update().get(pk=held.employee_id)
    before = _end_main(employee, post.from_date) if post.kind == AssignmentKind.MAIN else None
    begun = _begin(employee, post)
    left = {"left_on": employee.left_on.isoformat(), "left_reason": employee.left_reason} if employee.left_on else {}
    if left:
        employee.left_on, employee.left_reason = None, ""
        employee.save(update_fields=["left_on", "left_reason"])
    record(
        "people.assign",
        employee,
        by=by,
        at=at,
        before={**(_named(before) if before else {}), **left},
        after={**_named(begun), "kind": post.kind, "from_date": post.from_date.isoformat()},
        reason=post.basis,
    )
    units = {post.unit.pk, before.position.unit_id} if before else {post.unit.pk}
    desk.recheck([employee.pk], units, at=at)
    return begun


def _named(held: Assignment) -> dict[str, str]:
    return {"post": held.position.title, "unit": held.position.unit.name}


def _end_main(employee: Employee, day: date) -> Assignment | None:
    held = employee.assignments.filter(kind=AssignmentKind.MAIN.value, to_date__isnull=True).first()
    if held is None:
        return None
    if held.from_date >= day:
        raise Denied(
            Refusal(
                _("Jabatan yang sekarang baru mulai {day}; jabatan berikutnya mulai sesudah itu.").format(
                    day=held.from_date.isoformat()
                )
            )
        )
    held.to_date = day - timedelta(days=1)
    held.save(update_fields=["to_date"])
    return held


def _begin(employee: Employee, post: Post) -> Assignment:
    if post.unit.closed_on and post.unit.closed_on <= post.from_date:
        raise Denied(Refusal(_("Unit ini sudah ditutup; pilih unit yang masih ada.")))
    if post.direct_superior == employee:
        raise Denied(Refusal(_("Tidak seorang pun menjadi atasannya sendiri.")))
    try:
        with transaction.atomic():
            return Assignment.objects.create(
                employee=employee,
                position=_position(post),
                kind=post.kind,
                from_date=post.from_date,
                direct_superior=post.direct_superior,
                basis=post.basis,
            )
    except IntegrityError as error:
        raise Denied(Refusal(_("Pegawai ini sudah memegang jabatan definitif lain pada hari itu."))) from error


def _position(post: Post) -> Position:
    """The post of that title in the unit; a head's is the unit's one head post, free of another holder."""
    if not post.is_head:
        same = {"title": post.title, "position_type": post.position_type, "level": post.level, "is_head": False}
        found = Position.objects.filter(unit=post.unit, **same).order_by("pk").first()
        return found or Position.objects.create(unit=post.unit, **same)
    head, _made = Position.objects.get_or_create(
        unit=post.unit,
        is_head=True,
        defaults={"title": post.title, "position_type": post.position_type, "level": post.level},
    )
    Position.objects.select_for_update().get(pk=head.pk)
    holders = head.assignments.filter(Q(to_date__isnull=True) | Q(to_date__gte=post.from_date), kind=post.kind)
    holder = holders.select_related("employee").first()
    if holder:
        raise Denied(
            Refusal(
                _("Jabatan pimpinan {unit} masih dipegang {name}.").format(unit=post.unit, name=holder.employee),
                _("Akhiri dahulu jabatannya."),
            )
        )
    return head


@transaction.atomic
def release(assignment: Assignment, *, on: date, reason: str, by: Actor, at: datetime) -> Assignment:
    """End one post on a day. A main post leaves a gap, which is visible until the next one begins."""
    require("people.release", by, assignment)
    if assignment.to_date is not None or on < assignment.from_date:
        raise Denied(Refusal(_("Jabatan ini sudah berakhir, atau mulai sesudah hari itu.")))
    assignment.to_date = on
    assignment.save(update_fields=["to_date"])
    after = {"post": assignment.position.title, "to_date": on.isoformat()}
    record("people.release", assignment.employee, by=by, at=at, after=after, reason=reason)
    desk.recheck([assignment.employee_id], [assignment.position.unit_id], at=at)
    return assignment


@transaction.atomic
def leave(held: Assignment, *, on: date, why: LeavingReason, by: Actor, at: datetime) -> Employee:
    """An employee leaves the agency: every open post ends that day, the account can no longer be used."""
    require("people.leave", by, held)
    employee = Employee.objects.select_for_update().get(pk=held.employee_id)
    if employee.left_on is not None:
        raise Denied(Refusal(_("Pegawai ini sudah tercatat berhenti.")))
    if on > timezone.localdate(at):
        raise Denied(Refusal(_("Hari terakhirnya belum tiba."), _("Catat pada hari itu atau sesudahnya.")))
    ending = employee.assignments.filter(Q(to_date__isnull=True) | Q(to_date__gt=on))
    if ending.filter(from_date__gt=on).exists():
        raise Denied(Refusal(_("Masih ada jabatan yang mulai sesudah hari itu.")))
    units = list(ending.values_list("position__unit_id", flat=True))
    ending.update(to_date=on)
    employee.left_on, employee.left_reason = on, why.value
    employee.save(update_fields=["left_on", "left_reason"])
    account = getattr(employee, "account", None)
    if account is not None:
        account.is_active = False
        account.save(update_fields=["is_active"])
    record("people.leave", employee, by=by, at=at, after={"left_on": on.isoformat(), "left_reason": why.value})
    desk.recheck([employee.pk], units, at=at)
    return employee


@dataclass(frozen=True)
class Away:
    """An absence as it is filled in."""

    kind: AbsenceKind
    from_date: date
    to_date: date | None = None
    host: str = ""
    basis: str = ""


@transaction.atomic
def record_absence(held: Assignment, away: Away, *, by: Actor, at: datetime) -> Absence:
    """Write that an employee is away from–to; two absences never overlap."""
    require("people.record_absence", by, held)
    Employee.objects.select_for_update().get(pk=held.employee_id)
    until = away.to_date or date.max
    others = Absence.objects.filter(employee_id=held.employee_id, from_date__lte=until)
    if any(other.to_date is None or other.to_date >= away.from_date for other in others):
        raise Denied(Refusal(_("Sudah ada cuti atau penugasan lain pada masa itu."), _("Akhiri dahulu yang itu.")))
    absence = Absence.objects.create(
        employee_id=held.employee_id,
        kind=away.kind.value,
        from_date=away.from_date,
        to_date=away.to_date,
        host=away.host,
        basis=away.basis,
    )
    after = {"absence": away.kind.value, "from_date": away.from_date.isoformat(), "to_date": _plain(away.to_date) or ""}
    record("people.record_absence", held.employee, by=by, at=at, after=after, reason=away.basis)
    desk.recheck([held.employee_id], [held.position.unit_id], at=at)
    return absence


@transaction.atomic
def end_absence(held: Assignment, *, on: date, by: Actor, at: datetime) -> Absence:
    """The employee is back the day after `on`, as planned or earlier. Denied when nothing runs beyond that day."""
    require("people.end_absence", by, held)
    running = Absence.objects.select_for_update().filter(employee_id=held.employee_id, from_date__lte=on)
    open_one = running.filter(Q(to_date__isnull=True) | Q(to_date__gt=on)).first()
    if open_one is None:
        raise Denied(Refusal(_("Tidak ada cuti atau penugasan yang berjalan pada hari itu.")))
    open_one.to_date = on
    open_one.save(update_fields=["to_date"])
    after = {"absence": open_one.kind, "to_date": on.isoformat()}
    record("people.end_absence", held.employee, by=by, at=at, after=after)
    desk.recheck([held.employee_id], [held.position.unit_id], at=at)
    return open_one
