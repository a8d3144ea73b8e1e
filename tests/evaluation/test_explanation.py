"""The page "Mengapa?" and its PDF: everything that led to a predicate, in plain sentences, for the right readers."""

import io
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pdfminer.high_level import extract_text

from conftest import NOW, TODAY
from factories import calibration as make
from factories import planning
from factories.evaluation import AT, achievement, evaluation
from sambayan.cycles.models import Clock, UnitWeek
from sambayan.cycles.queries.calendars import KEPT
from sambayan.evaluation import queries
from sambayan.evaluation.actions.documents import issue
from sambayan.evaluation.models import PerformanceEvaluation, ResultAssessment, SelfAssessment
from sambayan.evaluation.rules import (
    FINAL_AT_OPENING,
    FINAL_BY_OBJECTION,
    FINAL_BY_REGIONAL_HEAD,
    FINAL_BY_SUPERIOR,
    FormCode,
)
from sambayan.evaluation.rules.parts import SOURCES, Part
from sambayan.growth.models import ContinuousFeedback
from sambayan.growth.queries import Support

VOICE = {"service": "STNK", "label": "Triwulan III 2026", "n": 143, "satisfaction_index": "82.90", "low": "80.6",
         "high": "85.2"}  # fmt: skip


@pytest.fixture
def row(cast):
    return evaluation(cast.ani.assignment, cast.budi.assignment, "received")


def change(row, **fields) -> PerformanceEvaluation:
    PerformanceEvaluation.objects.filter(pk=row.pk).update(**fields)
    return queries.evaluation(row.pk)


def told(row, day: date = TODAY) -> dict[str, list[str]]:
    """Every section with its sentences, each item in one line."""
    page = queries.explanation_page(queries.evaluation(row.pk), day)
    return {
        section.heading: [" | ".join(filter(None, (i.title, i.text, i.quote))) for i in section.items]
        for section in page.sections
    }


def give_feedback(row, positive: bool | None = True, **fields) -> ContinuousFeedback:
    fields = {"giver_kind": "leader", "giver": row.appraiser, "value_code": "harmonious", **fields}
    return ContinuousFeedback.objects.create(
        agreement=row.agreement, employee=row.employee, appraiser=row.appraiser, unit=row.unit, period=row.period,
        is_positive=positive, text="Berkas sering terlambat.", state="recorded", recorded_at=AT, **fields,
    )  # fmt: skip


def test_the_reasons_of_both_axes_stand_first(row):
    assert told(row)["Yang membawa ke sini"] == [
        "Hasil kerja: sesuai ekspektasi. | Mutu berkas melewati target.",
        "Perilaku kerja: sesuai ekspektasi. | Konsisten dan suka mengajari rekan.",
        "Catatan dan rekomendasi | Catat pengaduan pada hari pertama.",
    ]


def test_results_suggestion_and_own_assessment_stand_beside_them(row):
    main, extra = row.agreement.results.get(), planning.planned_result(row.agreement, 2, "additional")
    ResultAssessment.objects.create(evaluation=row, result=extra, is_own=False, remark="Selesai.")
    ResultAssessment.objects.create(evaluation=row, result=main, is_own=False, rating="above", remark="17 menit.")
    ResultAssessment.objects.create(evaluation=row, result=main, is_own=True, rating="below", remark="Rahasia.")
    SelfAssessment.objects.create(
        evaluation=row, result_rating="above", behaviour_rating="meets", text="Saya melewati target.", written_at=NOW
    )
    change(row, result_suggestion="above", suggestion_reason="Bukti satu hasil kurang.", evaluation_note="",
           unsupported_reason="Baru terlihat pada akhir periode.")  # fmt: skip

    assert told(row)["Yang membawa ke sini"] == [
        "Hasil kerja: sesuai ekspektasi. | Mutu berkas melewati target.",
        "Hasil kerja 1: di atas ekspektasi | 17 menit.",
        "Hasil kerja 2: tanpa rating sendiri | Selesai.",
        "Saran dari rating tiap hasil: di atas ekspektasi. Penilai memutuskan lain; alasannya: | Bukti satu hasil kurang.",
        "Perilaku kerja: sesuai ekspektasi. | Konsisten dan suka mengajari rekan.",
        "Di bawah ekspektasi tanpa umpan balik atau bimbingan sebelumnya; alasannya: | Baru terlihat pada akhir periode.",
        (
            "Penilaian diri pegawai, sebagai bahan: | Hasil kerja di atas ekspektasi, perilaku kerja sesuai ekspektasi."
            " | Saya melewati target."
        ),
    ]


