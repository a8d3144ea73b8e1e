"""What people are told, how they want it, and the mails that carried it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sambayan.notices.rules import Delivery, MailState
from sambayan.notices.sentences import sentence


def _one_reader() -> models.CheckConstraint:
    """An employee, or an account of somebody who is none; never both and never nobody."""
    employee = Q(recipient__isnull=False, account__isnull=True)
    return models.CheckConstraint(
        condition=employee | Q(recipient__isnull=True, account__isnull=False), name="%(class)s_one_reader"
    )


def _known(field: str, values: list[tuple[str, str]]) -> models.CheckConstraint:
    known = Q(**{f"{field}__in": [value for value, _label in values]})
    return models.CheckConstraint(condition=known, name=f"%(class)s_{field}_known")


class Preference(models.Model):
    """What an account wants by mail, and in which language; without a row the defaults hold."""

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="notice_preference")
    delivery = models.CharField(max_length=10, choices=Delivery.choices(), default=Delivery.URGENT.value)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)

    class Meta:
        constraints: ClassVar = [_known("delivery", Delivery.choices())]

    def __str__(self) -> str:
        return str(self.account)


class Mail(models.Model):
    """One mail to one person: about one notice, or the digest of a day (at most one a person and day)."""

    recipient = models.ForeignKey("people.Employee", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("people.Account", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MailState.choices(), default=MailState.QUEUED.value)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            _one_reader(),
            _known("state", MailState.choices()),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT.value, sent_at__isnull=False)
                | (~Q(state=MailState.SENT.value) & Q(sent_at__isnull=True)),
                name="mail_sent_has_a_time",
            ),
            models.UniqueConstraint(fields=["recipient", "day"], name="mail_one_digest_a_day"),
            models.UniqueConstraint(fields=["account", "day"], name="mail_one_digest_a_day_account"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["queued_at"], condition=~Q(state=MailState.SENT.value), name="mail_not_sent")
        ]

    def __str__(self) -> str:
        return str(self.reader)

    @property
    def reader(self) -> Any:
        """The employee or the account this goes to."""
        return self.recipient or self.account


class Notice(models.Model):
    """One message to one person: what happened (`event`), about what, its words in every language, and the page.

    `text` is the finished sentence of rows that are older than the words. `mail` is the mail that carried it.
    """

    recipient = models.ForeignKey(
        "people.Employee", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    account = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    words = models.JSONField(default=dict, blank=True)
    text = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        constraints: ClassVar = [
            _one_reader(),
            models.UniqueConstraint(
                fields=["recipient", "event", "about", "created_at"],
                condition=~Q(about=""),
                name="notice_told_once",
            ),
            models.UniqueConstraint(
                fields=["account", "event", "about", "created_at"],
                condition=~Q(about=""),
                name="notice_told_once_account",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-created_at"], name="notice_latest"),
            models.Index(fields=["account", "-created_at"], name="notice_latest_account"),
            models.Index(
                fields=["created_at"], condition=Q(read_at__isnull=True, mail__isnull=True), name="notice_for_digest"
            ),
        ]

    def __str__(self) -> str:
        return sentence(self)
