"""What an organisation promises: strategic plans, performance contracts and their key indicators."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.planning.models.agreements import PlannedResult
from sambayan.planning.rules import Direction, Perspective
from sambayan.planning.rules.goals import ContractState, GoalFileState


class StrategicPlan(models.Model):
    """The strategic plan (Renstra) of an agency for several years."""

    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="strategic_plans")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "first_year"], name="strategic_plan_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="strategic_plan_years"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.first_year}–{self.last_year}"


class PerformanceContract(models.Model):
    """What a unit promises for one year (perjanjian kinerja); set, everybody signed in may read it."""

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="contracts")
    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="contracts")
    plan = models.ForeignKey(StrategicPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ContractState.choices(), default=ContractState.DRAFT.value)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "cycle"], name="contract_once_a_year"),
            models.CheckConstraint(condition=~Q(state="set") | Q(set_at__isnull=False), name="contract_set_since"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.cycle}"

    @property
    def state_word(self) -> ContractState:
        """Where it stands, with its label."""
        return ContractState(self.state)


class KeyIndicator(models.Model):
    """A goal of a unit and how it is measured; `parent` is the indicator of a unit above that it supports."""

    contract = models.ForeignKey(PerformanceContract, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    target = models.CharField(max_length=120)
    measurement_unit = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=10, blank=True, choices=Direction.choices())
    perspective = models.CharField(max_length=30, blank=True, choices=Perspective.choices())
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "number"], name="key_indicator_number_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def perspective_word(self) -> Perspective:
        """From where it looks, with its label."""
        return Perspective(self.perspective)

    @property
    def direction_word(self) -> Direction:
        """When a realisation is better, with its label."""
        return Direction(self.direction)


class AlignedResult(models.Model):
    """A planned result of a person that serves a key indicator: the line from the person up to the province."""

    result = models.OneToOneField(PlannedResult, on_delete=models.CASCADE, related_name="alignment")
    indicator = models.ForeignKey(KeyIndicator, on_delete=models.CASCADE, related_name="aligned")

    def __str__(self) -> str:
        return f"{self.result} → {self.indicator}"


class GoalFile(models.Model):
    """A file of key indicators for a contract: shown first, taken over as a whole or not at all."""

    contract = models.ForeignKey(PerformanceContract, on_delete=models.CASCADE, related_name="files")
    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=GoalFileState.choices(), default=GoalFileState.PREVIEWED.value)
    rows = models.JSONField()
    problems = models.JSONField(default=list)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.filename

    @property
    def state_word(self) -> GoalFileState:
        """Where it stands, with its label."""
        return GoalFileState(self.state)
