"""The matrix of roles and results (A.1.5). Source: PermenPANRB 6/2022 Lampiran II.A.5 p47-49."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.planning.models.agreements import PlannedResult
from sambayan.planning.models.goals import KeyIndicator
from sambayan.planning.rules.matrix import ColumnSource


class RoleResultMatrix(models.Model):
    """Who supports which result of the leader, for a unit or one of its teams, in one year."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="matrices")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="matrices")
    team = models.ForeignKey("people.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="matrices")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="matrices_led")
    leader_title = models.CharField(max_length=200)
    source = models.CharField(max_length=12, choices=ColumnSource.choices())
    refreshed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "unit"], condition=Q(team=None), name="matrix_once_a_unit"),
            models.UniqueConstraint(fields=["cycle", "team"], name="matrix_once_a_team"),
        ]

    def __str__(self) -> str:
        return f"A.1.5 {self.team or self.unit} {self.cycle}"

    @property
    def source_word(self) -> ColumnSource:
        """What the columns are, with its label."""
        return ColumnSource(self.source)


class MatrixColumn(models.Model):
    """One result of the leader; its text stays when the indicator or planned result behind it goes."""

    matrix = models.ForeignKey(RoleResultMatrix, on_delete=models.CASCADE, related_name="columns")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    indicator = models.ForeignKey(
        KeyIndicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="matrix_columns"
    )
    result = models.ForeignKey(
        PlannedResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="matrix_columns"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matrix", "number"], name="matrix_column_number_once")]

    def __str__(self) -> str:
        return self.text


class MatrixRow(models.Model):
    """Somebody of the unit, the lead of a team for that team, or somebody lent from elsewhere.

    `appraiser` is who has to agree first because the leader of the matrix is another; `consented_at` is when.
    """

    matrix = models.ForeignKey(RoleResultMatrix, on_delete=models.CASCADE, related_name="rows")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="matrix_rows")
    title = models.CharField(max_length=200)
    team = models.ForeignKey("people.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_lent = models.BooleanField(default=False)
    appraiser = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="matrix_rows_to_consent"
    )
    consented_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matrix", "employee"], name="matrix_row_once")]

    def __str__(self) -> str:
        return f"{self.employee} · {self.matrix}"

    @property
    def has_consent(self) -> bool:
        """Whether what is assigned here counts: nobody has to agree, or somebody has."""
        return self.appraiser_id is None or self.consented_at is not None


class RoleResultCell(models.Model):
    """The role of somebody in a result; `version` grows with every change, so that nobody overwrites unseen.

    `result` is the planned result it became in the employee's agreement.
    """

    row = models.ForeignKey(MatrixRow, on_delete=models.CASCADE, related_name="cells")
    column = models.ForeignKey(MatrixColumn, on_delete=models.CASCADE, related_name="cells")
    text = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    result = models.OneToOneField(
        PlannedResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="matrix_cell"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["row", "column"], name="matrix_cell_once")]

    def __str__(self) -> str:
        return self.text
