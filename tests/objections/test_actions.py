"""The verbs of an objection, each with its record, its notices, its clocks and its refusals."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW
from factories import objections as made
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.models import Clock
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.rules import Rating
from sambayan.notices.models import Notice
from sambayan.objections import actions, queries
from sambayan.objections.models import Explanation, Objection, ObjectionBundle
from sambayan.objections.rules import Side
from sambayan.people.models import Assignment, Employee

REASON = "Kedua penjelasan dan buktinya sudah ditimbang."
LATE = datetime(2026, 10, 27, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LAST_MOMENT = datetime(2026, 10, 26, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
DECISION = actions.Decision(
    NewRating(Rating.ABOVE, "Waktu layanan di bawah target.", Rating.ABOVE, "Konsisten menjaga nilai di luar unit."),
    REASON,
    "Libatkan dalam melatih rekan loket.",
)


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


def told(event: str) -> set[str]:
    return {str(notice.recipient) for notice in Notice.objects.filter(event=event)}


def events() -> list[str]:
    return list(Event.objects.order_by("index").values_list("name", flat=True))


def fresh(row: Objection) -> Objection:
    return queries.objection(row.pk)


def test_draft_begins_an_objection_that_only_the_employee_reads(evaluation, cast):
    row = actions.draft(queries.objection_about(evaluation.pk), made.WORDS, by=cast.ani.actor, at=NOW)

    assert (row.state, row.reasons, row.document.form_code) == ("draft", made.WORDS["reasons"], "D.1.1")
    assert (events(), Notice.objects.count()) == (["objections.draft"], 0)


def test_draft_again_keeps_the_newest_words_and_records_nothing_more(evaluation, cast):
    row = actions.draft(queries.objection_about(evaluation.pk), made.WORDS, by=cast.ani.actor, at=NOW)

    actions.draft(row, {**made.WORDS, "reasons": "Lain"}, by=cast.ani.actor, at=NOW)

    assert fresh(row).reasons == "Lain"
    assert events() == ["objections.draft"]


def test_draft_from_a_second_window_goes_on_with_the_same_objection(evaluation, cast):
    first, second = queries.objection_about(evaluation.pk), queries.objection_about(evaluation.pk)
    actions.draft(first, made.WORDS, by=cast.ani.actor, at=NOW)

    actions.draft(second, {**made.WORDS, "reasons": "Dari jendela kedua"}, by=cast.ani.actor, at=NOW)

    assert Objection.objects.get().reasons == "Dari jendela kedua"


def test_lodge_puts_it_before_the_superior_and_starts_the_seven_days(evaluation, cast):
    row = made.objection(evaluation)

    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    row, clock = fresh(row), Clock.objects.get(kind="objection_decision")
    assert (row.state, row.superior, row.lodged_at) == ("lodged", cast.citra.employee, NOW)
    assert (clock.holder, clock.due_on, clock.state) == (cast.citra.employee, date(2026, 10, 19), "running")
    assert told("objections.lodge") == {"Budi", "Citra"}
    assert events() == ["evaluation.object", "objections.lodge"]
    evaluation.refresh_from_db()
    assert evaluation.state == "objected"


def test_lodge_stops_the_clock_of_objecting(evaluation, cast):
    row = made.objection(evaluation)
    clock = Clock.objects.create(
        kind="objection", about_kind="evaluation", about_pk=evaluation.pk, unit=row.unit, started_on=made.AT.date(),
        due_on=made.DUE, length=14,
    )  # fmt: skip

    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    clock.refresh_from_db()
    assert clock.state == "met"


def test_lodge_freezes_what_it_stands_on_and_records_the_hash(evaluation, cast):
    row = made.objection(evaluation)

    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    bundle = ObjectionBundle.objects.get()
    assert bundle.kind == "lodged"
    assert Event.objects.get(name="objections.lodge").after["manifest"] == bundle.manifest_hash


def test_lodge_is_in_time_until_the_last_minute_of_the_last_day(evaluation, cast):
    row = made.objection(evaluation)

    assert actions.lodge(fresh(row), by=cast.ani.actor, at=LAST_MOMENT).state == "lodged"


def test_lodge_after_the_last_day_is_refused_and_the_attempt_kept(evaluation, cast):
    row = made.objection(evaluation)

    actions.lodge(fresh(row), late_reason=" Saya dirawat. ", by=cast.ani.actor, at=LATE)

    row = fresh(row)
    assert (row.state, row.refused_at, row.late_reason) == ("refused_late", LATE, "Saya dirawat.")
    assert events() == ["objections.refuse_late"]
    assert "26 Oktober 2026" in Event.objects.get().reason
    assert told("objections.refuse_late") == {"Ani", "Citra"}
    evaluation.refresh_from_db()
    assert (evaluation.state, Clock.objects.count(), ObjectionBundle.objects.count()) == ("received", 0, 0)


def test_lodge_after_the_result_became_final_is_refused_though_the_calendar_moved_the_last_day(evaluation, cast):
    row = made.objection(evaluation)
    evaluation.state = "final"
    evaluation.save()

    assert actions.lodge(fresh(row), by=cast.ani.actor, at=NOW).state == "refused_late"


def test_lodge_takes_the_last_day_from_the_clock_where_there_is_one(evaluation, cast):
    row = made.objection(evaluation)
    Clock.objects.create(
        kind="objection", about_kind="evaluation", about_pk=evaluation.pk, unit=row.unit, started_on=made.AT.date(),
        due_on=date(2026, 10, 7), length=14,
    )  # fmt: skip

    assert actions.lodge(fresh(row), by=cast.ani.actor, at=NOW).state == "refused_late"


def test_lodge_asks_for_reasons_long_enough(evaluation, cast):
    row = made.objection(evaluation, reasons="Tidak adil.")

    with pytest.raises(Denied, match="20 huruf"):
        actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    assert fresh(row).state == "draft"


def test_lodge_sends_what_is_stored_not_what_an_old_page_held(evaluation, cast):
    row = made.objection(evaluation)
    stale = fresh(row)
    Objection.objects.filter(pk=row.pk).update(reasons="Ditulis kemudian di jendela lain, dan ini yang diajukan.")

    assert actions.lodge(stale, by=cast.ani.actor, at=NOW).reasons.startswith("Ditulis kemudian")


def test_lodge_against_the_superiors_own_document_goes_to_the_next_tier(evaluation, cast):
    governor = post("Gubernur", "lpg/", head=True)
    evaluation.signer = cast.citra.employee
    evaluation.save()
    row = made.objection(evaluation, superior=None)

    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    row = fresh(row)
    assert (row.appraiser, row.superior) == (cast.citra.employee, governor.employee)


def test_lodge_without_a_known_superior_keeps_the_day_and_waits(evaluation, cast):
    evaluation.superior, evaluation.signer = None, cast.citra.employee
    evaluation.save()
    row = made.objection(evaluation)

    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)

    row = fresh(row)
    assert (row.state, row.superior, row.lodged_at) == ("lodged", None, NOW)


def test_lodge_passes_over_a_superior_who_has_left(evaluation, cast):
    governor = post("Gubernur", "lpg/", head=True)
    Employee.objects.filter(name="Citra").update(left_on=date(2026, 10, 1), left_reason="retired")
    Assignment.objects.filter(employee__name="Citra").update(to_date=date(2026, 10, 1))
    row = made.objection(evaluation)

    assert actions.lodge(fresh(row), by=cast.ani.actor, at=NOW).superior_id == governor.employee_id


def test_admit_opens_a_late_objection_with_a_written_reason(evaluation, cast):
    row = made.objection(evaluation, "refused_late")
    evaluation.state, evaluation.finalised_at = "final", LATE
    evaluation.save()

    actions.admit(fresh(row), reason="Pegawai dirawat di rumah sakit.", by=cast.citra.actor, at=LATE)

    row = fresh(row)
    evaluation.refresh_from_db()
    assert (row.state, row.lodged_at, row.admit_reason) == ("lodged", LATE, "Pegawai dirawat di rumah sakit.")
    assert (evaluation.state, evaluation.finalised_at) == ("objected", None)
    assert events() == ["evaluation.admit_objection", "objections.admit"]
    assert told("objections.admit") == {"Ani", "Budi"}


def test_admit_never_opens_what_nobody_may_object_to(evaluation, cast):
    row = made.objection(evaluation, "refused_late")
    evaluation.is_final = True
    evaluation.save()

    with pytest.raises(Denied, match="final"):
        actions.admit(fresh(row), reason=REASON, by=cast.citra.actor, at=LATE)

    assert fresh(row).state == "refused_late"


def test_withdraw_gives_the_evaluation_back_and_voids_the_decision(evaluation, cast):
    row = made.objection(evaluation, "lodged")

    actions.withdraw(fresh(row), by=cast.ani.actor, at=NOW)

    evaluation.refresh_from_db()
    clocks = {clock.kind: (clock.state, clock.due_on) for clock in Clock.objects.all()}
    assert (fresh(row).state, evaluation.state, evaluation.returned_at) == ("withdrawn", "received", None)
    assert clocks == {
        "objection_decision": ("void", date(2026, 10, 16)),
        "objection": ("running", made.DUE),
        "document_return": ("running", made.DUE),
    }
    assert events() == ["evaluation.withdraw_objection", "objections.withdraw"]
    assert told("objections.withdraw") == {"Budi", "Citra"}


def test_ask_explanations_asks_both_sides(evaluation, cast):
    row = made.objection(evaluation, "lodged")

    actions.ask_explanations(fresh(row), by=cast.citra.actor, at=NOW)

    assert (fresh(row).state, fresh(row).asked_at) == ("in_examination", NOW)
    assert told("objections.ask_explanations") == {"Ani", "Budi"}
    assert events() == ["objections.ask_explanations"]


@pytest.mark.parametrize("side", ["ani", "budi"])
def test_explain_writes_ones_own_text_once(evaluation, cast, side):
    row, actor = made.objection(evaluation, "in_examination"), getattr(cast, side).actor

    actions.explain(fresh(row), text=f"  {REASON} ", by=actor, at=NOW)

    written = Explanation.objects.get()
    assert (written.side, written.text) == ("employee" if side == "ani" else "appraiser", REASON)
    assert (written.is_refusal, told("objections.explain")) == (False, {"Citra"})
    with pytest.raises(Denied, match="satu kali"):
        actions.explain(fresh(row), text="Saya tambahkan satu hal lagi.", by=actor, at=NOW)
    assert events() == ["objections.explain"]


def test_explain_a_second_time_from_an_old_page_is_told(evaluation, cast):
    row = made.objection(evaluation, "in_examination")
    stale = fresh(row)
    actions.explain(fresh(row), text=REASON, by=cast.ani.actor, at=NOW)

    with pytest.raises(Denied, match="satu kali"):
        actions.explain(stale, text=REASON, by=cast.ani.actor, at=NOW)


def test_a_recorded_refusal_makes_a_decision_possible_and_may_still_be_mended(evaluation, cast):
    row = made.objection(evaluation, "in_examination")
    actions.explain(fresh(row), text=REASON, by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="Menunggu Budi"):
        actions.uphold(fresh(row), reason=REASON, by=cast.citra.actor, at=NOW)

    why = "Diminta dua kali lewat surat, tidak dijawab."
    actions.record_refusal_to_explain(fresh(row), side=Side.APPRAISER, reason=why, by=cast.citra.actor, at=NOW)

    assert fresh(row).unheard == ()
    assert told("objections.record_refusal_to_explain") == {"Budi"}
    actions.explain(fresh(row), text="Saya baru kembali dari dinas luar.", by=cast.budi.actor, at=NOW)
    assert Explanation.objects.filter(side="appraiser").count() == 2


def test_a_refusal_is_not_recorded_of_who_has_explained(evaluation, cast):
    row = made.objection(evaluation, "in_examination")
    actions.explain(fresh(row), text=REASON, by=cast.ani.actor, at=NOW)

    with pytest.raises(Denied, match="sudah ada"):
        actions.record_refusal_to_explain(fresh(row), side=Side.EMPLOYEE, reason=REASON, by=cast.citra.actor, at=NOW)


def test_uphold_makes_the_result_final(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="explained")

    actions.uphold(fresh(row), reason=REASON, by=cast.citra.actor, at=NOW)

    row = fresh(row)
    evaluation.refresh_from_db()
    assert (row.state, row.decided_at, row.decision_document) == ("upheld", NOW, None)
    assert (evaluation.state, evaluation.is_final, evaluation.predicate) == ("final", True, "good")
    assert Clock.objects.get().state == "met"
    assert events() == ["evaluation.uphold", "objections.uphold"]
    assert told("objections.uphold") == {"Ani", "Budi"}


def test_change_rates_anew_and_issues_the_document_that_supersedes(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="explained")
    old = row.document

    actions.change(fresh(row), DECISION, by=cast.citra.actor, at=NOW)

    row = fresh(row)
    evaluation.refresh_from_db()
    new = row.decision_document
    assert (evaluation.state, evaluation.predicate, evaluation.form_code) == ("final", "very_good", "D.1.3")
    assert (new.form_code, new.supersedes, new.predicate) == ("D.1.3", old, "very_good")
    old.refresh_from_db()
    assert (old.predicate, old.superseded_by) == ("good", new)
    assert told("objections.change") == {"Ani", "Budi"}
    assert events() == ["evaluation.change", "objections.change"]
    assert Event.objects.get(name="evaluation.change").before["predicate"] == "good"


def test_change_prints_objection_explanations_and_decision(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="refused")
    actions.explain(fresh(row), text="Rekap loket saya terlampir.", by=cast.ani.actor, at=NOW)

    actions.change(fresh(row), DECISION, by=cast.citra.actor, at=NOW)

    words = fresh(row).decision_document.content
    assert words["objection"] == made.WORDS["reasons"]
    assert words["explanation_employee"] == "Rekap loket saya terlampir."
    assert words["explanation_appraiser"] == "Tidak memberi penjelasan. Penjelasan appraiser."
    assert words["decision"].startswith("Mengubah hasil evaluasi. Rating hasil kerja: Di atas ekspektasi.")
    assert words["recommendation"] == DECISION.recommendation
    assert (words["decided_on"], words["superior_signs"]) == ("8 Oktober 2026", "Citra")


def test_change_without_a_change_is_told_to_uphold(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="explained")
    same = actions.Decision(NewRating(Rating.MEETS, REASON, Rating.MEETS, REASON), REASON, REASON)

    with pytest.raises(Denied, match="kuatkan"):
        actions.change(fresh(row), same, by=cast.citra.actor, at=NOW)

    assert fresh(row).state == "in_examination"


def after_failed_study(row):
    row.predicate, row.exception_predicate, row.exception_reason = "poor", "poor", "Tidak lulus, SK 8/2026."
    row.save()
    return fresh(made.objection(row, "in_examination", heard="explained"))


@pytest.mark.parametrize(
    ("picked", "reason", "predicate", "printed"),
    [("very_poor", REASON, "very_poor", "Sangat Kurang"), ("", "", "good", "Baik")],
)
def test_change_moves_the_predicate_after_a_failed_study_leave_alone(
    evaluation, cast, picked, reason, predicate, printed
):
    row = after_failed_study(evaluation)
    new = NewRating(Rating.MEETS, REASON, Rating.MEETS, REASON, picked, reason)

    actions.change(row, actions.Decision(new, REASON, REASON), by=cast.citra.actor, at=NOW)

    evaluation.refresh_from_db()
    assert (evaluation.predicate, evaluation.exception_predicate, evaluation.exception_reason) == (
        predicate, picked, reason,
    )  # fmt: skip
    document = fresh(row).decision_document
    assert (document.predicate, f"Predikat kinerja pegawai: {printed}" in document.content["decision"]) == (
        predicate, True,
    )  # fmt: skip
    event = Event.objects.get(name="evaluation.change")
    assert (event.before["exception_predicate"], event.after["exception_predicate"]) == ("poor", picked)


def test_change_that_leaves_the_picked_predicate_too_is_told_to_uphold(evaluation, cast):
    row = after_failed_study(evaluation)
    same = actions.Decision(NewRating(Rating.MEETS, REASON, Rating.MEETS, REASON, "poor", REASON), REASON, REASON)

    with pytest.raises(Denied, match="kuatkan"):
        actions.change(row, same, by=cast.citra.actor, at=NOW)


def test_change_freezes_a_second_bundle_and_leaves_the_first(evaluation, cast):
    row = made.objection(evaluation)
    actions.lodge(fresh(row), by=cast.ani.actor, at=NOW)
    first = ObjectionBundle.objects.get().manifest_hash
    actions.ask_explanations(fresh(row), by=cast.citra.actor, at=NOW)
    for member in (cast.ani, cast.budi):
        actions.explain(fresh(row), text=REASON, by=member.actor, at=NOW)

    actions.change(fresh(row), DECISION, by=cast.citra.actor, at=NOW)

    hashes = dict(ObjectionBundle.objects.values_list("kind", "manifest_hash"))
    assert (hashes["lodged"], set(hashes)) == (first, {"lodged", "decided"})


def test_sign_decision_is_for_both_sides_once_each(evaluation, cast):
    row = made.objection(evaluation, "changed")

    for member in (cast.ani, cast.budi):
        actions.sign_decision(fresh(row), by=member.actor, at=NOW)

    row = fresh(row)
    assert (row.employee_signed_at, row.appraiser_signed_at) == (NOW, NOW)
    with pytest.raises(Denied, match="sudah menandatangani"):
        actions.sign_decision(row, by=cast.ani.actor, at=NOW)
    assert events() == ["objections.sign_decision"] * 2


def test_mark_overdue_flags_once_and_tells_upwards(evaluation, cast):
    post("Gubernur", "lpg/", head=True)
    row = made.objection(evaluation, "in_examination")

    for _twice in range(2):
        actions.mark_overdue(fresh(row), at=LATE)

    row = fresh(row)
    assert (row.state, row.overdue_since) == ("in_examination", date(2026, 10, 27))
    assert told("objections.mark_overdue") == {"Ani", "Citra", "Gubernur", "Tri"}
    event = Event.objects.get()
    assert (event.name, event.actor_name) == ("objections.mark_overdue", "Sambayan")


def test_mark_overdue_leaves_what_is_decided_alone(evaluation, cast):
    row = made.objection(evaluation, "upheld")

    actions.mark_overdue(fresh(row), at=LATE)

    assert (fresh(row).overdue_since, Event.objects.count()) == (None, 0)


def test_mark_overdue_without_a_decider_tells_the_employee_and_the_administrator(evaluation, cast):
    row = made.objection(evaluation, "lodged", superior=None)

    actions.mark_overdue(fresh(row), at=LATE)

    assert told("objections.mark_overdue") == {"Ani", "Tri"}


def test_appoint_decider_names_a_head_above_and_hands_the_clock_over(evaluation, cast):
    governor = post("Gubernur", "lpg/", head=True)
    row = made.objection(evaluation, "lodged", superior=None)

    actions.appoint_decider(fresh(row), governor.employee, reason=REASON, by=cast.admin.actor, at=NOW)

    row = fresh(row)
    evaluation.refresh_from_db()
    assert (row.superior, evaluation.superior) == (governor.employee, governor.employee)
    assert Clock.objects.get().holder == governor.employee
    assert told("objections.appoint_decider") == {"Ani", "Gubernur"}
    assert Event.objects.get().after == {"decider": "Gubernur"}


def test_appoint_decider_for_a_late_objection_leaves_the_evaluation(evaluation, cast):
    governor = post("Gubernur", "lpg/", head=True)
    row = made.objection(evaluation, "refused_late", superior=None)

    actions.appoint_decider(fresh(row), governor.employee, reason=REASON, by=cast.admin.actor, at=NOW)

    evaluation.refresh_from_db()
    assert (fresh(row).superior, evaluation.superior) == (governor.employee, cast.citra.employee)


@pytest.mark.parametrize("who", ["ani", "budi", "dewi"])
def test_appoint_decider_refuses_either_side_and_whoever_leads_nothing_above(evaluation, cast, who):
    row = made.objection(evaluation, "lodged", superior=None)

    with pytest.raises(Denied, match="bukan pihak"):
        actions.appoint_decider(fresh(row), getattr(cast, who).employee, reason=REASON, by=cast.admin.actor, at=NOW)


def test_of_two_decisions_the_second_is_told(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="explained")
    one, other = fresh(row), fresh(row)
    actions.uphold(one, reason=REASON, by=cast.citra.actor, at=NOW)

    with pytest.raises(Denied, match="dikuatkan"):
        actions.change(other, DECISION, by=cast.citra.actor, at=NOW)

    evaluation.refresh_from_db()
    assert (fresh(row).state, evaluation.predicate) == ("upheld", "good")
    assert events() == ["evaluation.uphold", "objections.uphold"]


def test_the_printed_decision_shows_the_days_of_signature(evaluation, cast):
    from sambayan.evaluation.queries.documents import printed_document

    row = made.objection(evaluation, "in_examination", heard="explained")
    actions.change(fresh(row), DECISION, by=cast.citra.actor, at=NOW)
    actions.sign_decision(fresh(row), by=cast.ani.actor, at=NOW)

    printed = printed_document(fresh(row).decision_document, "")

    assert (printed["employee_signed_on"], printed["appraiser_signed_on"]) == ("8 Oktober 2026", "")