def test_a_suggestion_that_was_followed_is_said_in_one_sentence(row):
    change(row, result_suggestion="meets")

    assert "Saran dari rating tiap hasil: sesuai ekspektasi. Penilai mengikutinya." in told(row)["Yang membawa ke sini"]


def test_without_feedback_the_page_says_so(row):
    assert told(row)["Umpan balik dan bimbingan yang dipertimbangkan"] == [
        "Tidak ada umpan balik dan bimbingan yang tercatat pada periode ini."
    ]


def test_all_feedback_is_listed_with_replies_and_without_names(row, monkeypatch):
    give_feedback(row, False, reply="Loket kurang satu orang.", replied_at=NOW)
    give_feedback(row, True, giver=None, giver_kind="related_party", giver_label="Pengguna layanan",
                  value_code="", result=row.agreement.results.get())  # fmt: skip
    give_feedback(row, None, value_code="lain")
    guided = Support("Cara mengukur waktu layanan", date(2026, 8, 3), "Dicoba di dua loket.", "/x/")
    monkeypatch.setattr("sambayan.evaluation.queries.reasons.support_of", lambda *_args: [guided])

    found = told(row)["Umpan balik dan bimbingan yang dipertimbangkan"]

    assert found == [
        "3 umpan balik tercatat pada periode ini. Penilai wajib mempertimbangkan semuanya.",
        "Pimpinan tentang Harmonis (untuk diperbaiki) | Tanggapan pegawai: Loket kurang satu orang. | Berkas sering terlambat.",
        "Pengguna layanan tentang Hasil kerja 1 (positif) | Berkas sering terlambat.",
        "Pimpinan tentang lain (tanpa tanda) | Berkas sering terlambat.",
        "Bimbingan 3 Agustus 2026: Cara mengukur waktu layanan | Dicoba di dua loket.",
    ]


def test_guidance_alone_is_listed_too(row, monkeypatch):
    guided = Support("Cara mengukur", date(2026, 8, 3), "", "/x/")
    monkeypatch.setattr("sambayan.evaluation.queries.reasons.support_of", lambda *_args: [guided])

    assert told(row)["Umpan balik dan bimbingan yang dipertimbangkan"] == ["Bimbingan 3 Agustus 2026: Cara mengukur"]


def test_the_citizens_voice_is_the_frozen_one_with_consideration_and_reply(row):
    change(row, citizen_evidence=[VOICE, {"service": "BPKB", "label": "x", "n": 3}, VOICE | {"low": None}],
           consideration="Antrean dibahas di tim.", citizen_reply="Loket kurang satu orang.",
           citizen_replied_at=NOW)  # fmt: skip

    assert told(row)["Suara warga"] == [
        "Dipertimbangkan, tidak menambah atau mengurangi angka.",
        "STNK, Triwulan III 2026: 82,90 (80,6–85,2), n 143.",
        "BPKB, x: n 3.",
        "STNK, Triwulan III 2026: 82,90, n 143.",
        "Pertimbangan penilai: | Antrean dibahas di tim.",
        "Tanggapan pegawai sebelum penilaian ditandatangani: | 8 Oktober 2026 | Loket kurang satu orang.",
    ]


def test_a_reply_without_a_day_is_shown_without_one(row):
    change(row, citizen_evidence=[VOICE], citizen_reply="Loket kurang satu orang.")

    assert told(row)["Suara warga"][-1] == (
        "Tanggapan pegawai sebelum penilaian ditandatangani: | Loket kurang satu orang."
    )


def test_figures_alone_are_told_without_consideration_and_reply(row):
    change(row, citizen_evidence=[VOICE])

    assert told(row)["Suara warga"] == [
        "Dipertimbangkan, tidak menambah atau mengurangi angka.",
        "STNK, Triwulan III 2026: 82,90 (80,6–85,2), n 143.",
    ]


def test_without_a_survey_the_page_says_so(row):
    assert told(row)["Suara warga"] == ["Tidak ada hasil survei terbit untuk layanan tempat pegawai ini bekerja."]


