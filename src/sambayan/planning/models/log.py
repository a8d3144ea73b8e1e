"""The daily log: lines written by hand, and files of the national application that are being read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.planning.models.agreements import PerformanceAgreement, PlannedResult
from sambayan.planning.models.doing import PerformanceDocumentation
from sambayan.planning.rules import LogSource


class DailyProgress(models.Model):
    """One line of a day. Once collected into a documentation it stays as it is.

    `key` recognises an imported line when its file comes again; a line written by hand has none.
    """

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="daily_progress")
    day = models.DateField()
    text = models.CharField(max_length=1000)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.ForeignKey(PlannedResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="daily")
    documentation = models.ForeignKey(
        PerformanceDocumentation, null=True, blank=True, on_delete=models.SET_NULL, related_name="daily"
    )
    source = models.CharField(max_length=10, choices=LogSource.choices(), default=LogSource.TYPED.value)
    key = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employee", "key"], condition=~Q(key=""), name="daily_line_once"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=1440), name="daily_minutes_of_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["employee", "day"], name="daily_by_day")]

    def __str__(self) -> str:
        return self.text

    @property
    def source_word(self) -> LogSource:
        """Where it comes from, with its label."""
        return LogSource(self.source)


class LogFile(models.Model):
    """A table that waits for its owner to say which column is which; it is deleted when that is decided."""

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="log_files")
    filename = models.CharField(max_length=200)
    header = models.JSONField()
    rows = models.JSONField()
    first_row = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.filename
