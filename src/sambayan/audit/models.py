"""The append-only record."""

from django.db import models


class Event(models.Model):
    """One thing that was done. No foreign keys, so the record outlives its subjects; the database refuses changes."""

    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id_text = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    rule_version = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
            models.Index(fields=["-at", "-id"], name="event_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name} {self.subject_label}"
