"""Employees: their posts and absences over time, their teams, and what they hand over."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.people.models.checks import ends_after_start, one_of
from sambayan.people.models.organisation import OrganisationUnit, Position
from sambayan.people.rules import (
    AbsenceKind,
    AssignmentKind,
    DelegationKind,
    EmploymentType,
    LeavingReason,
    Sex,
    format_employee_number,
)


class Employee(models.Model):
    """A civil servant, or a state official who leads some: only the latter has no employee number."""

    employee_number = models.CharField(max_length=18, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    employment_type = models.CharField(max_length=20, choices=EmploymentType.choices())
    rank_grade = models.CharField(max_length=60, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True, choices=Sex.choices())
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contract_from = models.DateField(null=True, blank=True)
    contract_to = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=20, blank=True, choices=LeavingReason.choices())

    class Meta:
        constraints: ClassVar = [
            one_of("employment_type", EmploymentType),
            one_of("sex", Sex, blank=True),
            one_of("left_reason", LeavingReason, blank=True),
            models.CheckConstraint(
                condition=Q(employee_number__isnull=False) | Q(employment_type=EmploymentType.STATE_OFFICIAL.value),
                name="employee_has_number",
            ),
            models.CheckConstraint(
                condition=Q(contract_to__isnull=True) | Q(contract_to__gte=F("contract_from")),
                name="employee_contract_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_reason="") | Q(left_on__isnull=False) & ~Q(left_reason=""),
                name="employee_left_on_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="employee_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_number(self) -> str:
        """The employee number in its four groups, as printed on forms; a dash for a state official."""
        return format_employee_number(self.employee_number) if self.employee_number else "–"

    @property
    def employment_word(self) -> EmploymentType:
        """The kind of employment with its label."""
        return EmploymentType(self.employment_type)


class Assignment(models.Model):
    """Who holds which post from when to when, and how.

    Two main assignments of a person never overlap: the database refuses it, open or not. `direct_superior` is set only
    where it differs from the head of the unit.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind.choices(), default=AssignmentKind.MAIN.value)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    direct_superior = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="subordinate_assignments"
    )
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(to_date__isnull=True, kind="main"), name="assignment_one_open_main"
            ),
            one_of("kind", AssignmentKind),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(direct_superior__isnull=True) | ~Q(direct_superior=F("employee")),
                name="assignment_not_own_superior",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["position", "kind", "from_date", "to_date"], name="assignment_counted_by_post")
        ]

    def __str__(self) -> str:
        return f"{self.employee} · {self.position}"

    @property
    def kind_word(self) -> AssignmentKind:
        """How the post is held, with its label."""
        return AssignmentKind(self.kind)


class Absence(models.Model):
    """Somebody away from the post from–to: study, leave, secondment, suspension."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=20, choices=AbsenceKind.choices())
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    host = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("kind", AbsenceKind), ends_after_start()]

    def __str__(self) -> str:
        return f"{self.employee} · {AbsenceKind(self.kind).label}"

    @property
    def kind_word(self) -> AbsenceKind:
        """Why, with its label."""
        return AbsenceKind(self.kind)


class Team(models.Model):
    """A working team (tim kerja) of a unit; its members may come from other units."""

    unit = models.ForeignKey(OrganisationUnit, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [ends_after_start()]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Somebody in a team from–to; the lead is no appraiser by that role alone (PermenPANRB 6/2022 L II.A.5 p47)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="memberships")
    is_lead = models.BooleanField(default=False)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(is_lead=True, to_date__isnull=True), name="teammember_one_lead"
            ),
            models.UniqueConstraint(
                fields=["team", "employee"], condition=Q(to_date__isnull=True), name="teammember_once"
            ),
            ends_after_start(),
        ]

    def __str__(self) -> str:
        return f"{self.employee} · {self.team}"


class Delegation(models.Model):
    """One employee hands over to another, for a unit and what is below it, from–to: appraising, or only drafting."""

    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_received")
    kind = models.CharField(max_length=10, choices=DelegationKind.choices())
    unit = models.ForeignKey(OrganisationUnit, on_delete=models.PROTECT, related_name="delegations")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", DelegationKind),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_to_another"),
            models.CheckConstraint(
                condition=Q(kind="appraise") | Q(to_date__isnull=False), name="delegation_of_drafting_ends"
            ),
            ends_after_start(),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"

    @property
    def kind_word(self) -> DelegationKind:
        """What is handed over, with its label."""
        return DelegationKind(self.kind)