def test_an_accepted_calibration_is_told_before_and_after_and_no_placing(cast, row):
    session = make.session(cast.office, cast.budi.employee, cast.citra.employee, state="closed")
    member = make.member(session, row)
    member.votes.create(voter=cast.citra.employee, result_rating="below", behaviour_rating="below", placed_at=NOW)
    make.proposal(member, cast.citra.employee, state="accepted", answered_at=NOW, answered_by="Budi")
    make.proposal(member, cast.citra.employee, result="above", behaviour="above", state="declined", answered_at=NOW,
                  answer="Bukti belum ada.")  # fmt: skip
    make.proposal(member, cast.citra.employee, state="withdrawn", answered_at=NOW)

    assert told(row)["Kalibrasi"] == [
        "Penilaian ini dibahas dalam rapat kalibrasi Unit bapenda, 8 Oktober 2026.",
        (
            "Berubah: hasil kerja sesuai ekspektasi → di bawah ekspektasi, predikat baik → butuh perbaikan."
            " | Diusulkan oleh Citra dan diterima oleh Budi sebagai pejabat penilai. Bukti: Rekap loket September"
            f" | {make.REASON}"
        ),
        (
            "Diusulkan peserta rapat dan tidak diterima: hasil kerja sesuai ekspektasi → di atas ekspektasi,"
            " perilaku kerja sesuai ekspektasi → di atas ekspektasi, predikat baik → sangat baik. | Bukti belum ada."
        ),
    ]


def test_a_discussion_without_change_is_told_and_an_untouched_person_learns_nothing(cast, row):
    session = make.session(cast.office, cast.budi.employee, state="planned")
    member = make.member(session, row)
    assert "Kalibrasi" not in told(row)

    type(member).objects.update(discussed_at=NOW, discussed_by="Budi")

    assert told(row)["Kalibrasi"] == [
        "Penilaian ini dibahas dalam rapat kalibrasi Unit bapenda, 8 Oktober 2026. | Rapat itu tidak mengubah rating."
    ]


def test_the_organisation_is_named_and_changes_nothing(row):
    assert told(row)["Capaian organisasi"] == [
        (
            "Capaian Unit samsat: Baik. | Dari capaian ini ada panduan sebaran untuk satu tim. Panduan itu tidak mengubah"
            " predikat siapa pun."
        )
    ]
    change(row, organisation_predicate="")
    assert "Capaian organisasi" not in told(row)


def test_what_would_have_changed_it_begins_with_the_next_better_predicate(row):
    assert told(row)["Yang akan mengubahnya"] == [
        "Sangat Baik | bila hasil kerja di atas ekspektasi dan perilaku kerja di atas ekspektasi. Ini predikat berikutnya.",
        "Butuh Perbaikan | bila hasil kerja di bawah ekspektasi.",
        "Kurang | bila perilaku kerja di bawah ekspektasi.",
    ]


def test_a_better_predicate_by_one_axis_is_told_once(row):
    change(row, result_rating="below", predicate="needs_improvement")

    assert told(row)["Yang akan mengubahnya"] == [
        "Baik | bila hasil kerja sesuai ekspektasi dan perilaku kerja sesuai ekspektasi. Ini predikat berikutnya.",
        "Baik | bila hasil kerja di atas ekspektasi.",
        "Sangat Kurang | bila perilaku kerja di bawah ekspektasi.",
    ]


def test_who_decided_and_until_when(row):
    assert told(row)["Siapa memutuskan, sampai kapan"] == [
        "Budi, pejabat penilai, menilai | 6 Oktober 2026, 09.00",
        "Budi, pejabat penilai, menandatangani | 6 Oktober 2026, 09.00",
        "Dokumen diserahkan | 6 Oktober 2026, 09.00",
        "Dokumen diterima | 6 Oktober 2026, 09.00",
        "Keberatan paling lambat Senin, 26 Oktober 2026 | 14 hari kerja sejak diterima · sisa 12 hari kerja",
        (
            "Caranya: tulis alasan dan lampirkan bukti. | Keberatan diputus atasan pejabat penilai, 7 hari kerja sejak"
            " keberatan diterima."
        ),
    ]


