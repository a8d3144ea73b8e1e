"""Continuous feedback on a result or a value of an employee."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from sambayan.growth.rules import FeedbackKind, FeedbackMode, FeedbackState, GiverKind, Mark
from sambayan.regulations.catalogue import behaviour_values


class ContinuousFeedback(models.Model):
    """One entry of the feedback record: on which result or value, from whom, positive or to improve, on what grounds.

    `giver` is empty for a service user, whose kind alone is shown (`giver_label`). `is_positive` None is no mark.
    `result_title` keeps the words of the result as they were: an agreement that changes holds new rows.
    Source: PermenPANRB 6/2022 Ps 17-19; forms B.1.3-B.1.5.
    """

    agreement = models.ForeignKey("planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="feedback")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="feedback_received")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey("people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="feedback")
    giver = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="feedback_given"
    )
    giver_kind = models.CharField(max_length=20, choices=GiverKind.choices())
    giver_label = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=FeedbackKind.choices(), default=FeedbackKind.INCIDENTAL.value)
    mode = models.CharField(max_length=20, choices=FeedbackMode.choices(), default=FeedbackMode.INDIRECT.value)
    result = models.ForeignKey(
        "planning.PlannedResult", null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    value_code = models.CharField(max_length=30, blank=True)
    is_positive = models.BooleanField(null=True, blank=True)
    text = models.TextField(blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    question = models.TextField(blank=True)
    result_title = models.CharField(max_length=300, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=FeedbackState.choices(), default=FeedbackState.DRAFT.value)
    requested_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=F("employee")), name="feedback_from_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["recorded", "used"])
                | (Q(recorded_at__isnull=False) & ~Q(text="") & (Q(result__isnull=False) | ~Q(value_code=""))),
                name="feedback_recorded_is_complete",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employee", "period", "state"], name="feedback_of_employee"),
            models.Index(fields=["giver", "state"], name="feedback_by_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.period}"

    @property
    def subject(self) -> str:
        """The result or the value it is about, in the reader's language."""
        if self.result is not None:
            return self.result.title
        name = "name_english" if get_language() == "en" else "name_indonesian"
        return next(
            (str(getattr(value, name)) for value in behaviour_values() if value.code == self.value_code),
            self.value_code,
        )

    @property
    def giver_word(self) -> GiverKind:
        """Who gave it, with its label."""
        return GiverKind(self.giver_kind)

    @property
    def state_word(self) -> FeedbackState:
        """Where it stands, with its label."""
        return FeedbackState(self.state)

    @property
    def kind_word(self) -> FeedbackKind:
        """Scheduled or on an occasion, with its label."""
        return FeedbackKind(self.kind)

    @property
    def mode_word(self) -> FeedbackMode:
        """Face to face or through a medium, with its label."""
        return FeedbackMode(self.mode)

    @property
    def mark_word(self) -> Mark:
        """Strength or something to improve, with its label."""
        return Mark.POSITIVE if self.is_positive else Mark.IMPROVE


class FeedbackSchedule(models.Model):
    """A day on which the leader gives feedback as agreed, and the entry that did it. Source: Ps 17(1), Lampiran p69."""

    agreement = models.ForeignKey(
        "planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="feedback_dates"
    )
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    entry = models.OneToOneField(
        ContinuousFeedback, null=True, blank=True, on_delete=models.PROTECT, related_name="met_date"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "due_on"], name="feedback_date_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["leader", "due_on"], name="feedback_date_of_leader")]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.due_on}"
