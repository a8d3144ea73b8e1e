"""Mails over a real line: taken, refused for now, refused for good, cut off; and what they say."""

import contextlib
import re
import socket
import threading
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django_tasks_db.models import DBTaskResult

from conftest import NOW
from factories.evaluation import evaluation
from factories.planning import annex, dialogue
from sambayan.common.language import worded
from sambayan.evaluation import actions as evaluations
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.notices import actions, rules
from sambayan.notices.models import Mail, Preference
from sambayan.notices.sentences import NOTICES
from sambayan.planning import actions as planning


class Relay:
    """A tiny SMTP server on a real socket. `answer` is its reply to the letter; None hangs up instead of replying."""

    def __init__(self) -> None:
        self.answer: str | None = "250 ok"
        self.to = "250 ok"
        self.letters: list[str] = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            try:
                line, _address = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk:
                self.converse(talk)

    def converse(self, talk) -> None:
        def say(text: str) -> None:
            talk.write(f"{text}\r\n".encode())
            talk.flush()

        say("220 relay")
        for raw in talk:
            word = raw.decode().split()[0].upper()
            if word == "DATA":
                say("354 go on")
                self.letters.append(b"".join(iter(talk.readline, b".\r\n")).decode())
                if self.answer is None:
                    return
                say(self.answer)
            else:
                say({"QUIT": "221 bye", "RCPT": self.to}.get(word, "250 ok"))
            if word == "QUIT":
                return

    def close(self) -> None:
        with contextlib.suppress(OSError):  # closed before
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.thread.join()


@pytest.fixture
def relay(settings):
    relay = Relay()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
    yield relay
    relay.close()


@pytest.fixture
def queued(tell, reachable, queue) -> Mail:
    return tell(reachable.ani.employee, "planning.return").mail


def state(mail: Mail) -> tuple:
    mail.refresh_from_db()
    return mail.state, mail.tries, mail.reason


def test_a_mail_is_sent_once_however_often_its_job_runs(relay, queued):
    for _ in range(2):
        actions.send(queued.pk, at=NOW)

    assert state(queued) == ("sent", 1, "")
    assert (len(relay.letters), queued.sent_at) == (1, NOW)


def test_a_mail_that_a_killed_worker_left_is_not_sent_again(relay, queued):
    Mail.objects.update(state="sending", tries=1, tried_at=NOW)

    actions.send(queued.pk, at=NOW)

    assert (relay.letters, state(queued)) == ([], ("sending", 1, ""))


def test_refused_for_now_it_is_tried_again_with_growing_delay_and_then_has_failed(relay, queued):
    relay.answer = "451 busy"
    at, waited = NOW, []
    while state(queued)[0] == "queued":
        actions.send(queued.pk, at=at)
        again = DBTaskResult.objects.filter(run_after__gt=at, run_after__lt=NOW + timedelta(days=2)).first()
        if again:
            waited.append(again.run_after - at)
            at = again.run_after

    assert tuple(waited) == rules.WAITS
    assert state(queued) == ("failed", 6, "451 busy")


@pytest.mark.parametrize("place", ["answer", "to"])
def test_refused_for_good_it_is_not_tried_again(relay, queued, place):
    setattr(relay, place, "550 no such person")

    actions.send(queued.pk, at=NOW)

    assert state(queued) == ("failed", 1, "550 no such person")


def test_a_person_refused_for_now_is_tried_again(relay, queued):
    relay.to = "450 come later"

    actions.send(queued.pk, at=NOW)

    assert state(queued) == ("queued", 1, "450 come later")


def test_a_line_cut_after_the_letter_was_given_is_not_repeated(relay, queued):
    relay.answer = None

    actions.send(queued.pk, at=NOW)

    assert (len(relay.letters), state(queued)) == (1, ("failed", 1, actions.CUT_OFF))


def test_without_a_relay_it_is_tried_again(relay, queued):
    relay.close()

    actions.send(queued.pk, at=NOW)

    assert state(queued)[:2] == ("queued", 1)


def test_an_address_that_was_taken_away_is_said(queued, reachable):
    reachable.ani.account.email = ""
    reachable.ani.account.save()

    actions.send(queued.pk, at=NOW)

    assert state(queued) == ("failed", 1, actions.NO_ADDRESS)


def test_an_address_no_mail_can_carry_is_said(relay, queued, reachable):
    reachable.ani.account.email = "ani@contoh.invalid\nBcc: x@contoh.invalid"
    reachable.ani.account.save()

    actions.send(queued.pk, at=NOW)

    assert (relay.letters, state(queued)[:2]) == ([], ("failed", 1))


