"""Credit points, potential scores, and what the national application told us."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.rules import Level, Predicate, Rating
from sambayan.outcomes.rules import Potential


class CreditRecord(models.Model):
    """The credit points of one final result, with everything they were counted from. Source: Peraturan BKN 3/2023."""

    evaluation = models.OneToOneField(
        "evaluation.PerformanceEvaluation", on_delete=models.PROTECT, related_name="credit_record"
    )
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="credit_records")
    level = models.CharField(max_length=20, choices=[(level.value, level.label) for level in Level])
    predicate = models.CharField(max_length=20, choices=[(value.value, value.label) for value in Predicate])
    months = models.PositiveSmallIntegerField()
    percentage = models.DecimalField(max_digits=6, decimal_places=2)
    coefficient = models.DecimalField(max_digits=6, decimal_places=2)
    points = models.DecimalField(max_digits=10, decimal_places=4)
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=12), name="credit_months_in_a_year")
        ]
        indexes: ClassVar = [models.Index(fields=["employee", "counted_at"], name="credit_of_employee")]

    def __str__(self) -> str:
        return f"{self.employee}: {self.points}"

    @property
    def level_word(self) -> Level:
        """The level with its name."""
        return Level(self.level)


class PotentialScore(models.Model):
    """How an assessment elsewhere placed somebody's potential in a year."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="potential_scores")
    year = models.PositiveSmallIntegerField()
    potential = models.CharField(max_length=10, choices=Potential.choices())
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employee", "year"], name="potential_once_a_year"),
            models.CheckConstraint(
                condition=Q(potential__in=[value.value for value in Potential]), name="potential_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.year}"


class NationalFile(models.Model):
    """One export of the national application as it was uploaded; a later one of the same agency takes its place."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="national_files")
    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "fingerprint"], name="national_file_once")]

    def __str__(self) -> str:
        return self.filename


class NationalResult(models.Model):
    """What the national application tells of one person and period; a newer file overwrites it."""

    file = models.ForeignKey(NationalFile, on_delete=models.CASCADE, related_name="results")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    employee_number = models.CharField(max_length=18)
    name = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=PeriodKind.choices())
    number = models.PositiveSmallIntegerField()
    result_rating = models.CharField(max_length=10, blank=True, choices=[(r.value, r.label) for r in Rating])
    behaviour_rating = models.CharField(max_length=10, blank=True, choices=[(r.value, r.label) for r in Rating])
    predicate = models.CharField(max_length=20, blank=True, choices=[(p.value, p.label) for p in Predicate])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "employee_number", "year", "kind", "number"], name="national_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee_number} {self.year}"


class NationalIdentity(models.Model):
    """The key by which the national application knows an employee."""

    employee = models.OneToOneField("people.Employee", on_delete=models.PROTECT, related_name="national_identity")
    national_id = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.national_id
