"""What saves typing: manuals of indicators, templates of agreements, and results assigned to many at once."""

from typing import ClassVar

from django.db import models

from sambayan.planning.models.agreements import IndividualIndicator, PerformanceAgreement, PlannedResult
from sambayan.planning.rules import (
    AgreementForm,
    Approach,
    Aspect,
    ManualQuality,
    Perspective,
    ReportingPeriod,
    ResultKind,
)


class IndicatorManual(models.Model):
    """How an indicator is to be understood and measured. Source: Lampiran II.A.3, Format A.1.3 p37-38."""

    indicator = models.OneToOneField(IndividualIndicator, on_delete=models.CASCADE, related_name="manual")
    purpose = models.CharField(max_length=500)
    definition = models.TextField()
    formula = models.CharField(max_length=500, blank=True)
    quality = models.CharField(max_length=30, choices=ManualQuality.choices())
    data_source = models.CharField(max_length=300)
    reporting_period = models.CharField(max_length=20, choices=ReportingPeriod.choices())

    def __str__(self) -> str:
        return self.purpose

    @property
    def quality_word(self) -> ManualQuality:
        """Quality and control level, with its label."""
        return ManualQuality(self.quality)

    @property
    def reporting_word(self) -> ReportingPeriod:
        """How often it is reported, with its label."""
        return ReportingPeriod(self.reporting_period)


class AgreementTemplate(models.Model):
    """Results, indicators and annex that holders of one position may start from; made from an agreement.

    `content` holds no name of a person: {"results": [...], "annex": [...]}.
    """

    title = models.CharField(max_length=200)
    position_title = models.CharField(max_length=200)
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="agreement_templates")
    form = models.CharField(max_length=10, choices=AgreementForm.choices())
    approach = models.CharField(max_length=20, choices=Approach.choices())
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class AssignedResult(models.Model):
    """A result a leader assigned while the agreement could not be written in; it waits for the next dialogue.

    Source: Lampiran II.A.5.f p45-46 (assignments all year).
    """

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="assigned")
    kind = models.CharField(max_length=20, choices=ResultKind.choices())
    title = models.CharField(max_length=300)
    aspect = models.CharField(max_length=20, blank=True, choices=Aspect.choices())
    perspective = models.CharField(max_length=30, blank=True, choices=Perspective.choices())
    indicator = models.CharField(max_length=300)
    target = models.CharField(max_length=120)
    measurement_unit = models.CharField(max_length=60, blank=True)
    assigned_by = models.CharField(max_length=200)
    assigned_at = models.DateTimeField()
    became = models.OneToOneField(
        PlannedResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned_as"
    )
    taken_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agreement", "taken_up_at"], name="assigned_waiting")]

    def __str__(self) -> str:
        return self.title
