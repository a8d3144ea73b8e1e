"""Ratings, and the organisation's predicate they stand under."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from sambayan.evaluation.rules import EvaluationState, FormCode, OrganisationPredicate, Predicate, Rating, ReportStatus


def _choices(values: Iterable[Any]) -> list[tuple[str, str]]:
    return [(value.value, value.label) for value in values]


class OrganisationAchievement(models.Model):
    """The predicate of a unit in a period, set one level above.

    `figures` are the indicators it rests on and `citizens` what the citizens said of the unit, as they were that day.
    Source: PermenPANRB 6/2022 Ps 24(1)a, Lampiran IV.B.1.
    """

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="achievements")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="achievements")
    predicate = models.CharField(max_length=20, choices=_choices(OrganisationPredicate))
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)
    figures = models.JSONField(default=list)
    citizens = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "period"], name="achievement_once_a_period")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.period}: {self.predicate}"

    @property
    def predicate_word(self) -> OrganisationPredicate:
        """The predicate, with its label."""
        return OrganisationPredicate(self.predicate)


class PerformanceEvaluation(models.Model):
    """How one appraiser rated one employee for one period: predicate computed, citizens' figures frozen.

    `superior` stands above the appraiser: signs when the appraiser did not in time, and decides an objection. `signer`
    is who signed. `is_final` means that nobody can object, for the reason in `final_reason`. `exception_predicate` is
    the one predicate ever picked: after a failed study leave. `organisation_source` names the earlier period whose
    achievement was used. The row holds what counts today; what was signed is frozen in its documents.
    """

    agreement = models.ForeignKey("planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="evaluations")
    period = models.ForeignKey("cycles.EvaluationPeriod", on_delete=models.PROTECT, related_name="evaluations")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="evaluations")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="evaluations_to_write")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="evaluations")
    superior = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations_above"
    )
    signer = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations_signed"
    )
    appraiser_unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=EvaluationState.choices(), default=EvaluationState.OPEN.value)
    result_rating = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    result_reason = models.TextField(blank=True)
    behaviour_rating = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    behaviour_reason = models.TextField(blank=True)
    consideration = models.TextField(blank=True)
    evaluation_note = models.TextField(blank=True)
    result_suggestion = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    suggestion_reason = models.TextField(blank=True)
    unsupported_reason = models.TextField(blank=True)
    distribution_reason = models.TextField(blank=True)
    citizen_reply = models.TextField(blank=True)
    citizen_replied_at = models.DateTimeField(null=True, blank=True)
    predicate = models.CharField(max_length=20, choices=_choices(Predicate), blank=True)
    exception_predicate = models.CharField(max_length=20, choices=_choices(Predicate), blank=True)
    exception_reason = models.TextField(blank=True)
    organisation_predicate = models.CharField(max_length=20, choices=_choices(OrganisationPredicate), blank=True)
    organisation_source = models.CharField(max_length=200, blank=True)
    citizen_evidence = models.JSONField(default=list)
    rule_version = models.CharField(max_length=60, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_reason = models.TextField(blank=True)
    is_final = models.BooleanField(default=False)
    final_reason = models.CharField(max_length=300, blank=True)
    form_code = models.CharField(max_length=5, blank=True, choices=FormCode.choices())
    report_status = models.CharField(
        max_length=20, choices=ReportStatus.choices(), default=ReportStatus.NOT_REPORTED.value
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    report_note = models.CharField(max_length=300, blank=True)
    exported_at = models.DateTimeField(null=True, blank=True)
    document_code = models.CharField(max_length=14, null=True, blank=True, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "employee"], name="evaluation_once_a_period"),
            models.CheckConstraint(
                condition=Q(exception_predicate="")
                | (Q(exception_predicate__in=["poor", "very_poor"]) & ~Q(exception_reason="")),
                name="evaluation_exception_is_low",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "with_superior"])
                | (~Q(result_rating="") & ~Q(behaviour_rating="") & ~Q(predicate="")),
                name="evaluation_rated_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=False) | Q(document_code__isnull=True),
                name="evaluation_code_is_signed",
            ),
            models.CheckConstraint(condition=~Q(employee=F("appraiser")), name="evaluation_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | (~Q(superior=F("employee")) & ~Q(superior=F("appraiser"))),
                name="evaluation_superior_is_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["appraiser", "period", "state"], name="evaluation_by_appraiser")]

    def __str__(self) -> str:
        return f"{self.employee}, {self.period}"

    @property
    def state_word(self) -> EvaluationState:
        """Where it stands, with its label."""
        return EvaluationState(self.state)

    @property
    def form_word(self) -> FormCode:
        """Which document it came to, with its label; before the signature the one the state leads to."""
        late = self.state == EvaluationState.WITH_SUPERIOR
        return FormCode(self.form_code or (FormCode.D_1_2 if late else FormCode.D_1_1))

    @property
    def final_word(self) -> str:
        """Why nobody can object, in the reader's language."""
        return gettext(self.final_reason) if self.final_reason else ""

    @property
    def report_word(self) -> ReportStatus:
        """Whether it was reported, with its label."""
        return ReportStatus(self.report_status)


