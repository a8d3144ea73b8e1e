"""Performance agreements (SKP) and what stands in them."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.planning.rules import (
    UNFINISHED,
    AgreementForm,
    AgreementState,
    AnnexPart,
    Approach,
    Aspect,
    ControlLevel,
    Direction,
    Perspective,
    ResultKind,
    ResultLevel,
    ResultOrigin,
    RevisionKind,
    TakeoverStep,
)


class PerformanceAgreement(models.Model):
    """What one employee and the appraiser expect of one year.

    A person has at most one agreement in force and one unfinished agreement a year. An agreement that changes, or whose
    employee or appraiser moved, is kept as replaced; the one that comes after it names it in `revises`.
    """

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="agreements")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="agreements")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="agreements_to_set")
    superior = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="agreements_above"
    )
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="agreements")
    form = models.CharField(max_length=10, choices=AgreementForm.choices(), default=AgreementForm.STAFF.value)
    approach = models.CharField(max_length=20, choices=Approach.choices(), default=Approach.QUANTITATIVE.value)
    from_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=AgreementState.choices(), default=AgreementState.DRAFT.value)
    version = models.PositiveSmallIntegerField(default=1)
    revises = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="revised_by")
    revision_kind = models.CharField(max_length=20, blank=True, choices=RevisionKind.choices())
    revision_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    overdue_since = models.DateField(null=True, blank=True)
    is_superior_led = models.BooleanField(default=False)
    missing_signature_reason = models.TextField(blank=True)
    ended_reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    document_code = models.CharField(max_length=14, null=True, blank=True, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cycle", "employee"], condition=Q(state="in_force"), name="agreement_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["cycle", "employee"], condition=Q(state__in=sorted(UNFINISHED)), name="agreement_one_unfinished"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(set_at__isnull=False), name="agreement_in_force_since"
            ),
            models.CheckConstraint(condition=~Q(employee=F("appraiser")), name="agreement_not_with_oneself"),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | (~Q(superior=F("employee")) & ~Q(superior=F("appraiser"))),
                name="agreement_superior_is_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["appraiser", "state"], name="agreement_by_appraiser")]

    def __str__(self) -> str:
        return f"SKP {self.employee} {self.cycle}"

    @property
    def form_word(self) -> AgreementForm:
        """Which of the two forms, with its label."""
        return AgreementForm(self.form)

    @property
    def approach_word(self) -> Approach:
        """How results are written down, with its label."""
        return Approach(self.approach)

    @property
    def revision_word(self) -> RevisionKind | None:
        """Why this version was begun, with its label; None for a first version."""
        return RevisionKind(self.revision_kind) if self.revision_kind else None

    @property
    def state_word(self) -> AgreementState:
        """Where it stands, with its label."""
        return AgreementState(self.state)


class PlannedResult(models.Model):
    """One result the employee will deliver, and the leader's result it supports.

    `supports` is that result where the leader's agreement holds it; `supported_result` is its text, kept as it was
    written, also where the leader has no agreement yet.
    """

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ResultKind.choices())
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=30, choices=ResultOrigin.choices(), default=ResultOrigin.OWN.value)
    assigned_by = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=30, blank=True, choices=ResultLevel.choices())
    control_level = models.CharField(max_length=10, blank=True, choices=ControlLevel.choices())
    supported_result = models.CharField(max_length=300, blank=True)
    supports = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supported_by")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    taken_over_at = models.DateTimeField(null=True, blank=True)
    takeover_step = models.CharField(max_length=20, blank=True, choices=TakeoverStep.choices())
    takeover_note = models.TextField(blank=True)

    earlier: Sequence[Any] = ()
    """Progress written under versions before, where a reader put it here."""
    steps: Sequence[Any] = ()
    """The action plan of one period under all versions, where a reader put it here."""
    stands_for: Collection[int] = ()
    """The rows of versions before that this one was copied from, where a reader put them here."""
    is_given_up = False
    """Whether it stands only in a version before, and is shown for the progress it has."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="planned_result_number_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def progress(self) -> list[Any]:
        """All progress on it in the order of days, with what a reader put here from versions before."""
        return sorted([*self.earlier, *self.documentation.all()], key=lambda entry: (entry.day, entry.pk))

    @property
    def kind_word(self) -> ResultKind:
        """Main or additional, with its label."""
        return ResultKind(self.kind)

    @property
    def origin_word(self) -> ResultOrigin:
        """Where it comes from, with its label."""
        return ResultOrigin(self.origin)

    @property
    def takeover_word(self) -> TakeoverStep | None:
        """What was tried before the leader took it over, with its label; None while it was not taken over."""
        return TakeoverStep(self.takeover_step) if self.takeover_step else None


class IndividualIndicator(models.Model):
    """How a planned result is measured, and the target that counts as meeting the expectation.

    `aspect` on the form of staff, `perspective` on the form of leaders. `target` is the text of the form; `target_from`
    and `target_to` are its numbers where it has some: one bound for higher and lower, both for a range.
    """

    result = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    aspect = models.CharField(max_length=20, blank=True, choices=Aspect.choices())
    perspective = models.CharField(max_length=30, blank=True, choices=Perspective.choices())
    name = models.CharField(max_length=300)
    target = models.CharField(max_length=120)
    measurement_unit = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=10, blank=True, choices=Direction.choices())
    target_from = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_to = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["result", "number"], name="indicator_number_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def aspect_word(self) -> Aspect | Perspective | None:
        """The aspect, or on the form of leaders the perspective, as the law's value; None while neither is chosen."""
        if self.perspective:
            return Perspective(self.perspective)
        return Aspect(self.aspect) if self.aspect else None

    @property
    def direction_word(self) -> Direction | None:
        """When a realisation is better, with its label; None where nobody said."""
        return Direction(self.direction) if self.direction else None


class SpecialExpectation(models.Model):
    """What is expected beyond the three guides of one of the seven values. Source: Ps 10(4).

    `added_at` is when the leader added or changed it after the agreement was set; empty for what was agreed before.
    """

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="expectations")
    value_code = models.CharField(max_length=30)
    text = models.CharField(max_length=500)
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "value_code"], name="expectation_once_a_value")
        ]

    def __str__(self) -> str:
        return self.text


class AgreementDocument(models.Model):
    """An agreement as it was set: the content of its form, frozen; only the document of a later version supersedes it.

    The database refuses changes. Source: PermenPANRB 6/2022 Ps 14(1), Lampiran II.C p65; the forms A.1.1-A.1.8.
    """

    agreement = models.OneToOneField(PerformanceAgreement, on_delete=models.PROTECT, related_name="document")
    form_code = models.CharField(max_length=5)
    code = models.CharField(max_length=14, unique=True)
    content = models.JSONField()
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form_code} {self.code}"


class AnnexEntry(models.Model):
    """One line of the annex A.1.8: a resource, a report that is due, or a consequence. Source: Ps 11-13, p60-61."""

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="annex")
    part = models.CharField(max_length=30, choices=AnnexPart.choices())
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "part", "number"], name="annex_number_once")
        ]

    def __str__(self) -> str:
        return self.text


class PerformanceDialogue(models.Model):
    """A talk about the agreement: when, who led it, and what was said. Source: Ps 7, Lampiran II.A p26.

    `recorded_by` is who wrote it down; empty for talks written down before that was kept.
    """

    agreement = models.ForeignKey(PerformanceAgreement, on_delete=models.CASCADE, related_name="dialogues")
    held_on = models.DateField()
    led_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agreement}: {self.held_on}"
