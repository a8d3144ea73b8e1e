"""What the pages of an evaluation are made of."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from conftest import TODAY
from factories import cycles, surveys
from factories.evaluation import achievement, evaluation
from factories.people import post
from sambayan.common.guard import why_not
from sambayan.evaluation import queries, rules
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import PerformanceEvaluation


def test_the_team_has_an_order_and_neighbours(cast):
    rows = [evaluation(post(name, "lpg/bapenda/samsat/"), cast.budi.assignment) for name in ("Zainal", "Ahmad")]
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    around = queries.rating_page(own).neighbours

    assert (around.place, around.total, around.done) == (2, 3, 1)
    assert (around.previous, around.following) == (rows[1], rows[0])


def test_the_guide_counts_whole_people(cast):
    for number in range(9):
        evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")
    own = evaluation(cast.ani.assignment, cast.budi.assignment)
    achievement(own.appraiser_unit, predicate="good")

    guide = queries.rating_page(own).distribution

    good = next(row for row in guide.rows if row["predicate"] == "good")
    assert (good["count"], good["guide"], good["note"]) == (9, 7, "paling banyak 7 dari 10")
    assert guide.joint == ["Butuh Perbaikan + Kurang: bersama paling sedikit 1 orang"]
    assert guide.check is None


def test_a_complete_team_is_checked(cast):
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    achievement(own.appraiser_unit, predicate="very_poor")

    check = queries.rating_page(own).distribution.check
    assert (check.fits, check.explanation) == (None, rules.Explanation.NO_DIVISION_POSSIBLE)


def test_without_an_organisation_predicate_there_is_no_guide(cast):
    own = evaluation(cast.ani.assignment, cast.budi.assignment)

    assert queries.rating_page(own).distribution is None


def test_the_previous_period_is_the_last_rated_one(cast):
    first = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(1))
    second = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(2))
    own = evaluation(cast.ani.assignment, cast.budi.assignment)

    assert queries.rating_page(own).previous == second
    assert queries.rating_page(second).previous == first


def test_the_citizens_voice_is_that_of_the_services_worked_for_until_the_period_ended(cast):
    own_service, other = surveys.service("stnk"), surveys.service("lain")
    surveys.staffed(own_service, cast.ani.employee)
    surveys.published(own_service, surveys.mixed(40), "Triwulan II 2026")
    surveys.published(own_service, surveys.mixed(40, low=4), "Triwulan III 2026")
    surveys.published(own_service, surveys.mixed(40, low=1, high=1), "Triwulan IV 2026")
    surveys.published(other, surveys.mixed(40, low=1, high=1), "Triwulan III 2026")
    own = evaluation(cast.ani.assignment, cast.budi.assignment)

    (voice,) = queries.rating_page(own).citizens

    assert (voice.label, voice.satisfaction_index, voice.service_grade) == ("Triwulan III 2026", Decimal("100.00"), "A")
    assert voice.trend == (("Triwulan II 2026", Decimal("87.50")), ("Triwulan III 2026", Decimal("100.00")))
    assert (voice.movement.difference, voice.movement.direction) == (Decimal("12.50"), "up")


def test_objection_is_due_fourteen_working_days_after_receipt(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "received")
    row.received_at = datetime(2026, 10, 12, 8, 14, tzinfo=ZoneInfo("Asia/Jakarta"))

    shown = queries.explanation_page(row, date(2026, 10, 16))

    # PermenPANRB 6/2022 Ps 29, Lampiran V.B.2
    assert (shown.objection_due, shown.objection_days_left) == (date(2026, 10, 30), 10)


def test_before_receipt_no_period_runs(cast):
    shown = queries.explanation_page(evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over"), TODAY)

    assert (shown.objection_due, shown.objection_days_left) == (None, None)


@pytest.mark.parametrize("result", list(rules.Rating))
def test_the_matrix_on_the_page_is_the_matrix_of_the_law(result):
    rows, columns = queries.matrix()

    cells = next(cells for key, _label, cells in rows if key == result.value)

    assert cells == [rules.predicate(result, rules.Rating(key)).label_on_form for key, _label in columns]


def test_the_matrix_speaks_english():
    with translation.override("en"):
        rows, columns = queries.matrix()

    assert [label for _key, label in columns] == ["Below", "Meets", "Above"]


def test_the_list_shows_exactly_what_the_guard_allows(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment, "received")
    evaluation(cast.budi.assignment, cast.citra.assignment)
    evaluation(cast.dewi.assignment, cast.citra.assignment)

    for member in cast:
        listed = set(PerformanceEvaluation.objects.filter(visible_to(member.actor)))
        allowed = {
            row
            for row in PerformanceEvaluation.objects.select_related("unit", "employee", "appraiser")
            if why_not("evaluation.read", member.actor, row) is None
        }
        assert listed == allowed


def test_the_document_stands_in_the_order_of_the_form(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "received")

    content = queries.document_content(queries.evaluation(row.pk), "https://contoh.invalid/verify/X/")

    assert (content["employee"]["name"], content["appraiser"]["name"], content["superior"]["name"]) == (
        "Ani",
        "Budi",
        "Citra",
    )
    assert (content["organisation"], content["predicate"]) == ("Baik", "Baik")
    assert content["span"] == "1 Juli 2026 sd 30 September 2026"


def test_a_document_of_the_highest_head_has_no_superior(cast):
    row = evaluation(cast.budi.assignment, cast.citra.assignment, "received")

    content = queries.document_content(queries.evaluation(row.pk), "x")

    assert content["superior"]["name"] == "–"


def test_duties_of_the_appraiser_and_the_employee(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment)
    rated = evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")
    signed = evaluation(post("Fitri", "lpg/bapenda/samsat/"), cast.budi.assignment, "signed")

    titles = [duty.title for duty in queries.evaluation_duties(cast.budi.actor, TODAY)]

    assert titles == [
        "Nilai kinerja Triwulan III 2026",
        f"Tanda tangani penilaian {rated.employee}",
        f"Serahkan dokumen evaluasi kepada {signed.employee}",
    ]


def test_a_handed_over_document_is_a_duty_of_its_employee(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over")

    assert [d.title for d in queries.evaluation_duties(cast.ani.actor, TODAY)] == [
        "Terima dokumen evaluasi Triwulan III 2026"
    ]


def test_nobody_has_duties_without_a_post_or_a_period(cast):
    assert queries.evaluation_duties(cast.partner.actor, TODAY) == []
    assert queries.evaluation_duties(cast.budi.actor, TODAY) == []


def test_a_team_that_waits_for_nothing_has_no_duty(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment, "received")

    assert queries.evaluation_duties(cast.budi.actor, TODAY) == []


def test_the_unit_above_is_asked_for_the_organisation_predicate(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment)

    (duty,) = queries.evaluation_duties(cast.citra.actor, TODAY)
    (admins,) = queries.evaluation_duties(cast.admin.actor, TODAY)

    assert duty.title == admins.title == "Tetapkan predikat kinerja organisasi Triwulan III 2026"
    assert "1 unit menunggu, di antaranya Unit samsat" in duty.detail


def test_once_set_nobody_is_asked(cast):
    achievement(evaluation(cast.ani.assignment, cast.budi.assignment).appraiser_unit)

    assert queries.evaluation_duties(cast.citra.actor, TODAY) == []