def test_a_mail_leads_to_the_exact_page_at_the_public_address(tell, reachable, settings):
    settings.BASE_URL = "https://sambayan.example.go.id"

    tell(reachable.ani.employee, "planning.return", url="/agreements/7/")

    (message,) = outbox.outbox
    assert message.subject == "SKP Anda dikembalikan"
    assert message.body.splitlines()[:2] == [
        "SKP Ani 2026 dikembalikan kepada Anda untuk diperbaiki.",
        "https://sambayan.example.go.id/agreements/7/",
    ]
    assert '<a href="https://sambayan.example.go.id/agreements/7/">' in message.alternatives[0].content


def test_in_the_demo_a_mail_leads_to_this_machine(tell, reachable):
    tell(reachable.ani.employee, "planning.return", url="/agreements/7/")

    assert "http://127.0.0.1:8000/agreements/7/" in outbox.outbox[0].body


def test_a_mail_comes_in_the_language_of_its_reader_and_from_the_house(tell, reachable, settings):
    settings.DEFAULT_FROM_EMAIL = "Sambayan <noreply@example.go.id>"
    Preference.objects.create(account=reachable.ani.account, language="en")

    tell(reachable.ani.employee, "planning.return")

    (message,) = outbox.outbox
    assert '<html lang="en">' in message.alternatives[0].content
    assert message.from_email == "Sambayan <noreply@example.go.id>"


def test_the_digest_counts_what_has_to_be_done_as_home_does(tell, reachable, sign_in, today, queue):
    tell(reachable.ani.employee)
    actions.digest(at=NOW)
    mail = Mail.objects.get()

    actions.send(mail.pk, at=NOW)

    body = outbox.outbox[0].body
    assert "1 hal harus Anda kerjakan. Batas waktu terdekat: 31 Januari 2026." in body
    assert sign_in(reachable.ani).get("/home/").content.decode().count('<article class="duty">') == 1


def test_a_long_digest_says_how_many_more(plan, reachable, queue):
    for minute in range(23):
        at = NOW - timedelta(minutes=minute)
        actions.post("planning.set", to=reachable.ani.employee, about=plan, url="/", at=at)
    actions.digest(at=NOW)

    actions.send(Mail.objects.get().pk, at=NOW)

    message = outbox.outbox[0]
    assert (message.subject, message.body.count("ditetapkan dan berlaku")) == (
        "Ringkasan Sambayan: 23 pemberitahuan",
        20,
    )
    assert "Dan 3 lagi:\nhttp://127.0.0.1:8000/notices/" in message.body


def test_an_employee_without_an_account_gets_a_digest_without_duties(tell, cast, queue):
    cast.ani.account.delete()
    cast.ani.employee.email = "ani@dinas.invalid"
    cast.ani.employee.save()
    tell(cast.ani.employee)
    actions.digest(at=NOW)

    actions.send(Mail.objects.get().pk, at=NOW)

    assert "harus Anda kerjakan" not in outbox.outbox[0].body


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_rating_or_predicate_reaches_a_mail(cast, reachable, language):
    """Every verb that tells somebody, about a person rated at both ends; all at once and again in the digest."""
    for member in (cast.ani, cast.budi):
        Preference.objects.create(account=member.account, delivery="instant", language=language)
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "signed", result="above", behaviour="below")
    type(row).objects.filter(pk=row.pk).update(predicate="needs_improvement", evaluation_note="Rahasia")
    row.refresh_from_db()
    evaluations.hand_over(row, by=cast.budi.actor, at=NOW)
    evaluations.confirm_receipt(row, by=cast.ani.actor, at=NOW)
    plan = row.agreement
    type(plan).objects.filter(pk=plan.pk).update(state="in_dialogue", set_at=None)
    dialogue(annex(plan), cast.budi.assignment)
    plan.refresh_from_db()
    planning.propose(plan, by=cast.ani.actor, at=NOW)
    planning.return_(plan, reason="Rahasia", by=cast.budi.actor, at=NOW)
    planning.propose(plan, by=cast.ani.actor, at=NOW + timedelta(hours=1))
    planning.sign(plan, by=cast.ani.actor, at=NOW + timedelta(hours=1))
    planning.set_(plan, by=cast.budi.actor, at=NOW + timedelta(hours=1))

    told = "\n".join(m.subject + m.body + m.alternatives[0].content for m in outbox.outbox).lower()
    words = {worded(each).lower() for each in (*Predicate, *Rating)} | {
        each.label.lower() for each in (*Predicate, *Rating)
    }

    assert len(outbox.outbox) == 7
    assert {word for word in {*words, "rahasia"} if re.search(rf"\b{word}\b", told)} == set()


def test_the_text_of_every_event_names_no_person_in_its_subject():
    assert [event for event, text in NOTICES.items() if "{" in str(text.subject)] == []
