"""One objection with everything that was said about it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.objections.rules import BundleKind, Heard, ObjectionState, Side

_BEFORE_LODGING = [ObjectionState.DRAFT.value, ObjectionState.REFUSED_LATE.value]
_DECIDED = [ObjectionState.UPHELD.value, ObjectionState.CHANGED.value]


class Objection(models.Model):
    """The one objection an employee may raise against one document.

    `appraiser` is who signed that document, `superior` who decides: the one above, None while nobody is known.
    `due_on` is the last day of lodging. `overdue_since` stays after a late decision. Source: Lampiran V.B p117-119.
    """

    evaluation = models.OneToOneField(
        "evaluation.PerformanceEvaluation", on_delete=models.PROTECT, related_name="objection"
    )
    document = models.OneToOneField(
        "evaluation.EvaluationDocument", null=True, blank=True, on_delete=models.PROTECT, related_name="objection"
    )
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="objections")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="objections_to_explain")
    superior = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="objections_to_decide"
    )
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="objections")
    state = models.CharField(max_length=20, choices=ObjectionState.choices(), default=ObjectionState.DRAFT.value)
    reasons = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    links = models.JSONField(default=list, blank=True)
    files = models.ManyToManyField("planning.EvidenceFile", blank=True, related_name="objections")
    due_on = models.DateField()
    saved_at = models.DateTimeField()
    lodged_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.TextField(blank=True)
    admit_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    appraiser_heard = models.CharField(max_length=10, blank=True, choices=Heard.choices())
    employee_heard = models.CharField(max_length=10, blank=True, choices=Heard.choices())
    overdue_since = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    decision_document = models.OneToOneField(
        "evaluation.EvaluationDocument", null=True, blank=True, on_delete=models.PROTECT, related_name="decided_by"
    )
    appraiser_signed_at = models.DateTimeField(null=True, blank=True)
    employee_signed_at = models.DateTimeField(null=True, blank=True)

    file: Any = None
    """The attached file somebody asked for, where one is handed out; no column."""
    decider_stands = True
    """Whether the decider still stands above, as `queries.see_decider` found it; no column."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | (~Q(superior=F("employee")) & ~Q(superior=F("appraiser"))),
                name="objection_decider_is_another",
            ),
            models.CheckConstraint(condition=~Q(employee=F("appraiser")), name="objection_not_to_oneself"),
            models.CheckConstraint(
                condition=Q(state__in=_BEFORE_LODGING) | (Q(lodged_at__isnull=False) & ~Q(reasons="")),
                name="objection_lodged_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_DECIDED)
                | (
                    Q(decided_at__isnull=False, superior__isnull=False)
                    & ~Q(decision_reason="")
                    & ~Q(appraiser_heard="")
                    & ~Q(employee_heard="")
                ),
                name="objection_decided_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=ObjectionState.CHANGED.value)
                | (Q(decision_document__isnull=False) & ~Q(recommendation="")),
                name="objection_changed_has_document",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["superior", "state"], name="objection_by_decider"),
            models.Index(fields=["state", "overdue_since"], name="objection_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.evaluation.period}"

    @property
    def state_word(self) -> ObjectionState:
        """Where it stands, with its label."""
        return ObjectionState(self.state)

    @property
    def unheard(self) -> tuple[Side, ...]:
        """The sides from which nothing is there yet, neither an explanation nor a recorded refusal."""
        heard = {Side.APPRAISER: self.appraiser_heard, Side.EMPLOYEE: self.employee_heard}
        return tuple(side for side, word in heard.items() if word == Heard.NOT_YET)

    def person(self, side: Side) -> Any:
        """Who stands on this side."""
        return self.employee if side is Side.EMPLOYEE else self.appraiser


class Explanation(models.Model):
    """What one side explained, once; or, as its own row, that it would not. The database refuses changes.

    Source: Lampiran V.B.4 p117; the recorded refusal is local policy.
    """

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="explanations")
    side = models.CharField(max_length=10, choices=Side.choices())
    is_refusal = models.BooleanField(default=False)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objection", "side", "is_refusal"], name="explanation_once_a_side"),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.objection}: {self.side}"

    @property
    def side_word(self) -> Side:
        """Who explained, with its label."""
        return Side(self.side)


class ObjectionBundle(models.Model):
    """Everything an objection stood on at one moment, file by file. The database refuses changes.

    `content` maps a file's name to its text, or to base64 under `base64:` names; `manifest_hash` is the SHA-256 of the
    manifest, which holds the hash of every file.
    """

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="bundles")
    kind = models.CharField(max_length=10, choices=BundleKind.choices())
    content = models.JSONField()
    manifest_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objection", "kind"], name="bundle_once_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.objection}: {self.manifest_hash[:16]}"

    @property
    def kind_word(self) -> BundleKind:
        """When it was frozen, with its label."""
        return BundleKind(self.kind)
