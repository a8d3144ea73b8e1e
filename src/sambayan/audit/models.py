"""The append-only record, its tree, its checkpoints and its erasures. No foreign keys: it outlives its subjects."""

from typing import Any

from django.db import models

from sambayan.audit import rules


class Event(models.Model):
    """One thing that was done; the database refuses changes.

    `index` runs without gaps from 0. `commitment` binds the personal fields under `salt`, `leaf_hash` binds the rest.
    """

    index = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id_text = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=250, blank=True, default="")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    rule_version = models.CharField(max_length=60, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64)
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
            models.Index(fields=["-at", "-id"], name="event_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name} {self.subject_label}"

    @property
    def personal(self) -> dict[str, Any]:
        """The fields that only the commitment binds."""
        return {name: getattr(self, name) for name in rules.PERSONAL}

    @property
    def is_erased(self) -> bool:
        """Whether the personal fields were emptied."""
        return bool(self.commitment) and not self.salt


class Head(models.Model):
    """The one row that says how long the record is; holding it still makes the index gap-free."""

    size = models.BigIntegerField(default=0)
    peaks = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return str(self.size)

    @property
    def frontier(self) -> rules.Frontier:
        """The tree as far as it has grown."""
        return rules.Frontier(self.size, tuple(bytes.fromhex(peak) for peak in self.peaks))


class Checkpoint(models.Model):
    """A signed statement of size and root at a time; the database refuses changes."""

    origin = models.CharField(max_length=200)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=8)
    signature = models.CharField(max_length=128)

    class Meta:
        indexes = [models.Index(fields=["-size"], name="checkpoint_latest")]

    def __str__(self) -> str:
        return f"{self.size} · {self.root[:16]}"

    @property
    def note(self) -> str:
        """The checkpoint as the signed text that is given away."""
        stated = rules.Checkpoint(self.origin, self.size, bytes.fromhex(self.root), rules.moment(self.at))
        return rules.note(stated, bytes.fromhex(self.key_id), bytes.fromhex(self.signature))


class Erasure(models.Model):
    """Names one event whose personal fields may be emptied, and the event `audit.erase` that says why."""

    event_index = models.BigIntegerField(unique=True)
    by_index = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.event_index)
