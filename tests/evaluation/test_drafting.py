"""Whoever was asked to prepare drafts reads and drafts, and never signs; the record says for whom."""

import pytest

from conftest import NOW, TODAY
from factories.evaluation import achievement, evaluation
from factories.people import AccountFactory, post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.evaluation import actions
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.people.models import Delegation
from sambayan.people.queries import actor_for

WORDS = {
    "result_rating": "meets", "result_reason": "Semua hasil tercapai.", "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten melayani.", "consideration": "", "evaluation_note": "Lanjutkan.",
}  # fmt: skip


@pytest.fixture
def helper(cast):
    """Eko of another office prepares drafts for Budi."""
    eko = post("Eko", "lpg/dinsos/")
    Delegation.objects.create(
        giver=cast.budi.employee, receiver=eko.employee, kind="draft", unit=cast.unit, from_date=TODAY, to_date=TODAY,
        reason="Surat",
    )  # fmt: skip
    return actor_for(AccountFactory(name="Eko", employee=eko.employee), TODAY)


def test_a_draft_is_written_on_behalf_of_the_appraiser(cast, helper):
    opened = evaluation(cast.ani.assignment, cast.budi.assignment)
    achievement(cast.unit)

    actions.rate(opened, WORDS, citizens=[], by=helper, at=NOW)

    event = Event.objects.get(name="evaluation.rate")
    assert (event.actor_name, event.on_behalf_of) == ("Eko", "Budi")


def test_a_draft_is_never_signed_by_the_helper(cast, helper):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    achievement(cast.unit)

    with pytest.raises(Denied, match="Hanya pejabat penilai"):
        actions.sign(rated, by=helper, at=NOW)


def test_the_helper_reads_what_the_appraiser_rates_and_nothing_else(cast, helper):
    opened = evaluation(cast.ani.assignment, cast.budi.assignment)
    evaluation(cast.budi.assignment, cast.citra.assignment)

    assert list(PerformanceEvaluation.objects.filter(visible_to(helper))) == [opened]
    assert why_not("evaluation.read", helper, opened) is None


def test_a_stranger_drafts_nothing(cast):
    opened = evaluation(cast.ani.assignment, cast.budi.assignment)

    assert str(why_not("evaluation.rate", cast.dewi.actor, opened)).startswith("Hanya pejabat penilai")


def test_the_helper_does_not_rate_himself(cast, helper):
    opened = evaluation(cast.ani.assignment, cast.budi.assignment)
    PerformanceEvaluation.objects.filter(pk=opened.pk).update(employee_id=helper.employee_id)
    opened.refresh_from_db()

    with pytest.raises(Denied, match="Hanya pejabat penilai"):
        actions.rate(opened, WORDS, citizens=[], by=helper, at=NOW)
