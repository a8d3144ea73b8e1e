"""A calibration session, who takes part, whom it concerns, and what was placed, noted and proposed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from sambayan.evaluation.rules import CalibrationState, Cell, ProposalState, Rating

_RATINGS = [(rating.value, rating.label) for rating in Rating]


class CalibrationSession(models.Model):
    """One meeting about the people of a unit and the units below it, for one period. Source: local policy."""

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="calibrations")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="calibrations")
    state = models.CharField(max_length=20, choices=CalibrationState.choices(), default=CalibrationState.PLANNED.value)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=200)
    pre_vote_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "period"], condition=~Q(state="closed"), name="calibration_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="calibration_closed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.period}"

    @property
    def state_word(self) -> CalibrationState:
        """Where it stands, with its label."""
        return CalibrationState(self.state)

    @cached_property
    def participant_ids(self) -> frozenset[int]:
        """The employees who take part."""
        return frozenset(self.participants.values_list("employee_id", flat=True))

    @cached_property
    def appraised_by(self) -> dict[int, int]:
        """Who appraises each person the session is about."""
        return dict(self.members.values_list("evaluation__employee_id", "evaluation__appraiser_id"))


class CalibrationParticipant(models.Model):
    """Somebody who takes part: an appraiser of these people, or an invited leader."""

    session = models.ForeignKey(CalibrationSession, on_delete=models.CASCADE, related_name="participants")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="calibrations_joined")
    is_appraiser = models.BooleanField()
    invited_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "employee"], name="calibration_participant_once")
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.employee}"


class CalibrationMember(models.Model):
    """One person a session is about: discussed or not."""

    session = models.ForeignKey(CalibrationSession, on_delete=models.CASCADE, related_name="members")
    evaluation = models.ForeignKey(
        "evaluation.PerformanceEvaluation", on_delete=models.PROTECT, related_name="calibrations"
    )
    discussed_at = models.DateTimeField(null=True, blank=True)
    discussed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "evaluation"], name="calibration_member_once"),
            models.CheckConstraint(
                condition=Q(discussed_at__isnull=True, discussed_by="")
                | (Q(discussed_at__isnull=False) & ~Q(discussed_by="")),
                name="calibration_discussed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.evaluation.employee}"

    @property
    def employee(self) -> models.Model:
        """Who it is about."""
        return self.evaluation.employee

    @property
    def employee_id(self) -> int:
        """Who it is about, for the trace of who looked."""
        return self.evaluation.employee_id


class CalibrationVote(models.Model):
    """Where one participant would place a person before the meeting; others see the spread, and only afterwards."""

    member = models.ForeignKey(CalibrationMember, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    result_rating = models.CharField(max_length=10, choices=_RATINGS)
    behaviour_rating = models.CharField(max_length=10, choices=_RATINGS)
    placed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "voter"], name="calibration_vote_once")]

    def __str__(self) -> str:
        return f"{self.member}"

    @property
    def cell(self) -> Cell:
        """The cell."""
        return Cell(Rating(self.result_rating), Rating(self.behaviour_rating))


class CalibrationNote(models.Model):
    """What one participant noted about a person; all participants read it."""

    member = models.ForeignKey(CalibrationMember, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "author"], name="calibration_note_once")]

    def __str__(self) -> str:
        return f"{self.member}"


class CalibrationProposal(models.Model):
    """A question with evidence: other ratings for a person. Only the appraiser's acceptance changes the evaluation."""

    member = models.ForeignKey(CalibrationMember, on_delete=models.PROTECT, related_name="proposals")
    proposer = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ProposalState.choices(), default=ProposalState.PROPOSED.value)
    from_result = models.CharField(max_length=10, choices=_RATINGS)
    from_behaviour = models.CharField(max_length=10, choices=_RATINGS)
    to_result = models.CharField(max_length=10, choices=_RATINGS)
    to_behaviour = models.CharField(max_length=10, choices=_RATINGS)
    reason = models.TextField()
    evidence = models.CharField(max_length=500)
    answer = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "proposer"], condition=Q(state="proposed"), name="proposal_one_waiting_each"
            ),
            models.CheckConstraint(
                condition=~Q(to_result=F("from_result")) | ~Q(to_behaviour=F("from_behaviour")),
                name="proposal_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_at__isnull=True)
                | (~Q(state="proposed") & Q(answered_at__isnull=False)),
                name="proposal_answered_has_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "member"], name="proposal_by_state")]

    def __str__(self) -> str:
        return f"{self.member}"

    @property
    def state_word(self) -> ProposalState:
        """Where it stands, with its label."""
        return ProposalState(self.state)

    @property
    def before(self) -> Cell:
        """The cell the person stood in when it was proposed."""
        return Cell(Rating(self.from_result), Rating(self.from_behaviour))

    @property
    def after(self) -> Cell:
        """The cell that is proposed."""
        return Cell(Rating(self.to_result), Rating(self.to_behaviour))
