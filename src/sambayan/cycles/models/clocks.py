"""Terms of the law that run for somebody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind, ClockState


class Clock(models.Model):
    """One term of one thing: since when, until when, for whom, by which calendar, and how it ended.

    The thing is named as the record names it: `about_kind` ("evaluation") and `about_pk`. `holder` is who has to act.
    """

    kind = models.CharField(max_length=30, choices=ClockKind.choices())
    about_kind = models.CharField(max_length=30)
    about_pk = models.BigIntegerField()
    holder = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="clocks"
    )
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="clocks")
    started_on = models.DateField()
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField()
    calendar = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=ClockState.choices(), default=ClockState.RUNNING.value)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_pk"],
                condition=Q(state__in=sorted(OPEN_CLOCKS)),
                name="clock_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="clock_due"),
            models.Index(fields=["holder", "state", "due_on"], name="clock_of_holder"),
            models.Index(fields=["about_kind", "about_pk"], name="clock_about"),
        ]

    def __str__(self) -> str:
        return f"{ClockKind(self.kind).label} ({self.due_on})"

    @property
    def kind_word(self) -> ClockKind:
        """What has to be done, with its label."""
        return ClockKind(self.kind)

    @property
    def state_word(self) -> ClockState:
        """How it stands, with its label."""
        return ClockState(self.state)
