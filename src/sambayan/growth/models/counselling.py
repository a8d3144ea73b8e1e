"""Cases of counselling, kept in confidence."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.growth.rules import CounsellingState, CounsellorKind


class CounsellingRecord(models.Model):
    """A problem of behaviour, from the appraiser's note to the follow-up; B.1.10 is in its fields.

    Its name in records and notices says nobody's name: those are read by more people than the case is.
    Source: PermenPANRB 6/2022 Lampiran III.D.5 p85-88.
    """

    agreement = models.ForeignKey("planning.PerformanceAgreement", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    appraiser = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey("people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=CounsellingState.choices(), default=CounsellingState.NOTED.value)
    value_code = models.CharField(max_length=30)
    evidence = models.TextField()
    hampers = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    communicated_on = models.DateField(null=True, blank=True)
    communication = models.TextField(blank=True)
    expectation = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    is_similar_elsewhere = models.BooleanField(null=True, blank=True)
    done_so_far = models.TextField(blank=True)
    proofs = models.ManyToManyField("growth.ContinuousFeedback", blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    document_code = models.CharField(max_length=14, null=True, blank=True, unique=True)
    closing_reason = models.TextField(blank=True)
    counsellor = models.ForeignKey("people.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counsellor_kind = models.CharField(max_length=20, blank=True, choices=CounsellorKind.choices())
    counsellor_proof = models.CharField(max_length=300, blank=True)
    scheduled_for = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["noted", "communicated", "closed"])
                | (Q(communicated_on__isnull=False) & ~Q(problem="") & ~Q(done_so_far="")),
                name="counselling_reported_after_communication",
            ),
            models.CheckConstraint(
                condition=Q(counsellor__isnull=True) | ~Q(counsellor=F("employee")), name="counsellor_is_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employee", "state"], name="counselling_of_employee"),
            models.Index(fields=["appraiser", "state"], name="counselling_by_appraiser"),
            models.Index(fields=["counsellor", "state"], name="counselling_by_counsellor"),
        ]

    def __str__(self) -> str:
        return f"B.1.10/{self.pk}"

    @property
    def state_word(self) -> CounsellingState:
        """Where it stands, with its label."""
        return CounsellingState(self.state)

    @property
    def counsellor_word(self) -> CounsellorKind:
        """In which capacity the counsellor counsels, with its label."""
        return CounsellorKind(self.counsellor_kind)
