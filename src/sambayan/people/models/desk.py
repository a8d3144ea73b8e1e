"""What has to be mended in the data of people, and the files they come from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.people.models.accounts import Account
from sambayan.people.models.checks import one_of
from sambayan.people.models.employees import Employee
from sambayan.people.models.organisation import Agency, OrganisationUnit
from sambayan.people.rules import ImportKind, ImportState, RepairKind, RepairOwner, RowChange


class Repair(models.Model):
    """Something in the data of people that somebody has to mend, seen since a day; gone when it is mended."""

    kind = models.CharField(max_length=30, choices=RepairKind.choices())
    owner = models.CharField(max_length=20, choices=RepairOwner.choices())
    employee = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.CASCADE, related_name="repairs")
    unit = models.ForeignKey(OrganisationUnit, on_delete=models.CASCADE, related_name="repairs")
    since = models.DateField()
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "employee"], condition=Q(employee__isnull=False), name="repair_once_per_employee"
            ),
            models.UniqueConstraint(
                fields=["kind", "unit"], condition=Q(employee__isnull=True), name="repair_once_per_unit"
            ),
            one_of("kind", RepairKind),
            one_of("owner", RepairOwner),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "since", "id"], name="repair_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.employee or self.unit}"


class PeopleImport(models.Model):
    """A file of offices or of employees: read in a job, shown as differences, applied as a whole, undone as a whole.

    `content` leaves as soon as the file has been read; `done` of `total` rows tell how far a job has come, which runs
    since `started_at`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=10, choices=ImportKind.choices())
    state = models.CharField(max_length=12, choices=ImportState.choices())
    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="people_imports")
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("kind", ImportKind), one_of("state", ImportState)]

    def __str__(self) -> str:
        return self.filename


class ImportRow(models.Model):
    """One line of a file against what is known: what would change, or why it is refused.

    `before` and `after` hold only the fields that differ; `made` the keys of rows the import made or ended, for the
    way back.
    """

    source = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    change = models.CharField(max_length=10, choices=RowChange.choices())
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    made = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [one_of("change", RowChange)]
        indexes: ClassVar = [models.Index(fields=["source", "change", "row"], name="importrow_by_change")]

    def __str__(self) -> str:
        return f"{self.row}: {self.name}"
