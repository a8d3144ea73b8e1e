"""The performance year and its periods."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from sambayan.cycles.rules import PeriodKind


class Cycle(models.Model):
    """One performance year of an agency."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "year"], name="cycle_once_a_year")]

    def __str__(self) -> str:
        return str(self.year)


class EvaluationPeriod(models.Model):
    """A month, quarter or year that is evaluated, with the window in which the appraiser rates."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=20, choices=PeriodKind.choices())
    number = models.PositiveSmallIntegerField()
    from_date = models.DateField()
    to_date = models.DateField()
    window_from = models.DateField()
    window_to = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "kind", "number"], name="period_once"),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="period_ends_after_start"),
            models.CheckConstraint(condition=Q(window_to__gte=F("window_from")), name="period_window_order"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name of the period in the reader's language: "Triwulan III 2026", "Januari 2026", "Tahun 2026"."""
        return PeriodKind(self.kind).name_of(self.number, self.from_date.year, gettext)