def test_the_last_day_is_the_one_the_clock_shows(row):
    Clock.objects.create(
        kind="objection", about_kind="evaluation", about_pk=row.pk, unit=row.unit, started_on=date(2026, 10, 6),
        due_on=date(2026, 10, 20), length=14,
    )  # fmt: skip

    assert told(row)["Siapa memutuskan, sampai kapan"][4].startswith("Keberatan paling lambat Selasa, 20 Oktober 2026")


def test_the_last_day_follows_the_working_week_of_the_unit(row):
    UnitWeek.objects.create(unit=row.unit, working_week=6)
    KEPT.forget()

    page = queries.explanation_page(queries.evaluation(row.pk), TODAY)

    assert (page.objection_due, page.objection_days_left) == (queries.objection_due(row), 12)
    assert page.objection_due == date(2026, 10, 22)


def test_after_the_term_the_page_says_that_it_is_past(row):
    words = told(row, date(2026, 11, 20))["Siapa memutuskan, sampai kapan"][4]

    assert words == (
        "Keberatan paling lambat Senin, 26 Oktober 2026 | 14 hari kerja sejak diterima · masa keberatan sudah lewat"
    )


def test_before_receipt_the_term_has_not_begun(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    assert told(row)["Siapa memutuskan, sampai kapan"] == [
        "Budi, pejabat penilai, menilai | 6 Oktober 2026, 09.00",
        "Keberatan paling lambat 14 hari kerja setelah dokumen diterima",
        (
            "Caranya: tulis alasan dan lampirkan bukti. | Keberatan diputus atasan pejabat penilai, 7 hari kerja sejak"
            " keberatan diterima."
        ),
    ]


def test_the_superior_who_signed_is_named_with_the_article_and_the_end(cast, row):
    change(row, signer=cast.citra.employee, superior=cast.citra.employee, passed_at=NOW, is_final=True, rated_at=None,
           passed_reason="Jangka waktu lewat.", final_reason="Atasan pejabat penilai yang mengevaluasi.",
           returned_at=NOW + timedelta(days=1))  # fmt: skip

    assert told(row)["Siapa memutuskan, sampai kapan"] == [
        "Beralih kepada atasan pejabat penilai | 8 Oktober 2026, 10.42 | Jangka waktu lewat.",
        "Citra, atasan pejabat penilai, menandatangani | 6 Oktober 2026, 09.00",
        "Dokumen diserahkan | 6 Oktober 2026, 09.00",
        "Dokumen diterima | 6 Oktober 2026, 09.00",
        "Dokumen ditandatangani pegawai dan dikembalikan | 9 Oktober 2026, 10.42",
        "Hasil ini final; keberatan tidak dapat diajukan. | Atasan pejabat penilai yang mengevaluasi.",
    ]


def test_a_result_that_became_final_says_why(row):
    change(row, state="final")

    assert told(row)["Siapa memutuskan, sampai kapan"][-1] == (
        "Masa keberatan sudah lewat, jadi hasil ini final. | Keberatan yang terlambat tidak diterima, kecuali atasan"
        " pejabat penilai membukanya dengan alasan."
    )


def test_every_document_is_listed_and_the_last_one_counts(row):
    assert "Dokumen" not in told(row)
    first = issue(queries.evaluation(row.pk), FormCode.D_1_1, at=NOW)
    last = issue(change(row, predicate="very_good"), FormCode.D_1_3, at=NOW)

    assert told(row)["Dokumen"] == [
        (
            "D.1.1: Dokumen evaluasi oleh pejabat penilai | 8 Oktober 2026, kode "
            f"{first.code}, predikat Baik, digantikan dokumen berikutnya"
        ),
        f"D.1.3: Dokumen evaluasi setelah keberatan | 8 Oktober 2026, kode {last.code}, predikat Sangat Baik, berlaku",
    ]


def test_the_values_are_named_in_the_readers_language(row):
    give_feedback(row)

    with translation.override("en"):
        page = queries.explanation_page(queries.evaluation(row.pk), TODAY)

    words = " ".join(item.title for section in page.sections for item in section.items)
    assert "Harmonious" in words


def test_the_page_shows_every_sentence_and_the_parts_of_other_rooms(row, cast, sign_in, today, monkeypatch):
    section = {"heading": "Angka kredit", "items": [{"title": "37,5", "text": "", "quote": "", "source": ""}]}

    class Added:
        def as_document(self):
            return section

    part = Part("evaluation/none.html", {"sections": [Added()]})
    monkeypatch.setitem(SOURCES, "explain", [lambda _evaluation, _actor, _day: part])

    page = sign_in(cast.ani).get(reverse("evaluation:explain", args=[row.pk])).content.decode()
    document = sign_in(cast.ani).get(reverse("evaluation:explain_document", args=[row.pk])).content

    for lines in told(row).values():
        assert all(words in page for line in lines for words in line.split(" | ") if "predikat" not in words.lower())
    assert "Belum ada periode penilaian" in page
    assert "Mengajukan keberatan adalah hak Anda." in page
    assert "Angka kredit" in _printed(document)


def _printed(content: bytes) -> str:
    return " ".join(extract_text(io.BytesIO(content)).split())


def test_the_pdf_says_what_the_page_says(row, cast, sign_in, today):
    give_feedback(row, False)
    achievement(cast.unit)
    answer = sign_in(cast.ani).get(reverse("evaluation:explain_document", args=[row.pk]))

    printed = _printed(answer.content)

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        f'inline; filename="mengapa-{row.pk}.pdf"',
    )
    for heading, lines in told(row).items():
        assert heading in printed
        for line in lines:
            assert all(" ".join(words.split()) in printed for words in line.split(" | "))


