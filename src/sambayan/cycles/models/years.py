"""The performance year and its periods."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from sambayan.cycles.rules import CycleState, PeriodKind, PeriodState
from sambayan.people.models.checks import one_of


class Cycle(models.Model):
    """One performance year of an agency, evaluated by month or by quarter."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField()
    period_kind = models.CharField(max_length=20, choices=PeriodKind.choices(), default=PeriodKind.QUARTERLY.value)
    state = models.CharField(max_length=10, choices=CycleState.choices(), default=CycleState.PLANNED.value)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year"], name="cycle_once_a_year"),
            one_of("state", CycleState),
            models.CheckConstraint(
                condition=Q(period_kind__in=[PeriodKind.MONTHLY.value, PeriodKind.QUARTERLY.value]),
                name="cycle_period_kind_is_short",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def state_word(self) -> CycleState:
        """Where it stands, with its label."""
        return CycleState(self.state)

    @property
    def kind_word(self) -> PeriodKind:
        """By month or by quarter, with its label."""
        return PeriodKind(self.period_kind)


class EvaluationPeriod(models.Model):
    """A month, quarter or year that is evaluated, with the window in which the appraiser rates."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=20, choices=PeriodKind.choices())
    number = models.PositiveSmallIntegerField()
    from_date = models.DateField()
    to_date = models.DateField()
    window_from = models.DateField()
    window_to = models.DateField()
    state = models.CharField(max_length=10, choices=PeriodState.choices(), default=PeriodState.PLANNED.value)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "kind", "number"], name="period_once"),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="period_ends_after_start"),
            models.CheckConstraint(condition=Q(window_to__gte=F("window_from")), name="period_window_order"),
            one_of("state", PeriodState),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name of the period in the reader's language: "Triwulan III 2026", "Januari 2026", "Tahun 2026"."""
        return PeriodKind(self.kind).name_of(self.number, self.from_date.year, gettext)

    @property
    def state_word(self) -> PeriodState:
        """Where it stands, with its label."""
        return PeriodState(self.state)
