"""Versioned questionnaires."""

from typing import ClassVar

from django.db import models


class Instrument(models.Model):
    """A questionnaire or rubric, known by its code (`skm`)."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class InstrumentVersion(models.Model):
    """One wording of an instrument, never changed once used. `items` is the list of questions with their options."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=2)
    items = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.number}"
