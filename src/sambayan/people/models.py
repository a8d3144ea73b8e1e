"""Who works where, under whom, and who may come in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from sambayan.common.actor import Role
from sambayan.people.rules import EmploymentType, PositionType, UnitType, format_employee_number


def _one_of(field: str, values: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [value.value for value in values]}), name=f"%(class)s_{field}_known"
    )


class Agency(models.Model):
    """A government with its own civil servants, for example the province."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class OrganisationUnit(models.Model):
    """An office. `path` lists the codes from the root (`lpg/bapenda/samsat/`), so a subtree is one prefix."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    code = models.SlugField(max_length=60, unique=True)
    path = models.CharField(max_length=250, unique=True)
    name = models.CharField(max_length=200)
    name_english = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    unit_type = models.CharField(max_length=30, choices=UnitType.choices())
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [_one_of("unit_type", UnitType)]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A post in a unit; every unit has at most one head."""

    unit = models.ForeignKey(OrganisationUnit, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    position_type = models.CharField(max_length=30, choices=PositionType.choices())
    level = models.CharField(max_length=30, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True), name="position_one_head"),
            _one_of("position_type", PositionType),
        ]

    def __str__(self) -> str:
        return self.title


class Employee(models.Model):
    """A civil servant. Birth date and sex stand in the employee number and nowhere else."""

    employee_number = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=200)
    employment_type = models.CharField(max_length=20, choices=EmploymentType.choices())
    rank_grade = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints: ClassVar = [_one_of("employment_type", EmploymentType)]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="employee_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_number(self) -> str:
        """The employee number in its four groups, as printed on forms."""
        return format_employee_number(self.employee_number)


class Assignment(models.Model):
    """Who holds which post from when to when; at most one open main assignment a person."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employee"], condition=Q(to_date__isnull=True), name="assignment_one_open"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="assignment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} · {self.position}"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts for the command line and the tests."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Account":
        """A new account; without a password nobody can sign in with it."""
        account = self.model(login=login, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What a person signs in with: employee number or e-mail. Partners have an account without an employee."""

    login = models.CharField(max_length=120, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    employee = models.OneToOneField(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="account")
    persona = models.SlugField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_once")
        ]

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A role of an account for a unit and everything below it, from–to; without a unit it holds everywhere."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices())
    unit = models.ForeignKey(OrganisationUnit, null=True, blank=True, on_delete=models.PROTECT)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [_one_of("role", Role)]

    def __str__(self) -> str:
        return f"{self.role} · {self.unit or '*'}"
