"""Ratings, and the organisation's predicate they stand under."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sambayan.evaluation.rules import EvaluationState, OrganisationPredicate, Predicate, Rating


def _choices(values: Iterable[Any]) -> list[tuple[str, str]]:
    return [(value.value, value.label) for value in values]


class OrganisationAchievement(models.Model):
    """The predicate of a unit in a period, set one level above.

    Source: PermenPANRB 6/2022 Ps 24(1)a, Lampiran IV.B.1.
    """

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="achievements")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="achievements")
    predicate = models.CharField(max_length=20, choices=_choices(OrganisationPredicate))
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "period"], name="achievement_once_a_period")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.period}: {self.predicate}"


class PerformanceEvaluation(models.Model):
    """How one appraiser rated one employee for one period: predicate computed, citizens' figures frozen."""

    agreement = models.ForeignKey("planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="evaluations")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="evaluations")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="evaluations")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="evaluations_to_write")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="evaluations")
    appraiser_unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=EvaluationState.choices(), default=EvaluationState.OPEN.value)
    result_rating = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    result_reason = models.TextField(blank=True)
    behaviour_rating = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    behaviour_reason = models.TextField(blank=True)
    consideration = models.TextField(blank=True)
    evaluation_note = models.TextField(blank=True)
    predicate = models.CharField(max_length=20, choices=_choices(Predicate), blank=True)
    organisation_predicate = models.CharField(max_length=20, choices=_choices(OrganisationPredicate), blank=True)
    citizen_evidence = models.JSONField(default=list)
    rule_version = models.CharField(max_length=60, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    document_code = models.CharField(max_length=14, null=True, blank=True, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "employee"], name="evaluation_once_a_period"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(result_rating="") & ~Q(behaviour_rating="") & ~Q(predicate="")),
                name="evaluation_rated_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, document_code__isnull=True)
                | Q(signed_at__isnull=False, document_code__isnull=False),
                name="evaluation_signed_has_code",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["appraiser", "period", "state"], name="evaluation_by_appraiser")]

    def __str__(self) -> str:
        return f"{self.employee}, {self.period}"