def test_a_final_result_offers_no_objection(row, cast, sign_in, today):
    change(row, is_final=True, final_reason="Atasan pejabat penilai yang mengevaluasi.")

    page = sign_in(cast.ani).get(reverse("evaluation:explain", args=[row.pk])).content.decode()

    assert "Mengajukan keberatan adalah hak Anda." not in page
    assert "keberatan tidak dapat diajukan" in page


@pytest.mark.parametrize("name", ["explain", "explain_document"])
def test_before_hand_over_the_employee_reads_no_explanation(cast, sign_in, today, name):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    address = reverse(f"evaluation:{name}", args=[row.pk])

    found = {who: sign_in(getattr(cast, who)).get(address).status_code for who in ("ani", "budi", "citra", "dewi")}

    assert found == {"ani": 403, "budi": 200, "citra": 200, "dewi": 403}


@pytest.mark.parametrize("entries", [1, 3])
@pytest.mark.parametrize(("name", "statements"), [("explain", 20), ("explain_document", 20)])
def test_the_page_asks_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, row, entries, name, statements
):
    session = make.session(cast.office, cast.budi.employee, state="closed")
    member = make.member(session, row)
    for number in range(entries):
        give_feedback(row, result=planning.planned_result(row.agreement, number + 5))
        result = planning.planned_result(row.agreement, number + 20)
        ResultAssessment.objects.create(evaluation=row, result=result, is_own=False, rating="meets")
        make.proposal(member, cast.citra.employee, state="accepted", answered_at=NOW, answered_by="Budi")
    client = sign_in(cast.ani)

    with django_assert_num_queries(statements):
        client.get(reverse(f"evaluation:{name}", args=[row.pk]))


# What the table does not decide


def failed_study(row, **fields) -> PerformanceEvaluation:
    return change(
        row, predicate="poor", exception_predicate="poor", exception_reason="Tidak lulus, SK 8/2026.", **fields
    )


def test_a_failed_study_leave_is_told_beside_what_the_table_would_give(row):
    failed_study(row)

    words = told(row)

    assert words["Pengecualian: tugas belajar gagal"] == [
        (
            "Tugas belajar dinyatakan gagal: predikat Kurang dipilih, tidak dihitung dari tabel. | Tanpa itu tabel"
            " memberi Baik: hasil kerja sesuai ekspektasi, perilaku kerja sesuai ekspektasi. | Tidak lulus, SK 8/2026."
        )
    ]
    assert words["Yang akan mengubahnya"] == [
        "Baik | bila tugas belajar tidak dinyatakan gagal: predikat lalu mengikuti tabel. Rating lain tidak mengubahnya."
    ]


def test_neither_page_nor_pdf_says_that_a_picked_predicate_was_computed(row, cast, sign_in, today):
    failed_study(row)
    ani = sign_in(cast.ani)

    page = ani.get(reverse("evaluation:explain", args=[row.pk])).content.decode()
    printed = _printed(ani.get(reverse("evaluation:explain_document", args=[row.pk])).content)

    for words in (page, printed):
        assert "Predikat dihitung, tidak diketik" not in words
        assert "Lampiran IV hlm. 100 dan 103. Predikat dipilih, bukan dihitung" in words
        assert "Karena tugas belajar dinyatakan gagal" in words


