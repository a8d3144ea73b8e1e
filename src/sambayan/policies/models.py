"""Values with a first day, their withdrawal, and the packs that documents remember: all append-only."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sambayan.regulations.catalogue import settings
from sambayan.regulations.rows import Mark


class SettingValue(models.Model):
    """A value of one setting from one day on, why and on whose word. The database refuses changes."""

    name = models.CharField(max_length=60)
    value = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    reason = models.TextField()
    mark = models.CharField(max_length=2, choices=[(mark.value, mark.value) for mark in Mark])
    source = models.CharField(max_length=300)
    decree = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(source=""), name="setting_value_has_grounds")
        ]
        indexes: ClassVar = [models.Index(fields=["name", "valid_from"], name="setting_value_by_name")]

    def __str__(self) -> str:
        setting = settings().get(self.name)
        return setting.label_indonesian if setting else self.name


class SettingWithdrawal(models.Model):
    """A value that was taken back before its day came. The database refuses changes."""

    value = models.OneToOneField(SettingValue, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="setting_withdrawal_has_reason")]

    def __str__(self) -> str:
        return str(self.value)


class RulePack(models.Model):
    """The values a document was made with, kept whole, so that a later release cannot change what they were."""

    code = models.CharField(max_length=10, unique=True)
    law = models.CharField(max_length=60)
    values = models.JSONField()
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.law} · {self.code}"
