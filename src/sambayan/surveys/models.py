"""Services, their surveys, and answers without a person."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sambayan.surveys.rules import Channel, ImportState, Limits, Sampling, SurveyState

ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarpras")


class Service(models.Model):
    """What an office does for people; `code` is its public address `/s/CODE/`."""

    unit = models.ForeignKey("people.OrganisationUnit", on_delete=models.PROTECT, related_name="services")
    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    name_english = models.CharField(max_length=200, blank=True)
    cost_mode = models.CharField(max_length=30, default="tariff")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "name"], name="service_by_unit")]

    def __str__(self) -> str:
        return self.name


class ServiceStaff(models.Model):
    """Which employee works for which service: the only way a service's result reaches a person's page."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="staff")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="services_worked_for")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "employee", "from_date"], name="service_staff_once")
        ]

    def __str__(self) -> str:
        return f"{self.service} · {self.employee}"


class SatisfactionSurvey(models.Model):
    """One survey of one service over one period. `population` is the number of people served, where known."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="surveys")
    instrument_version = models.ForeignKey("instruments.InstrumentVersion", on_delete=models.PROTECT)
    label = models.CharField(max_length=60)
    from_date = models.DateField()
    to_date = models.DateField()
    population = models.PositiveIntegerField(null=True, blank=True)
    cost_mode = models.CharField(max_length=30, default="tariff")
    state = models.CharField(max_length=20, choices=SurveyState.choices(), default=SurveyState.DRAFT.value)
    organisers = models.CharField(max_length=300)
    source_note = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "label"], name="survey_once_a_period"),
            models.UniqueConstraint(fields=["service"], condition=Q(state="open"), name="survey_one_open"),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="survey_ends_after_start"),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "-to_date"], name="survey_latest")]

    def __str__(self) -> str:
        return f"{self.service.name}, {self.label}"


def _answer() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


class SurveyResponse(models.Model):
    """One citizen's answers: no person, no time finer than the day, a random key. The database refuses changes.

    An empty element means "tidak berlaku / tidak tahu", or a blank in an imported file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.PROTECT, related_name="responses")
    answered_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices())
    persyaratan = _answer()
    prosedur = _answer()
    waktu = _answer()
    biaya = _answer()
    produk = _answer()
    kompetensi = _answer()
    perilaku = _answer()
    pengaduan = _answer()
    sarpras = _answer()
    sex = models.CharField(max_length=1, blank=True)
    age_band = models.CharField(max_length=10, blank=True)
    education = models.CharField(max_length=10, blank=True)
    occupation = models.CharField(max_length=20, blank=True)
    suggestion = models.TextField(blank=True)
    source = models.ForeignKey("AnswerImport", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{element}__isnull": True}) | Q(**{f"{element}__range": (1, 4)}),
                name=f"response_{element}_1_to_4",
            )
            for element in ELEMENTS
        ]
        indexes: ClassVar = [models.Index(fields=["survey"], name="response_by_survey")]

    def __str__(self) -> str:
        return str(self.id)


class Receipt(models.Model):
    """Proof that an answer counted, kept apart from the answer: nothing leads from one to the other."""

    submission_id = models.UUIDField(primary_key=True)
    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.PROTECT, related_name="receipts")
    code = models.CharField(max_length=9, db_index=True)
    counted_on = models.DateField()

    def __str__(self) -> str:
        return self.code


class AnswerImport(models.Model):
    """A file of answers on its way in: read and shown first, stored only when somebody confirms it."""

    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    order = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=ImportState.choices(), default=ImportState.PREVIEWED.value)
    rows = models.JSONField()
    problems = models.JSONField()
    notes = models.JSONField(default=list)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "fingerprint"], condition=Q(state="confirmed"), name="import_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.filename


class SurveyResult(models.Model):
    """The frozen figures of a survey: what pages and open data show, recomputed only by a new freeze.

    `settings` are the values the figures are shown by, `rule_version` the pack they come from; both empty in
    results from before the packs, which were made with the defaults.
    """

    survey = models.OneToOneField(SatisfactionSurvey, on_delete=models.PROTECT, related_name="result")
    frozen_at = models.DateTimeField()
    n = models.PositiveIntegerField()
    satisfaction_index = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    low = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    service_grade = models.CharField(max_length=1, blank=True)
    class_certain = models.BooleanField()
    standard_error = models.FloatField(null=True)
    figures = models.JSONField()
    settings = models.JSONField(default=dict, blank=True)
    rule_version = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.survey}: {self.satisfaction_index}"

    @property
    def limits(self) -> Limits:
        """How many answers a figure and a class of this result need."""
        kept = self.settings
        return Limits(kept["min_respondents_show"], kept["min_respondents_compare"]) if kept else Limits()

    @property
    def sampling(self) -> Sampling:
        """How the number of needed respondents of this result is worked out."""
        kept = self.settings
        return Sampling(kept["sample_confidence"], Decimal(kept["sample_margin"])) if kept else Sampling()
