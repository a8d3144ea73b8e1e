"""The page of the rating: what it suggests and warns of, what it keeps while one writes, what the employee says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import surveys
from factories.evaluation import achievement, document, evaluation
from factories.people import post
from factories.policies import setting_value
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.models import Clock
from sambayan.evaluation import actions, queries, rules
from sambayan.evaluation.forms import RatingForm
from sambayan.evaluation.models import PerformanceEvaluation, RatingDraft, ResultAssessment, SelfAssessment
from sambayan.evaluation.queries.locks import signed_lock
from sambayan.growth.models import ContinuousFeedback
from sambayan.notices.models import Notice
from sambayan.people.models import Absence
from sambayan.policies.queries import values_on

WORDS = {
    "result_rating": "meets",
    "result_reason": "Mutu berkas sesuai target triwulan.",
    "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.",
    "evaluation_note": "Pertahankan.",
}
LONG = "Alasan yang cukup panjang untuk dibaca."


@pytest.fixture
def row(cast):
    made = evaluation(cast.ani.assignment, cast.budi.assignment, superior=cast.citra.assignment)
    return queries.evaluation(made.pk)


def form_of(row, **words) -> RatingForm:
    values = values_on(TODAY)
    shown = queries.rating_page(queries.evaluation(row.pk), TODAY, values)
    return RatingForm({**WORDS, **words}, citizens=shown.citizens, values=values, shown=shown)


def told(row, cast, *, positive: bool = True, value_code: str = "") -> ContinuousFeedback:
    result = None if value_code else row.agreement.results.get()
    return ContinuousFeedback.objects.create(
        agreement=row.agreement, employee=row.employee, appraiser=row.appraiser, unit=row.unit, period=row.period,
        giver=row.appraiser, giver_kind="leader", result=result, value_code=value_code, is_positive=positive,
        text="Rapi dan cepat.", state="recorded", recorded_at=NOW,
    )  # fmt: skip


def many(cast, n: int, **how) -> None:
    for number in range(n):
        evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, **how)


# Suggestion


def test_rows_and_feedback_suggest_a_rating(row, cast):
    told(row, cast)
    key = row.agreement.results.get().pk

    advice = form_of(row, **{f"r{key}_rating": "above"}).advice()

    assert (advice.suggested, advice.differs) == (rules.Rating.ABOVE, True)
    assert advice.why == "1 di atas, 0 sesuai, 0 di bawah (0 utama); umpan balik 1 positif, 0 perlu perbaikan."


def test_a_rating_unlike_the_suggestion_needs_a_reason(row, cast):
    told(row, cast)
    key = row.agreement.results.get().pk
    silent, reasoned = (form_of(row, **{f"r{key}_rating": "above", "suggestion_reason": text}) for text in ("", LONG))

    assert list(silent.errors) == ["suggestion_reason"]
    assert reasoned.is_valid()
    assert reasoned.cleaned_data["result_suggestion"] == "above"


def test_without_rows_there_is_no_suggestion_and_no_reason_is_kept(row, cast):
    form = form_of(row, suggestion_reason=LONG)

    assert form.is_valid()
    assert (form.cleaned_data["result_suggestion"], form.cleaned_data["suggestion_reason"]) == ("", "")


def test_the_suggestion_can_be_switched_off(row, cast):
    setting_value("axis_suggestion_rule", "off", date(2026, 1, 1))
    told(row, cast)

    assert form_of(row, **{f"r{row.agreement.results.get().pk}_rating": "above"}).advice().suggested is None


@pytest.mark.parametrize(("rule", "suggested"), [("suggest", rules.Rating.ABOVE), ("off", None)])
def test_the_head_of_a_unit_gets_the_suggestion_of_its_predicate(cast, rule, suggested):
    setting_value("unit_head_result_rule", rule, date(2026, 1, 1))
    made = evaluation(cast.budi.assignment, cast.citra.assignment)
    achievement(cast.unit, predicate="excellent")

    assert form_of(made).advice().by_unit == suggested


# Warnings


def test_below_without_anything_said_before_needs_a_reason(row, cast):
    form = form_of(row, result_rating="below", behaviour_rating="below")

    assert list(form.errors) == ["unsupported_reason"]
    assert form.advice().unsupported_words == "hasil kerja + perilaku kerja"
    assert form_of(row, result_rating="below", behaviour_rating="below", unsupported_reason=LONG).is_valid()


def test_what_was_said_before_is_enough(row, cast):
    told(row, cast, positive=False)
    told(row, cast, positive=False, value_code="accountable")

    assert form_of(row, result_rating="below", behaviour_rating="below").is_valid()


def test_a_predicate_over_the_cap_asks_for_a_reason(row, cast):
    achievement(row.appraiser_unit, predicate="excellent")
    many(cast, 4, state="rated", result="above", behaviour="above")

    form = form_of(row, result_rating="above", behaviour_rating="above")

    assert list(form.errors) == ["distribution_reason"]
    assert form.advice().over_words == "Sangat Baik"


def test_the_guide_asks_nothing_where_it_is_switched_off_or_the_team_is_small(row, cast):
    achievement(row.appraiser_unit, predicate="excellent")
    many(cast, 2, state="rated", result="above", behaviour="above")

    assert form_of(row, result_rating="above", behaviour_rating="above").is_valid()
    setting_value("small_unit_limit", "0", date(2026, 1, 1))
    setting_value("distribution_mode", "off", date(2026, 1, 1))
    assert form_of(row, result_rating="above", behaviour_rating="above").is_valid()


def test_one_text_alone_can_be_used(row, cast):
    setting_value("distribution_rule_sets", "permenpanrb_6_2022", date(2026, 1, 1))
    achievement(row.appraiser_unit, predicate="excellent")
    many(cast, 4, state="rated", result="above", behaviour="above")

    shown = queries.rating_page(row, TODAY, values_on(TODAY)).distribution

    assert form_of(row, result_rating="above", behaviour_rating="above").is_valid()
    assert ([title for title, _told in shown.texts], shown.conflicts) == (["PermenPANRB 6/2022 hlm. 94–97"], False)


def test_both_texts_stand_side_by_side(row, cast):
    achievement(row.appraiser_unit, predicate="very_poor")
    many(cast, 9)

    shown = queries.rating_page(row, TODAY, values_on(TODAY)).distribution

    assert shown.conflicts
    (se, law) = (words for _title, words in shown.texts)
    assert "Sangat Baik paling banyak 0 dari 10" in se
    assert law == "Idealnya sebagian besar Sangat Kurang; predikat lain tetap mungkin, tanpa angka."


# The one exception


def test_failed_study_leave_picks_the_predicate_with_a_reason(row, cast):
    Absence.objects.create(
        employee=cast.ani.employee, kind="study_leave", from_date=date(2025, 8, 1), to_date=date(2026, 7, 31)
    )
    silent = form_of(row, exception_predicate="very_poor")
    form = form_of(row, exception_predicate="very_poor", exception_reason="Dinyatakan gagal, SK 7/2026.")

    assert list(silent.errors) == ["exception_reason"]
    assert form.is_valid()
    actions.rate(row, form.cleaned_data, citizens=[], by=cast.budi.actor, at=NOW)
    # PermenPANRB 6/2022 Lampiran IV p100, p103
    assert row.predicate == "very_poor"
    assert form.advice().predicate == rules.Predicate.VERY_POOR


def test_nobody_else_picks_a_predicate(row):
    assert "exception_predicate" not in form_of(row).fields


# Rating, drafts, conflicts


def test_rating_keeps_single_results_and_drops_the_draft(row, cast):
    key = row.agreement.results.get().pk
    RatingDraft.objects.create(evaluation=row, words={}, saved_at=NOW, saved_by="Budi")
    form = form_of(row, **{f"r{key}_rating": "meets", f"r{key}_remark": "Tepat waktu."})
    assert form.is_valid()

    actions.rate(row, form.cleaned_data, citizens=[], by=cast.budi.actor, at=NOW)

    kept = ResultAssessment.objects.get()
    assert (kept.rating_word, kept.remark, kept.is_own) == (rules.Rating.MEETS, "Tepat waktu.", False)
    assert not RatingDraft.objects.exists()


def opened(row, draft: str = "", verb: str = "rate") -> actions.Opened:
    return actions.Opened(verb, actions.base_of(row.rated_at), draft)


def test_keep_draft_keeps_and_records_nothing(row, cast):
    actions.keep_draft(row, {"result_reason": "Sep"}, opened=opened(row), by=cast.budi.actor, at=NOW)

    assert RatingDraft.objects.get().words == {"result_reason": "Sep"}
    assert not Event.objects.exists()


def test_keep_draft_tells_of_a_newer_rating(row, cast):
    before = opened(row)
    form = form_of(row)
    assert form.is_valid()
    actions.rate(row, form.cleaned_data, citizens=[], by=cast.budi.actor, at=NOW)

    with pytest.raises(actions.NewerError):
        actions.keep_draft(row, {}, opened=before, by=cast.budi.actor, at=NOW)


def test_keep_draft_tells_of_somebody_elses_draft(row, cast):
    kept = RatingDraft.objects.create(evaluation=row, words={}, saved_at=NOW, saved_by="Eko")

    with pytest.raises(actions.NewerError):
        actions.keep_draft(row, {}, opened=opened(row), by=cast.budi.actor, at=NOW)
    seen = opened(row, actions.base_of(kept.saved_at))
    assert actions.keep_draft(row, {}, opened=seen, by=cast.budi.actor, at=NOW).saved_by == "Budi"


def test_keep_draft_is_refused_to_everybody_else(row, cast):
    with pytest.raises(Denied):
        actions.keep_draft(row, {}, opened=opened(row), by=cast.citra.actor, at=NOW)


def test_a_rating_on_a_page_that_is_too_old_is_not_saved(row, cast):
    with pytest.raises(actions.NewerError):
        actions.rate(row, {**WORDS, "consideration": "", "base": "2026-01-01"}, citizens=[], by=cast.budi.actor, at=NOW)


def test_the_page_keeps_drafts_and_gives_them_back(row, cast, sign_in, today):
    budi = sign_in(cast.budi)
    kept = budi.post(reverse("evaluation:keep_draft", args=[row.pk]), {"base": "", "seen": "", "result_reason": "Sepa"})

    page = budi.get(reverse("evaluation:rate", args=[row.pk])).content.decode()

    assert "Draf tersimpan" in kept.content.decode()
    assert "Sepa" in page
    assert "dikembalikan" in page


def test_the_page_tells_of_a_newer_rating(cast, sign_in, today):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    budi = sign_in(cast.budi)

    draft = budi.post(reverse("evaluation:keep_draft", args=[rated.pk]), {"base": "", "seen": ""})
    saved = budi.post(reverse("evaluation:rate", args=[rated.pk]), {**WORDS, "base": ""})

    assert (draft.status_code, saved.status_code) == (409, 422)
    assert "sudah diubah orang lain" in saved.content.decode()


def test_the_superior_rates_on_the_same_page(cast, sign_in, today):
    waiting = evaluation(cast.ani.assignment, cast.budi.assignment, "with_superior", superior=cast.citra.assignment)
    citra, address = sign_in(cast.citra), reverse("evaluation:rate_as_superior", args=[waiting.pk])

    assert "Anda menilai sebagai atasan Budi" in citra.get(address).content.decode()
    draft = citra.post(
        reverse("evaluation:keep_draft_as_superior", args=[waiting.pk]), {"base": actions.base_of(waiting.rated_at)}
    )
    answer = citra.post(address, {**WORDS, "next": "1"})

    assert (draft.status_code, answer.url) == (200, reverse("evaluation:evaluation", args=[waiting.pk]))


# What the employee says


def test_assess_self_stands_beside_and_decides_nothing(row, cast, sign_in, today):
    key = row.agreement.results.get().pk
    words = {
        "result_rating": "above",
        "behaviour_rating": "meets",
        "text": "Loket dua rusak.",
        f"r{key}_rating": "above",
    }
    ani, address = sign_in(cast.ani), reverse("evaluation:assess_self", args=[row.pk])

    assert ani.post(address, {"text": ""}).status_code == 422
    ani.post(address, words)

    assert SelfAssessment.objects.get().result_word == rules.Rating.ABOVE
    assert 'value="above" selected' in ani.get(address).content.decode()
    page = sign_in(cast.budi).get(reverse("evaluation:rate", args=[row.pk])).content.decode()
    assert "Loket dua rusak." in page
    row.refresh_from_db()
    assert (row.state, row.predicate) == ("open", "")


@pytest.mark.parametrize("who", ["budi", "citra", "dewi", "admin"])
def test_assess_self_is_the_employees_alone(row, cast, who):
    with pytest.raises(Denied, match="pegawai yang bersangkutan"):
        actions.assess_self(row, {}, by=getattr(cast, who).actor, at=NOW)


def test_assess_self_ends_with_the_rating(cast):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    with pytest.raises(Denied, match="sebelum pejabat penilai menilai"):
        actions.assess_self(rated, {}, by=cast.ani.actor, at=NOW)


def test_reply_to_citizens_is_read_before_the_signature(row, cast, sign_in, today):
    service = surveys.service()
    surveys.staffed(service, cast.ani.employee)
    surveys.published(service, surveys.mixed(40))
    ani, address = sign_in(cast.ani), reverse("evaluation:reply_to_citizens", args=[row.pk])

    assert ani.get(address).status_code == 200
    ani.post(address, {"text": "Jaringan putus dua hari."})

    page = sign_in(cast.budi).get(reverse("evaluation:rate", args=[row.pk])).content.decode()
    assert "Jaringan putus dua hari." in page
    assert Event.objects.filter(name="evaluation.reply_to_citizens").count() == 1


def test_reply_to_citizens_ends_with_the_signature(cast):
    signed = evaluation(cast.ani.assignment, cast.budi.assignment, "signed")

    with pytest.raises(Denied, match="sebelum penilaian ditandatangani"):
        actions.reply_to_citizens(signed, "x", by=cast.ani.actor, at=NOW)


# After the signature


def test_a_signed_period_is_locked_and_its_feedback_used(row, cast):
    achievement(row.appraiser_unit)
    entry = told(row, cast)
    form = form_of(row)
    assert form.is_valid()
    actions.rate(row, form.cleaned_data, citizens=[], by=cast.budi.actor, at=NOW)
    assert signed_lock(row.employee_id, row.period_id) is None

    actions.sign(row, by=cast.budi.actor, at=NOW)

    entry.refresh_from_db()
    assert entry.state == "used"
    assert "sudah ditandatangani" in signed_lock(row.employee_id, row.period_id)


def test_every_button_leads_to_its_step(cast, sign_in, today):
    chief = post("Gub", "lpg/", head=True)
    one = evaluation(cast.ani.assignment, cast.budi.assignment, superior=cast.citra.assignment)
    achievement(cast.unit)
    admin, citra, ani = sign_in(cast.admin), sign_in(cast.citra), sign_in(cast.ani)

    def press(client, verb, words=None):
        return client.post(reverse(f"evaluation:{verb}", args=[one.pk]), words or {}).status_code

    assert press(admin, "pass_to_superior", {"reason": ""}) == 422
    assert press(admin, "pass_to_superior", {"reason": "Berhalangan tetap"}) == 302
    assert press(citra, "rate_as_superior", WORDS) == 302
    assert press(citra, "sign_as_superior") == 302
    assert press(citra, "hand_over") == 302
    assert press(ani, "confirm_receipt") == 302
    assert press(ani, "return_signed") == 302
    assert press(citra, "report") == 302
    one.refresh_from_db()
    assert (one.state, one.form_code, one.report_status, chief.employee_id > 0) == (
        "returned",
        "D.1.2",
        "reported",
        True,
    )


def test_pass_upwards_has_its_page(cast, sign_in, today):
    post("Gub", "lpg/", head=True)
    one = evaluation(cast.ani.assignment, cast.budi.assignment, "with_superior", superior=cast.citra.assignment)
    admin, address = sign_in(cast.admin), reverse("evaluation:pass_upwards", args=[one.pk])

    assert admin.get(address).status_code == 200
    assert admin.post(address, {"reason": "Berhalangan"}).status_code == 302


def test_the_receipt_of_a_final_result_says_that_nobody_can_object(cast, sign_in, today):
    one = evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over")
    PerformanceEvaluation.objects.filter(pk=one.pk).update(is_final=True)

    answer = sign_in(cast.ani).post(reverse("evaluation:confirm_receipt", args=[one.pk]), follow=True)

    assert "keberatan tidak dapat diajukan" in answer.content.decode()


def test_documents_are_printed_from_their_frozen_words(cast, sign_in, today):
    one = evaluation(cast.ani.assignment, cast.budi.assignment, "received")
    kept = document(one)
    ani = sign_in(cast.ani)

    for name, args in (("document", [one.pk]), ("result", [one.pk]), ("version", [one.pk, kept.code])):
        assert ani.get(reverse(f"evaluation:{name}", args=args)).content[:5] == b"%PDF-"
    assert ani.get(reverse("evaluation:version", args=[one.pk, "XXXX"])).status_code == 404
    assert ani.get(reverse("evaluation:version", args=[10**6, "XXXX"])).status_code == 404


# Who is late


@pytest.fixture
def late(cast):
    one = evaluation(cast.ani.assignment, cast.budi.assignment, "signed", superior=cast.citra.assignment)
    Clock.objects.create(
        kind="document_handover", about_kind="evaluation", about_pk=one.pk, holder=cast.budi.employee, unit=one.unit,
        started_on=date(2026, 9, 1), length=14, due_on=date(2026, 9, 21),
    )  # fmt: skip
    return one


def test_who_is_late_is_listed_with_the_step(late, cast, sign_in, today):
    admin = sign_in(cast.admin)

    page = admin.get(reverse("evaluation:late"), {"step": "document_handover", "unit": "samsat"}).content.decode()

    assert "Menyerahkan dokumen evaluasi" in page
    assert "Ani" in page
    assert "Tidak ada yang terlambat" in admin.get(reverse("evaluation:late"), {"step": "report"}).content.decode()


def test_remind_tells_everybody_late_once_a_day(late, cast, sign_in, today):
    admin, address = sign_in(cast.admin), reverse("evaluation:remind", args=[late.period_id])

    admin.post(address, {"step": "", "unit": ""})
    answer = admin.post(address, {"step": "", "unit": ""}, follow=True)

    assert [n.recipient for n in Notice.objects.filter(event="evaluation.remind")] == [cast.budi.employee]
    assert Event.objects.filter(name="evaluation.remind").count() == 1
    assert "sudah diingatkan hari ini" in answer.content.decode()


def test_remind_reaches_only_what_the_reminder_may_read(late, cast):
    n = actions.remind(late.period, queries.Asked(), by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="Pengingat dikirim"):
        actions.remind(late.period, queries.Asked(), by=cast.dewi.actor, at=NOW + timedelta(days=1))

    assert n == 1


def test_progress_counts_unit_by_unit_and_opens_what_is_below(late, cast, sign_in, today):
    evaluation(cast.budi.assignment, cast.citra.assignment)

    page = sign_in(cast.citra).get(reverse("evaluation:progress")).content.decode()
    below = queries.unit_progress(cast.citra.actor, late.period, cast.office, TODAY)
    (top,) = queries.unit_progress(cast.citra.actor, late.period, None, TODAY)

    assert "Unit samsat" in page
    assert [(row.unit.code, row.total, row.done, row.late, row.has_below) for row in below] == [
        ("samsat", 2, 1, 1, False)
    ]
    assert sum(top.cells) == top.total == 2


def test_pages_of_oversight_cost_the_same_for_many(late, cast, sign_in, today, django_assert_num_queries):
    many(cast, 12, state="rated")
    client = sign_in(cast.admin)

    with django_assert_num_queries(9):
        client.get(reverse("evaluation:progress"))
    with django_assert_num_queries(10):
        client.get(reverse("evaluation:late"))


def test_oversight_without_a_period_says_so(cast, sign_in, today):
    for name in ("progress", "late"):
        assert "Belum ada periode penilaian" in sign_in(cast.admin).get(reverse(f"evaluation:{name}")).content.decode()
    assert sign_in(cast.admin).post(reverse("evaluation:remind", args=[1])).status_code == 404


def test_the_list_is_narrowed_by_state_and_unit(late, cast, sign_in, today):
    many(cast, 2)
    admin, address = sign_in(cast.admin), reverse("evaluation:evaluations")

    narrowed = admin.get(address, {"state": "signed", "unit": "samsat"}).content.decode()

    assert narrowed.count('<th scope="row">') == 1
    assert admin.get(address, {"mine": "to_report"}).status_code == 200


def test_an_unfinished_row_of_figures_is_mended(cast, sign_in, today, late):
    PerformanceEvaluation.objects.filter(pk=late.pk).update(state="rated", signed_at=None, document_code=None)
    address = reverse("evaluation:set_achievement", args=[cast.unit.code, late.period_id])
    words = {"predicate": "good", "reason": "Tercapai", "f1_name": "Penerimaan", "f1_mark": "exceeded"}

    wrong = sign_in(cast.citra).post(address, words)
    right = sign_in(cast.citra).post(address, {**words, "f1_realisation": "104"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Lengkapi baris 1" in wrong.content.decode()
    assert "Gambaran dari capaian" in sign_in(cast.citra).get(address).content.decode()
