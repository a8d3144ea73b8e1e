"""What people are told."""

from typing import ClassVar

from django.db import models


class Notice(models.Model):
    """One message to one employee, with the address of the page it is about."""

    recipient = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recipient", "-created_at"], name="notice_latest")]

    def __str__(self) -> str:
        return self.text
