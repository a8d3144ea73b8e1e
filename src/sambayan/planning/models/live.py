"""Indicators bound to measured figures, and the figures as they were when a period was rated."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.planning.models.agreements import IndividualIndicator
from sambayan.planning.models.goals import KeyIndicator
from sambayan.planning.rules.live import MEASURES, Measure


class IndicatorBinding(models.Model):
    """From which measured figure an indicator takes its realisation: of a service or of a unit, of which part."""

    individual = models.OneToOneField(
        IndividualIndicator, null=True, blank=True, on_delete=models.CASCADE, related_name="binding"
    )
    key = models.OneToOneField(KeyIndicator, null=True, blank=True, on_delete=models.CASCADE, related_name="binding")
    measure = models.CharField(max_length=60)
    service = models.ForeignKey(
        "surveys.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="bindings"
    )
    unit = models.ForeignKey(
        "people.OrganisationUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="bindings"
    )
    part = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(individual__isnull=False, key__isnull=True) | Q(individual__isnull=True, key__isnull=False),
                name="binding_of_one_indicator",
            ),
            models.CheckConstraint(
                condition=Q(service__isnull=False, unit__isnull=True) | Q(service__isnull=True, unit__isnull=False),
                name="binding_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.service or self.unit}"

    @property
    def measured(self) -> Measure | None:
        """The measure behind the code; None when no room offers it any more."""
        return MEASURES.get(self.measure)


class FrozenFigure(models.Model):
    """A measured figure as it was when the period was rated; the database refuses changes.

    It names what was measured in words, and holds no key that could be changed or removed behind it.
    """

    agreement = models.ForeignKey(
        "planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="frozen_figures"
    )
    indicator_pk = models.BigIntegerField()
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    about = models.CharField(max_length=250)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    n = models.PositiveIntegerField()
    low = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    label = models.CharField(max_length=120, blank=True)
    measured_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator_pk", "period"], name="figure_frozen_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["agreement", "period"], name="figures_of_agreement")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"
