"""Guidance and what follows it: the forms B.1.6 to B.1.9 as fields, and the plan for improvement."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.growth.rules import Competency, GuidanceState, Method


class GuidanceRecord(models.Model):
    """One coaching, mentoring or training of an employee, from the proposal to the follow-up.

    `leader` proposed it, `guide` holds it: the same person, or a party specially assigned. `finding` is the feedback
    that showed no progress. Source: PermenPANRB 6/2022 Lampiran III.D.4 p78-85.
    """

    agreement = models.ForeignKey("planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="guidance")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="guidance_received")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey("people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    guide = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="guidance_given")
    finding = models.ForeignKey("growth.ContinuousFeedback", on_delete=models.PROTECT, related_name="guidance")
    method = models.CharField(max_length=20, choices=Method.choices())
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=GuidanceState.choices(), default=GuidanceState.PROPOSED.value)
    proposed_at = models.DateTimeField()
    prepared_at = models.DateTimeField(null=True, blank=True)
    opportunities = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    employee_signed_at = models.DateTimeField(null=True, blank=True)
    guide_signed_at = models.DateTimeField(null=True, blank=True)
    document_code = models.CharField(max_length=14, null=True, blank=True, unique=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    view_reader_id: int | None = None
    """Who stands above the leader and reads the view; no column, filled where one guidance is read."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(employee=F("guide")) & ~Q(employee=F("leader")), name="guidance_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["recorded", "evaluated", "at_appraiser", "at_superior", "followed_up"])
                | (Q(employee_signed_at__isnull=False) & Q(guide_signed_at__isnull=False) & Q(held_on__isnull=False)),
                name="guidance_recorded_is_signed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employee", "state"], name="guidance_of_employee"),
            models.Index(fields=["guide", "state"], name="guidance_by_guide"),
        ]

    def __str__(self) -> str:
        return f"{self.method_word.label} {self.employee}"

    @property
    def method_word(self) -> Method:
        """How, with its label."""
        return Method(self.method)

    @property
    def state_word(self) -> GuidanceState:
        """Where it stands, with its label."""
        return GuidanceState(self.state)


class CoachingRow(models.Model):
    """One indicator in the three tables of B.1.6: the goal, the facts, and the next step. Source: p80."""

    guidance = models.ForeignKey(GuidanceRecord, on_delete=models.CASCADE, related_name="coaching_rows")
    number = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=300)
    target = models.CharField(max_length=120)
    baseline = models.CharField(max_length=200, blank=True)
    strategy = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    adjusts = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guidance", "number"], name="coaching_row_once"),
        ]

    def __str__(self) -> str:
        return self.indicator


class MentoringGoal(models.Model):
    """One line of the action plan of B.1.7: a skill, how long, what will change, how success shows. Source: p81-82."""

    guidance = models.ForeignKey(GuidanceRecord, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    skill = models.CharField(max_length=300)
    duration = models.CharField(max_length=120)
    change = models.TextField()
    measure = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guidance", "number"], name="mentoring_goal_once"),
        ]

    def __str__(self) -> str:
        return self.skill


class MentoringSession(models.Model):
    """One line of the journal of B.1.7: when and where, what about, what next and by when. Source: p82."""

    guidance = models.ForeignKey(GuidanceRecord, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    subject = models.TextField()
    action = models.TextField()
    due_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.held_on}"


class GuidanceView(models.Model):
    """The employee's view on the guidance (B.1.8): nine answers in the order of the form, for the leader's superior."""

    guidance = models.OneToOneField(GuidanceRecord, on_delete=models.CASCADE, related_name="view")
    answers = models.JSONField()
    note = models.TextField(blank=True)
    given_at = models.DateTimeField()
    document_code = models.CharField(max_length=14, unique=True)

    def __str__(self) -> str:
        return f"B.1.8 {self.guidance}"


class CompetencyEvaluation(models.Model):
    """What the guide found of the employee's competencies (B.1.9), with a recommendation. It is no rating."""

    guidance = models.OneToOneField(GuidanceRecord, on_delete=models.CASCADE, related_name="competence")
    recommendation = models.TextField()
    evaluated_at = models.DateTimeField()
    document_code = models.CharField(max_length=14, unique=True)

    def __str__(self) -> str:
        return f"B.1.9 {self.guidance}"


class CompetencyScore(models.Model):
    """One competency from 1 to 5 with its reason; `name` is the technical competency in the guide's words."""

    evaluation = models.ForeignKey(CompetencyEvaluation, on_delete=models.CASCADE, related_name="scores")
    competency = models.CharField(max_length=20, choices=Competency.choices())
    name = models.CharField(max_length=200, blank=True)
    value = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "competency"], name="competency_once"),
            models.CheckConstraint(condition=Q(value__gte=1) & Q(value__lte=5), name="competency_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.value}"

    @property
    def competency_word(self) -> Competency:
        """Which competency, with its label."""
        return Competency(self.competency)


class ImprovementPlan(models.Model):
    """One step that the follow-up of guidance or counselling asks for: what, and until when. Source: p85, p88."""

    guidance = models.ForeignKey(
        GuidanceRecord, null=True, blank=True, on_delete=models.CASCADE, related_name="improvements"
    )
    counselling = models.ForeignKey(
        "growth.CounsellingRecord", null=True, blank=True, on_delete=models.CASCADE, related_name="improvements"
    )
    step = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(guidance__isnull=True, counselling__isnull=False)
                | Q(guidance__isnull=False, counselling__isnull=True),
                name="improvement_follows_one",
            ),
        ]

    def __str__(self) -> str:
        return self.step
