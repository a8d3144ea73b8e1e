"""Telling someone something: once, to the right inbox, in the transaction that caused it."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import transaction
from django.db.utils import IntegrityError

from conftest import NOW
from sambayan.audit.models import Event
from sambayan.audit.sentences import sentence
from sambayan.common.guard import Denied
from sambayan.notices import actions
from sambayan.notices.models import Mail, Notice, Preference

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def events() -> list[str]:
    return [event.name for event in Event.objects.order_by("pk")]


def test_a_notice_waits_for_its_reader(tell, cast):
    told = tell(cast.ani.employee)

    assert (told.recipient, told.account, str(told), told.read_at) == (
        cast.ani.employee,
        None,
        "SKP Ani 2026 ditetapkan dan berlaku.",
        None,
    )


def test_somebody_who_is_no_employee_is_told_by_the_account(tell, cast):
    told = tell(cast.partner.account)

    assert (told.recipient, told.account) == (None, cast.partner.account)


def test_an_account_of_an_employee_leads_to_the_employee(tell, cast):
    assert tell(cast.ani.account).recipient == cast.ani.employee


def test_an_employee_without_an_account_is_told(tell, cast):
    cast.ani.account.delete()

    assert tell(cast.ani.employee).recipient == cast.ani.employee


@pytest.mark.parametrize("both", [True, False])
def test_a_notice_has_exactly_one_reader(cast, both):
    readers = {"recipient": cast.ani.employee, "account": cast.partner.account} if both else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(event="planning.set", url="/", created_at=NOW, **readers)


def test_the_same_thing_told_twice_is_one_notice_and_one_mail(tell, reachable, queue):
    for _ in range(2):
        tell(reachable.ani.employee, "planning.return")

    assert (Notice.objects.count(), Mail.objects.count(), len(queue("notices.send"))) == (1, 1, 1)


def test_a_change_rolled_back_tells_nobody(tell, reachable, queue):
    class Change(Exception):
        pass

    with pytest.raises(Change), transaction.atomic():
        tell(reachable.ani.employee, "planning.return")
        raise Change

    assert (Notice.objects.count(), Mail.objects.count(), queue("notices.send")) == (0, 0, [])


@pytest.mark.parametrize(
    ("delivery", "event", "mailed"),
    [
        (None, "planning.return", 1),
        (None, "evaluation.hand_over", 1),
        (None, "planning.set", 0),
        ("urgent", "planning.return", 1),
        ("instant", "planning.set", 1),
        ("digest", "planning.return", 0),
        ("inbox", "planning.return", 0),
    ],
)
def test_what_leaves_at_once_is_for_the_reader_to_say(plan, reachable, queue, delivery, event, mailed):
    if delivery:
        Preference.objects.create(account=reachable.ani.account, delivery=delivery)

    actions.post(event, to=reachable.ani.employee, about=plan, url="/", at=NOW, period="Triwulan III 2026")

    assert len(queue("notices.send")) == mailed


def test_without_an_address_there_is_the_inbox_only(tell, cast, queue):
    tell(cast.ani.employee, "planning.return")

    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


def test_the_address_of_the_employee_serves_when_the_account_has_none(tell, cast):
    cast.ani.employee.email = "ani@dinas.invalid"
    cast.ani.employee.save()

    tell(cast.ani.employee, "planning.return")

    assert [message.to for message in outbox.outbox] == [["ani@dinas.invalid"]]


def test_a_closed_account_gets_no_mail(tell, reachable):
    reachable.ani.account.is_active = False
    reachable.ani.account.save()

    tell(reachable.ani.employee, "planning.return")

    assert Mail.objects.count() == 0


def test_reading_is_noted_once(tell, cast):
    told = tell(cast.ani.employee)

    actions.read(told, by=cast.ani.actor, at=NOW)
    actions.read(told, by=cast.ani.actor, at=NOW)

    assert Notice.objects.get().read_at == NOW
    assert events() == ["notices.read"]


def test_read_is_refused_to_others(tell, cast):
    with pytest.raises(Denied, match="untuk orang lain"):
        actions.read(tell(cast.ani.employee), by=cast.budi.actor, at=NOW)


def test_read_all_marks_ones_own_only(tell, cast):
    tell(cast.ani.employee)
    tell(cast.ani.employee, "planning.return")
    others = tell(cast.budi.employee)

    assert actions.read_all(by=cast.ani.actor, at=NOW) == 2
    assert list(Notice.objects.filter(read_at=None)) == [others]
    assert sentence(Event.objects.get()) == "Ani menandai semua pemberitahuannya terbaca"


def test_read_all_of_nothing_is_not_recorded(cast):
    assert actions.read_all(by=cast.ani.actor, at=NOW) == 0
    assert events() == []


def test_prefer_keeps_one_choice_an_account_and_records_what_changed(cast):
    actions.prefer(delivery="digest", language="id", by=cast.ani.actor, at=NOW)
    actions.prefer(delivery="digest", language="en", by=cast.ani.actor, at=NOW)
    actions.prefer(delivery="digest", language="en", by=cast.ani.actor, at=NOW)

    kept, last = Preference.objects.get(), Event.objects.latest("pk")
    assert (kept.account, kept.delivery, kept.language) == (cast.ani.account, "digest", "en")
    assert events() == ["notices.prefer", "notices.prefer"]
    assert (last.before, last.after) == (
        {"delivery": "digest", "language": "id"},
        {"delivery": "digest", "language": "en"},
    )


def test_the_digest_gathers_what_no_mail_told(tell, reachable):
    for event in ("planning.set", "planning.propose", "planning.return"):
        tell(reachable.ani.employee, event)
    outbox.outbox.clear()

    assert actions.digest(at=NOW) == 1
    (message,) = outbox.outbox
    assert (message.to, message.subject) == (["ani@contoh.invalid"], "Ringkasan Sambayan: 2 pemberitahuan")


def test_the_digest_is_queued_once_a_day_however_often_it_runs(tell, reachable, queue):
    tell(reachable.ani.employee)
    tell(reachable.partner.account)
    assert [actions.digest(at=NOW), actions.digest(at=NOW)] == [2, 0]

    tell(reachable.ani.employee, "planning.propose", at=NOW + HOUR)
    assert [actions.digest(at=NOW + 2 * HOUR), actions.digest(at=NOW + DAY)] == [0, 1]


@pytest.mark.parametrize("reason", ["read", "old", "no address", "no mail wanted", "nothing"])
def test_an_empty_digest_is_never_sent(tell, reachable, reason):
    account = reachable.ani.account
    if reason != "nothing":
        told = tell(reachable.ani.employee, at=NOW - 8 * DAY if reason == "old" else NOW)
    if reason == "read":
        actions.read(told, by=reachable.ani.actor, at=NOW)
    if reason == "no address":
        account.email = ""
        account.save()
    if reason == "no mail wanted":
        Preference.objects.create(account=account, delivery="inbox")

    assert actions.digest(at=NOW) == 0
    assert outbox.outbox == []


def test_mend_gives_up_what_was_cut_off_and_queues_what_was_lost(tell, reachable, queue):
    states = {}
    for name, at in (("ani", NOW - 2 * DAY), ("budi", NOW - 2 * DAY), ("citra", NOW)):
        states[name] = tell(getattr(reachable, name).employee, "planning.return", at=at).mail
    Mail.objects.filter(pk=states["ani"].pk).update(state="sending", tried_at=NOW - 2 * HOUR)

    actions.mend(at=NOW)

    found = {name: Mail.objects.get(pk=each.pk) for name, each in states.items()}
    assert {name: each.state for name, each in found.items()} == {"ani": "failed", "budi": "queued", "citra": "queued"}
    assert found["ani"].reason == actions.CUT_OFF
    assert queue("notices.send").count([states["budi"].pk]) == 2
