"""Two who decide about one rating at the same moment. PostgreSQL only: SQLite has one writer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from conftest import NOW
from factories import calibration as make
from factories.evaluation import achievement
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation import actions as evaluations
from sambayan.evaluation import queries
from sambayan.evaluation.actions import calibration, proposals
from sambayan.evaluation.queries import calibration as reading

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
    pytest.mark.slow(reason="two real connections"),
    pytest.mark.django_db(transaction=True),
]
WORDS = {"result_reason": "Dua dari tiga hasil utama di bawah target."}


def at_once(*deeds) -> list[str]:
    """Do all deeds at the same moment, each on a connection of its own; what came of each."""
    start = Barrier(len(deeds))

    def do(deed):
        try:
            start.wait()
            deed()
        except Denied:
            return "denied"
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


def test_of_accepting_and_signing_at_once_exactly_one_wins(cast):
    _session, member = make.meeting(cast)
    achievement(cast.unit)
    waiting = reading.proposal(make.proposal(member, cast.citra.employee).pk)
    seen = queries.evaluation(member.evaluation_id)
    budi = cast.budi.actor

    answers = at_once(
        lambda: proposals.accept(waiting, WORDS, by=budi, at=NOW), lambda: evaluations.sign(seen, by=budi, at=NOW)
    )

    row = queries.evaluation(member.evaluation_id)
    assert answers == ["denied", "done"]
    assert (row.state, row.predicate) in {("signed", "good"), ("rated", "needs_improvement")}
    assert [document.predicate for document in row.documents.all()] == ["good"] * (row.state == "signed")


def test_of_two_accepted_proposals_at_once_exactly_one_wins(cast):
    _session, member = make.meeting(cast)
    first = reading.proposal(make.proposal(member, cast.citra.employee).pk)
    second = reading.proposal(make.proposal(member, cast.budi.employee, result="above").pk)
    budi = cast.budi.actor

    answers = at_once(
        lambda: proposals.accept(first, WORDS, by=budi, at=NOW),
        lambda: proposals.accept(second, WORDS, by=budi, at=NOW),
    )

    assert answers == ["denied", "done"]


def test_of_accepting_and_closing_the_meeting_the_record_tells_one_story(cast):
    session, member = make.meeting(cast)
    waiting = reading.proposal(make.proposal(member, cast.citra.employee).pk)
    budi, citra = cast.budi.actor, cast.citra.actor

    at_once(
        lambda: proposals.accept(waiting, WORDS, by=budi, at=NOW),
        lambda: calibration.close_calibration(session, by=citra, at=NOW),
    )

    row, proposal = queries.evaluation(member.evaluation_id), reading.proposal(waiting.pk)
    assert (proposal.state, row.predicate) in {("accepted", "needs_improvement"), ("lapsed", "good")}


def test_of_two_sessions_called_at_once_exactly_one_is_made(cast):
    session, _member = make.meeting(cast)
    session.members.all().delete()
    session.delete()
    citra, admin, period = cast.citra.actor, cast.admin.actor, _member.evaluation.period

    answers = at_once(
        lambda: calibration.plan_calibration(cast.office, period, by=citra, at=NOW),
        lambda: calibration.plan_calibration(cast.office, period, by=admin, at=NOW),
    )

    assert answers == ["denied", "done"]


def test_of_setting_the_predicate_and_signing_under_it_the_document_holds_what_stands(cast):
    _session, member = make.meeting(cast)
    set_before = achievement(cast.unit)
    seen = queries.evaluation(member.evaluation_id)
    budi, citra, period = cast.budi.actor, cast.citra.actor, set_before.period

    at_once(
        lambda: evaluations.sign(seen, by=budi, at=NOW),
        lambda: evaluations.set_achievement(cast.unit, period, predicate="poor", reason="Baru.", by=citra, at=NOW),
    )

    set_before.refresh_from_db()
    assert queries.evaluation(seen.pk).organisation_predicate == set_before.predicate


def test_of_withdrawing_and_closing_the_meeting_the_record_tells_one_story(cast):
    session, member = make.meeting(cast)
    waiting = reading.proposal(make.proposal(member, cast.citra.employee).pk)
    citra = cast.citra.actor

    at_once(
        lambda: proposals.withdraw_proposal(waiting, by=citra, at=NOW),
        lambda: calibration.close_calibration(session, by=citra, at=NOW),
    )

    ended = {"withdrawn": "evaluation.withdraw_proposal", "lapsed": "evaluation.lapse"}
    told = set(Event.objects.values_list("name", flat=True)) & set(ended.values())
    assert told == {ended[reading.proposal(waiting.pk).state]}
