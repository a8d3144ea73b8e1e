"""What is done for the agreement: action plan, progress with evidence, and what a leader saw."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.planning.models.agreements import IndividualIndicator, PerformanceAgreement, PlannedResult
from sambayan.planning.rules import Progress


class ActionPlan(models.Model):
    """One step towards a result that outlasts a period, and the leader's word on it. Source: Lampiran III.A.2 p67."""

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="actions")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    due_date = models.DateField(null=True, blank=True)
    done_date = models.DateField(null=True, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    commented_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["result", "period", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=Q(comment="", commented_at__isnull=True) | (~Q(comment="") & Q(commented_at__isnull=False)),
                name="action_comment_since",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PerformanceDocumentation(models.Model):
    """Progress or end of a planned result in a period. Source: PermenPANRB 6/2022 Ps 16, Lampiran III.A.4-8 p68.

    `number` is the realisation of `indicator` where it is a number; `realisation` says it in words in any case.
    """

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="documentation")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="documentation")
    day = models.DateField()
    realisation = models.CharField(max_length=1000)
    indicator = models.ForeignKey(
        IndividualIndicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="documentation"
    )
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices(), default=Progress.PROGRESS.value)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["result", "period"], name="documentation_by_period")]

    def __str__(self) -> str:
        return self.realisation

    @property
    def progress_word(self) -> Progress:
        """Progress or end, with its label."""
        return Progress(self.progress)

    @property
    def with_evidence(self) -> str:
        """The realisation with what shows it in brackets, as the printed forms tell it."""
        titles = "; ".join(piece.title for piece in self.evidence.all())
        return f"{self.realisation} ({titles})" if titles else self.realisation


class EvidenceFile(models.Model):
    """A file somebody uploaded, kept once a person however often it is attached; `stored_as` is its place on disk.

    From `held_at` on something frozen names it, and it stays even when no evidence does.
    """

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="evidence_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=200, unique=True)
    stored_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employee", "sha256"], name="evidence_file_once_a_person")
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """What shows a progress: a link, or a file. Source: Ps 16, Lampiran III.A.7 p68."""

    documentation = models.ForeignKey(PerformanceDocumentation, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(EvidenceFile, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(url="", file__isnull=False) | (~Q(url="") & Q(file__isnull=True)),
                name="evidence_link_or_file",
            ),
            models.UniqueConstraint(fields=["documentation", "file"], name="evidence_file_once"),
        ]

    def __str__(self) -> str:
        return self.title


class MonitoringNote(models.Model):
    """What a leader saw of the work, at no fixed time; the employee reads it. Source: Lampiran III.B p68-69."""

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="monitoring")
    result = models.ForeignKey(
        PlannedResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="monitoring"
    )
    author = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="monitoring_written")
    seen_on = models.DateField()
    text = models.CharField(max_length=1000)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text
