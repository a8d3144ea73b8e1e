"""What signing in leaves behind: the list of open sessions, and attempts for as long as they count."""

from typing import ClassVar

from django.db import models


class OpenSession(models.Model):
    """A browser in which somebody has signed in. The device is kept in words, the internet address not at all."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-last_used_at"], name="open_session_latest")]

    def __str__(self) -> str:
        return self.device


class Attempt(models.Model):
    """Something tried that is limited. `key` is a keyed hash, so neither login nor address can be read from it."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["key", "at"], name="attempt_key"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
