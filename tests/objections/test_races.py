"""Two who act on one objection at the same moment: one wins, the other is told. Threads need PostgreSQL.

SQLite has one writer; there the same is held by `test_actions.test_of_two_decisions_the_second_is_told`.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from conftest import NOW
from factories import objections as made
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.rules import Rating
from sambayan.objections import actions, queries
from sambayan.objections.models import Explanation, Objection

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
    pytest.mark.slow(reason="two real connections"),
    pytest.mark.django_db(transaction=True),
]
REASON = "Kedua penjelasan dan buktinya sudah ditimbang."


def both(*verbs) -> list[str]:
    """The answers of these verbs done at the same moment, each on a connection of its own."""
    start = Barrier(len(verbs))

    def done(verb):
        try:
            start.wait()
            verb()
            return "done"
        except Denied:
            return "told"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(done, verbs))


@pytest.fixture
def row(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    return made.objection(evaluation, "in_examination", heard="explained")


def test_of_two_decisions_at_once_exactly_one_wins(row, cast):
    by, one, other = cast.citra.actor, queries.objection(row.pk), queries.objection(row.pk)
    decision = actions.Decision(NewRating(Rating.ABOVE, REASON, Rating.MEETS, REASON), REASON, REASON)

    answers = both(
        lambda: actions.uphold(one, reason=REASON, by=by, at=NOW),
        lambda: actions.change(other, decision, by=by, at=NOW),
    )

    row.refresh_from_db()
    row.evaluation.refresh_from_db()
    assert answers == ["done", "told"]
    assert (row.state, row.evaluation.result_rating) in {("upheld", "meets"), ("changed", "above")}
    assert Event.objects.filter(name__startswith="objections.").count() == 1


def test_of_two_explanations_of_one_side_at_once_one_is_kept(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    row = made.objection(evaluation, "in_examination")
    by, windows = cast.ani.actor, [queries.objection(row.pk) for _twice in range(2)]

    answers = both(*(lambda each=each: actions.explain(each, text=REASON, by=by, at=NOW) for each in windows))

    assert (answers, Explanation.objects.count()) == (["done", "told"], 1)


def test_of_withdrawing_and_examining_at_once_exactly_one_wins(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    row = made.objection(evaluation, "lodged")
    one, other = queries.objection(row.pk), queries.objection(row.pk)

    answers = both(
        lambda: actions.withdraw(one, by=cast.ani.actor, at=NOW),
        lambda: actions.ask_explanations(other, by=cast.citra.actor, at=NOW),
    )

    assert answers == ["done", "told"]
    assert Objection.objects.get().state in {"withdrawn", "in_examination"}


def test_two_windows_that_begin_a_draft_at_once_begin_one(cast):
    evaluation = made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)
    by, windows = cast.ani.actor, [queries.objection_about(evaluation.pk) for _twice in range(2)]

    answers = both(*(lambda each=each: actions.draft(each, made.WORDS, by=by, at=NOW) for each in windows))

    assert (answers, Objection.objects.count()) == (["done", "done"], 1)