def test_a_suggestion_is_not_put_into_the_appraisers_mouth_after_a_decision(row):
    change(row, result_suggestion="above", form_code="D.1.3")

    assert told(row)["Yang membawa ke sini"][1] == (
        "Saran dari rating tiap hasil: di atas ekspektasi. Rating yang berlaku ditetapkan dalam putusan keberatan."
    )


def test_what_was_said_after_the_signature_is_not_among_what_was_considered(row):
    give_feedback(row)
    ContinuousFeedback.objects.update(recorded_at=AT + timedelta(hours=1))

    assert told(row)["Umpan balik dan bimbingan yang dipertimbangkan"] == [
        "Tidak ada umpan balik dan bimbingan yang tercatat pada periode ini."
    ]


# Who decided, and under which article


def laws(row) -> list[tuple[str, str]]:
    page = queries.explanation_page(queries.evaluation(row.pk), TODAY)
    decisions = next(each for each in page.sections if each.heading == "Siapa memutuskan, sampai kapan")
    return [(item.title, item.source) for item in decisions.items]


@pytest.mark.parametrize(
    ("passed", "law"),
    [
        (AT, "PermenPANRB 6/2022 Lampiran IV.A.2 hlm. 89"),
        (datetime(2026, 10, 22, 6, 0, tzinfo=AT.tzinfo), "PermenPANRB 6/2022 Lampiran IV.A.11 hlm. 90, V.A.8 hlm. 115"),
    ],
)
def test_the_superior_who_rated_is_named_with_the_article_of_the_handing_over(cast, row, passed, law):
    change(row, passed_at=passed, rated_at=passed + timedelta(hours=1), signer=cast.citra.employee,
           superior=cast.citra.employee, passed_reason="Berhalangan tetap.")  # fmt: skip

    assert laws(row)[:3] == [
        ("Beralih kepada atasan pejabat penilai", law),
        ("Citra, atasan pejabat penilai, menilai", "PermenPANRB 6/2022 Pasal 24–25"),
        ("Citra, atasan pejabat penilai, menandatangani", ""),
    ]


def test_a_superior_who_only_signed_did_not_rate(cast, row):
    change(row, passed_at=NOW, rated_at=AT, signer=cast.citra.employee, superior=cast.citra.employee)

    assert [title for title, _law in laws(row)[:3]] == [
        "Budi, pejabat penilai, menilai",
        "Beralih kepada atasan pejabat penilai",
        "Citra, atasan pejabat penilai, menandatangani",
    ]


@pytest.mark.parametrize(("form", "what"), [("D.1.3", "diubah"), ("D.1.1", "dikuatkan")])
def test_whoever_decided_the_objection_is_named(cast, row, form, what):
    change(row, state="final", form_code=form, is_final=True, final_reason=FINAL_BY_OBJECTION, finalised_at=NOW,
           superior=cast.citra.employee)  # fmt: skip

    law = "PermenPANRB 6/2022 Lampiran V.B.5–7 hlm. 117–118; PP 30/2019 Pasal 59"
    assert laws(row)[-2:] == [
        (f"Citra, atasan pejabat penilai, memutus keberatan: hasil {what}", law),
        ("Hasil ini final; keberatan tidak dapat diajukan.", law),
    ]


@pytest.mark.parametrize(
    ("reason", "law"),
    [
        (FINAL_BY_SUPERIOR, "Lampiran IV.A.11 hlm. 90"),
        (FINAL_BY_REGIONAL_HEAD, "Lampiran IV.A.12 hlm. 90"),
        (FINAL_AT_OPENING, "Lampiran IV.A.12 hlm. 90"),
        ("", "Pasal 29, Lampiran V.B.2 hlm. 117"),
        ("Alasan lama.", "Lampiran IV.A.11–12 hlm. 90"),
    ],
)
def test_a_final_result_names_its_own_article(row, reason, law):
    change(row, state="final", final_reason=reason)

    assert laws(row)[-1][1] == f"PermenPANRB 6/2022 {law}"


def test_the_last_day_to_object_is_that_of_the_units_calendar(row):
    assert queries.explanation_page(queries.evaluation(row.pk), TODAY).objection_due == queries.objection_due(row)
