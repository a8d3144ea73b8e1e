"""What is wrong in the data of the demo: a handful of each kind, and the inspection that finds it."""

from datetime import date, timedelta
from itertools import islice

from sambayan.config.demo.employees import Holder
from sambayan.config.demo.organisation import BEGINNING
from sambayan.config.demo.stage import Stage
from sambayan.people.actions import desk
from sambayan.people.models import (
    Absence,
    Account,
    Assignment,
    Employee,
    ImportRow,
    OrganisationUnit,
    PeopleImport,
    Position,
    Repair,
    UnitVersion,
)
from sambayan.people.rules import (
    ImportKind,
    ImportState,
    PositionType,
    RepairKind,
    RowChange,
    Sex,
    UnitChange,
    UnitType,
    parse_employee_number,
)
from sambayan.planning.models import PerformanceAgreement

HANDFUL = 3
_MAIL = "@contoh.sambayan.invalid"
_AGES = {RepairKind.POST_MISSING: 3, RepairKind.UNIT_INACTIVE: 12, RepairKind.DOUBLE_MAIN: 41}
_CLOSED_DAYS_AGO = 75


def plant(stage: Stage) -> int:
    """Give everybody an account but a handful, spoil the data of some without an agreement, and inspect."""
    planners = set(PerformanceAgreement.objects.values_list("employee_id", flat=True))
    planners |= set(Absence.objects.values_list("employee_id", flat=True))
    spare = [h for h in stage.staff if h.employee.pk not in planners and not h.persona and not h.position.is_head]
    chosen = iter(stage.chance.sample(spare, min(len(spare), 7 * HANDFUL)))
    handfuls = [list(islice(chosen, HANDFUL)) for _kind in range(7)]
    without_account, without_email, misborn, circle, left_behind, twice, waiting = handfuls
    _open_accounts(stage, without=without_account, silent=without_email)
    _misrecord(misborn)
    _circle(circle)
    _close_a_unit(stage, left_behind)
    _two_posts(stage, twice)
    _between_posts(stage, waiting)
    tally = desk.inspect(by=None, at=stage.line.now)
    for kind, days in _AGES.items():
        Repair.objects.filter(kind=kind.value).update(since=stage.line.today - timedelta(days=days))
    return tally.standing


def _open_accounts(stage: Stage, *, without: list[Holder], silent: list[Holder]) -> None:
    """Nobody signs in with these: the password is unusable."""
    known = {account.employee_id for account in stage.accounts.values()} | {h.employee.pk for h in without}
    quiet = {holder.employee.pk for holder in silent}
    rows = [
        Account(
            login=str(holder.employee.employee_number),
            name=holder.employee.name,
            title=holder.position.title,
            employee=holder.employee,
            password="!",  # noqa: S106 - unusable
            email="" if holder.employee.pk in quiet else holder.employee.email,
        )
        for holder in stage.staff
        if holder.employee.pk not in known and holder.employee.employee_number
    ]
    Employee.objects.filter(pk__in=quiet).update(email="")
    Account.objects.bulk_create(rows, batch_size=500)
    for slug, account in stage.accounts.items():
        if not account.email:
            Account.objects.filter(pk=account.pk).update(email=f"{slug}{_MAIL}")


def _misrecord(holders: list[Holder]) -> None:
    """Birth dates a year off, and one sex that is the other one."""
    for place, holder in enumerate(holders):
        told = parse_employee_number(holder.employee.employee_number or "")
        holder.employee.birth_date = told.birth_date + timedelta(days=0 if place == 0 else 365)
        holder.employee.sex = (Sex.FEMALE if told.sex is Sex.MALE else Sex.MALE) if place == 0 else told.sex
        holder.employee.save(update_fields=["birth_date", "sex"])


def _circle(holders: list[Holder]) -> None:
    """Each recorded under the next one, the last under the first."""
    for holder, above in zip(holders, holders[1:] + holders[:1], strict=True):
        if holder is not above:
            Assignment.objects.filter(employee=holder.employee).update(direct_superior=above.employee)


def _close_a_unit(stage: Stage, holders: list[Holder]) -> None:
    """A section that was closed while people still stand in it, and a new one that nobody leads yet."""
    parent = stage.by_persona["administrator"].unit
    closed = _section(parent, "arsip", "Seksi Arsip (contoh)")
    closed.closed_on = stage.line.today - timedelta(days=_CLOSED_DAYS_AGO)
    closed.save(update_fields=["closed_on"])
    _section(parent, "layanan-digital", "Seksi Layanan Digital (contoh)")
    post = Position.objects.create(unit=closed, title="Arsiparis", position_type=PositionType.EXECUTING_STAFF)
    Assignment.objects.filter(employee__in=[holder.employee for holder in holders]).update(position=post)


def _section(parent: OrganisationUnit, code: str, name: str) -> OrganisationUnit:
    section = OrganisationUnit.objects.create(
        agency=parent.agency,
        parent=parent,
        code=f"{parent.code}-{code}",
        path=f"{parent.path}{parent.code}-{code}/",
        name=name,
        unit_type=UnitType.DIVISION,
    )
    UnitVersion.objects.create(
        unit=section,
        from_date=BEGINNING,
        change=UnitChange.FOUND,
        name=name,
        unit_type=UnitType.DIVISION,
        parent=parent,
    )
    return section


def _two_posts(stage: Stage, holders: list[Holder]) -> None:
    """The last file of the personnel agency names these twice."""
    sent = stage.line.now - timedelta(days=_AGES[RepairKind.DOUBLE_MAIN])
    source = PeopleImport.objects.create(
        agency=next(iter(stage.units.values())).agency, kind=ImportKind.PEOPLE, state=ImportState.APPLIED,
        filename="pegawai-contoh.xlsx", fingerprint="", counts={RowChange.REFUSED.value: len(holders)},
        done=len(holders), total=len(holders), uploaded_by=stage.accounts["administrator"],
        uploaded_at=sent, applied_at=sent,
    )  # fmt: skip
    problem = {"code": "double_main", "about": "employee_number", "arguments": {"other": 3}}
    ImportRow.objects.bulk_create(
        ImportRow(
            source=source, row=row, change=RowChange.REFUSED, key=str(holder.employee.employee_number),
            name=holder.employee.name, problems=[problem],
        )
        for row, holder in enumerate(holders, start=2)
    )  # fmt: skip


def _between_posts(stage: Stage, holders: list[Holder]) -> None:
    """A post that ended, and no other one yet."""
    ended: date = stage.line.today - timedelta(days=_AGES[RepairKind.POST_MISSING])
    held = Assignment.objects.filter(employee__in=[holder.employee for holder in holders], to_date__isnull=True)
    held.update(to_date=ended)
