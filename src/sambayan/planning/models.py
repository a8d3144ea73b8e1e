"""Performance agreements (SKP) and what stands in them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.planning.rules import AgreementState, Aspect, ResultKind


class PerformanceAgreement(models.Model):
    """What one employee and the appraiser expect of one year."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="agreements")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="agreements")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="agreements_to_set")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=20, choices=AgreementState.choices(), default=AgreementState.DRAFT.value)
    return_reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "employee"], name="agreement_once_a_year"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(set_at__isnull=False), name="agreement_in_force_since"
            ),
            models.CheckConstraint(condition=~Q(employee=models.F("appraiser")), name="agreement_not_with_oneself"),
        ]
        indexes: ClassVar = [models.Index(fields=["appraiser", "state"], name="agreement_by_appraiser")]

    def __str__(self) -> str:
        return f"SKP {self.employee} {self.cycle}"


class PlannedResult(models.Model):
    """One result the employee will deliver, and the leader's result it supports."""

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ResultKind.choices())
    title = models.CharField(max_length=300)
    supported_result = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="planned_result_number_once")
        ]

    def __str__(self) -> str:
        return self.title


class IndividualIndicator(models.Model):
    """How a planned result is measured, and the target that counts as meeting the expectation."""

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    aspect = models.CharField(max_length=20, choices=Aspect.choices())
    name = models.CharField(max_length=300)
    target = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["result", "number"], name="indicator_number_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def aspect_word(self) -> Aspect:
        """The aspect as the law's value, which knows its word."""
        return Aspect(self.aspect)


class SpecialExpectation(models.Model):
    """What is expected beyond the three guides of one of the seven values. Source: Ps 10(4)."""

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="expectations")
    value_code = models.CharField(max_length=30)
    text = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "value_code"], name="expectation_once_a_value")
        ]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """What was achieved for a planned result in a period, with a link that shows it. Source: Ps 16."""

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="evidence")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT)
    realisation = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
