"""Opening something for everybody, as a job that is seen and that goes on after a kill."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.cycles.rules import UNFINISHED_OPENINGS, LeftOutReason, OpeningKind, OpeningState
from sambayan.people.models.checks import one_of

_UNFINISHED = Q(state__in=sorted(UNFINISHED_OPENINGS))


class Opening(models.Model):
    """Agreements of a year, or evaluations of a period, opened for everybody of an agency, batch by batch.

    `last_key` is the last employee that was dealt with, `day` the day on which it is asked who appraises whom; `done`
    of `total` employees, `made` new rows. `beat_at` is when the job was last heard of.
    """

    kind = models.CharField(max_length=20, choices=OpeningKind.choices())
    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="openings")
    period = models.ForeignKey(
        "cycles.EvaluationPeriod", null=True, blank=True, on_delete=models.PROTECT, related_name="openings"
    )
    state = models.CharField(max_length=10, choices=OpeningState.choices(), default=OpeningState.WAITING.value)
    day = models.DateField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    last_key = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "cycle"],
                condition=_UNFINISHED & Q(period__isnull=True),
                name="opening_one_unfinished_a_year",
            ),
            models.UniqueConstraint(
                fields=["kind", "period"], condition=_UNFINISHED, name="opening_one_unfinished_a_period"
            ),
            one_of("kind", OpeningKind),
            one_of("state", OpeningState),
            models.CheckConstraint(
                condition=~Q(kind=OpeningKind.EVALUATIONS.value) | Q(period__isnull=False),
                name="opening_evaluations_of_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{OpeningKind(self.kind).label} {self.period or self.cycle}"

    @property
    def kind_word(self) -> OpeningKind:
        """What is opened, with its label."""
        return OpeningKind(self.kind)

    @property
    def state_word(self) -> OpeningState:
        """Where it is, with its label."""
        return OpeningState(self.state)


class LeftOut(models.Model):
    """Somebody for whom an opening made nothing, and why: never left out in silence."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="left_out")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LeftOutReason.choices())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opening", "employee"], name="leftout_once_an_opening"),
            one_of("reason", LeftOutReason),
        ]
        indexes: ClassVar = [models.Index(fields=["opening", "reason", "id"], name="leftout_by_reason")]

    def __str__(self) -> str:
        return f"{self.employee}: {self.reason}"

    @property
    def reason_word(self) -> LeftOutReason:
        """Why, with its label."""
        return LeftOutReason(self.reason)
