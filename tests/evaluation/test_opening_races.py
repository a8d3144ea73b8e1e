"""Somebody moves while he is being rated: one of the two wins, the other is told. PostgreSQL: SQLite has one writer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from conftest import NOW, TODAY
from factories.evaluation import evaluation
from sambayan.common.guard import Denied
from sambayan.cycles.queries import period
from sambayan.evaluation import actions
from sambayan.evaluation.actions import opening
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.opening import changes

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
WORDS = {
    "result_rating": "above", "result_reason": "Mutu berkas melewati target.", "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.", "consideration": "", "evaluation_note": "Lanjutkan.",
}  # fmt: skip


@pytest.mark.slow(reason="two real connections")
@pytest.mark.django_db(transaction=True)
def test_of_a_move_and_a_rating_at_once_only_one_wins(cast):
    """Citra is rating Ani, who now belongs to Budi."""
    row = evaluation(cast.ani.assignment, cast.citra.assignment)
    (change,) = changes(period(row.period_id), TODAY)
    rater, start = cast.citra.actor, Barrier(2)

    def rate():
        actions.rate(PerformanceEvaluation.objects.get(pk=row.pk), WORDS, citizens=[], by=rater, at=NOW)

    def follow():
        opening.follow(change, by=None, at=NOW)

    def attempt(act):
        start.wait(timeout=10)
        try:
            act()
            return act.__name__
        except Denied:
            return "denied"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(attempt, [rate, follow]))

    row.refresh_from_db()
    assert answers.count("denied") == 1
    if "rate" in answers:
        assert (row.state, row.appraiser, row.result_rating) == ("rated", cast.citra.employee, "above")
    else:
        assert (row.state, row.appraiser, row.result_rating) == ("open", cast.budi.employee, "")
