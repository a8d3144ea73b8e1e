"""People and offices. Numbers are synthetic."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from sambayan.people.models import Account, Agency, Assignment, Employee, OrganisationUnit, Position, UnitVersion


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        django_get_or_create = ("code",)

    code = "5900"
    name = "Pemerintah Provinsi Lampung"


def unit(path: str, **fields) -> OrganisationUnit:
    """The unit at this path; units above it are made too."""
    parts = path.rstrip("/").split("/")
    parent = unit("/".join(parts[:-1]) + "/") if len(parts) > 1 else None
    made, is_new = OrganisationUnit.objects.get_or_create(
        path=path,
        defaults={
            "agency": AgencyFactory(),
            "parent": parent,
            "code": parts[-1],
            "name": fields.pop("name", f"Unit {parts[-1]}"),
            "unit_type": fields.pop("unit_type", "department"),
            **fields,
        },
    )
    if is_new:
        UnitVersion.objects.create(
            unit=made, from_date=date(2000, 1, 1), change="found", name=made.name, short_name=made.short_name,
            unit_type=made.unit_type, parent=parent,
        )  # fmt: skip
    return made


class EmployeeFactory(DjangoModelFactory):
    class Meta:
        model = Employee

    name = factory.Sequence(lambda n: f"Pegawai {n}")
    employee_number = factory.Sequence(lambda n: f"19{80 + n // 1000 % 20:02}0101201001{1 + n % 2}{n % 999 + 1:03}")
    employment_type = "pns"
    rank_grade = "Penata (III/c)"


def post(name: str, path: str, *, head: bool = False, since: date = date(2025, 1, 1)) -> Assignment:
    """An employee with this name in a post of the unit at this path, as its head or as staff."""
    where = unit(path)
    title = f"Kepala {where.name}" if head else "Penata layanan"
    position = Position.objects.create(
        unit=where, title=title, position_type="supervisor" if head else "executing_staff", is_head=head
    )
    employee = EmployeeFactory(name=name)
    return Assignment.objects.create(employee=employee, position=position, from_date=since)


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    login = factory.Sequence(lambda n: f"akun{n}@contoh.invalid")
    name = "Pegawai"
