"""What a person has to do, computed and never stored twice; and when a notice is mailed, and how often it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sambayan.common.actor import Actor
from sambayan.common.once import reading_once
from sambayan.common.words import Labelled, _


class Section(Labelled):
    """The parts of home: what a person has to do, and what administrators have to mend."""

    DUTIES = "duties", _("Yang harus dikerjakan")
    REPAIRS = "repairs", _("Perbaikan data")


@dataclass(frozen=True)
class Duty:
    """One thing to do: until when, what, why (legal source), and the page that opens the exact form.

    `days_left` counts working days to `due`; negative when it is past. A duty that stands for several things says how
    many (`count`) and where all of them are listed (`list_url`): that list shows exactly as many.
    """

    due: date | None
    title: str
    detail: str
    source: str
    url: str
    button: str
    days_left: int | None = None
    count: int | None = None
    list_url: str = ""
    section: Section = Section.DUTIES

    @property
    def days_over(self) -> int:
        """Working days since the due date passed; 0 while it has not."""
        return max(-(self.days_left or 0), 0)

    @property
    def is_near(self) -> bool:
        """Whether the due date is at most one working day away, or past."""
        return self.days_left is not None and self.days_left <= 1


DutySource = Callable[[Actor, date], list[Duty]]
SOURCES: list[DutySource] = []


def duty_source(source: DutySource) -> DutySource:
    """Register a room's answer to "what must this actor do on this day?"."""
    SOURCES.append(source)
    return source


def duties(actor: Actor, day: date) -> list[Duty]:
    """All duties of an actor, the earliest due first, those without a date last."""
    with reading_once():
        found = [duty for source in SOURCES for duty in source(actor, day)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.title))


class Delivery(Labelled):
    """What a person wants by mail; the inbox holds every notice in any case."""

    URGENT = "urgent", _("Yang mendesak segera, sisanya dalam ringkasan harian")
    INSTANT = "instant", _("Setiap pemberitahuan segera")
    DIGEST = "digest", _("Semuanya dalam satu ringkasan harian")
    INBOX = "inbox", _("Tanpa surel, hanya di Sambayan")


URGENT_EVENTS = frozenset(
    {
        "planning.return",
        "evaluation.hand_over",
        "objections.lodge",
        "objections.admit",
        "objections.ask_explanations",
        "objections.uphold",
        "objections.change",
    }
)
"""What is handed over or given back to a person: from then on a period set by law runs, and the next step is theirs.

Source: local policy; the periods: PermenPANRB 6/2022 Ps 14(1), Lampiran V.A.5-6 and V.B.2 p114-117.
"""


def is_instant(delivery: Delivery, event: str) -> bool:
    """Whether a notice of this event is mailed at once. Source: local policy."""
    return delivery == Delivery.INSTANT or (delivery == Delivery.URGENT and event in URGENT_EVENTS)


class MailState(Labelled):
    """Where a mail is. One that stays in `sending` was cut off: nobody knows whether it left, so it is not repeated."""

    QUEUED = "queued", _("Menunggu dikirim")
    SENDING = "sending", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    FAILED = "failed", _("Tidak terkirim")


class Outcome(Labelled):
    """What came of one try: taken by the relay, refused for now, or refused for good."""

    TAKEN = "taken"
    AGAIN = "again"
    REFUSED = "refused"


WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""How long to wait after the first, second, … try that the relay refused for now; after the last one it has failed."""
_FIRST_FINAL = 500


def outcome_of(code: int) -> Outcome:
    """What an SMTP reply code means: below 500 the relay asks to come again. Source: RFC 5321 section 4.2.1."""
    return Outcome.AGAIN if code < _FIRST_FINAL else Outcome.REFUSED


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when there is no further one."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
