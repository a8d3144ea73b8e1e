"""Reading notices, whom they go to, and the mails that did not leave."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.guard import why_not
from sambayan.notices.access import visible_to
from sambayan.notices.models import Mail, Notice, Preference
from sambayan.notices.rules import Delivery, Duty, MailState, Section, duty_source
from sambayan.people.models import Account, Employee

DIGEST_LOOKS_BACK = timedelta(days=7)


def inbox(actor: Actor, *, unread_only: bool = False) -> QuerySet[Notice]:
    """The notices of an actor, newest first."""
    found = Notice.objects.filter(visible_to(actor))
    if unread_only:
        found = found.filter(read_at__isnull=True)
    return found.order_by("-created_at", "-pk")


def unread(actor: Actor) -> int:
    """How many notices wait to be read."""
    return inbox(actor, unread_only=True).count()


def latest(actor: Actor, most: int) -> tuple[list[Notice], int]:
    """The newest notices of an actor, and how many of all wait to be read: one query."""
    waiting = Window(Count("pk", filter=Q(read_at__isnull=True)))
    found: list[Notice] = [*inbox(actor).annotate(unread=waiting)[:most]]
    return found, getattr(found[0], "unread", 0) if found else 0


def notice(pk: int) -> Notice | None:
    """One notice."""
    return Notice.objects.filter(pk=pk).first()


@dataclass(frozen=True)
class Reader:
    """Where somebody's notices go: their inbox, and by mail to `address` (empty: nowhere) as they prefer."""

    recipient_id: int | None
    account_id: int | None
    account: Account | None
    address: str
    delivery: Delivery
    language: str

    @property
    def inbox(self) -> dict[str, int | None]:
        """The two fields that say whose a notice or a mail is: the employee, or the account of somebody who is none."""
        return {"recipient_id": self.recipient_id, "account_id": self.account_id}


def reader_of(to: Employee | Account) -> Reader:
    """The reader behind an employee or an account, in one query. A closed account gets no mail."""
    accounts = Account.objects.select_related("employee", "notice_preference")
    account = accounts.filter(**({"pk": to.pk} if isinstance(to, Account) else {"employee_id": to.pk})).first()
    employee = account.employee if account else to if isinstance(to, Employee) else None
    written = getattr(account, "notice_preference", None)
    address = (account.email if account else "") or (employee.email if employee else "")
    return Reader(
        recipient_id=employee.pk if employee else None,
        account_id=account.pk if account and employee is None else None,
        account=account,
        address=address if account is None or account.is_active else "",
        delivery=Delivery(written.delivery) if written else Delivery.URGENT,
        language=written.language if written else settings.LANGUAGE_CODE,
    )


def own_address(actor: Actor) -> str:
    """Where this actor's mails go; empty when no address is known."""
    return reader_of(Account.objects.get(pk=actor.account_id)).address


def preference(account_id: int) -> Preference:
    """What an account prefers; the defaults, not stored, when it never chose."""
    return Preference.objects.filter(account_id=account_id).first() or Preference(account_id=account_id)


def for_digest(at: datetime) -> QuerySet[Notice]:
    """Notices of the last days that nobody read and no mail carried, besides those of people who want no mail."""
    waiting = Notice.objects.filter(read_at__isnull=True, mail__isnull=True, created_at__gte=at - DIGEST_LOOKS_BACK)
    no_mail = Q(recipient__account__notice_preference__delivery=Delivery.INBOX)
    return waiting.exclude(no_mail | Q(account__notice_preference__delivery=Delivery.INBOX))


def digest_readers(at: datetime) -> list[Employee | Account]:
    """Everybody with something for today's digest."""
    waiting = for_digest(at)
    employees = Employee.objects.filter(pk__in=waiting.exclude(recipient=None).values("recipient_id"))
    accounts = Account.objects.filter(pk__in=waiting.exclude(account=None).values("account_id"))
    return [*employees.order_by("pk"), *accounts.order_by("pk")]


def undelivered() -> QuerySet[Mail]:
    """Mails that failed or were cut off, until their readers have seen everything in the inbox; the latest first."""
    unseen = Exists(Notice.objects.filter(mail=OuterRef("pk"), read_at__isnull=True))
    stuck = Mail.objects.filter(unseen, state__in=(MailState.SENDING, MailState.FAILED))
    return stuck.select_related("recipient", "account").order_by("-queued_at", "-pk")


def without_address() -> int:
    """How many people can be reached in their inbox only."""
    no_account_address = Q(account__isnull=True) | Q(account__email="")
    employees = Employee.objects.filter(no_account_address, email="").count()
    return employees + Account.objects.filter(employee__isnull=True, email="", is_active=True).count()


@duty_source
def repair_duties(actor: Actor, day: date) -> list[Duty]:
    """What administrators have to mend: mails that did not reach anybody.

    Open repairs of the rooms below (people) belong here too: this room may ask them, they may not know it.
    """
    if why_not("notices.mails", actor):
        return []
    n = undelivered().count()
    if not n:
        return []
    url = reverse("notices:mails")
    detail = _("Penerimanya hanya melihat pemberitahuan itu di Sambayan.")
    title = _("{n} surel tidak terkirim").format(n=n)
    repairs = Section.REPAIRS
    return [Duty(None, title, detail, "", url, _("Periksa"), count=n, list_url=url, section=repairs)]
