"""What follows the rating: passing upwards, signing, receipt, return, the final result, the report, with their clocks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from conftest import NOW, TODAY
from factories import cycles
from factories.evaluation import achievement, document, evaluation
from factories.people import post
from factories.policies import setting_value
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import LAPSES, ClockKind
from sambayan.evaluation import actions, queries, rules
from sambayan.evaluation.models import EvaluationDocument, OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries.duties_above import signer_of
from sambayan.evaluation.queries.reading import waiting_for
from sambayan.evaluation.tasks import terms as tasks
from sambayan.notices.models import Notice
from sambayan.people.models import Assignment, Position

LATE = datetime(2026, 10, 22, 6, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
"""The day after the window of the third quarter ended (21 October)."""
WORDS = {
    "result_rating": "meets", "result_reason": "Semua hasil tercapai.", "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten melayani.", "consideration": "", "evaluation_note": "Lanjutkan.",
}  # fmt: skip


def made(cast, state: str = "open", **more) -> PerformanceEvaluation:
    row = evaluation(cast.ani.assignment, cast.budi.assignment, state, superior=cast.citra.assignment, **more)
    return queries.evaluation(row.pk)


def clocks(row) -> dict[str, tuple[str, int | None, date]]:
    return {c.kind: (c.state, c.holder_id, c.due_on) for c in Clock.objects.filter(about_pk=row.pk).order_by("pk")}


def last_event() -> tuple[str, str, str]:
    event = Event.objects.latest("index")
    return event.name, event.actor_name, event.reason


# Passing upwards


def test_pass_by_term_hands_the_evaluation_to_the_superior_and_tells_both(cast):
    row = made(cast, "rated")

    assert actions.pass_by_term(row, at=LATE)

    assert (row.state, row.superior_id, row.passed_at) == ("with_superior", cast.citra.employee.pk, LATE)
    assert last_event()[:2] == ("evaluation.pass_to_superior", "Sambayan")
    # 14 working days after the end of the window, Lampiran V.A.8
    assert clocks(row)["superior_signature"] == ("running", cast.citra.employee.pk, date(2026, 11, 10))
    assert set(Notice.objects.values_list("recipient__name", flat=True)) == {"Budi", "Citra"}


def test_pass_by_term_finds_the_superior_in_the_chain(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    actions.pass_by_term(row, at=LATE)

    assert row.superior_id == cast.citra.employee.pk


def test_pass_by_term_waits_while_nobody_stands_above(cast):
    row = evaluation(cast.budi.assignment, cast.citra.assignment)

    assert not actions.pass_by_term(row, at=LATE)

    assert row.state == "open"


@pytest.mark.parametrize(("state", "at"), [("signed", LATE), ("open", NOW)])
def test_pass_by_term_does_nothing_twice_nor_too_early(cast, state, at):
    row = made(cast, state)

    assert not actions.pass_by_term(row, at=at)
    assert not Event.objects.filter(name="evaluation.pass_to_superior").exists()


def test_the_appraiser_can_no_longer_rate_or_sign(cast):
    row = made(cast, "rated")
    actions.pass_by_term(row, at=LATE)

    with pytest.raises(Denied, match="Di atasan pejabat penilai"):
        actions.rate(row, WORDS, citizens=[], by=cast.budi.actor, at=LATE)
    with pytest.raises(Denied, match="Di atasan pejabat penilai"):
        actions.sign(row, by=cast.budi.actor, at=LATE)


def test_pass_to_superior_by_the_personnel_unit_keeps_the_reason(cast):
    row = made(cast)

    actions.pass_to_superior(row, reason="Berhalangan tetap, SK 12/2026", by=cast.admin.actor, at=NOW)

    assert (row.state, row.is_final, last_event()) == (
        "with_superior", False, ("evaluation.pass_to_superior", "Tri", "Berhalangan tetap, SK 12/2026"),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi", "inspector"])
def test_pass_to_superior_is_refused_to_everybody_else(cast, who):
    with pytest.raises(Denied, match="pengelola kinerja yang tidak terlibat"):
        actions.pass_to_superior(made(cast), reason="x", by=getattr(cast, who).actor, at=NOW)


def test_pass_to_superior_is_refused_to_an_administrator_who_is_the_employee(cast):
    row = queries.evaluation(evaluation(cast.admin.assignment, cast.budi.assignment).pk)

    with pytest.raises(Denied, match="tidak terlibat"):
        actions.pass_to_superior(row, reason="x", by=cast.admin.actor, at=NOW)


def test_pass_to_superior_says_that_nobody_stands_above(cast):
    row = queries.evaluation(evaluation(cast.budi.assignment, cast.citra.assignment).pk)

    with pytest.raises(Denied, match="Belum tercatat siapa"):
        actions.pass_to_superior(row, reason="x", by=cast.admin.actor, at=NOW)


def test_pass_upwards_reaches_the_next_superior(cast):
    chief = post("Gub", "lpg/", head=True)
    row = made(cast)
    actions.pass_by_term(row, at=LATE)

    assert actions.pass_upwards_by_term(row, at=LATE + timedelta(days=30))

    assert (row.state, row.superior_id) == ("with_superior", chief.employee_id)
    assert clocks(row)["superior_signature"][:2] == ("running", chief.employee_id)
    assert Clock.objects.filter(about_pk=row.pk, kind="superior_signature").count() == 2


def test_pass_upwards_stops_where_nobody_stands_above(cast):
    row = made(cast, "with_superior")

    assert not actions.pass_upwards_by_term(row, at=LATE)
    with pytest.raises(Denied, match="Belum tercatat siapa"):
        actions.pass_upwards(row, reason="x", by=cast.admin.actor, at=LATE)


def test_pass_upwards_by_term_does_nothing_once_signed(cast):
    assert not actions.pass_upwards_by_term(made(cast, "signed"), at=LATE)


def test_pass_upwards_by_the_personnel_unit(cast):
    chief = post("Gub", "lpg/", head=True)
    row = made(cast, "with_superior")

    actions.pass_upwards(row, reason="Berhalangan", by=cast.admin.actor, at=LATE)

    assert (row.superior_id, last_event()[0]) == (chief.employee_id, "evaluation.pass_upwards")


def test_without_a_superior_nobody_is_next(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "with_superior")

    assert queries.next_above(row, TODAY) is None


# Signing


def test_sign_stops_the_clock_of_the_rating_and_starts_two_others(cast):
    row = made(cast, "rated")
    achievement(row.appraiser_unit)

    actions.sign(row, by=cast.budi.actor, at=NOW)

    budi = cast.budi.employee.pk
    # 14 working days after the signature (V.A.5); 30 after the end of the window (V.A.7)
    assert clocks(row)["document_handover"] == ("running", budi, date(2026, 10, 28))
    assert clocks(row)["report"] == ("running", budi, date(2026, 12, 2))
    assert (row.signer_id, row.form_code, row.is_final) == (budi, "D.1.1", False)


def test_sign_freezes_the_document(cast):
    row = made(cast, "rated")
    achievement(row.appraiser_unit)
    actions.sign(row, by=cast.budi.actor, at=NOW)

    kept = EvaluationDocument.objects.get()
    assert (kept.code, kept.content["predicate"], kept.content["superior"]["name"]) == (
        row.document_code, "Baik", "Citra",
    )  # fmt: skip
    assert kept.content["result"]["form"] == "C.1.3"


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_a_document_as_it_is(cast, change):
    document(made(cast, "signed"))
    kept = EvaluationDocument.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        kept.update(predicate="poor") if change == "update" else kept.delete()


def test_sign_needs_a_note(cast):
    row = made(cast, "rated")
    achievement(row.appraiser_unit)
    PerformanceEvaluation.objects.filter(pk=row.pk).update(evaluation_note=" ")

    with pytest.raises(Denied, match="Tulis catatan"):
        actions.sign(row, by=cast.budi.actor, at=NOW)


def test_a_result_of_the_regional_head_is_final_from_the_start(cast):
    Position.objects.filter(pk=cast.budi.assignment.position_id).update(position_type="regional_head")
    row = made(cast, "rated")
    achievement(row.appraiser_unit)

    actions.sign(row, by=cast.budi.actor, at=NOW)

    assert (row.is_final, row.final_word) == (True, "Dinilai kepala daerah (PermenPANRB 6/2022 Lampiran IV.A.12).")


def yearly(year: int = 2025):
    return cycles.EvaluationPeriod.objects.create(
        cycle=cycles.cycle(year), kind="yearly", number=1, from_date=date(year, 1, 1), to_date=date(year, 12, 31),
        window_from=date(year, 12, 20), window_to=date(year + 1, 1, 31),
    )  # fmt: skip


FEBRUARY = datetime(2026, 2, 2, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_from_february_last_years_achievement_stands_on_the_yearly_document(cast):
    row = made(cast, "with_superior", period=yearly())
    achievement(row.appraiser_unit, yearly(2024), "excellent")

    actions.sign_as_superior(row, by=cast.citra.actor, at=FEBRUARY)

    # Lampiran IV.B.1.f p94
    assert (row.organisation_predicate, row.organisation_source) == ("excellent", "2024")
    assert EvaluationDocument.objects.get().content["organisation_source"].startswith("capaian tahun 2024")


@pytest.mark.parametrize("kept_year", [2024, 2023, None])
def test_nothing_older_than_the_year_before_counts_and_not_before_february(cast, kept_year):
    row = made(cast, "rated", period=yearly())
    if kept_year:
        achievement(row.appraiser_unit, yearly(kept_year))
    day = date(2026, 1, 31) if kept_year == 2024 else date(2026, 2, 2)

    assert queries.achieved(row.appraiser_unit_id, row.period, day) is None


def test_a_quarter_never_falls_back(cast):
    row = made(cast, "rated")
    achievement(row.appraiser_unit, yearly())

    assert queries.achieved(row.appraiser_unit_id, row.period, date(2027, 3, 1)) is None


# The superior


def test_the_superior_rates_and_signs_and_the_result_is_final(cast):
    row = made(cast)
    achievement(row.appraiser_unit)
    actions.pass_by_term(row, at=LATE)

    actions.rate_as_superior(row, WORDS, citizens=[], by=cast.citra.actor, at=LATE)
    actions.sign_as_superior(row, by=cast.citra.actor, at=LATE)

    assert (row.state, row.form_code, row.is_final, row.signer_id) == (
        "signed", "D.1.2", True, cast.citra.employee.pk,
    )  # fmt: skip
    assert "Lampiran IV.A.11" in row.final_word
    # 7 working days after the signature, Lampiran V.A.9
    assert clocks(row)["superior_handover"] == ("running", cast.citra.employee.pk, date(2026, 11, 2))
    assert clocks(row)["superior_signature"][0] == "met"


def test_before_the_window_ended_the_superiors_result_can_be_objected_to(cast):
    row = made(cast)
    achievement(row.appraiser_unit)
    actions.pass_to_superior(row, reason="Berhalangan tetap", by=cast.admin.actor, at=NOW)
    actions.rate_as_superior(row, WORDS, citizens=[], by=cast.citra.actor, at=NOW)

    actions.sign_as_superior(row, by=cast.citra.actor, at=NOW)

    assert (row.form_code, row.is_final, row.final_word) == ("D.1.2", False, "")


def test_the_superior_may_sign_what_the_appraiser_rated(cast):
    row = made(cast, "rated")
    achievement(row.appraiser_unit)
    actions.pass_by_term(row, at=LATE)

    actions.sign_as_superior(row, by=cast.citra.actor, at=LATE)

    assert row.state == "signed"


def test_the_superior_does_not_sign_without_a_rating(cast):
    row = made(cast, "open")
    achievement(row.appraiser_unit)
    actions.pass_by_term(row, at=LATE)

    with pytest.raises(Denied, match="Nilai dahulu"):
        actions.sign_as_superior(row, by=cast.citra.actor, at=LATE)


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "admin"])
def test_nobody_else_rates_or_signs_as_the_superior(cast, who):
    row, actor = made(cast, "with_superior"), getattr(cast, who).actor

    with pytest.raises(Denied, match="Hanya atasan pejabat penilai"):
        actions.rate_as_superior(row, WORDS, citizens=[], by=actor, at=LATE)
    with pytest.raises(Denied, match="Hanya atasan pejabat penilai"):
        actions.sign_as_superior(row, by=actor, at=LATE)


# Handing over, receipt, return


def test_hand_over_of_the_superiors_document_is_the_superiors(cast):
    row = made(cast, "signed")
    PerformanceEvaluation.objects.filter(pk=row.pk).update(form_code="D.1.2", signer=cast.citra.employee)
    row = queries.evaluation(row.pk)

    with pytest.raises(Denied, match="Hanya atasan"):
        actions.hand_over(row, by=cast.budi.actor, at=NOW)
    assert actions.hand_over(row, by=cast.citra.actor, at=NOW).state == "handed_over"


def test_hand_over_starts_no_clock_unless_the_agency_set_one(cast):
    row = made(cast, "signed")

    actions.hand_over(row, by=cast.budi.actor, at=NOW)

    assert "receipt" not in clocks(row)


def test_an_agency_may_deem_a_document_received(cast):
    setting_value("receipt_deemed_days", "5", date(2026, 1, 1))
    row = made(cast, "signed")
    actions.hand_over(row, by=cast.budi.actor, at=NOW)

    assert clocks(row)["receipt"] == ("running", cast.ani.employee.pk, date(2026, 10, 15))
    assert actions.deem_received(row, at=LATE)
    assert not actions.deem_received(row, at=LATE)
    assert (row.state, last_event()[0]) == ("received", "evaluation.confirm_receipt")
    assert "Dianggap diterima" in last_event()[2]


def test_the_receipt_starts_the_return_and_the_objection(cast):
    row = made(cast, "handed_over")

    actions.confirm_receipt(row, by=cast.ani.actor, at=NOW)

    ani = cast.ani.employee.pk
    assert clocks(row) == {
        "document_return": ("running", ani, date(2026, 10, 28)), "objection": ("running", ani, date(2026, 10, 28)),
    }  # fmt: skip


def test_a_final_document_of_the_superior_comes_back_in_seven_days_without_objection(cast):
    row = made(cast, "handed_over")
    PerformanceEvaluation.objects.filter(pk=row.pk).update(form_code="D.1.2", is_final=True)
    row = queries.evaluation(row.pk)

    actions.confirm_receipt(row, by=cast.ani.actor, at=NOW)

    assert clocks(row) == {"superior_return": ("running", cast.ani.employee.pk, date(2026, 10, 19))}


def test_return_signed_tells_the_signer_and_waits_for_the_objection_period(cast):
    row = made(cast, "received")

    actions.return_signed(row, by=cast.ani.actor, at=NOW)

    assert (row.state, row.returned_at) == ("returned", NOW)
    assert Notice.objects.get().recipient == cast.budi.employee


def test_return_signed_of_a_final_result_ends_it(cast):
    row = made(cast, "received")
    row.is_final = True
    row.save(update_fields=["is_final"])

    actions.return_signed(row, by=cast.ani.actor, at=NOW)

    assert (row.state, row.finalised_at) == ("final", NOW)
    assert last_event()[:2] == ("evaluation.finalise", "Sambayan")


@pytest.mark.parametrize("who", ["budi", "citra", "dewi", "admin"])
def test_return_signed_is_the_employees_alone(cast, who):
    with pytest.raises(Denied, match="pegawai yang bersangkutan"):
        actions.return_signed(made(cast, "received"), by=getattr(cast, who).actor, at=NOW)


def test_mark_not_returned_keeps_the_document_valid(cast):
    row = made(cast, "received")

    assert actions.mark_not_returned(row, at=NOW)
    assert not actions.mark_not_returned(row, at=NOW)

    assert (row.state, last_event()[:2]) == ("not_returned", ("evaluation.mark_not_returned", "Sambayan"))
    assert actions.return_signed(row, by=cast.ani.actor, at=NOW).state == "returned"


def test_finalise_comes_on_the_day_after_the_objection_period(cast):
    row = made(cast, "returned")  # received on 6 October, so objections until 26 October

    assert queries.objection_due(row) == date(2026, 10, 26)
    assert not actions.finalise(row, at=datetime(2026, 10, 26, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta")))
    assert actions.finalise(row, at=datetime(2026, 10, 27, 0, 1, tzinfo=ZoneInfo("Asia/Jakarta")))
    assert not actions.finalise(row, at=LATE + timedelta(days=60))
    assert row.state == "final"


def test_finalise_follows_the_clock_where_there_is_one(cast):
    row = made(cast, "handed_over")
    actions.confirm_receipt(row, by=cast.ani.actor, at=NOW)
    Clock.objects.filter(kind="objection").update(due_on=date(2026, 11, 2))

    assert queries.objection_due(row) == date(2026, 11, 2)


def test_nobody_objects_before_the_receipt(cast):
    assert queries.objection_due(made(cast, "handed_over")) is None


# Reporting


def test_report_leaves_a_date_and_moves_no_state(cast):
    row = made(cast, "received")

    actions.report(row, by=cast.budi.actor, at=NOW)

    assert (row.state, row.report_status, row.report_note) == ("received", "reported", "")
    with pytest.raises(Denied, match="sudah dilaporkan"):
        actions.report(row, by=cast.budi.actor, at=NOW)


def test_a_late_report_with_an_open_objection_says_both(cast):
    row = made(cast, "objected")

    actions.report(row, by=cast.budi.actor, at=datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta")))

    assert row.report_note == "Terlambat dilaporkan; Keberatan belum diputus"


def test_while_an_objection_to_it_is_open_the_superiors_document_is_still_reported_by_who_signed_it(cast):
    row = made(cast, "objected")
    eko = post("Eko", "lpg/", head=True).employee
    Assignment.objects.filter(employee=cast.citra.employee).update(to_date=date(2026, 10, 7))
    PerformanceEvaluation.objects.filter(pk=row.pk).update(form_code="D.1.2", signer=cast.citra.employee, superior=eko)
    row = queries.evaluation(row.pk)

    assert list(queries.evaluations(cast.citra.actor, row.period, queries.TO_REPORT)) == [row]
    assert list(PerformanceEvaluation.objects.filter(waiting_for(eko.pk, queries.TO_REPORT))) == []
    assert why_not("evaluation.read", cast.citra.actor, row) is None
    assert (signer_of(row), why_not("evaluation.read", cast.dewi.actor, row) is None) == (cast.citra.employee.pk, False)
    with pytest.raises(Denied, match="Citra"):
        actions.report(row, by=cast.budi.actor, at=NOW)
    actions.report(row, by=cast.citra.actor, at=NOW)
    assert row.report_note == "Keberatan belum diputus"


def test_after_a_changed_result_the_superior_reports_again(cast):
    row = made(cast, "final")
    PerformanceEvaluation.objects.filter(pk=row.pk).update(form_code="D.1.3", report_status="reported")
    row = queries.evaluation(row.pk)

    actions.report(row, by=cast.citra.actor, at=NOW)

    assert row.report_status == "re_reported"


def test_only_a_signed_document_is_reported_and_only_by_its_signer(cast):
    with pytest.raises(Denied, match="sudah ditandatangani"):
        actions.report(made(cast, "rated"), by=cast.budi.actor, at=NOW)
    other = queries.evaluation(evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "received").pk)
    with pytest.raises(Denied, match="Hanya pejabat penilai"):
        actions.report(other, by=cast.admin.actor, at=NOW)


# What the system does when a term passes


def test_every_term_of_the_evaluation_has_its_lapse():
    mine = {kind for kind, act in LAPSES.items() if act.__module__ == tasks.__name__}

    assert mine == {
        ClockKind.RATING, ClockKind.SUPERIOR_SIGNATURE, ClockKind.DOCUMENT_HANDOVER, ClockKind.SUPERIOR_HANDOVER,
        ClockKind.RECEIPT, ClockKind.DOCUMENT_RETURN, ClockKind.SUPERIOR_RETURN, ClockKind.OBJECTION,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "state", "after"),
    [
        (ClockKind.RATING, "open", "with_superior"),
        (ClockKind.SUPERIOR_SIGNATURE, "with_superior", "with_superior"),
        (ClockKind.DOCUMENT_HANDOVER, "signed", "signed"),
        (ClockKind.RECEIPT, "handed_over", "received"),
        (ClockKind.DOCUMENT_RETURN, "received", "not_returned"),
        (ClockKind.OBJECTION, "returned", "returned"),
    ],
)
def test_a_lapse_is_borne_twice(cast, kind, state, after):
    row = made(cast, state)

    LAPSES[kind](row.pk, LATE)
    LAPSES[kind](row.pk, LATE)

    row.refresh_from_db()
    assert row.state == after
    assert Event.objects.filter(actor_name="Sambayan").count() == (state != after)


def test_a_lapse_of_something_that_is_gone_does_nothing(db):
    LAPSES[ClockKind.RATING](10**6, LATE)

    assert not Event.objects.exists()


def test_a_late_handover_is_shown_above(cast):
    row = made(cast, "signed")

    assert actions.show_late_handover(row, at=LATE)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.event) == (cast.citra.employee, "evaluation.late_handover")


def test_a_document_that_was_handed_over_is_not_shown(cast):
    assert not actions.show_late_handover(made(cast, "handed_over"), at=LATE)


def test_the_daily_round_passes_on_and_ends_what_a_clock_missed(cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE + timedelta(days=30))
    late = made(cast)
    back = evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "returned")

    tasks.follow_terms.func()

    late.refresh_from_db()
    back.refresh_from_db()
    assert (late.state, back.state) == ("with_superior", "final")


# The organisation's predicate


def test_set_achievement_freezes_its_figures(cast):
    figures = [rules.Figure("Penerimaan", "100", "104", rules.FigureMark.EXCEEDED)]

    actions.set_achievement(
        cast.unit, cycles.quarter(), predicate="good", reason="Tercapai", figures=figures, by=cast.citra.actor, at=NOW
    )

    kept = OrganisationAchievement.objects.get()
    assert kept.figures == [{"name": "Penerimaan", "target": "100", "realisation": "104", "mark": "exceeded"}]
    assert (kept.citizens, kept.predicate_word.label) == ([], "Baik")
