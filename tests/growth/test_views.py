"""The pages: what they show, what they send on, and what stands on them when something is missing."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import TODAY
from factories import growth
from factories.people import post
from growth.test_actions import setting, words
from sambayan.growth.models import ContinuousFeedback, CounsellingRecord, GuidanceRecord
from sambayan.growth.views import asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(sign_in, cast, eni, today):
    """Browsers of the cast by name."""
    return lambda name: sign_in(eni if name == "eni" else getattr(cast, name))


def form(plan, **changed):
    quarter = plan.cycle.periods.get(number=4)
    return words(period=quarter.pk) | changed


def url(name, *args):
    return reverse(f"growth:{name}", args=args)


# Feedback


def test_the_inbox_shows_each_tab(plan, cast, eni, enter):
    growth.feedback(plan, eni.employee, text="Diterima Ani")
    growth.feedback(plan, eni.employee, "requested", question="Diminta dari Eni")

    assert "Diterima Ani" in enter("ani").get(url("feedback")).content.decode()
    assert "Diminta dari Eni" in enter("ani").get(url("feedback") + "?tab=asking").content.decode()
    assert "Diminta dari Eni" in enter("eni").get(url("feedback") + "?tab=asked").content.decode()
    assert "Diterima Ani" in enter("eni").get(url("feedback") + "?tab=given").content.decode()
    for tab in ("", "?tab=given", "?tab=asked", "?tab=asking", "?tab=x"):
        assert enter("dewi").get(url("feedback") + tab).status_code == 200


@pytest.mark.parametrize("n", [1, 3])
def test_the_inbox_asks_as_often_for_three_entries_as_for_one(plan, eni, enter, n, django_assert_num_queries):
    for _entry in range(n):
        growth.feedback(plan, eni.employee)
    client = enter("ani")
    client.get(url("feedback"))

    with django_assert_num_queries(11):
        client.get(url("feedback"))


@pytest.mark.parametrize("n", [1, 3])
def test_a_persons_record_asks_as_often_for_three_entries_as_for_one(
    plan, cast, eni, enter, n, django_assert_num_queries
):
    for number in range(n):
        growth.feedback(plan, eni.employee)
        plan.feedback_dates.create(leader=cast.budi.employee, due_on=date(2026, 11, 1 + number))
    client = enter("ani")
    client.get(url("person_feedback", plan.pk))

    with django_assert_num_queries(12):
        client.get(url("person_feedback", plan.pk))


@pytest.mark.parametrize("n", [1, 3])
def test_finding_people_asks_as_often_for_three_as_for_one(plan, enter, n, django_assert_num_queries):
    for number in range(n):
        post(f"Oka {number}", "lpg/dinsos/")
    client = enter("ani")
    client.get(url("find") + "?q=oka")

    with django_assert_num_queries(9):
        client.get(url("find") + "?q=oka")


def test_people_are_found_with_what_can_be_done(plan, cast, enter):
    found = enter("dewi").get(url("find") + "?q=ani").content.decode()
    assert url("write", plan.pk) in found

    mine = enter("ani").get(url("find") + "?q=ani").content.decode()
    assert "Anda sendiri" in mine
    asked = enter("ani").get(url("find") + "?q=dewi").content.decode()
    assert url("request", plan.pk, cast.dewi.employee.pk) in asked
    assert "belum berlaku" in asked
    assert "Tidak ada yang cocok" in enter("ani").get(url("find") + "?q=zzz").content.decode()
    assert enter("admin").get(url("find")).status_code == 200


def test_feedback_is_asked_written_recorded_answered_and_withdrawn(plan, cast, eni, enter):
    ani, colleague = enter("ani"), enter("eni")
    asked = ani.post(url("request", plan.pk, eni.employee.pk), {"question": "Bagaimana?", "target": ""})
    entry = ContinuousFeedback.objects.get()
    assert asked.url == url("entry", entry.pk)
    assert "Menunggu Eni" in ani.get(asked.url).content.decode()
    assert "Tulis umpan balik" in colleague.get(asked.url).content.decode()
    assert "Bagaimana?" in colleague.get(url("rewrite", entry.pk)).content.decode()

    colleague.post(url("rewrite", entry.pk), form(plan))
    assert "Rekap 6 Oktober" in colleague.get(url("rewrite", entry.pk)).content.decode()
    assert colleague.post(url("record", entry.pk)).status_code == 302
    page = ani.get(url("entry", entry.pk)).content.decode()
    assert "Saya melihat berkas menumpuk." in page
    assert "Siapa yang membaca" in page
    assert "selama 10 hari kerja" in page
    assert ani.post(url("reply", entry.pk), {"reply": ""}).status_code == 422
    assert ani.post(url("reply", entry.pk), {"reply": "Siap."}).status_code == 302
    assert colleague.post(url("withdraw", entry.pk), {"reason": ""}).status_code == 422
    assert colleague.post(url("withdraw", entry.pk), {"reason": "Keliru."}).status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.reply) == ("withdrawn", "Siap.")
    assert "Keliru." in ani.get(url("entry", entry.pk)).content.decode()


def test_the_form_says_who_reads_and_offers_openings(plan, enter):
    page = enter("budi").get(url("write", plan.pk) + "?opening=seen").content.decode()

    assert "Siapa yang membaca" in page
    assert "Saya melihat …. Akibatnya …. Lain kali ….</textarea>" in page
    assert "Dari siapa" not in page
    assert enter("budi").get(url("write", plan.pk) + "?opening=x").status_code == 200


def test_what_is_missing_is_said_and_kept(plan, enter):
    answer = enter("budi").post(url("write", plan.pk), form(plan, target="", text="Sudah ditulis"))

    assert answer.status_code == 422
    assert "Sudah ditulis" in answer.content.decode()
    assert not ContinuousFeedback.objects.exists()


def test_a_result_of_another_agreement_is_refused(plan, cast, enter):
    other = growth.plan(cast.dewi.assignment, cast.citra.assignment)
    answer = enter("budi").post(url("write", plan.pk), form(plan, target=f"r{other.results.get().pk}"))

    assert answer.status_code == 422


def test_an_administrator_records_for_a_service_user(plan, enter):
    setting("feedback_giver_name_visible", "true")
    page = enter("admin").get(url("write", plan.pk)).content.decode()
    assert "Dari siapa" in page
    assert "Nama pengguna layanan" in page
    enter("admin").post(url("write", plan.pk), form(plan, user_kind="service_user"))

    entry = ContinuousFeedback.objects.get()
    assert (entry.giver, entry.giver_label) == (None, "Pengguna layanan")
    assert "Pengguna layanan" in enter("admin").get(url("entry", entry.pk)).content.decode()
    assert "Pengguna layanan" in enter("admin").get(url("feedback") + "?tab=given").content.decode()


def test_an_administrator_with_a_post_may_also_write_himself(plan, enter):
    assert "Saya sendiri" in enter("admin").get(url("write", plan.pk)).content.decode()


def test_the_record_of_a_person_is_filtered_by_period(plan, cast, enter):
    growth.feedback(plan, cast.budi.employee, text="Dari triwulan tiga")
    fourth = plan.cycle.periods.get(number=4)
    growth.feedback(plan, cast.budi.employee, text="Dari triwulan empat", period=fourth)

    page = enter("budi").get(url("person_feedback", plan.pk) + f"?period={fourth.pk}").content.decode()
    assert "Dari triwulan empat" in page
    assert "Dari triwulan tiga" not in page
    assert "Usulkan bimbingan" in page


def test_the_record_shows_what_was_given_before_a_move(plan, cast, enter):
    growth.feedback(plan, cast.budi.employee, text="Dari penilai lama")
    type(plan).objects.filter(pk=plan.pk).update(state="replaced")
    moved = growth.plan(cast.ani.assignment, cast.dewi.assignment)

    assert "Dari penilai lama" in enter("dewi").get(url("person_feedback", moved.pk)).content.decode()


def test_strengths_are_counted_by_value_and_result(plan, cast, enter):
    result = plan.results.get()
    growth.feedback(plan, cast.budi.employee)
    growth.feedback(plan, cast.budi.employee, is_positive=False)
    growth.feedback(plan, cast.budi.employee, value_code="", result=result, result_title=result.title)

    page = enter("budi").get(url("strengths", plan.pk))
    (_values, values), (_results, results) = page.context["tables"]
    loyal = next(tally for tally, _cells in values if tally.name == "Loyal")
    assert (loyal.positive, loyal.improve) == (1, 1)
    assert [(tally.name, tally.positive) for tally, _cells in results] == [("Hasil kerja 1", 1)]


def test_dates_are_agreed_listed_and_dropped(plan, cast, enter):
    budi, citra = enter("budi"), enter("citra")
    assert budi.post(url("plan_feedback", plan.pk), {"due_on": "kapan"}).status_code == 422
    assert budi.post(url("plan_feedback", plan.pk), {"due_on": "2026-10-12"}).status_code == 302
    assert "12 Oktober 2026" in budi.get(url("dates")).content.decode()
    plan.feedback_dates.update(due_on=date(2026, 10, 1))
    assert "Terlambat" in citra.get(url("dates") + "?late=1").content.decode()
    page = enter("ani").get(url("person_feedback", plan.pk)).content.decode()
    assert ("terlambat" in page, "Hapus tanggal" in page) == (True, False)
    address = url("drop_date", plan.feedback_dates.get().pk)
    assert "sudah lewat, jadi tetap tercatat" in enter("ani").post(address).content.decode()
    plan.feedback_dates.update(due_on=date(2026, 10, 12))
    assert "Hapus tanggal" in enter("ani").get(url("person_feedback", plan.pk)).content.decode()
    enter("ani").post(address)
    assert not plan.feedback_dates.exists()
    assert "Tidak ada yang menunggu" in budi.get(url("dates")).content.decode()


# Guidance


def test_coaching_through_the_pages(plan, cast, enter):
    finding = growth.feedback(plan, cast.budi.employee, is_positive=False)
    ani, budi, citra = enter("ani"), enter("budi"), enter("citra")
    indicator = plan.results.get().indicators.get()
    assert budi.get(url("propose_guidance", plan.pk)).status_code == 200
    proposal = {"method": "coaching", "reason": "Waktu.", "finding": finding.pk}
    refused = budi.post(url("propose_guidance", plan.pk), proposal)
    assert "indikator kinerja" in refused.content.decode()
    unknown = budi.post(url("propose_guidance", plan.pk), proposal | {"guide": "Zz"})
    assert unknown.status_code == 422
    budi.post(url("propose_guidance", plan.pk), proposal | {"indicators": [indicator.pk]})
    record = GuidanceRecord.objects.get()
    page = url("guidance", record.pk)
    assert "Siapkan bimbingan" in ani.get(page).content.decode()
    assert "Menunggu Ani" in budi.get(page).content.decode()

    assert ani.get(url("prepare", record.pk)).status_code == 200
    assert ani.post(url("prepare", record.pk), {"baseline_1": "x"}).status_code == 422
    told = {f"{name}_1": "x" for name in ("baseline", "strategy", "progress", "problem", "cause")}
    assert ani.post(url("prepare", record.pk), told).status_code == 302
    assert "Menunggu Budi" in ani.get(page).content.decode()
    assert budi.get(url("hold_guidance", record.pk)).status_code == 200
    held = {"held_on": "2026-10-08", "note": "Antrean", "next_step_1": "Loket", "adjusts_1": "yes"}
    future = budi.post(url("hold_guidance", record.pk), held | {"held_on": "2026-10-09"})
    assert "Tanggal ini belum tiba" in future.content.decode()
    assert budi.post(url("hold_guidance", record.pk), held).status_code == 302
    assert ani.post(url("sign_guidance", record.pk)).status_code == 302
    assert "menunggu tanda tangan yang lain" in ani.get(page).content.decode()
    budi.post(url("sign_guidance", record.pk))
    assert "ubah SKP" in ani.get(page).content.decode()
    assert ["Buka versi baru SKP" in client.get(page).content.decode() for client in (ani, budi, citra)] == [
        True,
        True,
        False,
    ]
    answer = budi.post(reverse("planning:revise", args=[plan.pk]), {"kind": "coaching", "reason": "Antrean"})
    assert answer.url == reverse("planning:agreement", args=[plan.revised_by.pk])
    assert "Buka versi baru SKP" not in ani.get(page).content.decode()

    assert ani.get(url("give_view", record.pk)).status_code == 200
    assert ani.post(url("give_view", record.pk), {"note": "x"}).status_code == 422
    ani.post(url("give_view", record.pk), {f"answer_{n}": "partly" for n in range(1, 10)} | {"note": "Terima kasih."})
    assert "Terima kasih." in citra.get(url("view", record.pk)).content.decode()
    assert budi.get(url("view", record.pk)).status_code == 403

    assert budi.get(url("evaluate_competence", record.pk)).status_code == 200
    assert budi.post(url("evaluate_competence", record.pk), {"name": "Samsat"}).status_code == 422
    codes = "integrity cooperation communication results public_service development change decision unity".split()
    scores = {f"value_{code}": "4" for code in codes} | {f"reason_{code}": "Baik" for code in codes}
    budi.post(url("evaluate_competence", record.pk), scores | {"recommendation": "Dampingi"})
    assert "Dampingi" in ani.get(page).content.decode()
    assert budi.post(url("report_to_superior", record.pk)).status_code == 302
    assert citra.get(url("decide_follow_up", record.pk)).status_code == 200
    citra.post(
        url("decide_follow_up", record.pk), {"decision": "Latih", "step_1": "Ikut diklat", "due_1": "2026-12-01"}
    )
    assert "Ikut diklat" in ani.get(page).content.decode()


def test_mentoring_through_the_pages(plan, cast, enter):
    record = growth.guidance(plan, cast.dewi.employee, method="mentoring")
    ani, dewi = enter("ani"), enter("dewi")
    goal = {"skill_1": "x", "duration_1": "x", "change_1": "x", "measure_1": "x"}
    assert ani.post(url("prepare", record.pk), goal | {"skill_2": "y"}).status_code == 422
    assert ani.post(url("prepare", record.pk), goal).status_code == 302
    assert dewi.get(url("log_session", record.pk)).status_code == 200
    session = {"held_on": "2026-10-07", "place": "Loket", "subject": "Tarif", "action": "Latihan"}
    assert dewi.post(url("log_session", record.pk), session).status_code == 302
    assert dewi.post(url("hold_guidance", record.pk), {"held_on": "2026-10-07", "note": "x"}).status_code == 302
    assert "Jurnal" in ani.get(url("guidance", record.pk)).content.decode()
    type(record).objects.filter(pk=record.pk).update(
        state="evaluated", employee_signed_at=growth.AT, guide_signed_at=growth.AT
    )
    assert dewi.post(url("report_to_appraiser", record.pk)).status_code == 302
    assert enter("budi").post(url("report_to_superior", record.pk)).status_code == 302


def test_a_technical_competency_is_complete_or_absent(plan, cast, enter):
    record = growth.guidance(plan, cast.budi.employee, "recorded")
    codes = "integrity cooperation communication results public_service development change decision unity".split()
    scores = {f"value_{code}": "4" for code in codes} | {f"reason_{code}": "Baik" for code in codes}
    half = scores | {"recommendation": "x", "name": "Samsat digital"}
    assert enter("budi").post(url("evaluate_competence", record.pk), half).status_code == 422
    enter("budi").post(
        url("evaluate_competence", record.pk), half | {"value_technical": "3", "reason_technical": "Cukup"}
    )

    assert record.competence.scores.get(competency="technical").name == "Samsat digital"


def test_without_a_superior_the_report_goes_to_the_administrators(cast, enter):
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment)
    record = growth.guidance(plan, cast.budi.employee, "evaluated")

    assert enter("budi").post(url("report_to_superior", record.pk)).status_code == 302
    assert "Menunggu keputusan" in enter("ani").get(url("guidance", record.pk)).content.decode()


def test_the_lists_of_guidance_and_cases(plan, cast, enter):
    growth.guidance(plan, cast.budi.employee)
    growth.case(plan, "reported")

    assert "Coaching" in enter("budi").get(url("guidances")).content.decode()
    assert "Ani" in enter("ani").get(url("guidances") + "?waiting=1").content.decode()
    assert "Belum ada bimbingan" in enter("dewi").get(url("guidances")).content.decode()
    assert "Ani" in enter("admin").get(url("cases") + "?waiting=1").content.decode()
    assert "Ani" in enter("budi").get(url("cases")).content.decode()
    assert "Tidak ada kasus" in enter("inspector").get(url("cases")).content.decode()


def test_what_a_form_leaves_out_is_said(plan, cast, enter, monkeypatch):
    monkeypatch.setattr(asking, "MOST_OFFERED", 1)
    budi, told = enter("budi"), "Tampak 1 yang terbaru"
    case = growth.case(plan, "communicated")
    for number in range(2):
        growth.feedback(plan, cast.budi.employee, is_positive=False, value_code="harmonious")
        pages = [budi.get(url("propose_guidance", plan.pk)), budi.get(url("report_problem", case.pk))]
        assert [told in page.content.decode() for page in pages] == [number == 1] * 2


# Counselling


def test_a_case_through_the_pages(plan, cast, enter):
    proof = growth.feedback(plan, cast.budi.employee, is_positive=False, value_code="harmonious")
    budi, admin, dewi, citra = enter("budi"), enter("admin"), enter("dewi"), enter("citra")
    assert budi.get(url("note_problem", plan.pk)).status_code == 200
    budi.post(url("note_problem", plan.pk), {"value_code": "harmonious", "evidence": "Membentak", "hampers": "on"})
    case = CounsellingRecord.objects.get()
    page = url("case", case.pk)
    assert "Sampaikan dahulu" in budi.get(page).content.decode()
    assert enter("ani").get(page).status_code == 403
    assert budi.get(url("communicate", case.pk)).status_code == 200
    early = {"communicated_on": "2026-10-09", "communication": "x"}
    assert "belum tiba" in budi.post(url("communicate", case.pk), early).content.decode()
    budi.post(url("communicate", case.pk), early | {"communicated_on": "2026-10-07"})
    assert "Harmonis" in enter("ani").get(page).content.decode()

    assert budi.get(url("report_problem", case.pk)).status_code == 200
    report = {"problem": "Dua kali", "is_similar_elsewhere": "no", "done_so_far": "Bicara"}
    assert budi.post(url("report_problem", case.pk), report).status_code == 422
    budi.post(url("report_problem", case.pk), report | {"proofs": [proof.pk]})
    assert "Tetapkan untuk konseling" in admin.get(page).content.decode()
    assert admin.post(url("dismiss_case", case.pk), {"reason": ""}).status_code == 422
    admin.post(url("select_case", case.pk))
    assert admin.get(url("appoint_counsellor", case.pk)).status_code == 200
    wrong = {"counsellor": "Citra", "kind": "independent"}
    assert "bukan pejabat penilai" in admin.post(url("appoint_counsellor", case.pk), wrong).content.decode()
    admin.post(url("appoint_counsellor", case.pk), wrong | {"counsellor": "Dewi"})
    assert dewi.get(url("schedule", case.pk)).status_code == 200
    assert dewi.post(url("schedule", case.pk), {"scheduled_for": "besok", "place": "x"}).status_code == 422
    dewi.post(url("schedule", case.pk), {"scheduled_for": "2026-10-12T09:00", "place": "Ruang 3"})
    assert "Ubah waktu dan tempat" in dewi.get(page).content.decode()
    dewi.post(url("hold_counselling", case.pk))
    assert dewi.get(url("sign_counselling", case.pk)).status_code == 200
    dewi.post(url("sign_counselling", case.pk), {"report": "Ada beban keluarga"})
    assert "Ada beban keluarga" in enter("ani").get(page).content.decode()
    assert "Ada beban keluarga" not in admin.get(page).content.decode()
    dewi.post(url("report_up", case.pk))
    assert "Ada beban keluarga" in admin.get(page).content.decode()
    assert "Ada beban keluarga" not in budi.get(page).content.decode()
    assert citra.get(url("decide_counselling", case.pk)).status_code == 200
    citra.post(url("decide_counselling", case.pk), {"decision": "Cuti", "step_1": "Cuti lima hari"})
    assert "Cuti lima hari" in enter("ani").get(page).content.decode()


@pytest.mark.parametrize(
    ("state", "verb", "who"), [("communicated", "close_changed", "budi"), ("reported", "dismiss_case", "admin")]
)
def test_a_case_ends_with_a_reason(plan, enter, state, verb, who):
    case = growth.case(plan, state)
    assert enter(who).post(url(verb, case.pk), {"reason": ""}).status_code == 422
    enter(who).post(url(verb, case.pk), {"reason": "Sudah berubah."})

    page = enter("ani").get(url("case", case.pk)).content.decode()
    assert "Sudah berubah." in page
    assert "Ditutup" in page


def test_nothing_here_is_for_a_stranger(plan, cast, enter):
    case, record = growth.case(plan, "reported"), growth.guidance(plan, cast.budi.employee)
    dewi = enter("dewi")

    for address in (url("case", case.pk), url("guidance", record.pk), url("person_feedback", plan.pk)):
        assert dewi.get(address).status_code == 403
    assert TODAY == date(2026, 10, 8)
