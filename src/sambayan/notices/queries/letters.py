"""A mail in words: what it says, to whom, in which language. It carries no rating and no predicate; the page does."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from sambayan.common.pages import address
from sambayan.notices.models import Mail
from sambayan.notices.queries.reading import Reader, reader_of
from sambayan.notices.rules import Section, duties
from sambayan.notices.sentences import sentence, subject
from sambayan.people.queries import actor_for

MOST_IN_DIGEST = 20


@dataclass(frozen=True)
class Letter:
    """What is handed to the relay."""

    to: str
    subject: str
    text: str
    html: str


def letter(mail: Mail, day: date) -> Letter:
    """The mail in the language its reader prefers now; `to` is empty when the reader has no address any more."""
    reader = reader_of(mail.reader)
    with override(reader.language):
        context = _context(mail, reader, day)
        return Letter(
            reader.address,
            context["subject"],
            render_to_string("notices/mail_text.html", context),
            render_to_string("notices/mail.html", context),
        )


def _context(mail: Mail, reader: Reader, day: date) -> dict[str, Any]:
    notices = list(mail.notices.order_by("-created_at", "-pk"))
    context = {
        "lines": [(sentence(each), address(each.url)) for each in notices[:MOST_IN_DIGEST]],
        "more": max(len(notices) - MOST_IN_DIGEST, 0),
        "inbox": address(reverse("notices:inbox")),
        "home": address(reverse("notices:home")),
        "preferences": address(reverse("notices:prefer")),
        "language": reader.language,
        "duties": None,
    }  # reverse has read the routes, and with them the duties of every room: a job worker has not
    if mail.day is None:
        return {**context, "subject": subject(notices[0])}
    title = _("Ringkasan Sambayan: {n} pemberitahuan").format(n=len(notices))
    return {**context, "subject": title, "duties": _duties(reader, day)}


def _duties(reader: Reader, day: date) -> dict[str, Any] | None:
    """How many duties wait on home and the nearest date; None without an account, for then there is no home."""
    if reader.account is None:
        return None
    actor = actor_for(reader.account, day)
    found = [duty for duty in duties(actor, day) if duty.section == Section.DUTIES]
    return {"count": len(found), "due": next((duty.due for duty in found if duty.due), None)}
