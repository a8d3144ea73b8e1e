"""The verbs of an evaluation, each with its record, its notice and its refusals."""

import pytest

from conftest import NOW, TODAY
from factories import cycles, surveys
from factories.evaluation import achievement, evaluation
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation import actions
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.notices.models import Notice
from sambayan.policies.queries import rule_version
from sambayan.surveys.queries import citizen_evidence

WORDS = {
    "result_rating": "above",
    "result_reason": "Mutu berkas melewati target.",
    "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.",
    "consideration": "",
    "evaluation_note": "Catat pengaduan pada hari pertama.",
}


@pytest.fixture
def opened(cast):
    return evaluation(cast.ani.assignment, cast.budi.assignment)


def rate(row, cast, **changes):
    return actions.rate(row, {**WORDS, **changes}, citizens=[], by=cast.budi.actor, at=NOW)


def test_rate_computes_the_predicate(opened, cast):
    rate(opened, cast, result_rating="above", behaviour_rating="above")

    opened.refresh_from_db()
    assert (opened.state, opened.predicate) == ("rated", "very_good")
    assert opened.rule_version == rule_version(TODAY)


def test_rate_freezes_what_the_citizens_said(opened, cast):
    service = surveys.service()
    surveys.staffed(service, cast.ani.employee)
    surveys.published(service, surveys.mixed(40))
    voices = citizen_evidence(cast.ani.employee.pk, opened.period.to_date)

    actions.rate(opened, WORDS, citizens=voices, by=cast.budi.actor, at=NOW)

    opened.refresh_from_db()
    assert [(v["satisfaction_index"], v["n"]) for v in opened.citizen_evidence] == [("87.50", 40)]


def test_rate_again_before_signing_keeps_before_and_after(opened, cast):
    rate(opened, cast)
    rate(opened, cast, result_rating="below")

    event = Event.objects.filter(name="evaluation.rate").latest("pk")
    assert event.before == {"result_rating": "above", "behaviour_rating": "meets", "predicate": "good"}
    assert event.after == {"result_rating": "below", "behaviour_rating": "meets", "predicate": "needs_improvement"}


def test_rate_is_refused_to_the_superior_of_the_appraiser(opened, cast):
    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.rate(opened, WORDS, citizens=[], by=cast.citra.actor, at=NOW)

    opened.refresh_from_db()
    assert opened.state == "open"


def test_sign_gives_the_document_a_code(opened, cast):
    achievement(opened.appraiser_unit)
    rate(opened, cast)

    actions.sign(opened, by=cast.budi.actor, at=NOW)

    opened.refresh_from_db()
    assert (opened.state, opened.organisation_predicate, len(opened.document_code)) == ("signed", "good", 14)


def test_sign_waits_for_the_organisation_predicate(opened, cast):
    rate(opened, cast)

    with pytest.raises(Denied, match="belum ditetapkan"):
        actions.sign(opened, by=cast.budi.actor, at=NOW)


def test_a_signed_rating_cannot_be_changed(opened, cast):
    achievement(opened.appraiser_unit)
    rate(opened, cast)
    stale = PerformanceEvaluation.objects.get(pk=opened.pk)
    actions.sign(opened, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="Ditandatangani"):
        rate(stale, cast, result_rating="below")

    opened.refresh_from_db()
    assert opened.result_rating == "above"


def test_hand_over_tells_the_employee(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "signed")

    actions.hand_over(row, by=cast.budi.actor, at=NOW)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.event) == (cast.ani.employee, "evaluation.hand_over")


def test_confirm_receipt_starts_the_periods_and_tells_the_appraiser(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over")

    actions.confirm_receipt(row, by=cast.ani.actor, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.received_at) == ("received", NOW)
    assert Notice.objects.get().recipient == cast.budi.employee


def test_confirm_receipt_is_the_employees_alone(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over")

    with pytest.raises(Denied, match="pegawai yang bersangkutan"):
        actions.confirm_receipt(row, by=cast.budi.actor, at=NOW)


def test_set_achievement_records_before_and_after(cast):
    words = {"unit": cast.unit, "period": cycles.quarter(), "by": cast.citra.actor, "at": NOW}
    actions.set_achievement(words["unit"], words["period"], predicate="good", reason="Tercapai", by=words["by"], at=NOW)
    actions.set_achievement(words["unit"], words["period"], predicate="poor", reason="Koreksi", by=words["by"], at=NOW)

    event = Event.objects.filter(name="evaluation.set_achievement").latest("pk")
    assert (event.before, event.after, event.reason) == ({"predicate": "good"}, {"predicate": "poor"}, "Koreksi")


def test_set_achievement_is_refused_to_the_unit_itself(cast):
    with pytest.raises(Denied, match="satu tingkat di atas"):
        actions.set_achievement(cast.unit, cycles.quarter(), predicate="good", reason="x", by=cast.budi.actor, at=NOW)


def test_every_move_is_recorded(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    achievement(row.appraiser_unit)
    rate(row, cast)
    actions.sign(row, by=cast.budi.actor, at=NOW)
    actions.hand_over(row, by=cast.budi.actor, at=NOW)
    actions.confirm_receipt(row, by=cast.ani.actor, at=NOW)

    names = list(Event.objects.order_by("pk").values_list("name", "actor_name"))
    assert names == [
        ("evaluation.rate", "Budi"),
        ("evaluation.sign", "Budi"),
        ("evaluation.hand_over", "Budi"),
        ("evaluation.confirm_receipt", "Ani"),
    ]


def test_a_predicate_that_signed_evaluations_stand_on_stays(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "signed")

    with pytest.raises(Denied, match="tidak dapat diubah lagi"):
        actions.set_achievement(cast.unit, row.period, predicate="poor", reason="x", by=cast.citra.actor, at=NOW)