class ResultAssessment(models.Model):
    """What the appraiser, or the employee about himself, says of one planned result: a rating, a remark, or both.

    An aid for the rating of the axis; no field of a printed form. Source: Lampiran IV.B.3 p97-98.
    """

    evaluation = models.ForeignKey(PerformanceEvaluation, on_delete=models.CASCADE, related_name="assessments")
    result = models.ForeignKey("planning.PlannedResult", on_delete=models.PROTECT, related_name="assessments")
    is_own = models.BooleanField()
    rating = models.CharField(max_length=10, choices=_choices(Rating), blank=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "result", "is_own"], name="assessment_once_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.result}: {self.rating}"

    @property
    def rating_word(self) -> Rating | None:
        """The rating with its label; None where there is only a remark."""
        return Rating(self.rating) if self.rating else None


class SelfAssessment(models.Model):
    """How the employee rates the own period, shown beside the appraiser's rating; it decides nothing."""

    evaluation = models.OneToOneField(PerformanceEvaluation, on_delete=models.CASCADE, related_name="self_assessment")
    result_rating = models.CharField(max_length=10, choices=_choices(Rating))
    behaviour_rating = models.CharField(max_length=10, choices=_choices(Rating))
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.result_rating}/{self.behaviour_rating}"

    @property
    def result_word(self) -> Rating:
        """The own rating of the results, with its label."""
        return Rating(self.result_rating)

    @property
    def behaviour_word(self) -> Rating:
        """The own rating of the behaviour, with its label."""
        return Rating(self.behaviour_rating)


class RatingDraft(models.Model):
    """What an appraiser has typed and not yet saved, so that nothing is lost; gone when the rating is saved."""

    evaluation = models.OneToOneField(PerformanceEvaluation, on_delete=models.CASCADE, related_name="draft")
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.evaluation)


class EvaluationDocument(models.Model):
    """A signed document as it was issued: content frozen, never changed; only a later document supersedes it.

    Source: PermenPANRB 6/2022 Lampiran V.A-B, forms D.1.1, D.1.2, D.1.3 p115-118.
    """

    evaluation = models.ForeignKey(PerformanceEvaluation, on_delete=models.PROTECT, related_name="documents")
    form_code = models.CharField(max_length=5, choices=FormCode.choices())
    code = models.CharField(max_length=14, unique=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    result_rating = models.CharField(max_length=10, choices=_choices(Rating))
    behaviour_rating = models.CharField(max_length=10, choices=_choices(Rating))
    predicate = models.CharField(max_length=20, choices=_choices(Predicate))
    content = models.JSONField(default=dict)
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "form_code"], name="document_once_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.form_code} {self.code}"

    @property
    def form_word(self) -> FormCode:
        """Which form, with its label."""
        return FormCode(self.form_code)
