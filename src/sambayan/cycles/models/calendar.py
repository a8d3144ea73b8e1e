"""Days and weeks that differ from the national calendar."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.cycles.rules import DayKind, WorkingWeek


class CalendarDay(models.Model):
    """A day of joint leave, a regional holiday, or a holiday on which a unit works, with the decree it stands on."""

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="calendar_days")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=DayKind.choices())
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day"], name="calendar_day_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DayKind]), name="calendar_day_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.day})"

    @property
    def kind_word(self) -> DayKind:
        """What the day is, with its label."""
        return DayKind(self.kind)


class UnitWeek(models.Model):
    """A unit that works five or six days where the agency as a whole works otherwise, for example a school."""

    unit = models.OneToOneField("people.OrganisationUnit", on_delete=models.PROTECT, related_name="working_week")
    working_week = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(working_week__in=[int(week) for week in WorkingWeek]), name="unit_week_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.working_week}"
