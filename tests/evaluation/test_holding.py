"""What stands between a rating and its signature: reasons, the window, what was seen; and ratings that change later."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import calibration as make
from factories import growth
from factories.evaluation import achievement, evaluation
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation import access, actions, queries
from sambayan.evaluation.actions import proposals
from sambayan.evaluation.actions.rerating import NewRating, rerate
from sambayan.evaluation.models import PerformanceEvaluation, ResultAssessment
from sambayan.evaluation.queries.advice import heard
from sambayan.evaluation.rules import Heard, Rating
from sambayan.notices.models import Notice

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 10, 22, 0, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
LONG = "Alasan yang cukup panjang untuk dibaca."
WORDS = {
    "result_rating": "meets", "result_reason": LONG, "behaviour_rating": "meets", "behaviour_reason": LONG,
    "consideration": "", "evaluation_note": "Lanjutkan.",
}  # fmt: skip


def made(cast, state: str = "rated", **how) -> PerformanceEvaluation:
    row = evaluation(cast.ani.assignment, cast.budi.assignment, state, superior=cast.citra.assignment, **how)
    achievement(row.appraiser_unit)
    return queries.evaluation(row.pk)


def change(row, **fields) -> PerformanceEvaluation:
    PerformanceEvaluation.objects.filter(pk=row.pk).update(**fields)
    return queries.evaluation(row.pk)


# Reasons


def test_a_reason_that_only_the_predicate_of_the_unit_asks_for_is_written_before_the_signature(cast):
    rows = [evaluation(cast.ani.assignment, cast.budi.assignment, "rated", result="above", behaviour="above")]
    for number in range(11):
        own = post(f"P{number}", "lpg/bapenda/samsat/")
        rows.append(evaluation(own, cast.budi.assignment, "rated", result="above", behaviour="above"))
    achievement(rows[0].appraiser_unit, predicate="poor")
    row = queries.evaluation(rows[0].pk)

    with pytest.raises(actions.MissingReasonError, match="Lengkapi alasan.*berbeda dari panduan sebaran"):
        actions.sign(row, by=cast.budi.actor, at=NOW)

    row = change(row, distribution_reason=LONG)
    assert actions.sign(row, by=cast.budi.actor, at=NOW).state == "signed"


def test_the_page_leads_from_the_missing_reason_to_the_form(cast, sign_in, today):
    row = made(cast, result="below")

    answer = sign_in(cast.budi).post(reverse("evaluation:sign", args=[row.pk]), follow=True)

    row.refresh_from_db()
    assert answer.redirect_chain == [(reverse("evaluation:rate", args=[row.pk]), 302)]
    assert "Lengkapi alasan yang belum ditulis: mengapa di bawah ekspektasi" in answer.content.decode()
    assert row.state == "rated"


def test_the_superior_writes_the_same_reasons(cast, sign_in, today):
    row = made(cast, "with_superior", result="below")

    answer = sign_in(cast.citra).post(reverse("evaluation:sign_as_superior", args=[row.pk]))

    assert answer.url == reverse("evaluation:rate_as_superior", args=[row.pk])
    row = change(row, unsupported_reason=LONG)
    assert actions.sign_as_superior(row, by=cast.citra.actor, at=NOW).state == "signed"


def test_another_rating_than_suggested_asks_for_its_reason_at_the_signature(cast):
    row = made(cast)
    result = row.agreement.results.get()
    growth.feedback(row.agreement, cast.budi.employee, result=result, value_code="")
    ResultAssessment.objects.create(evaluation=row, result=result, is_own=False, rating="above")

    assert queries.unwritten_reasons(row, TODAY) == ["mengapa berbeda dari saran"]
    assert queries.unwritten_reasons(change(row, suggestion_reason=LONG), TODAY) == []


def test_praise_is_no_earlier_word_and_guidance_counts_for_both_axes(cast):
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment)
    for positive in (True, False, None):
        growth.feedback(plan, cast.budi.employee, is_positive=positive)
    on_result = growth.feedback(plan, cast.budi.employee, is_positive=False, result=plan.results.get(), value_code="")

    assert heard([on_result, *plan.feedback.filter(result=None)], 2) == Heard(on_results=1, on_behaviour=2, guidance=2)


# The window


def test_the_turn_of_the_appraiser_ends_with_the_window_not_with_the_job_that_hands_over(cast):
    row = made(cast)

    with pytest.raises(Denied, match="berakhir 21 Oktober 2026"):
        actions.rate(row, WORDS, citizens=[], by=cast.budi.actor, at=LATE)
    with pytest.raises(Denied, match="berakhir 21 Oktober 2026"):
        actions.keep_draft(row, {}, opened=actions.Opened("rate", "", ""), by=cast.budi.actor, at=LATE)
    with pytest.raises(Denied, match="berakhir 21 Oktober 2026"):
        actions.sign(row, by=cast.budi.actor, at=LATE)
    member = make.member(make.session(cast.office, cast.budi.employee), row)
    with pytest.raises(Denied, match="berakhir 21 Oktober 2026"):
        proposals.accept(make.proposal(member, cast.budi.employee), {}, by=cast.budi.actor, at=LATE)


def test_the_last_day_of_the_window_still_counts(cast):
    assert access.in_time(made(cast), LATE.replace(day=21).date()) is None


def test_where_nobody_is_known_above_the_appraiser_goes_on(cast):
    row = evaluation(cast.budi.assignment, cast.citra.assignment, "rated")
    achievement(row.appraiser_unit)

    assert actions.sign(queries.evaluation(row.pk), by=cast.citra.actor, at=LATE).state == "signed"


def test_the_page_says_that_the_turn_is_over(cast, sign_in, monkeypatch):
    row = made(cast)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    budi = sign_in(cast.budi)

    page = budi.get(reverse("evaluation:evaluation", args=[row.pk])).content.decode()
    form = budi.get(reverse("evaluation:rate", args=[row.pk]))

    assert page.count("Jangka waktu penilaian berakhir 21 Oktober 2026") == 2
    assert reverse("evaluation:sign", args=[row.pk]) in page
    assert form.status_code == 403


# What was seen


@pytest.mark.parametrize(
    "newer",
    [
        {"rated_at": LATE},
        {"citizen_replied_at": LATE},
        {"result_rating": "above"},
        {"predicate": "poor", "exception_predicate": "poor", "exception_reason": "Gagal."},
    ],
)
def test_one_signs_what_the_page_showed(cast, sign_in, today, newer):
    row = made(cast)
    budi, address = sign_in(cast.budi), reverse("evaluation:sign", args=[row.pk])
    page = budi.get(reverse("evaluation:evaluation", args=[row.pk])).content.decode()
    base = actions.signing_base(row)
    change(row, **newer)

    answer = budi.post(address, {"base": base})

    row.refresh_from_db()
    assert f'name="base" value="{base}"' in page
    assert (answer.status_code, row.state) == (403, "rated")
    assert "Rating atau tanggapan pegawai berubah" in answer.content.decode()
    budi.post(address, {"base": actions.signing_base(queries.evaluation(row.pk))})
    row.refresh_from_db()
    assert row.state == "signed"


@pytest.mark.parametrize(("state", "reader"), [("open", None), ("rated", "Budi"), ("with_superior", "Citra")])
def test_a_reply_after_the_rating_is_told_to_whoever_signs(cast, state, reader):
    row = made(cast, state)

    actions.reply_to_citizens(row, "Loket kurang satu orang.", by=cast.ani.actor, at=NOW)

    told = Notice.objects.filter(event="evaluation.reply_to_citizens").values_list("recipient__name", flat=True)
    assert list(told) == ([reader] if reader else [])


# Ratings that change later


def failed(row) -> PerformanceEvaluation:
    """After a failed study leave, with every reason a warning once asked for."""
    return change(
        row, predicate="poor", exception_predicate="poor", exception_reason="Dinyatakan gagal, SK 8/2026.",
        unsupported_reason=LONG, suggestion_reason=LONG, distribution_reason=LONG,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("exception", "reason", "kept"),
    [
        (None, "", ("poor", "poor", "Dinyatakan gagal, SK 8/2026.")),
        ("very_poor", "Tidak lulus dua kali.", ("very_poor", "very_poor", "Tidak lulus dua kali.")),
        ("", "", ("very_good", "", "")),
    ],
)
def test_a_new_rating_keeps_changes_or_clears_the_predicate_after_a_failed_study_leave(cast, exception, reason, kept):
    row = failed(made(cast))
    new = NewRating(Rating.ABOVE, "", Rating.ABOVE, "", exception, reason)

    before, after = rerate(row, new, at=NOW)

    row.refresh_from_db()
    assert (row.predicate, row.exception_predicate, row.exception_reason) == kept
    assert (before["predicate"], after["predicate"]) == ("poor", kept[0])
    assert (before.get("exception_predicate"), after.get("exception_predicate")) == (
        (None, None) if exception is None else ("poor", exception)
    )


def test_a_new_rating_drops_the_reasons_nothing_asks_for_and_the_record_keeps_them(cast):
    row = failed(made(cast, result="below"))

    before, after = rerate(row, NewRating(Rating.MEETS, LONG, Rating.MEETS, ""), at=NOW)

    row.refresh_from_db()
    assert (row.unsupported_reason, row.suggestion_reason, row.distribution_reason) == ("", "", "")
    assert (before["unsupported_reason"], after["unsupported_reason"]) == (LONG, "")


def test_a_reason_that_is_still_asked_for_stays(cast):
    row = failed(made(cast, behaviour="below"))

    rerate(row, NewRating(Rating.ABOVE, LONG, Rating.BELOW, ""), at=NOW)

    row.refresh_from_db()
    assert (row.unsupported_reason, row.suggestion_reason) == (LONG, "")


def test_no_predicate_is_picked_without_saying_why(cast):
    with pytest.raises(Denied, match="Sebut dasar tugas belajar"):
        rerate(made(cast), NewRating(Rating.MEETS, "", Rating.MEETS, "", "poor"), at=NOW)


def test_whoever_appraises_now_takes_over_no_words_of_the_one_before(cast):
    from dataclasses import replace

    from sambayan.evaluation.actions.opening import follow
    from sambayan.evaluation.queries.opening import Change
    from sambayan.people.queries.everybody import Everybody

    row = failed(made(cast))
    result = row.agreement.results.get()
    for own in (True, False):
        ResultAssessment.objects.create(evaluation=row, result=result, is_own=own, rating="meets", remark="Cukup.")
    stands = next(each for each in Everybody(TODAY).batch(0) if each.employee_id == row.employee_id)
    stands = replace(stands, appraiser_id=cast.citra.employee.pk, superior_id=None)

    follow(Change(row, stands, row.agreement_id), by=None, at=NOW)

    row = queries.evaluation(row.pk)
    fields = (*actions.RATED_FIELDS, *actions.WARNED_FIELDS, "predicate")
    assert (row.state, {name: getattr(row, name) for name in fields}) == ("open", dict.fromkeys(fields, ""))
    assert [each.is_own for each in row.assessments.all()] == [True]
    before = Event.objects.filter(name="evaluation.follow").latest("index").before
    assert (before["exception_reason"], before["evaluation_note"]) == (
        "Dinyatakan gagal, SK 8/2026.", "Catat pengaduan pada hari pertama.",
    )  # fmt: skip
    assert before["result_ratings"] == f"{result.title}: meets Cukup."
