"""Telling someone something: in the transaction that caused it, so a rolled-back change tells nobody.

A mail is queued in the same transaction and leaves after the commit, at most once: it is marked before it is handed
to the relay, and what was cut off in between is shown as not delivered rather than sent again. The inbox holds the
notice in any case, so a lost mail costs less than a repeated one.
"""

import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.jobs import later
from sambayan.notices import queries, rules
from sambayan.notices.models import Mail, Notice, Preference
from sambayan.notices.rules import Delivery, MailState, Outcome
from sambayan.notices.sentences import worded
from sambayan.people.models import Account, Employee

CUT_OFF_AFTER, LOST_AFTER = timedelta(hours=1), timedelta(days=1)
CUT_OFF = gettext_noop("Pengiriman terputus; tidak diketahui apakah surel sampai.")
NO_ADDRESS = gettext_noop("Penerima tidak mempunyai alamat surel.")


@transaction.atomic
def post(event: str, *, to: Employee | Account, about: models.Model, url: str, at: datetime, **words: Any) -> Notice:
    """Tell `to` that `event` happened to `about`, with the page at `url`; telling it again changes nothing.

    `words` fill the sentence of the event (sentences.py); a rating or a predicate is never one of them.
    """
    reader = queries.reader_of(to)
    told = {name: worded(value) for name, value in {"about": about, **words}.items()}
    key = f"{about._meta.label}:{about.pk}"  # noqa: SLF001 - the documented door to a model's name
    notice, is_new = Notice.objects.get_or_create(
        event=event, about=key, created_at=at, **reader.inbox, defaults={"words": told, "url": url}
    )
    if is_new and reader.address and rules.is_instant(reader.delivery, event):
        notice.mail = Mail.objects.create(**reader.inbox, queued_at=at)
        notice.save(update_fields=["mail"])
        later("notices.send", notice.mail.pk)
    return notice


@transaction.atomic
def read(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Mark a notice as read, once."""
    require("notices.read", by, notice)
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
        record("notices.read", notice, by=by, at=at)
    return notice


@transaction.atomic
def read_all(*, by: Actor, at: datetime) -> int:
    """Mark everything in one's inbox as read; returns how many there were."""
    require("notices.read_all", by)
    n = queries.inbox(by, unread_only=True).update(read_at=at)
    if n:
        record("notices.read_all", Account.objects.get(pk=by.account_id), by=by, at=at)
    return n


@transaction.atomic
def prefer(*, delivery: str, language: str, by: Actor, at: datetime) -> Preference:
    """Say what one wants by mail, and in which language."""
    require("notices.prefer", by)
    wanted = {"delivery": Delivery(delivery).value, "language": language}
    kept = queries.preference(by.account_id)
    before = {name: str(getattr(kept, name)) for name in wanted}
    preference, _is_new = Preference.objects.update_or_create(account_id=by.account_id, defaults=wanted)
    if before != wanted:
        record("notices.prefer", preference, by=by, at=at, before=before, after=wanted)
    return preference


def send(mail_pk: int, *, at: datetime) -> None:
    """Hand a queued mail to the relay, once; refused for now it is tried again later, and at last it has failed."""
    mail = _take(mail_pk, at=at)
    if mail is None:
        return
    letter = queries.letter(mail, timezone.localdate(at))
    outcome, reason = _hand_over(letter) if letter.to else (Outcome.REFUSED, NO_ADDRESS)
    _settle(mail, outcome, reason[:300], at=at)


@transaction.atomic
def _take(mail_pk: int, *, at: datetime) -> Mail | None:
    """The mail, marked as being sent before anything leaves; None when another worker has it or it is done."""
    mail = Mail.objects.select_for_update().filter(pk=mail_pk, state=MailState.QUEUED).first()
    if mail is not None:
        mail.state, mail.tries, mail.tried_at = MailState.SENDING, mail.tries + 1, at
        mail.save(update_fields=["state", "tries", "tried_at"])
    return mail


def _hand_over(letter: queries.Letter) -> tuple[Outcome, str]:
    """Give a letter to the relay; a line cut after the letter was given is final, for it may have arrived."""
    connection = get_connection()
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], connection=connection)
    message.attach_alternative(letter.html, "text/html")
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome.AGAIN, f"{type(error).__name__}: {error}"
    try:
        message.send()
    except smtplib.SMTPResponseException as error:
        return rules.outcome_of(error.smtp_code), f"{error.smtp_code} {_printed(error.smtp_error)}"
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        return rules.outcome_of(code), f"{code} {_printed(text)}"
    except (OSError, smtplib.SMTPException):
        return Outcome.REFUSED, CUT_OFF
    except ValueError as error:
        return Outcome.REFUSED, str(error)
    finally:
        connection.close()
    return Outcome.TAKEN, ""


def _printed(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


@transaction.atomic
def _settle(mail: Mail, outcome: Outcome, reason: str, *, at: datetime) -> None:
    """Write down what came of a try, and queue the next one."""
    wait = rules.wait_after(mail.tries) if outcome == Outcome.AGAIN else None
    mail.reason = reason
    if outcome == Outcome.TAKEN:
        mail.state, mail.sent_at = MailState.SENT, at
    elif wait is None:
        mail.state = MailState.FAILED
    else:
        mail.state = MailState.QUEUED
        later("notices.send", mail.pk, after=at + wait)
    mail.save(update_fields=["state", "sent_at", "reason"])


def digest(*, at: datetime) -> int:
    """Queue the digest of the day for everybody with something new; returns how many. Again on the same day: none."""
    mend(at=at)
    return sum(_digest_of(person, at=at) for person in queries.digest_readers(at))


@transaction.atomic
def _digest_of(person: Employee | Account, *, at: datetime) -> bool:
    """Queue one person's digest: False without an address, or when this day's has been queued before."""
    reader = queries.reader_of(person)
    if not reader.address:
        return False
    day = timezone.localdate(at)
    mail, is_new = Mail.objects.get_or_create(**reader.inbox, day=day, defaults={"queued_at": at})
    if is_new:
        waiting = queries.for_digest(at).filter(**reader.inbox).values("pk")
        Notice.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(mail=mail)
        later("notices.send", mail.pk)
    return is_new


@transaction.atomic
def mend(*, at: datetime) -> None:
    """What a killed worker left: mails cut off while being sent have failed; those whose job was lost are queued."""
    cut_off = Mail.objects.filter(state=MailState.SENDING, tried_at__lt=at - CUT_OFF_AFTER)
    cut_off.update(state=MailState.FAILED, reason=CUT_OFF)
    for mail in Mail.objects.filter(state=MailState.QUEUED, queued_at__lt=at - LOST_AFTER).order_by("pk"):
        later("notices.send", mail.pk)
